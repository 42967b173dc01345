"""A plan as the user names it: a file, or a git revision of one."""

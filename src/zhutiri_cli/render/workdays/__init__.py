"""The formats of ``zhutiri workdays``: one file each."""

"""The formats of ``zhutiri check``: one file each."""

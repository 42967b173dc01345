"""The formats of ``zhutiri validate``: one file each."""

"""The formats of ``zhutiri rank``: one file each."""

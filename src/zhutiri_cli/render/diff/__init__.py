"""The formats of ``zhutiri diff``: one file each."""

"""The formats of ``zhutiri remind``: one file each."""

"""The formats of ``zhutiri deadlines``: one file each."""

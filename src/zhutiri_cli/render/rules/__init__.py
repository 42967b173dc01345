"""The formats of ``zhutiri rules``: one file each."""

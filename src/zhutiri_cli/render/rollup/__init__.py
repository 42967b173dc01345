"""The formats of ``zhutiri rollup``: one file each."""

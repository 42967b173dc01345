"""Which activity a package is for: what its names, titles and sender say, weighed so as never to be wrongly sure."""

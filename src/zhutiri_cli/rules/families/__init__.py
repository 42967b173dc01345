"""One module per family of rules; whatever they declare is the catalogue."""

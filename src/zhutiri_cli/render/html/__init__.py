"""The one-page HTML report: what it shows (rows, acts, timeline, counting), its template, its style and its script."""

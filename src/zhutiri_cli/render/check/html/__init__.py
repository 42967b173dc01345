"""``check`` as one HTML page: what it shows (rows, acts, timeline, counting), its template, style and script."""

from zhutiri_cli.render.check.html.page import FORMAT

__all__ = ["FORMAT"]

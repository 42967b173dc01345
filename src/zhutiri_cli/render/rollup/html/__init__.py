"""``rollup`` as HTML pages: what they show, their templates and style."""

from zhutiri_cli.render.rollup.html.rollup_page import FORMAT

__all__ = ["FORMAT"]

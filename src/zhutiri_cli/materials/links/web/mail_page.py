"""A mail's HTML text: what a reader sees, and where its hyperlinks lead; pictures and style sheets are no links."""

from __future__ import annotations

from html.parser import HTMLParser

_UNREAD = ("script", "style", "head")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Hyperlinks' targets stand apart from the text around them."""
        self._unread += tag in _UNREAD
        if tag == "a":
            self.pieces += [f" {value.strip()} " for name, value in attrs if name == "href" and value]
        elif tag in ("p", "div", "br", "li", "td", "tr"):
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Text is read again after a script or style."""
        self._unread = max(self._unread - (tag in _UNREAD), 0)
        if tag in ("a", "p", "div", "li", "td", "tr"):
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Text that is seen."""
        if not self._unread:
            self.pieces.append(data)


def page_text(html: str) -> str:
    """The visible text of an HTML page with the targets of its hyperlinks; malformed pages give what they can."""
    page = _Page()
    page.feed(html)
    page.close()
    return "".join(page.pieces)

"""The one reader of HTML: a page or the text of a mail as a tree, and what it shows, piece by piece.

Nothing is fetched and no script runs; what is malformed is mended by the library as browsers do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from zhutiri_cli.materials.formats.html_tags import bounded_tags

BREAK = "\0"
"""Stands between the blocks of a page; its own text holds none."""

_UNSHOWN = frozenset({"script", "style", "template", "noscript", "head", "title"})
_BLOCKS = frozenset(
    {"p", "div", "br", "li", "tr", "td", "th", "caption", "h1", "h2", "h3", "h4", "h5", "h6", "section"}
)
_LAST = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
"""To browsers what comes after these is still the page's; the library would put it beside the root."""


class HtmlTree(Struct, frozen=True):
    """A page: its root element (``None`` where there is nothing but comments), and whether elements nested beyond the
    library's limit were left out (``cut``)."""

    root: Any
    cut: bool = False


def html_tree(text: str, *, deep: bool = False) -> HtmlTree:
    """The tree of a page without comments; ``deep``: mails quote one another in ever deeper tables, and what office
    programs and web pages nest is no fault, so follow them further down (2000 elements)."""
    from lxml import etree

    source = bounded_tags(_LAST.sub("", text.replace(BREAK, ""))).encode("utf-8", "replace")
    if not source.strip():
        return HtmlTree(None)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=deep)
    root = etree.fromstring(source, parser)
    return HtmlTree(root, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log))


def shown_pieces(node: Any, *, whole: str = "", marked: str = "") -> Iterator[Any]:
    """The text that an element shows, with ``BREAK`` around blocks, without the text after it.

    An element of the tag ``whole`` comes itself instead of its text; one of the tag ``marked`` comes before its text,
    which a ``BREAK`` ends. However deep the page is, nothing here recurses.
    """
    from lxml import etree

    walk = etree.iterwalk(node, events=("start", "end"))
    for event, element in walk:
        tag, inner = element.tag, element is not node
        opened = not inner or (tag != whole and tag not in _UNSHOWN)
        if event == "start":
            if inner and tag in (whole, marked):
                yield element
            if not opened:
                walk.skip_subtree()
            else:
                yield BREAK if inner and tag in _BLOCKS else ""
                yield element.text or ""
        elif inner:
            yield BREAK if opened and (tag in _BLOCKS or tag == marked) else ""
            yield element.tail or ""


def shown_lines(pieces: str) -> list[str]:
    """Lines as shown: a line ends with a block, while line ends in the source are spaces."""
    return [line for part in pieces.split(BREAK) if (line := " ".join(part.split()))]


def shown_text(node: Any) -> str:
    """All that an element shows, one line a block."""
    return "\n".join(shown_lines("".join(shown_pieces(node))))


def shown_with_links(root: Any) -> str:
    """What an element of a mail in HTML shows, the target of each hyperlink standing apart before its words."""
    pieces = shown_pieces(root, marked="a")
    said = (piece if isinstance(piece, str) else f" {(piece.get('href') or '').strip()} " for piece in pieces)
    return "".join(said).replace(BREAK, "\n")

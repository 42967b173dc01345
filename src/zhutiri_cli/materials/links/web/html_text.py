"""A page's bytes to its words: the character set it names or has, the text it shows, and what else it carries."""

from __future__ import annotations

import codecs
import re

from msgspec import Struct

from zhutiri_cli.materials.formats.html_page import html_tree, shown_text
from zhutiri_cli.materials.prose import chinese_characters

_NAMED = re.compile(r"charset\s*+=\s*+[\"']?\s*+([A-Za-z0-9_-]+)", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Western names are left out: a Chinese page that names one has only kept its server's default.
_KNOWN = {
    **dict.fromkeys(("utf8", "utf-8"), "utf-8"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
}
_HEAD = 4096  # bytes in which a page names its character set
_CARRIED = "//script/text() | //meta/@content | //@title | //@alt"
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


class PageText(Struct, frozen=True):
    """A page: its title, how many Chinese characters it shows, and all its ``words``: shown ones, the title, and those
    in descriptions, captions of pictures and scripts."""

    title: str
    characters: int
    words: str


def decoded(body: bytes, parameters: str) -> str:
    """The text of a body by its mark, as UTF-8, by what its header's ``parameters`` or its own head name, as GB18030.

    The first of these that fits without a fault is taken (UTF-8 hardly ever fits by chance); where none does, what is
    named, with its faults replaced.
    """
    marked = [encoding for mark, encoding in _MARKS if body.startswith(mark)]
    found = [_NAMED.search(said) for said in (parameters, body[:_HEAD].decode("latin-1"))]
    named = [_KNOWN[name[1].lower()] for name in found if name and name[1].lower() in _KNOWN]
    for encoding in (*marked, "utf-8", *named, "gb18030"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:  # then the next encoding
            continue
    return body.decode([*marked, *named, "utf-8"][0], "replace")


def read_page(text: str) -> PageText:
    """What a page of HTML (or of plain text) says."""
    root = html_tree(text).root
    if root is None:
        return PageText("", 0, "")
    title = " ".join(str(piece) for piece in root.xpath("//title/text()"))
    shown = shown_text(root)
    carried = " ".join(str(piece) for piece in root.xpath(_CARRIED))
    spelled = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), carried)
    return PageText(title, chinese_characters(shown), f"{title}\n{shown}\n{spelled}")

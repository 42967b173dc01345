"""Start tags of HTML with no more attributes than anybody writes: the library compares each with all before it, so that
one tag of 400 KB takes seconds."""

from __future__ import annotations

import re

MOST = 500
"""Attributes of one tag; pages have a dozen."""
_TAG = re.compile(r"<(?:!--|([a-z][^\s/>]*+))", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+""")
_RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea", "title")}
"""Elements whose text is no markup, and what ends it."""


def bounded_tags(text: str) -> str:
    """The page without the attributes that are beyond ``MOST`` in one tag. Every character is looked at once."""
    kept, begun, at = list[str](), 0, 0
    while (tag := _TAG.search(text, at)) is not None:
        at = tag.end()
        if tag[1] is None:
            ends = text.find("-->", at)
            at = len(text) if ends < 0 else ends
            continue
        cut, count = at, 0
        while (attribute := _ATTRIBUTE.match(text, at)) is not None:
            at, count = attribute.end(), count + 1
            cut = at if count <= MOST else cut
        if cut < at:
            kept.append(text[begun:cut])
            begun = at
        raw = _RAW.get(tag[1].lower())
        if raw is not None:
            close = raw.search(text, at)
            at = len(text) if close is None else close.start()
    return "".join((*kept, text[begun:]))

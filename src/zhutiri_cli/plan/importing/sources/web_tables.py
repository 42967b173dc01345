"""Web pages (.html): every table, nested ones included, with rowspan and colspan expanded, and the text around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zhutiri_cli.materials.formats.package_guard import damaged, too_large
from zhutiri_cli.plan.importing.grid import CellSpan, Grid, GridLine, SourceText, read_text, spread, squared

SUFFIXES = (".html", ".htm")
_UNSHOWN = frozenset({"script", "style", "template", "noscript", "head"})
_BLOCKS = frozenset(
    {"p", "div", "br", "li", "tr", "td", "th", "caption", "h1", "h2", "h3", "h4", "h5", "h6", "section"}
)


def read(path: Path) -> SourceText:
    """The tables of a page in order. Raises ``FileProblem``."""
    from lxml import etree, html

    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", read_text(path))
    parser = html.HTMLParser()
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError) as problem:
        raise damaged(path) from problem
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise too_large(path, "嵌套过深")  # the parser leaves out what lies deeper
    grids: list[Grid] = []
    words: list[str] = []
    before: list[str] = []
    for part in _parts(root, outside=True):
        if isinstance(part, str):
            words.append(part)
            before.append(part)
            continue
        place = f"第 {len(grids) + 1} 个表格"
        captions = [line for caption in _own(part, ("caption",)) for line in _lines(_text(caption))]
        rows = squared(spread([[_span(cell) for cell in _own(row, ("td", "th"))] for row in _own(part, ("tr",))]))
        lines = tuple(GridLine(row, f"{place}第 {at} 行") for at, row in enumerate(rows, 1))
        grids.append(Grid(lines, place, (*before, *captions)))
        before = []
    return SourceText(tuple(grids), tuple(words))


def _parts(root: Any, *, outside: bool) -> Iterator[Any]:
    """Lines of text outside tables, and all tables, an inner one after its outer one."""
    pieces: list[str] = []
    for child in _flow(root):
        if isinstance(child, str):
            pieces.append(child)
            continue
        yield from _lines("".join(pieces)) if outside else ()
        pieces = []
        yield child
        for cell in _own(child, ("td", "th")):
            yield from _parts(cell, outside=False)
    yield from _lines("".join(pieces)) if outside else ()


def _flow(node: Any) -> Iterator[Any]:
    """The text of an element piece by piece, and the tables in it unopened."""
    yield node.text or ""
    for child in node:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "table":
            yield child
        elif tag and tag not in _UNSHOWN:
            yield "\0" if tag in _BLOCKS else ""
            yield from _flow(child)
            yield "\0" if tag in _BLOCKS else ""
        yield child.tail or ""


def _text(node: Any) -> str:
    return "".join(piece for piece in _flow(node) if isinstance(piece, str))


def _lines(text: str) -> list[str]:
    """Lines as shown: a line ends with a block, while line ends in the source are spaces."""
    return [line for part in text.split("\0") if (line := " ".join(part.split()))]


def _own(node: Any, tags: tuple[str, ...]) -> Iterator[Any]:
    for child in node:
        if child.tag in tags:
            yield child
        elif child.tag != "table" and isinstance(child.tag, str):
            yield from _own(child, tags)


def _span(cell: Any) -> CellSpan:
    return CellSpan("\n".join(_lines(_text(cell))), _number(cell.get("rowspan")), _number(cell.get("colspan")))


def _number(word: str | None) -> int:
    plain = (word or "").strip()
    return max(1, min(int(plain), 10_000)) if re.fullmatch("[0-9]{1,9}", plain) else 1

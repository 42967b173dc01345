"""Web pages (.html): every table, nested ones included, with rowspan and colspan expanded, and the text around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zhutiri_cli.materials.formats.html_page import html_tree, shown_lines, shown_pieces
from zhutiri_cli.materials.formats.package_guard import damaged, too_large
from zhutiri_cli.plan.importing.grid import CellSpan, Grid, GridLine, SourceText, read_text, spread, squared

SUFFIXES = (".html", ".htm")


def read(path: Path) -> SourceText:
    """The tables of a page in order. Raises ``FileProblem``."""
    tree = html_tree(read_text(path))
    if tree.root is None:
        raise damaged(path)
    if tree.cut:
        raise too_large(path, "嵌套过深")
    grids: list[Grid] = []
    words: list[str] = []
    before: list[str] = []
    for part in _parts(tree.root, outside=True):
        if isinstance(part, str):
            words.append(part)
            before.append(part)
            continue
        place = f"第 {len(grids) + 1} 个表格"
        captions = [line for caption in _own(part, ("caption",)) for line in shown_lines(_text(caption))]
        rows = squared(spread([[_span(cell) for cell in _own(row, ("td", "th"))] for row in _own(part, ("tr",))]))
        lines = tuple(GridLine(row, f"{place}第 {at} 行") for at, row in enumerate(rows, 1))
        grids.append(Grid(lines, place, (*before, *captions)))
        before = []
    return SourceText(tuple(grids), tuple(words))


def _parts(root: Any, *, outside: bool) -> Iterator[Any]:
    """Lines of text outside tables, and all tables, an inner one after its outer one."""
    pieces: list[str] = []
    for child in shown_pieces(root, whole="table"):
        if isinstance(child, str):
            pieces.append(child)
            continue
        yield from shown_lines("".join(pieces)) if outside else ()
        pieces = []
        yield child
        for cell in _own(child, ("td", "th")):
            yield from _parts(cell, outside=False)
    yield from shown_lines("".join(pieces)) if outside else ()


def _text(node: Any) -> str:
    return "".join(piece for piece in shown_pieces(node, whole="table") if isinstance(piece, str))


def _own(node: Any, tags: tuple[str, ...]) -> Iterator[Any]:
    for child in node:
        if child.tag in tags:
            yield child
        elif child.tag != "table" and isinstance(child.tag, str):
            yield from _own(child, tags)


def _span(cell: Any) -> CellSpan:
    return CellSpan("\n".join(shown_lines(_text(cell))), _number(cell.get("rowspan")), _number(cell.get("colspan")))


def _number(word: str | None) -> int:
    plain = (word or "").strip()
    return max(1, min(int(plain), 10_000)) if re.fullmatch("[0-9]{1,9}", plain) else 1

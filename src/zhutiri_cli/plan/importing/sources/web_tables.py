"""Web pages (.html): every table, nested ones included, with rowspan and colspan expanded, and the text around them.

What is hidden or struck out is said and not read. Office programs and portals save pages as .doc and .xls, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.materials.formats.html_page import html_tree, shown_lines, shown_pieces, shown_text
from zhutiri_cli.materials.formats.package_guard import damaged, too_large
from zhutiri_cli.plan.importing.columns.footnote_marks import raised
from zhutiri_cli.plan.importing.columns.plan_headings import BY_MEANING, Headings
from zhutiri_cli.plan.importing.grid import (
    CellSpan,
    Grid,
    GridLine,
    SourceText,
    SurroundingCell,
    read_text,
    spread,
    squared,
)
from zhutiri_cli.plan.importing.sources.unseen_by_style import NOT_SHOWN, UnseenByStyle

SUFFIXES = (".html", ".htm")
_STRUCK = frozenset({"s", "strike", "del"})
_LINE_THROUGH = re.compile(r"text-decoration[^;]{0,100}line-through", re.IGNORECASE)


def read(path: Path, _headings: Headings = BY_MEANING) -> SourceText:
    """The tables of a page in order. Raises ``FileProblem``."""
    tree = html_tree(read_text(path))
    if tree.root is None:
        raise damaged(path)
    if tree.cut:
        raise too_large(path, "嵌套过深")
    found = _Page()
    unseen = _without_unseen(tree.root)
    found.take(tree.root, None)
    title = " ".join(" ".join(element.text or "" for element in tree.root.iter("title")).split())
    return SourceText(tuple(found.grids), tuple(found.words), hidden=tuple(unseen), called=title)


def _without_unseen(root: Any) -> list[str]:
    """Take out of a tree what a reader of the page does not see, or sees struck out, and say so."""
    said = []
    unseen = UnseenByStyle.of(root)
    for element in [element for element in root.iter() if isinstance(element.tag, str)]:
        style = element.get("style") or ""
        hidden = (
            element.get("hidden") is not None
            or element.tag in _NEVER_SHOWN
            or (element.tag == "dialog" and element.get("open") is None)
            or NOT_SHOWN.search(style) is not None
            or unseen.matches(element)
        )
        struck = element.tag in _STRUCK or _LINE_THROUGH.search(style) is not None
        words = " ".join(shown_text(element).split()) if hidden or struck else ""
        if hidden and element.getparent() is not None:
            said += [f"网页里隐藏的“{shorten(words)}”没有导入"] if words and _of_tables(element) else []
            _emptied(element)
            element.tag = "template"  # which no browser shows
        elif element.tag == "sup":
            element.text = raised(element.text or "")
        elif struck:
            said += [f"“{shorten(words)}”画了删除线，没有导入"] if words else []
            _emptied(element)
    return said


_NEVER_SHOWN = frozenset({"template", "noscript"})
_OF_TABLES = frozenset({"table", "tbody", "thead", "tr", "td", "th", "p", "span"})


def _of_tables(element: Any) -> bool:
    """Whether what is not shown could be a part of a table, or a table's own."""
    return element.tag in _OF_TABLES or any(True for _ in element.iter("tr", "td"))


def _emptied(element: Any) -> None:
    element.text = None
    for child in list(element):
        element.remove(child)


class _Page(Struct):
    """What has been read of a page."""

    grids: list[Grid] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)

    def take(self, root: Any, inside: SurroundingCell | None) -> None:
        """Lines of text outside tables, and all tables, an inner one after its outer one."""
        pieces: list[str] = []
        for child in shown_pieces(root, whole="table"):
            if isinstance(child, str):
                pieces.append(child)
                continue
            self._say(pieces, inside)
            pieces = []
            self._table(child, inside)
        self._say(pieces, inside)

    def _say(self, pieces: Sequence[str], inside: SurroundingCell | None) -> None:
        lines = shown_lines("".join(pieces)) if inside is None else []
        self.words += lines
        self.before += lines

    def _table(self, table: Any, inside: SurroundingCell | None) -> None:
        at = len(self.grids)
        place = f"第 {at + 1} 个表格"
        captions = [line for caption in _own(table, ("caption",)) for line in shown_lines(_text(caption))]
        cells = [list(_own(row, ("td", "th"))) for row in _own(table, ("tr",))]
        rows = squared(spread([[_span(cell) for cell in row] for row in cells]))
        lines = tuple(GridLine(row, f"{place}第 {number} 行") for number, row in enumerate(rows, 1))
        self.grids.append(Grid(lines, place, (*self.before, *captions), inside))
        self.before = []
        flat = [cell for row in cells for cell in row]
        if any(True for cell in flat for _ in cell.iter("table")):
            numbers = {cell: str(number) for number, cell in enumerate(flat)}
            places = _places(spread([[_span(cell, numbers[cell]) for cell in row] for row in cells]))
            for cell in flat:
                line, column = places.get(numbers[cell], (0, 0))
                self.take(cell, SurroundingCell(at, line, column))


def _places(rows: Sequence[Sequence[str]]) -> dict[str, tuple[int, int]]:
    """Where each word stands first."""
    found: dict[str, tuple[int, int]] = {}
    for line, row in enumerate(rows):
        for column, word in enumerate(row):
            found.setdefault(word, (line, column))
    return found


def _text(node: Any) -> str:
    return "".join(piece for piece in shown_pieces(node, whole="table") if isinstance(piece, str))


def _own(node: Any, tags: tuple[str, ...]) -> Iterator[Any]:
    for child in node:
        if child.tag in tags:
            yield child
        elif child.tag != "table" and isinstance(child.tag, str):
            yield from _own(child, tags)


def _span(cell: Any, text: str | None = None) -> CellSpan:
    words = "\n".join(shown_lines(_text(cell))) if text is None else text
    return CellSpan(words, _number(cell.get("rowspan")), _number(cell.get("colspan")))


def _number(word: str | None) -> int:
    plain = (word or "").strip()
    return max(1, min(int(plain), 10_000)) if re.fullmatch("[0-9]{1,9}", plain) else 1

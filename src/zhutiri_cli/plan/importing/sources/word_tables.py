"""Word documents (.docx): every table of the body, nested ones and those in text boxes included, merged cells expanded.

python-docx opens the package; its own cells know no content controls and no tracked insertions, so texts are taken
from the elements (ECMA-376 part 1, §17.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zhutiri_cli.materials.formats.package_guard import check_package, damaged, too_large
from zhutiri_cli.plan.importing.grid import Grid, GridLine, SourceText, squared

SUFFIXES = (".docx",)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback"})  # deleted, moved away, a text box's second copy
_MARKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}
_WIDEST = 200


def read(path: Path) -> SourceText:
    """The tables of a document and the paragraphs around them. Raises ``FileProblem``."""
    check_package(path, ".docx")
    grids: list[Grid] = []
    text: list[str] = []
    before: list[str] = []
    for part in _parts(_body(path)):
        if part.tag == f"{_W}p":
            lines = [line for line in _text(part).split("\n") if line.strip()]
            text += lines
            before += lines
            continue
        place = f"第 {len(grids) + 1} 个表格"
        rows = squared(_rows(part, path))
        grids.append(
            Grid(tuple(GridLine(row, f"{place}第 {at} 行") for at, row in enumerate(rows, 1)), place, tuple(before))
        )
        before = []
    return SourceText(tuple(grids), tuple(text))


def _body(path: Path) -> Any:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml import etree

    try:
        return docx.Document(str(path)).element.body
    except (etree.LxmlError, PackageNotFoundError, KeyError, ValueError, AttributeError) as problem:
        raise damaged(path) from problem


def _parts(node: Any) -> Iterator[Any]:
    """Paragraphs outside tables, and all tables, an inner one after its outer one, in the order of the document."""
    for child in node:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}tbl":
            yield child
            yield from (inner for cell in _own(child, f"{_W}tc") for inner in _parts(cell) if inner.tag == f"{_W}tbl")
        elif child.tag == f"{_W}p":
            yield child
            yield from (inner for inner in _parts_in_boxes(child))
        else:
            yield from _parts(child)


def _parts_in_boxes(paragraph: Any) -> Iterator[Any]:
    for box in _own(paragraph, f"{_W}txbxContent"):
        yield from (inner for inner in _parts(box) if inner.tag == f"{_W}tbl")


def _own(node: Any, tag: str) -> Iterator[Any]:
    """The elements of a tag below ``node``, not looking into tables or text boxes inside it."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED and child.tag != f"{_W}tbl":
            yield from _own(child, tag)


def _text(node: Any) -> str:
    """The text of an element without that of tables inside it; a paragraph ends a line."""
    pieces = []
    for child in node:
        if child.tag in _SKIPPED or child.tag == f"{_W}tbl":
            continue
        if child.tag == f"{_W}t":
            pieces.append(child.text or "")
        elif child.tag in _MARKS and child.getparent().tag == f"{_W}r":
            pieces.append(_MARKS[child.tag])
        else:
            pieces.append(_text(child) + ("\n" if child.tag == f"{_W}p" else ""))
    return "".join(pieces)


def _rows(table: Any, path: Path) -> list[list[str]]:
    """The lines of one table: a cell merged downwards is repeated, one merged to the right leaves empty cells."""
    lines: list[list[str]] = []
    for row in _own(table, f"{_W}tr"):
        cells = [""] * _number(row, "trPr/gridBefore")
        for cell in _own(row, f"{_W}tc"):
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            hanging = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            above = lines[-1] if lines else []
            inherited = above[len(cells)] if hanging and len(cells) < len(above) else ""
            cells.append(inherited if hanging else _text(cell).strip("\n"))
            cells += [""] * (_number(cell, "tcPr/gridSpan") - 1)
        if len(cells) > _WIDEST:
            raise too_large(path, "的表格列数过多")
        lines.append(cells)
    return lines


def _number(node: Any, route: str) -> int:
    found = node.find("/".join(_W + step for step in route.split("/")))
    word = found.get(f"{_W}val", "") if found is not None else ""
    return min(int(word), _WIDEST + 1) if word.isascii() and word.isdigit() else 0

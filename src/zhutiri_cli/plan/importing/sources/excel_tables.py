"""Excel tables (.xlsx): the visible rows and columns of the visible sheets with merged cells expanded; a formula stands
as its own text (``=…``). What is hidden or struck out is said and not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.materials.formats.excel_workbook import open_workbook, rows_of
from zhutiri_cli.materials.formats.package_guard import check_package
from zhutiri_cli.plan.importing.cell_text import tidy
from zhutiri_cli.plan.importing.columns.footnote_marks import raised
from zhutiri_cli.plan.importing.columns.plan_headings import BY_MEANING, Headings
from zhutiri_cli.plan.importing.grid import Grid, GridLine, SourceText, squared

SUFFIXES = (".xlsx",)
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_MODIFIER = re.compile(r"\[[^\[\]]*\]")
_WHOLE_NUMBER = re.compile(r"(?P<before>[^0#?]*)(?P<digits>[0#?]+)(?P<after>[^0#?.,/%Ee]*)")


def read(path: Path, _headings: Headings = BY_MEANING) -> SourceText:
    """Every visible sheet as a table; what is hidden is said, not read. Raises ``FileProblem``."""
    check_package(path, ".xlsx")
    book = open_workbook(path, rich=True)
    grids, notices, hidden = [], list[str](), list[str]()
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            hidden.append(f"隐藏的工作表“{sheet.title}”没有读取")
            continue
        place, said = f"工作表“{sheet.title}”", list[str]()
        lines = [GridLine(cells, f"{place}第 {at} 行") for at, cells in _shown(sheet, path, place, said, hidden)]
        while lines and not lines[-1].filled:
            lines.pop()
        padded = squared([line.cells for line in lines])
        rows = tuple(GridLine(cells, line.place) for cells, line in zip(padded, lines, strict=True))
        grids.append(Grid(rows, place, name=sheet.title))
        notices += said
    return SourceText(tuple(grids), (), tuple(notices), tuple(hidden))


def _shown(
    sheet: Any, path: Path, place: str, said: list[str], unshown: list[str]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The visible rows with their numbers; what is not shown goes to ``unshown``, what else is left out to
    ``said``."""
    hidden = _hidden_columns(sheet)
    unseen: dict[int, list[str]] = {}
    for at, row in enumerate(rows_of(sheet, path), 1):
        cells = [_words(shown.cell) for shown in row]
        words = "、".join(tidy(cell) for cell in cells if cell.strip())
        struck = "、".join(filter(None, (_struck(shown.own) for shown in row)))
        shape = sheet.row_dimensions[at]
        if shape.hidden or shape.height == 0:
            unshown += [f"{place}第 {at} 行是隐藏的，没有导入（{shorten(words)}）"] if words else []
            continue
        remarks = "、".join(tidy(shown.own.comment.text) for shown in row if getattr(shown.own, "comment", None))
        said += [f"{place}第 {at} 行的批注“{shorten(remarks)}”没有导入，请对照原件核对"] if remarks else []
        if struck:
            said.append(f"{place}第 {at} 行的“{shorten(struck)}”画了删除线，没有导入")
        for column in hidden:
            if column < len(cells) and cells[column].strip():
                unseen.setdefault(column, []).append(tidy(cells[column]))
        yield at, tuple("" if column in hidden else cell for column, cell in enumerate(cells))
    for column, found in unseen.items():
        unshown.append(f"{place}第 {column + 1} 列是隐藏的，没有导入（{shorten('、'.join(found))}）")


def _hidden_columns(sheet: Any) -> set[int]:
    """The columns that are not shown, from 0; a group of columns is kept under its first letter."""
    found: set[int] = set()
    for shape in sheet.column_dimensions.values():
        if (shape.hidden or shape.width == 0) and shape.min:
            found |= set(range(shape.min - 1, min(shape.max or shape.min, sheet.max_column)))
    return found


def _struck(cell: Any) -> str:
    """The struck-out text of a cell."""
    if cell.value is None:
        return ""
    if isinstance(cell.value, list):
        return "".join(str(piece) for piece in cell.value if _is_struck(getattr(piece, "font", None)))
    return str(cell.value) if _is_struck(cell.font) else ""


def _is_struck(font: Any) -> bool:
    return bool(getattr(font, "strike", False))


def _words(cell: Any) -> str:
    """A value as it is read on the screen as far as a plan goes: whole numbers without ``.0`` and with the words of
    their format (``4月``), months and dates; without what is struck out."""
    value = cell.value
    if isinstance(value, list):  # pieces of a text in several fonts
        return "".join(_piece(piece) for piece in value if not _is_struck(getattr(piece, "font", None)))
    if value is None or _is_struck(cell.font):
        return ""
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, date):
        day = "d" in _MODIFIER.sub("", _LITERAL.sub("", str(cell.number_format).lower().split(";")[0]))
        return f"{value.year}年{value.month}月" + (f"{value.day}日" if day else "")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return _numbered(value, str(cell.number_format))
    if cell.data_type == "f":
        return f"={getattr(value, 'text', value)}".replace("==", "=", 1)
    return str(value)


def _piece(piece: Any) -> str:
    """One of a text's pieces in several fonts."""
    lifted = getattr(getattr(piece, "font", None), "vertAlign", None) == "superscript"
    return raised(str(piece)) if lifted else str(piece)


def _numbered(value: int, shape: str) -> str:
    """A whole number with the words that its format puts around it (``0"月"``)."""
    plain = _LITERAL.sub(lambda found: found[1] if found[1] is not None else found[2], shape.split(";", maxsplit=1)[0])
    found = _WHOLE_NUMBER.fullmatch(plain)
    if found is None or not re.search("[\u4e00-\u9fff]", found["before"] + found["after"]):
        return str(value)
    return f"{found['before']}{value}{found['after']}".strip()

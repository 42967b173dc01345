"""Excel tables (.xlsx): the visible sheets with merged cells expanded; a formula stands as its own text (``=…``)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

from zhutiri_cli.materials.formats.excel_workbook import SheetCell, open_workbook, rows_of
from zhutiri_cli.materials.formats.package_guard import check_package
from zhutiri_cli.plan.importing.grid import Grid, GridLine, SourceText, squared

SUFFIXES = (".xlsx",)


def read(path: Path) -> SourceText:
    """Every visible sheet as a table; hidden ones are said, not read. Raises ``FileProblem``."""
    check_package(path, ".xlsx")
    book = open_workbook(path)
    grids, hidden = [], []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            hidden.append(sheet.title)
            continue
        place = f"工作表“{sheet.title}”"
        rows = squared(_filled(rows_of(sheet, path)))
        grids.append(Grid(tuple(GridLine(row, f"{place}第 {at} 行") for at, row in enumerate(rows, 1)), place))
    notices = [f"隐藏的工作表“{title}”没有读取" for title in hidden]
    return SourceText(tuple(grids), (), tuple(notices))


def _filled(rows: Iterator[list[SheetCell]]) -> list[list[str]]:
    """The rows in words, without the empty ones at the end."""
    lines = [[_words(shown.cell) for shown in row] for row in rows]
    while lines and not any(lines[-1]):
        lines.pop()
    return lines


def _words(cell: Any) -> str:
    """A value as it is read on the screen as far as a plan goes: whole numbers without ``.0``, months and dates."""
    value = cell.value
    if value is None or isinstance(value, time):
        return "" if value is None else value.isoformat()
    if isinstance(value, date):
        day = "d" in str(cell.number_format).lower().split(";")[0].replace("[red]", "")
        return f"{value.year}年{value.month}月" + (f"{value.day}日" if day else "")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if cell.data_type == "f":
        return f"={getattr(value, 'text', value)}".replace("==", "=", 1)
    return str(value)

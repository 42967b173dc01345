"""A workbook's sheets as plain cells: values as saved, merged cells expanded downwards, hidden rows read, too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct

from zhutiri_cli.common.errors import FileProblem, reason_of
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.spelling import shorten, suffix_of
from zhutiri_cli.materials.formats.excel_workbook import SheetCell, open_workbook, rows_of
from zhutiri_cli.materials.formats.package_guard import MACROS, check_package, refuse_macros

SHEETS = MACROS | {".xlsx", ".xls", ".et", ".ods", ".csv", ".xltx", ".ett", ".numbers"}
"""Suffixes by which an argument is taken for a spreadsheet; only ``.xlsx`` is read."""
_THEN = "登记"


class RegisterCell(Struct, frozen=True):
    """One cell: its address (``F9``), its value as openpyxl gives it, why it has none, where its link leads.

    ``anchor`` is the row that the value stands in: its own, or the first of a merged cell.
    """

    place: str
    value: Any = None
    problem: tuple[str, str] | None = None
    target: str = ""
    anchor: int = 0


class RegisterRow(Struct, frozen=True):
    """A row by its number in the sheet, from 1."""

    number: int
    cells: tuple[RegisterCell, ...]
    hidden: bool = False


class Tab(Struct, frozen=True):
    """A sheet: its name, whether it is hidden, and its rows."""

    title: str
    hidden: bool
    rows: tuple[RegisterRow, ...]

    @property
    def name(self) -> str:
        """The sheet as people are told of it."""
        return f"工作表“{self.title}”"


def read_book(path: Path, wanted: str | None) -> list[Tab]:
    """The sheets of a workbook, or the one that is ``wanted``. Raises ``FileProblem``."""
    name, suffix = path_shown(path), suffix_of(path.name)
    if not path.exists():
        raise FileProblem(f"{name} 不存在", "请核对路径后重试")
    if not path.is_file():
        raise FileProblem(f"{name} 不是普通文件", "请指明一个 .xlsx 文件")
    if suffix in MACROS:
        raise refuse_macros(path, _THEN)
    if suffix != ".xlsx":
        raise FileProblem(f"{name} 不是 .xlsx 文件，不能据以登记", "请用 Excel 或 WPS 另存为 .xlsx 后再登记")
    try:
        check_package(path, ".xlsx", _THEN)
        results, formulas = open_workbook(path, _THEN, results=True), open_workbook(path, _THEN)
    except OSError as problem:
        raise FileProblem(
            f"{name} 无法打开（{reason_of(problem)}）", "请检查读取权限，或关闭正在使用它的程序"
        ) from None
    titles = [sheet.title for sheet in results.worksheets]
    if wanted is not None and wanted not in titles:
        raise FileProblem(f"{name} 里没有名为“{shorten(wanted)}”的工作表", f"有这些：{'、'.join(titles)}")
    return [
        _tab(sheet, formulas[sheet.title], path)
        for sheet in results.worksheets
        if wanted is None or sheet.title == wanted
    ]


def _tab(sheet: Any, written: Any, path: Path) -> Tab:
    lines = [
        [_cell(shown, own.cell) for shown, own in zip(row, originals, strict=True)]
        for row, originals in zip(rows_of(sheet, path, _THEN), rows_of(written, path, _THEN), strict=True)
    ]
    hidden = {number for number, shape in sheet.row_dimensions.items() if shape.hidden}
    rows = tuple(RegisterRow(at, tuple(cells), at in hidden) for at, cells in enumerate(lines, 1))
    return Tab(sheet.title, sheet.sheet_state != "visible", rows)


def _cell(shown: SheetCell, written: Any) -> RegisterCell:
    cell = shown.cell
    link, problem = getattr(cell, "hyperlink", None), None
    target = str(link.target or "") if link is not None else ""
    if cell.data_type == "e":
        problem = (f"是错误值 {shorten(str(cell.value))}", "请改正后保存，再重新运行")
    elif written.data_type == "f" and cell.value is None and cell.data_type not in ("s", "str"):
        advice = "请用办公软件打开并保存一次，或复制后“选择性粘贴”为数值"
        problem = ("是公式，文件里没有它的计算结果", advice)
    return RegisterCell(shown.place, None if problem else cell.value, problem, target, cell.row)

"""A workbook's sheets as plain cells: values as saved, merged cells expanded downwards, hidden rows read, too.

It is read behind the door: first the rows in which a header may stand, then the one sheet that has it."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path
from typing import Any, Self

from msgspec import Struct

from zhutiri_cli.common.errors import FileProblem, reason_of
from zhutiri_cli.common.foreign_limits import REGISTER_CELLS, REGISTER_SECONDS
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.spelling import shorten, suffix_of
from zhutiri_cli.materials.door.door import Door, answered
from zhutiri_cli.materials.formats.bounded_workbook import BoundedBook, Bounds
from zhutiri_cli.materials.formats.excel_workbook import SheetCell, open_part_of, rows_of
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
    """A sheet: its name, whether it is hidden, and its first rows; ``goes_on``: filled ones come after these."""

    title: str
    hidden: bool
    rows: tuple[RegisterRow, ...]
    goes_on: bool = False

    @property
    def name(self) -> str:
        """The sheet as people are told of it."""
        return f"工作表“{self.title}”"


class Workbook:
    """A workbook, to be used in a ``with``. What it is asked for raises ``FileProblem``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._door = Door(REGISTER_SECONDS, 1, str(Path.cwd()))
        _refuse_others(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        self._door.__exit__(kind, *rest)

    def tabs(self, rows: int, wanted: str | None = None) -> list[Tab]:
        """The first rows of every sheet, or of the one that is ``wanted``."""
        found: list[Tab] = answered(
            self._door, self._door.ask(_read, self._path, rows, wanted), REGISTER_SECONDS, self._lost
        )
        return found

    def _lost(self, why: str) -> FileProblem:
        advice = f"请只保留要用的工作表和行，另存一份后再{_THEN}"
        return FileProblem(f"{path_shown(self._path)} 没有读完：{why}", advice)


def _refuse_others(path: Path) -> None:
    name, suffix = path_shown(path), suffix_of(path.name)
    if not path.exists():
        raise FileProblem(f"{name} 不存在", "请核对路径后重新运行")
    if not path.is_file():
        raise FileProblem(f"{name} 不是普通文件", "请指明一个 .xlsx 文件")
    if suffix in MACROS:
        raise refuse_macros(path, _THEN)
    if suffix != ".xlsx":
        raise FileProblem(f"{name} 不是 .xlsx 文件，不能据以登记", "请用 Excel 或 WPS 另存为 .xlsx 后再登记")


def _read(path: Path, rows: int, wanted: str | None) -> list[Tab]:
    """What ``Workbook.tabs`` returns, read here and now."""
    bounds = Bounds(REGISTER_CELLS, rows, None if wanted is None else frozenset({wanted}))
    try:
        check_package(path, ".xlsx", _THEN)
        found = open_part_of(path, bounds, _THEN, results=True)
    except OSError as problem:
        raise FileProblem(
            f"{path_shown(path)} 打不开（{reason_of(problem)}）", "请检查读取权限，或关闭正在使用它的程序"
        ) from None
    titles = [sheet.title for sheet in found.book.worksheets]
    if wanted is not None and wanted not in titles:
        raise FileProblem(f"{path_shown(path)} 里没有名为“{shorten(wanted)}”的工作表", f"有这些：{'、'.join(titles)}")
    return [_tab(sheet, path, found) for sheet in found.book.worksheets if wanted is None or sheet.title == wanted]


def _tab(sheet: Any, path: Path, found: BoundedBook) -> Tab:
    formulas = found.formulas.get(sheet.title, frozenset())
    hidden = {number for number, shape in sheet.row_dimensions.items() if shape.hidden}
    rows = tuple(
        RegisterRow(at, tuple(_cell(cell, formulas) for cell in cells), at in hidden)
        for at, cells in enumerate(rows_of(sheet, path, _THEN, REGISTER_CELLS), 1)
    )
    return Tab(sheet.title, sheet.sheet_state != "visible", rows, sheet.title in found.beyond)


def _cell(shown: SheetCell, formulas: Container[str]) -> RegisterCell:
    cell = shown.cell
    link, problem = getattr(cell, "hyperlink", None), None
    target = str(link.target or "") if link is not None else ""
    if cell.data_type == "e":
        problem = (f"是错误值 {shorten(str(cell.value))}", "请改正后保存，再重新运行")
    elif cell.value is None and cell.data_type not in ("s", "str") and cell.coordinate in formulas:
        advice = "请用办公软件打开并保存一次，或复制后“选择性粘贴”为数值"
        problem = ("是公式，文件里没有它的计算结果", advice)
    return RegisterCell(shown.place, None if problem else cell.value, problem, target, cell.row)

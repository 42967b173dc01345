"""The one way to the cells of a workbook (.xlsx) for those who take single values from it: import and the register.

openpyxl knows dates, number formats and shared formulas. It keeps whole workbooks in memory and gives up on oddities
that office programs open, so what only needs a file's words and links (``materials/readers/excel.py``) streams it.
"""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from zhutiri_cli.common.foreign_limits import CELLS as MAX_CELLS
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.materials.formats.bounded_workbook import BoundedBook, Bounds, TooMuchError, bounded_workbook
from zhutiri_cli.materials.formats.package_guard import damaged, too_large

_CHINESE_DATES = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), 'AM/PMh"时"mm"分"'),
    **dict.fromkeys((35, 56), 'AM/PMh"时"mm"分"ss"秒"'),
}
"""Formats that Excel in Chinese names by number alone (ECMA-376 part 1, 18.8.30, zh-cn); openpyxl knows none."""


class SheetCell(Struct, frozen=True):
    """A place in a sheet (``own``) and the cell that it shows: itself, or the first of a cell merged downwards."""

    own: Any
    cell: Any

    @property
    def place(self) -> str:
        """Its address, e.g. ``F9``."""
        return str(self.own.coordinate)


def open_workbook(path: Path, then: str = "导入", *, results: bool = False, rich: bool = False) -> Any:
    """The workbook of a package that ``check_package`` let through; ``results``: formulas stand as the results that
    were saved with them; ``rich``: a text in several fonts stands as its pieces.

    Raises ``FileProblem`` when it is damaged or too large, or ``OSError``."""
    return open_part_of(path, Bounds(MAX_CELLS), then, results=results, rich=rich).book


def open_part_of(
    path: Path, bounds: Bounds, then: str = "导入", *, results: bool = False, rich: bool = False
) -> BoundedBook:
    """The same, no more of it than ``bounds`` say."""
    from lxml import etree
    from openpyxl.styles.numbers import BUILTIN_FORMATS
    from openpyxl.utils.exceptions import InvalidFileException

    BUILTIN_FORMATS.update(_CHINESE_DATES)
    try:
        with path.open("rb") as stream, warnings.catch_warnings():  # openpyxl leaves a file that it fails on open
            warnings.simplefilter("ignore")  # it tells of validations and styles that it does not keep
            return bounded_workbook(stream, bounds, results=results, rich=rich)
    except TooMuchError as problem:
        raise too_large(path, f"的工作表“{shorten(problem.title)}”范围过大", then) from None
    except (
        etree.LxmlError, SyntaxError, InvalidFileException, KeyError, ValueError, TypeError, IndexError, AttributeError,
        OverflowError, EOFError, zipfile.BadZipFile, zlib.error,
    ) as problem:  # fmt: skip
        raise damaged(path, then) from problem


def rows_of(sheet: Any, path: Path, then: str = "导入", most: int = MAX_CELLS) -> Iterator[list[SheetCell]]:
    """The rows of a sheet: a cell merged downwards is repeated, one merged to the right leaves empty cells. Raises
    ``FileProblem`` where the sheet has more than ``most`` cells."""
    if sheet.max_row * sheet.max_column > most:
        raise too_large(path, f"的工作表“{shorten(sheet.title)}”范围过大", then)
    shown = {
        (row, area.min_col): sheet.cell(area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row + 1, min(area.max_row, sheet.max_row) + 1)
    }
    for row in sheet.iter_rows():
        yield [SheetCell(cell, shown.get((cell.row, cell.column), cell)) for cell in row]

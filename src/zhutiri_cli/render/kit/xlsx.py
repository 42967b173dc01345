"""Sheets to an .xlsx file: pure, the same bytes for the same sheets. People's text never becomes a formula or a link.

A sheet is a title line, lines of notes, a frozen header with filters, and rows. What a value is decides its cell:
a date is a real date, a number a number, text is text whatever it looks like, several texts are lines of one cell.
"""

from __future__ import annotations

import gc
import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import tee
from math import ceil
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from msgspec import Struct
from rich.cells import cell_len

from zhutiri_cli.common.errors import MORE_ROOM, FileProblem, reason_of
from zhutiri_cli.common.temporaries import temporary_folder
from zhutiri_cli.render.kit.xlsx_paper import set_paper
from zhutiri_cli.render.kit.xlsx_text import clean, sheet_names

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_TONES: dict[str, dict[str, Any]] = {
    "good": {"font_color": "#006100", "bg_color": "#C6EFCE"},
    "bad": {"font_color": "#9C0006", "bg_color": "#FFC7CE"},
    "warn": {"font_color": "#7F6000", "bg_color": "#FFEB9C"},
    "dim": {"font_color": "#7F7F7F"},
    "head": {"bold": True},
}
HEAD: dict[str, Any] = {"bold": True, "bg_color": "#D9E1F2", "border": 1, "border_color": "#8EA9DB", "align": "center"}
_FILL: dict[str, Any] = {"bg_color": "#FFD966", "border_color": "#BF9000"}
_CELL: dict[str, Any] = {"text_wrap": True, "valign": "vcenter"}
LINE, ONE_LINE, TALLEST = 15, 16, 405
"""Points: of one line of text more, of a row of one line, and the most that a row may have."""
SLACK = 1.08  # lines break before the last cell: between characters two cells wide, and never before a comma
MOST_LINKS = 65_530
"""Links that Excel reads of one sheet; what comes after them is plain text."""
_PIECE = 1 << 20
_DATED = "请填日期，如 2024-03-15"

Value = str | int | Decimal | date | tuple[str, ...] | None


class Cell(Struct, frozen=True):
    """A value, with a tone (``good``, ``bad``, ``warn``, ``dim``, ``head``) or a link built by us (``href``: a path
    relative to the workbook, already percent-encoded)."""

    value: Value
    tone: str = ""
    href: str = ""


class Column(Struct, frozen=True):
    """A column: its title and how wide it may be at most, in half-width signs. ``kind``: ``text``, ``int`` or
    ``date``; ``fill``: people fill it in; ``choices``: the words that they may choose from."""

    title: str
    most: int = 40
    kind: str = "text"
    fill: bool = False
    choices: tuple[str, ...] = ()


class Sheet(Struct, frozen=True):
    """A sheet. ``notes`` stand above the header, one a line, the first in bold; ``frozen``: columns that stay in view,
    and on every page."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell | Value, ...]]
    notes: tuple[str, ...] = ()
    frozen: int = 0


def workbook(sheets: Iterable[Sheet], title: str, made: date) -> bytes:
    """The file. ``made`` stands in its properties: no clock is looked at."""
    buffer = io.BytesIO()
    _put_down(buffer, sheets, title, made, {"in_memory": True})
    return buffer.getvalue()


def pieces_of_workbook(sheets: Iterable[Sheet], title: str, made: date) -> Iterator[bytes]:
    """The same of very long sheets: the library keeps one row in memory and its pieces on the disk; the cells are the
    same, each with its own text rather than one of a table of texts. Raises ``FileProblem``."""
    yield from pieces(lambda out, how: _put_down(out, sheets, title, made, how))


Options = Mapping[str, bool | str]
"""How the library is to go about it."""


def pieces(write: Callable[[IO[bytes], Options], None]) -> Iterator[bytes]:
    """A file that is written in a temporary folder, by the options that are handed over, and is then given out piece by
    piece, so that it is never held. Raises ``FileProblem`` where the folder can't take it."""
    from xlsxwriter.exceptions import FileCreateError

    refused = ""
    try:
        with temporary_folder() as folder, (folder / "book").open("w+b") as out:
            try:
                write(out, {"constant_memory": True, "tmpdir": str(folder)})
            except (OSError, FileCreateError) as problem:
                refused = reason_of(problem if isinstance(problem, OSError) else problem.args[0])
                with Path(os.devnull).open("r+b") as nowhere:
                    os.dup2(nowhere.fileno(), out.fileno())
            if refused:
                gc.collect()  # the library still ends what it has half written, which goes nowhere
            else:
                out.seek(0)
                yield from iter(lambda: out.read(_PIECE), b"")
    except OSError as problem:
        refused = reason_of(problem)
    if refused:
        raise FileProblem(f"工作簿放不进临时文件夹（{refused}）", MORE_ROOM)


def _put_down(out: IO[bytes], sheets: Iterable[Sheet], title: str, made: date, how: Options) -> None:
    one, other = tee(sheets)
    with opened(out, title, made, how) as book:
        styles = Styles(book)
        for sheet, name in zip(one, sheet_names(sheet.name for sheet in other), strict=True):
            _write(book.add_worksheet(name), sheet, styles)


def opened(out: IO[bytes], title: str, made: date, how: Options) -> Workbook:
    """A workbook that is written to ``out`` when it is closed; people's text is never a formula, a link or a
    number."""
    from xlsxwriter import Workbook

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(out, {**plain, **how, "default_date_format": "yyyy-mm-dd"})
    book.set_properties({"title": clean(title), "created": datetime(made.year, made.month, made.day)})
    return book


class Styles:
    """The formats in use, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, **properties: Any) -> Format:
        """The format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]

    def cell(self, cell: Cell, kind: str, *, wrap: bool = True) -> Format:
        """The format of one cell of a row."""
        own: dict[str, Any] = {**_CELL, **_TONES.get(cell.tone, {}), "align": "center" if kind == "int" else "left"}
        own |= {} if wrap else {"text_wrap": False}
        if isinstance(cell.value, date) or (cell.value is None and kind == "date"):
            own["num_format"] = "yyyy-mm-dd"
        if cell.href:
            own |= {"font_color": "#0563C1", "underline": 1}
        return self.of(**own)


def _write(page: Worksheet, sheet: Sheet, styles: Styles) -> None:
    page.set_default_row(ONE_LINE)
    for line, note in enumerate(sheet.notes):
        style = styles.of(bold=True) if line == 0 else styles.of(font_color="#7F7F7F")
        page.write_string(line, 0, clean(note), style)
    top, widths = len(sheet.notes), _widths(sheet)
    for place, column in enumerate(sheet.columns):
        head = styles.of(**{**HEAD, **(_FILL if column.fill else {})})
        page.write_string(top, place, clean(column.title), head)
        page.set_column(place, place, widths[place] + 1.5, styles.of(**_CELL))
    for line, row in enumerate(sheet.rows, start=top + 1):
        if (height := _height(row, widths)) > ONE_LINE:  # the library keeps the heights of all rows that are given one
            page.set_row(line, height)
        for place, value in enumerate(row):
            cell = value if isinstance(value, Cell) else Cell(value)
            put(page, line, place, cell, styles.cell(cell, sheet.columns[place].kind))
    page.freeze_panes(top + 1, sheet.frozen)
    page.autofilter(top, 0, top + len(sheet.rows), len(sheet.columns) - 1)
    if sheet.rows:
        _guard(page, sheet, top + 1)
    set_paper(page, [width + 1.5 for width in widths], sheet.frozen, top, sheet.name)


def put(page: Worksheet, line: int, place: int, cell: Cell, style: Format) -> None:
    """Write a cell for what its value is."""
    match cell.value:
        case None | "":
            page.write_blank(line, place, None, style)
        case date():
            page.write_datetime(line, place, datetime(cell.value.year, cell.value.month, cell.value.day), style)
        case int() | Decimal():
            page.write_number(line, place, cell.value, style)
        case text if cell.href and page.hlink_count < MOST_LINKS:
            page.write_url(line, place, f"external:./{cell.href}", style, clean(text))
        case text:
            page.write_string(line, place, clean(text), style)


def _guard(page: Worksheet, sheet: Sheet, first: int) -> None:
    """What people fill in is checked as they type: dates are dates, and words are those to choose from."""
    last = first + len(sheet.rows) - 1
    for place, column in enumerate(sheet.columns):
        if column.choices:
            page.data_validation(first, place, last, place, {"validate": "list", "source": list(column.choices)})
        elif column.fill and column.kind == "date":
            rule: dict[str, Any] = {"validate": "date", "criteria": "between", "input_title": column.title}
            rule |= {"input_message": _DATED, "error_title": "不是日期", "error_message": _DATED}
            rule |= {"minimum": datetime(1900, 1, 1), "maximum": datetime(2200, 12, 31)}
            page.data_validation(first, place, last, place, rule)


def _widths(sheet: Sheet) -> list[int]:
    """The widest line of each column in half-width signs, room for the filter's arrow in the header, within bounds."""
    widest = [0] * len(sheet.columns)
    for row in sheet.rows:
        for place, value in enumerate(row):
            widest[place] = max(widest[place], *map(cell_len, _lines(value)))
    heads = [cell_len(column.title) + 3 for column in sheet.columns]
    return [
        min(max(own, head, 6), max(column.most, head))
        for own, head, column in zip(widest, heads, sheet.columns, strict=True)
    ]


def _height(row: Sequence[Cell | Value], widths: Sequence[int]) -> float:
    """What the fullest cell needs once its text is wrapped, in points; not every program works it out on opening."""
    lines = max(
        sum(ceil(cells * SLACK / width) if (cells := cell_len(line)) > width else 1 for line in _lines(value))
        for value, width in zip(row, widths, strict=True)
    )
    return min((lines - 1) * LINE + ONE_LINE, TALLEST)


def _lines(value: Cell | Value) -> list[str]:
    own = value.value if isinstance(value, Cell) else value
    return clean(own if isinstance(own, tuple) else str("" if own is None else own)).split("\n")

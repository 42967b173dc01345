"""Sheets that are too long to be held, to an .xlsx file: rows go to the disk as they come, widths are given.

The library keeps one row in memory. Rows do not wrap; otherwise a cell is what ``xlsx`` makes of its value. A sheet
that is full goes on in another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import IO, TYPE_CHECKING

from msgspec import Struct

from zhutiri_cli.render.kit.xlsx import HEAD, Cell, Options, Styles, Value, opened, pieces, put
from zhutiri_cli.render.kit.xlsx_paper import set_paper
from zhutiri_cli.render.kit.xlsx_text import clean

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
"""Rows of a sheet."""


class LongColumn(Struct, frozen=True):
    """A column: its title, its width in half-width signs, and ``text``, ``int`` or ``date``."""

    title: str
    width: int
    kind: str = "text"


class LongSheet(Struct, frozen=True):
    """A sheet. ``notes`` stand above the header, one a line, the first in bold; ``frozen``: columns that stay in
    view."""

    name: str
    columns: tuple[LongColumn, ...]
    notes: tuple[str, ...] = ()
    frozen: int = 0


def long_workbook(
    sheets: Sequence[LongSheet], rows: Iterable[tuple[int, Sequence[Cell | Value]]], title: str, made: date
) -> Iterator[bytes]:
    """The file, piece by piece. ``rows``: each with the place of the sheet it belongs to. ``made`` stands in its
    properties. Raises ``FileProblem``."""

    def write(out: IO[bytes], how: Options) -> None:
        with opened(out, title, made, how) as book:
            styles = Styles(book)
            pages = [_Page(book, sheet, styles) for sheet in sheets]
            for at, row in rows:
                pages[at].write(row)
            for page in pages:
                page.close()

    yield from pieces(write)


class _Page:
    """A sheet as it is written, and those in which it goes on."""

    def __init__(self, book: Workbook, sheet: LongSheet, styles: Styles) -> None:
        self._book, self._sheet, self._styles, self._number = book, sheet, styles, 1
        self._known: dict[tuple[object, ...], Format] = {}
        self._page = self._begun(sheet.name)

    def write(self, row: Sequence[Cell | Value]) -> None:
        """One more row."""
        if self._line == MOST_ROWS:
            self.close()
            self._number += 1
            self._page = self._begun(f"{self._sheet.name}_{self._number}")
        for place, (value, column) in enumerate(zip(row, self._sheet.columns, strict=True)):
            cell = value if isinstance(value, Cell) else Cell(value)
            put(self._page, self._line, place, cell, self._style(cell, column.kind))
        self._line += 1

    def _style(self, cell: Cell, kind: str) -> Format:
        """The format of a cell, put together once for all that look alike."""
        key = (cell.tone, kind, isinstance(cell.value, date), cell.value is None, bool(cell.href))
        if key not in self._known:
            self._known[key] = self._styles.cell(cell, kind, wrap=False)
        return self._known[key]

    def close(self) -> None:
        """Filters over what was written."""
        self._page.autofilter(self._top, 0, max(self._top, self._line - 1), len(self._sheet.columns) - 1)

    def _begun(self, name: str) -> Worksheet:
        page, sheet = self._book.add_worksheet(name), self._sheet
        widths = [column.width for column in sheet.columns]
        for place, width in enumerate(widths):
            page.set_column(place, place, width)
        self._top = len(sheet.notes)
        page.freeze_panes(self._top + 1, sheet.frozen)
        set_paper(page, widths, sheet.frozen, self._top, name)
        for line, note in enumerate(sheet.notes):
            style = self._styles.of(bold=True) if line == 0 else self._styles.of(font_color="#7F7F7F")
            page.write_string(line, 0, clean(note), style)
        for place, column in enumerate(sheet.columns):
            page.write_string(self._top, place, clean(column.title), self._styles.of(**HEAD))
        self._line = self._top + 1
        return page

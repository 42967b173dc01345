"""Word documents (.docx): every table of the body, nested and in text boxes, too, with merged cells expanded. What is
hidden or struck out is said and not read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.materials.file_facts import UnfitError
from zhutiri_cli.materials.formats import ooxml
from zhutiri_cli.materials.formats.package_guard import check_package, damaged, too_large
from zhutiri_cli.materials.formats.word_document import WordTarget, tell_part
from zhutiri_cli.materials.formats.zipguard import SafeZip
from zhutiri_cli.plan.importing.cell_text import tidy
from zhutiri_cli.plan.importing.columns.footnote_marks import raised
from zhutiri_cli.plan.importing.columns.plan_headings import BY_MEANING, Headings
from zhutiri_cli.plan.importing.grid import Grid, GridLine, SourceText, SurroundingCell, squared

SUFFIXES = (".docx",)
_WIDEST = 200


def read(path: Path, _headings: Headings = BY_MEANING) -> SourceText:
    """The tables of a document and the paragraphs around them. Raises ``FileProblem``."""
    check_package(path, ".docx")
    found = _Tables(path)
    try:
        with SafeZip(path) as archive:
            main = ooxml.main_part(archive, "word/document.xml")
            if main is None:
                raise damaged(path)
            tell_part(archive, main, found)
    except UnfitError as problem:
        raise damaged(path) from problem
    found.end_text()
    grids = tuple(table.grid(at) for at, table in enumerate(found.tables, 1))
    notices = tuple(notice for at, table in enumerate(found.tables, 1) for notice in table.notices(at))
    return SourceText(grids, tuple(found.lines), found.outside_struck(), notices)


class _WordTable(Struct):
    """A table as far as it has been told: a cell merged downwards is repeated, one merged to the right leaves empty
    cells. ``pieces`` are the text of the cell at hand; ``None`` between cells. ``struck``, ``hidden`` and ``noted`` go
    by row."""

    before: tuple[str, ...]
    inside: SurroundingCell | None = None
    struck: dict[int, list[str]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    noted: dict[int, list[str]] = field(default_factory=dict)
    rows: list[list[str]] = field(default_factory=list)
    pieces: list[str] | None = None
    covered: int = 1
    continued: bool = False

    def end_cell(self) -> None:
        """Put the cell at hand into its row."""
        row, above = self.rows[-1], self.rows[-2] if len(self.rows) > 1 else []
        own = "".join(self.pieces or ()).strip("\n")
        inherited = above[len(row)] if len(row) < len(above) else ""
        row.append(inherited if self.continued else own)
        row += [""] * (self.covered - 1)
        self.pieces, self.covered, self.continued = None, 1, False

    def grid(self, at: int) -> Grid:
        """The table as the importer takes it; it is the document's ``at``-th."""
        place = f"第 {at} 个表格"
        lines = (
            GridLine(row if number not in self.hidden else tuple("" for _ in row), f"{place}第 {number} 行")
            for number, row in enumerate(squared(self.rows), 1)
        )
        return Grid(tuple(lines), place, self.before, self.inside)

    def notices(self, at: int) -> Iterator[str]:
        """What is in the table and not shown."""
        for number in sorted(self.hidden):
            words = "、".join(tidy(cell) for cell in self.rows[number - 1] if cell.strip())
            yield f"第 {at} 个表格第 {number} 行是隐藏的，没有导入（{shorten(words)}）"
        for number, pieces in self.struck.items():
            yield f"第 {at} 个表格第 {number} 行的“{shorten(tidy(''.join(pieces)))}”画了删除线或隐藏了，没有导入"
        for number, kinds in self.noted.items():
            words = "、".join(dict.fromkeys(kinds))
            yield f"第 {at} 个表格第 {number} 行有{words}，{words}的内容没有读取，请对照原件核对"


class _Tables(WordTarget):
    """All tables, an inner one after its outer one, and the lines of text outside them."""

    def __init__(self, path: Path) -> None:
        self.tables: list[_WordTable] = []
        self.lines: list[str] = []
        self._path = path
        self._open: list[_WordTable] = []
        self._numbers: list[int] = []  # of the open tables: their places among all
        self._outside: list[str] = []
        self._struck: list[str] = []
        self._before: list[str] = []

    def end_text(self) -> None:
        """Break what has been told outside tables into lines."""
        found = [line for line in "".join(self._outside).split("\n") if line.strip()]
        self.lines += found
        self._before += found
        self._outside = []

    def text(self, piece: str) -> None:
        """Text of the innermost cell, or outside tables; a tab is white space like any other."""
        plain = piece.replace("\t", " ")
        if not self._open:
            self._outside.append(plain)
        elif (pieces := self._open[-1].pieces) is not None:
            pieces.append(plain)

    def raised(self, piece: str) -> None:
        """A raised digit is no digit of the text beside it."""
        self.text(raised(piece))

    def note_refers(self, what: str) -> None:
        """It is said, and not read."""
        if self._open and self._open[-1].pieces is not None:
            self._open[-1].noted.setdefault(len(self._open[-1].rows), []).append(what)

    def struck(self, piece: str) -> None:
        """It is said, and not read."""
        if not self._open:
            self._struck.append(piece)
        elif self._open[-1].pieces is not None:
            self._open[-1].struck.setdefault(len(self._open[-1].rows), []).append(piece)

    def outside_struck(self) -> tuple[str, ...]:
        """What is struck out in the text around the tables."""
        words = tidy("".join(self._struck))
        return (f"正文中的“{shorten(words)}”画了删除线或隐藏了，没有读取",) if words else ()

    def row_is_hidden(self) -> None:
        """It keeps its place without its text."""
        if self._open:
            self._open[-1].hidden.add(len(self._open[-1].rows))

    def table_begins(self) -> None:
        """It takes its number now, before those within it."""
        self.end_text()
        around = self._open[-1] if self._open else None
        inside = None
        if around is not None and around.rows:
            inside = SurroundingCell(self._numbers[-1], len(around.rows) - 1, len(around.rows[-1]))
        self._numbers.append(len(self.tables))
        self._open.append(_WordTable(tuple(self._before), inside))
        self.tables.append(self._open[-1])
        self._before = []

    def table_ends(self) -> None:
        """What comes now belongs to the cell around it, or to no table."""
        self._open.pop()
        self._numbers.pop()

    def row_begins(self) -> None:
        """A row without a cell yet."""
        if self._open:
            self._open[-1].rows.append([])

    def columns_left_out(self, count: int) -> None:
        """The row begins with empty cells."""
        if self._open and self._open[-1].rows:
            self._open[-1].rows[-1] += [""] * min(count, _WIDEST + 1)
            self._refuse_width()

    def cell_begins(self) -> None:
        """Text goes to this cell until it ends or a table begins in it."""
        if self._open and self._open[-1].rows:
            self._open[-1].pieces = []

    def cell_covers(self, columns: int) -> None:
        """Empty cells follow this one."""
        if self._open:
            self._open[-1].covered = max(1, min(columns, _WIDEST + 1))

    def cell_continues(self) -> None:
        """It shows what stands above it."""
        if self._open:
            self._open[-1].continued = True

    def cell_ends(self) -> None:
        """The cell stands in its row."""
        if self._open and self._open[-1].rows:
            self._open[-1].end_cell()
            self._refuse_width()

    def _refuse_width(self) -> None:
        """A row that is wider than any table of activities is refused before it grows."""
        if len(self._open[-1].rows[-1]) > _WIDEST:
            raise too_large(self._path, "的表格列数过多")

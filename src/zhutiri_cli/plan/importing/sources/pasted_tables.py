"""Pasted text (.txt, .md, standard input): tables by tabs, by Markdown's bars, by runs of spaces under a header, or
with a line for every cell.

Blank lines, page numbers and repeated headers may stand inside a table; any other line ends it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.cell_text import whole_number
from zhutiri_cli.plan.importing.columns.month_cells import read_time
from zhutiri_cli.plan.importing.columns.plan_headings import BY_MEANING, Headings, PlanColumn, PlanLayout
from zhutiri_cli.plan.importing.grid import Grid, GridLine, SourceText, read_text, squared
from zhutiri_cli.plan.importing.sources import markdown_marks
from zhutiri_cli.plan.importing.sources.cell_lines import find_cell_lines

SUFFIXES = (".txt", ".md", ".markdown")
_GAP = re.compile(r"[ \u00a0]{2,}|[ \u00a0]*\u3000[ \u00a0\u3000]*")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[|:\s]*+-[|:\s-]*+")
_AFTER = re.compile(
    "(注|备注|说明|附|合计|总计|附件[0-9]*)[:：]|附件|[—–-]+ *[0-9]+ *[—–-]+$|.*。$"
)  # what never continues a cell
_HEADING = re.compile(r"^#{1,6}\s+|\*\*")  # Markdown's marks of a heading, and of bold words
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read(path: Path, headings: Headings = BY_MEANING) -> SourceText:
    """The tables of a text file. Raises ``FileProblem``."""
    return parse(read_text(path), headings)


def parse(text: str, headings: Headings = BY_MEANING) -> SourceText:
    """The tables of a text and the lines around them."""
    reading = _Reading(headings)
    broken = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    lines, struck = markdown_marks.plain_lines(broken)
    said = tuple(f"第 {at} 行的“{shorten(words)}”画了删除线，没有导入" for at, words in struck)
    found = find_cell_lines(lines, headings)
    for number, line in enumerate(lines[: found.start] if found else lines, start=1):
        reading.take(line, number)
    reading.finish()
    if found is None:
        return SourceText(tuple(reading.grids), tuple(reading.text), said)
    reading.grids.append(found.grid(reading.before))
    reading.before = []
    for number, line in enumerate(lines[found.end :], start=found.end + 1):
        reading.take(line, number)
    reading.finish()
    return SourceText(tuple(reading.grids), tuple(reading.text), (*said, *found.notices))


class _Reading:
    """The state of going through the lines: the table at hand, and how its cells are told apart."""

    def __init__(self, headings: Headings) -> None:
        self.headings = headings
        self.grids: list[Grid] = []
        self.text: list[str] = []
        self.before: list[str] = []
        self.rows: list[tuple[list[str], int, int]] = []  # cells, first line, last line
        self.layout: PlanLayout | None = None

    def take(self, line: str, number: int) -> None:
        if not line.strip() or (_BAR.search(line) and _RULE.fullmatch(line)):
            return
        cells = self._cells(line)
        if cells is None and not self._goes_on([line], number):
            self.finish()
            words = _HEADING.sub("", line.strip())
            self.text.append(words)
            self.before.append(words)
            return
        cells = cells or [line]
        if self._goes_on(cells, number):
            known, first, _ = self.rows[-1]
            self.rows[-1] = ([*known[:-1], f"{known[-1]}\n{cells[0]}", *cells[1:]], first, number)
            return
        self.layout = self.headings.layout(cells) or self.layout
        self.rows.append((cells, number, number))

    def finish(self) -> None:
        if self.rows:
            padded = squared([cells for cells, _, _ in self.rows])
            lines = tuple(GridLine(c, f"第 {first} 行") for c, (_, first, _) in zip(padded, self.rows, strict=True))
            self.grids.append(Grid(lines, f"第 {self.rows[0][1]} 行起的表格", tuple(self.before)))
            self.before = []
        self.rows, self.layout = [], None

    def _goes_on(self, cells: Sequence[str], number: int) -> bool:
        """Whether a line continues the row before: a cell of it held a line break. Only where the row is short, the
        line follows at once, begins with no number of its own and leaves room for at least none too many cells."""
        if not self.rows or self.layout is None or _AFTER.match(cells[0].strip()):
            return False
        known, _, last = self.rows[-1]
        room = len(self.layout.columns) - len(known)
        fits = room > 0 and len(cells) - 1 <= room and len(known) > 1
        return fits and number == last + 1 and whole_number(known[0]) is not None and whole_number(cells[0]) is None

    def _cells(self, line: str) -> list[str] | None:
        if "\t" in line:
            return line.split("\t")
        if line.strip().startswith("|") or len(_BAR.findall(line)) >= 2:
            inner = line.strip().removeprefix("|")
            inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
            return [_BREAK.sub("\n", cell.replace("\\|", "|").strip()) for cell in _BAR.split(inner)]
        if self.rows and read_time(line, year=0) is not None:
            return [line.strip()]  # a month as a heading across the table
        cells = _GAP.split(line.strip())
        if self.headings.layout(cells):
            return cells
        words = line.split()
        if self.headings.layout(words):
            return words
        if self.layout is None or len(cells) < 3 or whole_number(cells[0]) is None:
            return None
        return _placed(cells, self.layout)


def _placed(cells: list[str], layout: PlanLayout) -> list[str]:
    """Cells told apart by spaces, an absent time put in as an empty cell where exactly that is missing."""
    times = layout.places(PlanColumn.TIME)
    timely = any(read_time(cell, year=0, bare=layout.bare_months) for cell in cells[1:])
    if times and len(cells) == len(layout.columns) - 1 and not timely:
        return [*cells[: times[0]], "", *cells[times[0] :]]
    return cells

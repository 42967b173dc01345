"""A source's tables cut at their headers: each header, of one line or two, with the lines under it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from zhutiri_cli.plan.importing.cell_text import flat, tidy, whole_number
from zhutiri_cli.plan.importing.columns.month_cells import read_time
from zhutiri_cli.plan.importing.columns.plan_headings import Headings, PlanColumn, PlanLayout
from zhutiri_cli.plan.importing.grid import Grid, GridLine

_MONTH = re.compile("([0-9]{1,2}|十[一二]|[一二三四五六七八九十])月")
_DAY = re.compile("月[0-9一二三四五六七八九十]{1,3}[日号]")  # the date of issue, say
_LOOKED_AT = 3  # lines above a table in which its month may stand


class Segment(Struct):
    """A header and the lines under it, up to the next header or the table's end; ``above`` is the text before it."""

    grid: Grid
    layout: PlanLayout
    above: list[str]
    lines: list[GridLine] = field(default_factory=list)

    @property
    def ids(self) -> list[int]:
        """The numbers that can be read, in order."""
        return _ids(self.layout, self.lines)

    @property
    def says_anything(self) -> bool:
        """Whether any line has more than its number: a form to be filled in has none."""
        return any(set(line.filled) - set(self.layout.places(PlanColumn.ID)) for line in self.lines)

    @property
    def month(self) -> str:
        """The one month that the text just above, or the sheet's name, gives to the whole table; else nothing."""
        for words in (*reversed([line for line in self.above if line.strip()][-_LOOKED_AT:]), self.grid.name):
            plain = flat(words)
            if len(months := set(_MONTH.findall(plain))) == 1 and len(plain) <= 40 and not _DAY.search(plain):
                return f"{months.pop()}月"
        return ""


def segments(grids: Sequence[Grid], headings: Headings) -> list[Segment]:
    """All headers with their lines. A table without a header goes on under the one before where its numbers do."""
    found: list[Segment] = []
    for grid in grids:
        current = _headless(grid, found[-1], headings) if found else None
        if current:
            found.append(current)
            continue
        found += _headed(grid, headings)
    return found


def _headed(grid: Grid, headings: Headings) -> list[Segment]:
    found: list[Segment] = []
    above, at = list(grid.before), 0
    while at < len(grid.lines):
        line = grid.lines[at]
        layout, taken = _header(grid.lines, at, headings)
        if layout is not None:
            found.append(Segment(grid, layout, above))
            above = []
        elif found:
            found[-1].lines += [line] if line.filled else []
        else:
            above.append(" ".join(cell for cell in line.cells if cell.strip()))
        at += taken
    return found


def _header(lines: Sequence[GridLine], at: int, headings: Headings) -> tuple[PlanLayout | None, int]:
    """The header that begins at a line, and how many lines it has (1 where there is none)."""
    cells = lines[at].cells
    below = lines[at + 1].cells if at + 1 < len(lines) else ()
    layout, next_layout = headings.layout(cells), headings.layout(below) if below else None
    if next_layout is not None and (layout is not None or _is_upper(cells, below, headings)):
        return headings.joined(cells, below) or next_layout, 2
    if below and next_layout is None and _is_lower(below, layout, headings):
        joined = headings.joined(cells, below)
        if joined is not None and (layout is None or _knows_more(joined, layout)):
            return joined, 2
    return layout, 1


def _is_upper(cells: Sequence[str], below: Sequence[str], headings: Headings) -> bool:
    """Whether a line above a whole header names columns that this leaves empty."""
    known = headings.layout_of_words(cells).columns
    return any(column is not None and not own.strip() for column, own in zip(known, below, strict=False))


def _is_lower(cells: Sequence[str], layout: PlanLayout | None, headings: Headings) -> bool:
    """Whether a line is the second one of a header: short words, one of them a heading, no number of a row."""
    words = [(at, flat(cell)) for at, cell in enumerate(cells) if cell.strip()]
    if not words or any(len(word) > 10 or re.search("[0-9“”《》]|月$", word) for _, word in words):
        return False
    known = headings.layout_of_words(cells).columns
    if layout is not None and any(known[at] is None and layout.columns[at] is not None for at, _ in words):
        return False
    return any(known[at] is not None for at, _ in words)


def _knows_more(joined: PlanLayout, layout: PlanLayout) -> bool:
    def known(header: PlanLayout) -> int:
        return sum(column is not None for column in header.columns)

    return known(joined) > known(layout) or (known(joined) == known(layout) and joined.columns != layout.columns)


def _headless(grid: Grid, last: Segment, headings: Headings) -> Segment | None:
    """A table without a header as the rest of the one before: as many columns, and its numbers go on."""
    lines = [line for line in grid.lines if line.filled]
    if any(headings.layout(line.cells) or len(line.cells) != len(last.layout.columns) for line in lines):
        return None
    ids, known = _ids(last.layout, lines), last.ids
    if not ids or (last.lines and (not known or ids[0] != known[-1] + 1)):
        return None
    return Segment(grid, last.layout, list(grid.before), lines)


def _ids(layout: PlanLayout, lines: Sequence[GridLine]) -> list[int]:
    places = layout.places(PlanColumn.ID)
    read = [whole_number(line.cells[places[0]]) for line in lines if places and places[0] < len(line.cells)]
    return [number for number in read if number is not None]


def continues(group: list[Segment], segment: Segment) -> bool:
    """Whether a header only repeats the one before, after a page break: the numbers go on, they do not begin anew."""
    used = [number for known in group for number in known.ids]
    if group[-1].grid is segment.grid:
        return not set(used) & set(segment.ids)
    if segment.layout is group[-1].layout and not group[-1].lines:
        return True  # a header cut from its lines
    return bool(used and segment.ids) and segment.ids[0] > max(used)


_LISTED = re.compile("^(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,2}、)")


def lone_month(layout: PlanLayout, line: GridLine) -> str:
    """The month or quarter that is a line's only filled cell, as a heading across the table; else nothing."""
    if len(line.filled) != 1:
        return ""
    at = line.filled[0]
    bare = at in layout.places(PlanColumn.TIME) and layout.bare_months
    word = _LISTED.sub("", tidy(line.cells[at]))
    read = read_time(word, year=0, bare=bare)
    return word if read is not None and not read.dated else ""


_CHAPTER = re.compile("([一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十]{1,3}[)]|[0-9]{1,2}[.、])[^。；]{2,20}")
_PAGE = re.compile(
    "[—–-]*(第?[0-9]{1,4}页?|共?[0-9]+页)([,，/]?共?[0-9]+页)?[—–-]*|[(（]?(续表|接上表|续上表|转下页|接上页)[)）]?"
)


def between(segment: Segment) -> list[str]:
    """The text before a later part of a table that is more than a page number."""
    return [line for line in segment.above if line.strip() and not _PAGE.fullmatch(flat(line))]


def parts_of_one(groups: Sequence[Sequence[Segment]]) -> bool:
    """Whether several tables are the parts of one plan: one a month, or one a chapter, all with the same columns."""
    heads = [group[0] for group in groups]
    if len({frozenset(column for column in head.layout.columns if column is not None) for head in heads}) != 1:
        return False
    months = [head.month for head in heads]
    if all(months) and len(set(months)) == len(months):
        return True
    chapters = [between(head) for head in heads]
    last = [tidy(lines[-1]) if lines else "" for lines in chapters]
    named = all(_CHAPTER.fullmatch(flat(line)) for line in last) and len(set(last)) == len(last)
    return named and all(len(lines) == 1 for lines in chapters[1:])

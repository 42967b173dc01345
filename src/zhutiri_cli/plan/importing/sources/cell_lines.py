"""A table pasted with a line for every cell: the headings one below the other, then the cells of each row.

A row begins at its number. Where a row has as many lines as the header, they are its cells; where cells are empty or
hold several lines, only what every possible reading agrees on is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from msgspec import Struct

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.cell_text import flat, whole_number
from zhutiri_cli.plan.importing.columns.cell_pieces import hard_pieces, is_office, is_surely_office
from zhutiri_cli.plan.importing.columns.common_forms import COMMON_FORMS
from zhutiri_cli.plan.importing.columns.loose_lines import asks_for
from zhutiri_cli.plan.importing.columns.month_cells import read_time
from zhutiri_cli.plan.importing.columns.plan_headings import Headings, PlanColumn, PlanLayout
from zhutiri_cli.plan.importing.grid import Grid, GridLine

_WIDEST = 12
_LONGEST_HEADING = 16
_LONGEST_ROW = 16
_AFTER = ("注：", "注:", "备注：", "说明：", "附件", "合计", "总计", "联系人", "联系电话")


class CellLines(Struct, frozen=True):
    """The table, the lines (from 0) that it takes up, and what could not be told."""

    lines: tuple[GridLine, ...]
    start: int
    end: int
    notices: tuple[str, ...]

    def grid(self, before: Sequence[str]) -> Grid:
        """The table as the importer takes it."""
        return Grid(self.lines, f"第 {self.start + 1} 行起的表格", tuple(before))


class _Line(Struct, frozen=True):
    text: str
    at: int


def find_cell_lines(lines: Sequence[str], headings: Headings) -> CellLines | None:
    """The first such table of a text, or ``None``."""
    filled = [_Line(text.strip(), at) for at, text in enumerate(lines) if text.strip()]
    for start in range(len(filled) - 5):
        if (header := _header(filled, start, headings)) is not None:
            layout, width = header
            cut = list(_rows(filled, start + width, layout))
            if not cut:
                continue
            notices: list[str] = []
            head = GridLine(tuple(line.text for line in filled[start : start + width]), f"第 {filled[start].at + 1} 行")
            made = [_row(row, lines, layout, notices) for row in cut]
            return CellLines((head, *made), filled[start].at, cut[-1][-1].at + 1, tuple(notices))
    return None


def _header(filled: Sequence[_Line], start: int, headings: Headings) -> tuple[PlanLayout, int] | None:
    """The header that begins at a line, and its width: up to the first number where it has a column of numbers, else
    all the lines that are headings."""
    first = headings.layout_of_words([filled[start].text])
    if first.columns[0] is None:
        return None
    width = 0
    for line in filled[start : start + _WIDEST + 1]:
        plain = flat(line.text)
        numbered = first.columns[0] is PlanColumn.ID and whole_number(plain) is not None
        if numbered or "\t" in line.text or len(plain) > _LONGEST_HEADING:
            break
        if first.columns[0] is not PlanColumn.ID and headings.layout_of_words([plain]).columns[0] is None:
            break
        width += 1
    layout = headings.layout([line.text for line in filled[start : start + width]]) if 3 <= width <= _WIDEST else None
    return (layout, width) if layout is not None and not layout.missing else None


def _rows(filled: Sequence[_Line], start: int, layout: PlanLayout) -> Iterator[list[_Line]]:
    """The lines of each row."""
    width = len(layout.columns)
    numbered = layout.columns[0] is PlanColumn.ID
    at = start
    while at < len(filled) and not _is_sentence(filled[at].text) and not _is_after(filled[at].text):
        number = whole_number(filled[at].text)
        if numbered and number is None:
            return
        end = _next(filled, at, width, number) if numbered and number is not None else at + width
        if end is None:
            end = at + _last_length(filled, at, layout)
        row = list(filled[at:end])
        if not numbered and (len(row) < width or not _sound([line.text for line in row], layout)):
            return
        yield row
        at = end


def _next(filled: Sequence[_Line], at: int, width: int, number: int) -> int | None:
    """Where the next number stands: just after a whole row if it is there, else at its first place."""
    if at + width < len(filled) and whole_number(filled[at + width].text) == number + 1:
        return at + width
    for place in range(at + 1, min(at + _LONGEST_ROW, len(filled))):
        if whole_number(filled[place].text) == number + 1:
            return place
        if _is_after(filled[place].text):
            return None
    return None


def _last_length(filled: Sequence[_Line], at: int, layout: PlanLayout) -> int:
    """How many lines the last row has: up to what plainly ends the table, and no more than the header. A sentence is
    a cell only where a column may hold one and it asks nothing of anybody."""
    tells = bool(layout.others or layout.places(PlanColumn.REMARK))
    length = 1
    while length < len(layout.columns) and at + length < len(filled):
        text = filled[at + length].text
        if _is_after(text) or (_is_sentence(text) and not (tells and not asks_for(text))):
            break
        length += 1
    return length


def _is_after(text: str) -> bool:
    return text.startswith(_AFTER)


def _is_sentence(text: str) -> bool:
    return text.endswith("。")


def _sound(cells: Sequence[str], layout: PlanLayout) -> bool:
    return all(_fits(layout, at, cell) for at, cell in enumerate(cells))


def _fits(layout: PlanLayout, at: int, cell: str) -> bool:
    """Whether a cell may stand in a column; an empty one may stand in any but those of number and theme."""
    column = layout.columns[at]
    if not cell:
        return column not in (PlanColumn.ID, PlanColumn.THEME)
    lines = cell.split("\n")
    home = column is PlanColumn.TIME and len(lines) == 1
    timely = all(read_time(line, year=0, bare=layout.bare_months, home=home) is not None for line in lines)
    if column is PlanColumn.ID:
        return whole_number(cell) is not None
    if column is PlanColumn.TIME:
        return timely
    if column is PlanColumn.UNITS:
        return not timely and all(is_office(piece) for piece in hard_pieces(cell))
    if column is PlanColumn.THEME:
        return not timely and not any(is_office(line) or _is_sentence(line) for line in lines[1:])
    if column is PlanColumn.FORMS:
        return not timely and not any(is_office(piece) for piece in hard_pieces(cell))
    return not timely


def _row(row: Sequence[_Line], lines: Sequence[str], layout: PlanLayout, notices: list[str]) -> GridLine:
    """The cells of a row."""
    width, place = len(layout.columns), f"第 {row[0].at + 1} 行"
    texts = [line.text for line in row]
    with_blanks = [text.strip() for text in lines[row[0].at : row[-1].at + 1]]
    for exact in (texts, with_blanks):
        if len(exact) == width and (_sound(exact, layout) or not _slipped(exact, layout)):
            return GridLine(tuple(exact), place)
    readings = [reading for reading in _readings(texts, width) if _sound(reading, layout)]
    if len(texts) == width and not readings:
        return GridLine(tuple(texts), place)
    time = layout.places(PlanColumn.TIME)[0]
    readings = [reading for reading in readings if reading[time]] or readings
    readings = [reading for reading in readings if not _unit_as_remark(reading, layout)] or readings
    if places := layout.places(PlanColumn.FORMS):
        known = [
            reading
            for reading in readings
            if reading[places[0]] and set(reading[places[0]].split("\n")) <= COMMON_FORMS
        ]
        readings = known or readings
    cells = [texts[0], *[""] * (width - 1)]
    if not readings or len({reading[time] for reading in readings}) > 1:
        cells[time] = "；".join(texts[1:])
        notices.append(f"{place}起的一项与表头对不上（{shorten('、'.join(texts))}），没有分到各栏，请对照原件填写")
        return GridLine(tuple(cells), place)
    cells = [own if all(own == other[at] for other in readings) else "" for at, own in enumerate(readings[0])]
    lost = [text for text in texts if all(text not in cell for cell in cells)]
    if lost:
        notices.append(f"{place}起的一项分不清“{shorten('、'.join(lost))}”在哪一栏，没有录入，请对照原件填写")
    return GridLine(tuple(cells), place)


def _unit_as_remark(cells: Sequence[str], layout: PlanLayout) -> bool:
    """Whether a unit stands as a remark while the units' own column is empty."""
    if any(cells[at] for at in layout.places(PlanColumn.UNITS)):
        return False
    return any(is_surely_office(line) for at in layout.places(PlanColumn.REMARK) for line in cells[at].split("\n"))


def _slipped(cells: Sequence[str], layout: PlanLayout) -> bool:
    """Whether a unit stands elsewhere than in its column, which holds a sentence: a cell of two lines, an empty one."""
    places = layout.places(PlanColumn.UNITS)
    return any(_is_sentence(cells[at]) for at in places) and any(
        is_surely_office(cell) for at, cell in enumerate(cells) if at not in places
    )


def _readings(texts: Sequence[str], width: int) -> Iterator[list[str]]:
    """Every way to give a row's lines, in order, to its columns: empty cells where they are too few, several lines in
    a cell where they are too many. As many lines as columns: one column empty, so that one cell holds two lines."""
    if len(texts) == width:
        for empty, double in ((a, b) for a in range(width) for b in range(width - 1)):
            cells = [*texts[:double], "\n".join(texts[double : double + 2]), *texts[double + 2 :]]
            yield [*cells[:empty], "", *cells[empty:]]
        return
    if len(texts) < width:
        for chosen in combinations(range(width), len(texts)):
            cells = [""] * width
            for at, text in zip(chosen, texts, strict=True):
                cells[at] = text
            yield cells
        return
    for cuts in combinations(range(1, len(texts)), width - 1):
        edges = [0, *cuts, len(texts)]
        yield ["\n".join(texts[a:b]) for a, b in pairwise(edges)]

"""What is asked by dates of its own, on the page: what of activities is open or was late, and the units as a grid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from zhutiri_cli.case.obligation_state import ObligationState
from zhutiri_cli.case.phrases import left, passed
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.check.html.activity_rows import TONES
from zhutiri_cli.render.shared.obligation_looks import LOOKS, cell, mark
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.obligation_board import (
    ActivityDuty,
    activity_duties,
    state_counts,
    telling,
    unit_grid,
    when_words,
)
from zhutiri_cli.report.obligation_lines import ObligationLine
from zhutiri_cli.report.report import Report

LISTED = 80
"""How many rows of activities stand above the table; the details of each activity always have all of them."""


class DutyRow(Struct, frozen=True):
    """One obligation of one activity that is open or was met late."""

    it: ActivityReport
    line: ObligationLine
    mark: str
    tone: str
    label: str
    when: Shown
    days: str
    doubt: Shown


class DutySection(Struct, frozen=True):
    """The rows that tell something, the most urgent first; how many more of them there are; how many lines there are
    of each state."""

    rows: tuple[DutyRow, ...]
    more: int
    counts: tuple[tuple[str, int], ...]


class GridCell(Struct, frozen=True):
    """A cell: what it shows, how it looks, and the whole of it in words."""

    text: str
    tone: str
    told: str


class GridTable(Struct, frozen=True):
    """``groups``: obligations with how many columns each has; ``heads``: period and by when of every column."""

    groups: tuple[tuple[Shown, int], ...]
    heads: tuple[tuple[str, Shown], ...]
    rows: tuple[tuple[Shown, tuple[GridCell, ...]], ...]


def duty_section(report: Report) -> DutySection | None:
    """Those of activities; ``None`` where the plan asks for none."""
    duties = activity_duties(report)
    if not duties:
        return None
    found = telling(duties)
    counts = state_counts(duty.line for duty in duties)
    return DutySection(
        tuple(_row(duty, report.as_of) for duty in found[:LISTED]),
        max(len(found) - LISTED, 0),
        tuple((state.label, number) for state, number in counts.items()),
    )


def unit_table(report: Report) -> GridTable | None:
    """The grid; ``None`` where nothing is asked of units."""
    grid = unit_grid(report.units)
    if not grid.heads:
        return None
    labels = [head.label for head in grid.heads]
    groups = tuple((label, labels.count(label)) for label in dict.fromkeys(labels))
    heads = tuple((_short(head.period), head.due) for head in grid.heads)
    return GridTable(groups, heads, tuple((unit, tuple(_cells(cells))) for unit, cells in grid.rows))


def _row(duty: ActivityDuty, as_of: date) -> DutyRow:
    line = duty.line
    days = "" if line.state is ObligationState.LATE or line.provisional else _days(line, as_of)
    tone = "ask" if duty.doubt else TONES[LOOKS[line.state]]
    return DutyRow(duty.item, line, mark(line), tone, line.state.label, _when(line), days, duty.doubt)


def _when(line: ObligationLine) -> Shown:
    return when_words(line) if line.state is ObligationState.LATE else line.due


def _days(line: ObligationLine, as_of: date) -> str:
    if line.left is None or line.deadline is None:
        return ""
    if line.state is ObligationState.OVERDUE:
        return passed(line.left)
    return left(line.left, line.deadline, as_of) if line.deadline >= as_of else ""


def _cells(lines: tuple[ObligationLine | None, ...]) -> Iterator[GridCell]:
    for line in lines:
        if line is None:
            yield GridCell("", "", "")
        else:
            yield GridCell(cell(line), TONES[LOOKS[line.state]], f"{line.name} {line.state.label}，{when_words(line)}")


def _short(period: Shown) -> str:
    """2025-03 as 3月: the year stands in the title of the plan."""
    return f"{int(period[5:])}月" if period else ""

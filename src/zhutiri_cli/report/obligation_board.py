"""Obligations set out for readers: those of activities as rows, those of units as a grid. Every output takes them here.

Pure. A row is there for each obligation of each activity, open or not; a grid has a column an obligation and period.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from zhutiri_cli.case.obligation_state import ObligationState
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.shown import NO_WORDS, Shown
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.obligation_lines import ObligationLine, UnitLines
from zhutiri_cli.report.report import Report

OF_ACTIVITIES, OF_UNITS = "另有期限的事项", "按单位的事项"
"""What the two sections are called wherever they stand."""
ORDER = (
    ObligationState.OVERDUE,
    ObligationState.DUE,
    ObligationState.NOT_DUE,
    ObligationState.LATE,
    ObligationState.DONE,
    ObligationState.WAIVED,
)
"""The states, those first that a reader has to be told of."""


class ActivityDuty(Struct, frozen=True):
    """One obligation of one activity; ``doubt``: why the office looks first."""

    item: ActivityReport
    line: ObligationLine
    doubt: Shown = NO_WORDS


class GridHead(Struct, frozen=True):
    """A column of the grid: the obligation, the period where it comes back, and by when it is due."""

    key: Shown
    label: Shown
    period: Shown
    due: Shown

    @property
    def name(self) -> Shown:
        """进展表（2024-03）."""
        return Shown.of(self.label, f"（{self.period}）" if self.period else "")


class UnitGrid(Struct, frozen=True):
    """Units × obligations: a line a unit, in the order of ``heads``; ``None`` where a unit is not asked."""

    heads: tuple[GridHead, ...]
    rows: tuple[tuple[Shown, tuple[ObligationLine | None, ...]], ...]


class UnitSum(Struct, frozen=True):
    """One obligation (and period) of all units together: its deadline, and the units by state, in the states' order."""

    head: GridHead
    line: ObligationLine
    states: tuple[tuple[ObligationState, tuple[Shown, ...]], ...]

    def units(self, *states: ObligationState) -> tuple[Shown, ...]:
        """The units whose state is one of these."""
        return tuple(unit for state, units in self.states if state in states for unit in units)

    @property
    def said(self) -> Shown:
        """逾期未办 2 家、已办 14 家."""
        return Shown("、".join(f"{state.label} {len(units)} 家" for state, units in self.states))


def unit_sums(units: Iterable[UnitLines]) -> tuple[UnitSum, ...]:
    """What all units are asked for, by deadline: one an obligation and period."""
    grid = unit_grid(units)
    found = []
    for place, head in enumerate(grid.heads):
        lines = [(unit, line) for unit, cells in grid.rows if (line := cells[place]) is not None]
        by_state = tuple(
            (state, own) for state in ORDER if (own := tuple(unit for unit, line in lines if line.state is state))
        )
        found.append(UnitSum(head, lines[0][1], by_state))
    return tuple(sorted(found, key=lambda one: one.line.deadline or date.max))


TELLING = (ObligationState.OVERDUE, ObligationState.DUE, ObligationState.LATE)
"""The states that a reader has to be told of, the most urgent first."""


def telling(duties: Iterable[ActivityDuty]) -> tuple[ActivityDuty, ...]:
    """Those that are open or were met late, the most urgent first."""
    found = [duty for duty in duties if duty.line.state in TELLING]
    order = {state: place for place, state in enumerate(TELLING)}
    return tuple(sorted(found, key=lambda duty: (order[duty.line.state], duty.line.left or 0, duty.item.id)))


def activity_duties(report: Report) -> tuple[ActivityDuty, ...]:
    """Every obligation of every activity that is to be held, in the plan's order."""
    doubts = {(one.activity, one.line.key): one.doubt for one in report.open_obligations}
    return tuple(
        ActivityDuty(item, line, doubts.get((item.id, line.key), NO_WORDS))
        for item in report.activities
        if item.status is not Status.CANCELLED
        for line in item.obligations
    )


def unit_grid(units: Iterable[UnitLines]) -> UnitGrid:
    """The grid of the units' own obligations, in the plan's order."""
    every = tuple(units)
    heads = {
        _key(line): GridHead(line.key, line.label, line.period, line.due) for one in every for line in one.obligations
    }
    return UnitGrid(tuple(heads.values()), tuple((one.unit, tuple(_cells(one, heads))) for one in every))


def _cells(one: UnitLines, heads: Iterable[tuple[str, str]]) -> Iterator[ObligationLine | None]:
    own = {_key(line): line for line in one.obligations}
    yield from (own.get(key) for key in heads)


def _key(line: ObligationLine) -> tuple[str, str]:
    return line.key, line.period


def when_words(line: ObligationLine) -> Shown:
    """The day that matters in a few words: 2024-03-08 办结, 期限 2024-03-08（暂定）, or by when in words."""
    if line.state in (ObligationState.DONE, ObligationState.LATE) and line.done is not None:
        late = f"，期限 {line.due}" if line.state is ObligationState.LATE else ""
        return Shown(f"{line.done} 办结{late}")
    if line.state is ObligationState.WAIVED:
        return Shown(f"不要求（{line.reason}）" if line.reason else "不要求")
    return Shown(f"期限 {line.due}" if line.due else f"期限 {line.asked}")


def state_counts(lines: Iterable[ObligationLine]) -> dict[ObligationState, int]:
    """How many lines have each state that occurs, in the order of ``ORDER``."""
    states = [line.state for line in lines]
    return {state: states.count(state) for state in ORDER if state in states}

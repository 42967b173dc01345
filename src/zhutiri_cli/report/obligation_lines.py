"""Obligations as every output knows them: one line an obligation, of an activity or of a unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from zhutiri_cli.case.obligation_state import ObligationState
from zhutiri_cli.common.shown import NO_WORDS, Shown

if TYPE_CHECKING:
    from zhutiri_cli.case.obliged import Obliged


class ObligationLine(Struct, frozen=True):
    """One obligation on the day of the check. ``deadline`` is ``None`` while there is nothing to count from; ``at``:
    the time of that day, where the plan names one; ``period`` reads ``2024-03`` where it comes back; ``asked``: by when
    in words; ``doubt``: why the office looks first; ``reason``: of a waiver; ``left``: working days to the deadline,
    negative once it has passed; ``remind_on``: when a calendar reminds of it."""

    key: Shown
    label: Shown
    state: ObligationState
    deadline: date | None
    done: date | None
    provisional: bool = False
    estimated: bool = False
    period: Shown = NO_WORDS
    at: Shown = NO_WORDS
    asked: Shown = NO_WORDS
    clause: Shown = NO_WORDS
    doubt: Shown = NO_WORDS
    reason: Shown | None = None
    left: int | None = None
    remind_on: date | None = None

    @property
    def name(self) -> Shown:
        """Its label, with the period where it comes back: 进展表（2024-03）."""
        return Shown.of(self.label, f"（{self.period}）" if self.period else "")

    @property
    def met(self) -> date | None:
        """When it was met; ``None`` where the day recorded has not come."""
        return None if self.state.open or self.state is ObligationState.NOT_DUE else self.done

    @property
    def due(self) -> Shown:
        """The deadline with its time, and 暂定 or 预计 where it may still change; "" where there is none."""
        if self.deadline is None:
            return NO_WORDS
        notes = [*(["暂定"] if self.provisional else []), *(["按计划日期预计"] if self.estimated else [])]
        time = f" {self.at}" if self.at else ""
        return Shown(f"{self.deadline}{time}" + (f"（{'、'.join(notes)}）" if notes else ""))


class UnitLines(Struct, frozen=True):
    """A unit with the obligations that are its own, whatever it hosts."""

    unit: Shown
    obligations: tuple[ObligationLine, ...]


class OpenObligation(Struct, frozen=True):
    """One that somebody has to see to: whose (an activity's number, or ``None`` for a unit's own), and by the unit or,
    where there is a doubt or no unit, by the office. ``doubt``: why the office looks first, "" where it need not."""

    line: ObligationLine
    unit: Shown | None
    activity: int | None
    doubt: Shown = NO_WORDS

    @property
    def office(self) -> bool:
        """Whether the office acts."""
        return bool(self.doubt) or self.unit is None

    @property
    def late(self) -> bool:
        """Whether it is certain that its day has passed without it: a provisional day may still move."""
        return self.line.state is ObligationState.OVERDUE and not self.line.provisional


class Counting(Struct, frozen=True):
    """How many working days off a deadline is, and on which day a calendar reminds of it."""

    left: Callable[[date], int]
    remind_on: Callable[[date], date]


def lines_of(every: Iterable[Obliged], counting: Counting) -> tuple[ObligationLine, ...]:
    """The lines of obligations."""
    return tuple(_line(one, counting) for one in every)


def by_duty(every: Iterable[OpenObligation]) -> list[tuple[ObligationLine, tuple[Shown, ...]]]:
    """What several units owe alike, told once: one of their lines, and the units, in the order of ``every``."""
    found: dict[tuple[Shown, Shown, ObligationState], tuple[ObligationLine, list[Shown]]] = {}
    for one in every:
        if one.activity is None and one.unit is not None:
            line = one.line
            found.setdefault((line.key, line.period, line.state), (line, []))[1].append(one.unit)
    return [(line, tuple(units)) for line, units in found.values()]


def open_ones(
    unit: Shown | None,
    activity: int | None,
    lines: Iterable[ObligationLine],
    doubt: Callable[[ObligationLine], str] | None = None,
) -> Iterator[OpenObligation]:
    """Those that are to be seen to now; ``doubt`` tells what else stands against naming the unit."""
    for line in lines:
        if line.state.open:
            yield OpenObligation(line, unit, activity, line.doubt or Shown(doubt(line) if doubt else ""))


def _line(one: Obliged, counting: Counting) -> ObligationLine:
    asked, deadline = one.obligation, one.timing.deadline
    return ObligationLine(
        key=Shown(asked.key),
        label=Shown(asked.label),
        state=one.state,
        deadline=deadline,
        done=one.done,
        provisional=one.timing.provisional,
        estimated=one.timing.estimated,
        period=Shown(one.period),
        at=Shown(asked.due.at or ""),
        asked=Shown(asked.due.words),
        clause=Shown(asked.clause.ref) if asked.clause else NO_WORDS,
        doubt=Shown(one.doubt),
        reason=None if one.reason is None else Shown(one.reason),
        left=None if deadline is None else counting.left(deadline),
        remind_on=None if deadline is None else counting.remind_on(deadline),
    )

"""The count of working days behind a deadline in a few short steps: every counted day, skipped days in runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from msgspec import Struct

from zhutiri_cli.case.phrases import WEEKDAYS
from zhutiri_cli.workdays.calendar import Count, CountedDay, DayKind


class Step(Struct, frozen=True):
    """One day that counts, or a run of days that do not count for the same reason, in words."""

    text: str
    counted: bool


def steps(count: Count) -> Iterator[Step]:
    """The whole count in order; no day of it is left out."""
    for _, run in groupby(count.days, key=lambda step: step.counted or step.day.name or ""):
        days = list(run)
        if count.natural and days[-1].day.date == count.result != count.ends:
            days.pop()  # the working day on which a term ends that would end on a day off
        if days:
            yield _counted(days[0]) if days[0].counted is not None else _skipped(days)
    if count.ends != count.result:
        yield _rolled(count)


def _rolled(count: Count) -> Step:
    return Step(f"{_day(count.result)}放假顺延到这一天", True)


def _counted(step: CountedDay) -> Step:
    named = f"（{step.day.name}）" if step.day.kind in (DayKind.MAKEUP, DayKind.LOCAL) else ""
    return Step(f"{_day(step.day.date)}第 {step.counted} 天{named}", True)


def _skipped(days: list[CountedDay]) -> Step:
    first, last = days[0].day, days[-1].day
    until = f"至 {_day(last.date)}" if last.date != first.date else ""
    return Step(f"{_day(first.date)}{until}不计：{first.name}", False)


def _day(day: date) -> str:
    return f"{day}（{WEEKDAYS[day.weekday()]}）"

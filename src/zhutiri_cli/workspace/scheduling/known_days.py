"""A published schedule beside what is known already: the program's own, or what the plan's ``calendar`` carries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.plan.model import CalendarLists
from zhutiri_cli.workdays.calendar import WorkCalendar
from zhutiri_cli.workdays.published.published_schedule import PublishedSchedule


class YearCompared(Struct, frozen=True):
    """``known``: the year's schedule was known; ``differences``: a sentence for each day on which the two differ, or,
    for a year that was not known, on which the plan's local days contradict the schedule."""

    schedule: PublishedSchedule
    known: bool
    differences: tuple[Shown, ...]

    @property
    def same(self) -> bool:
        """Nothing is to be written."""
        return self.known and not self.differences


def compare(schedule: PublishedSchedule, lists: CalendarLists) -> YearCompared:
    """Day by day. A schedule in the plan comes before the program's own; days of a neighbouring year are compared
    with the plan's lists alone."""
    calendar = WorkCalendar(lists.days_off, lists.workdays, lists.confirmed_years)
    if schedule.year not in lists.confirmed_years:
        official = WorkCalendar()
        if not official.published(schedule.year):
            clashes = sorted((schedule.off.keys() & {*lists.workdays}) | (schedule.makeup.keys() & {*lists.days_off}))
            said = tuple(_difference(day, day in schedule.makeup, "计划的 calendar") for day in clashes)
            return YearCompared(schedule, False, said)
        calendar = official
    whose = "计划的 calendar" if schedule.year in lists.confirmed_years else "程序已知的官方安排"
    differ = [day for day in _year(schedule.year) if schedule.working(day) != calendar.is_working(day)]
    return YearCompared(schedule, True, tuple(_difference(day, schedule.working(day), whose) for day in differ))


def _difference(day: date, working: bool, whose: str) -> Shown:
    here, there = ("上班", "放假") if working else ("放假", "上班")
    return Shown(f"{day}（星期{'一二三四五六日'[day.weekday()]}）文件为{here}，{whose} 为{there}")


def _year(year: int) -> Sequence[date]:
    first = date(year, 1, 1)
    return [first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days)]

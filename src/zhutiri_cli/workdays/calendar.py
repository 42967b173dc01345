"""The working-day calendar: which days count, and which day is the n-th working day after another.

Every date is a Beijing day. A working day is a weekday that is not a holiday, or a weekend day that the State
Council's yearly notice turns into one (调休上班). Counting follows Civil Code art. 201: the day of the event never
counts. Years whose official schedule is not known are estimated, and their days say ``published=False``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import chain, takewhile, zip_longest
from math import copysign

from msgspec import Struct

from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.workdays.notices import HolidayNotice, notices_of
from zhutiri_cli.workdays.schedule import published_years, schedule

LONGEST_COUNT = 3660
"""The longest count of working days that is carried out, in either direction (about fifteen years)."""

_LONGEST_RUN = 15
"""How many days of a run of days off are searched, each way, for the festival that gives a day off its name."""


class DayKind(StrEnum):
    """What kind of day it is; the values stand in the JSON output (contract §6)."""

    WORKDAY = "workday"
    MAKEUP = "makeup"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    LOCAL = "local"


class Day(Struct, frozen=True):
    """One Beijing day. ``published`` is False where the year's official schedule is not known: an estimate."""

    date: date
    kind: DayKind
    name: str | None
    working: bool
    published: bool


class CountedDay(Struct, frozen=True):
    """One step of a count: its ordinal 1, 2, … (in either direction), or None for a day that was skipped."""

    day: Day
    counted: int | None


class Count(Struct, frozen=True):
    """A count of working (or ``natural``) days with its steps: from the day next to the start to the result, in order.

    ``provisional`` says that the counting touched a day of a year whose official schedule is not published;
    ``notices``: what the schedules of its years rest on, where that was asked for.
    """

    start: date
    count: int
    result: date
    provisional: bool
    days: tuple[CountedDay, ...]
    natural: bool = False
    """Natural days were counted: a day off counts, too, and the days after the last ordinal only roll the end on."""
    notices: tuple[HolidayNotice, ...] = ()

    @property
    def unit(self) -> str:
        """What was counted, with its measure word."""
        return "日" if self.natural else "个工作日"

    @property
    def ends(self) -> date:
        """The day of the last ordinal; the result is a later one where that day is off and the end rolls on."""
        counted = [step.day.date for step in self.days if step.counted is not None]
        return counted[-1] if counted else self.result


class _Year(Struct, frozen=True):
    """A year's days by day of the year, and how many working days it has up to each (``worked[0]`` is 0)."""

    days: tuple[Day, ...]
    worked: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many working days it has."""
        return self.worked[-1]


@lru_cache(maxsize=2)
def _years_of(*_lists: frozenset[date] | frozenset[int]) -> dict[int, _Year]:
    """The tables built so far of a calendar of these lists: most of many plans have the same, which is none."""
    return {}


class WorkCalendar:
    """Official schedule plus local decisions; the local lists win, and a date in both lists is a day off.

    For ``confirmed_years`` the two lists are the whole official schedule of the year, and the package is not asked.
    """

    def __init__(
        self, days_off: Iterable[date] = (), workdays: Iterable[date] = (), confirmed_years: Iterable[int] = ()
    ) -> None:
        self._days_off = frozenset(days_off)
        self._workdays = frozenset(workdays)
        self._confirmed = frozenset(confirmed_years)
        self._years = _years_of(self._days_off, self._workdays, self._confirmed)

    def published(self, year: int) -> bool:
        """Whether the official schedule of a year is known: to the package, or because the plan carries it."""
        return year in self._confirmed or year in published_years()

    def day(self, d: date) -> Day:
        """What is known about one day."""
        return self._year(d.year).days[d.timetuple().tm_yday - 1]

    def is_working(self, d: date) -> bool:
        """Whether a day counts."""
        return self.day(d).working

    def nth(self, start: date, n: int) -> date:
        """The n-th working day after ``start`` (before it, if n is negative); ``start`` itself never counts. What
        ``count`` ends on, without its steps: by the place of the day wanted among the working days of a year. Raises
        ``ValueError`` where the calendar ends first."""
        year, table, at = start.year, self._year(start.year), start.timetuple().tm_yday
        if n > 0:
            wanted = table.worked[at] + n
            while wanted > table.total:
                wanted -= table.total
                year += 1
                table = self._year(year)
        elif n < 0:
            wanted = table.worked[at - 1] + 1 + n
            while wanted < 1:
                year -= 1
                table = self._year(year)
                wanted += table.total
        else:
            return start
        return date(year, 1, 1) + timedelta(bisect_left(table.worked, wanted) - 1)

    def count(self, start: date, n: int) -> Count:
        """Count n working days from ``start``, which never counts (Civil Code art. 201), keeping every step.

        Raises ``UsageProblem`` where n is larger than ``LONGEST_COUNT`` or the calendar ends first.
        """
        if abs(n) > LONGEST_COUNT:
            raise UsageProblem(
                f"工作日数 {n} 超出可计算的范围", f"请填写 -{LONGEST_COUNT} 到 {LONGEST_COUNT} 之间的整数"
            )
        step = timedelta(copysign(1, n))
        current, ordinal, days = start, 0, list[CountedDay]()
        while ordinal < abs(n):
            try:
                current += step
            except OverflowError:
                raise UsageProblem(
                    f"日期超出可计算的范围：从 {start.isoformat()} 起数不满 {abs(n)} 个工作日", "请核对日期的年份"
                ) from None
            day = self.day(current)
            ordinal += day.working
            days.append(CountedDay(day, ordinal if day.working else None))
        provisional = any(not counted.day.published for counted in days)
        return Count(start, n, current, provisional, tuple(days))

    def sources(self, count: Count) -> tuple[HolidayNotice, ...]:
        """The State Council's notices on the years of a count, but for those whose schedule the plan carries."""
        years = sorted({count.start.year, *(step.day.date.year for step in count.days)})
        return tuple(notice for year in years if year not in self._confirmed for notice in notices_of(year))

    def between(self, start: date, end: date) -> int:
        """The working days in (start, end]; where ``end`` is earlier, minus the working days in (end, start]."""
        if end < start:
            return -self.between(end, start)
        whole_years = sum(self._year(year).total for year in range(start.year, end.year))
        return whole_years + self._worked_by(end) - self._worked_by(start)

    def _worked_by(self, d: date) -> int:
        """The working days of d's year up to and including d."""
        return self._year(d.year).worked[d.timetuple().tm_yday]

    def _year(self, year: int) -> _Year:
        """The table of one year, built on first use."""
        table = self._years.get(year)
        if table is None:
            published = self.published(year)
            first = date(year, 1, 1).toordinal()
            length = date(year, 12, 31).toordinal() - first + 1
            days = tuple(self._judge(date.fromordinal(first + i), published) for i in range(length))
            worked = [0]
            for day in days:
                worked.append(worked[-1] + day.working)
            table = self._years[year] = _Year(days, tuple(worked))
        return table

    def _judge(self, d: date, published: bool) -> Day:
        """One day: the official schedule, then the local lists where they change it."""
        kind = self._official(d)
        working = kind in (DayKind.WORKDAY, DayKind.MAKEUP)
        if working and d in self._days_off:
            return Day(d, DayKind.LOCAL, "本地放假", False, published)
        if not working and d in self._workdays and d not in self._days_off:
            return Day(d, DayKind.LOCAL, "本地上班", True, published)
        name = {DayKind.MAKEUP: "调休上班", DayKind.WEEKEND: "周末"}.get(kind)
        return Day(d, kind, self._festival(d) if kind is DayKind.HOLIDAY else name, working, published)

    def _official(self, d: date) -> DayKind:
        """The day's kind by the official schedule alone, or by the estimate of it."""
        if d.year in self._confirmed:
            off, makeup = self._days_off, self._workdays
        else:
            known = schedule(d.year)
            off, makeup = known.off, known.makeup
        weekend = d.weekday() >= 5
        if d in off:
            return DayKind.HOLIDAY
        if weekend and d in makeup:
            return DayKind.MAKEUP
        return DayKind.WEEKEND if weekend else DayKind.WORKDAY

    def _festival(self, d: date) -> str:
        """The festival of a day off: its own, else the nearest in the same run of days off (the earlier of two)."""
        festivals = schedule(d.year).festivals
        outward = chain.from_iterable(zip_longest(self._run(d, -1), self._run(d, 1)))
        return next((festivals[near] for near in outward if near in festivals), "放假")

    def _run(self, d: date, step: int) -> Iterator[date]:
        """The officially free days in one piece with d, d first, to one side as far as ``_LONGEST_RUN``."""
        days = (d + timedelta(step * distance) for distance in range(_LONGEST_RUN + 1))
        return takewhile(lambda near: self._official(near) in (DayKind.HOLIDAY, DayKind.WEEKEND), days)

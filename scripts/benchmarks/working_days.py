"""Ten thousand deadlines beside the libraries that know China's working days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

from benchmarks.in_process import beside
from benchmarks.measurement import Figure, Measurement, NotMeasuredError, Section, Taken
from zhutiri_cli.workdays.calendar import WorkCalendar

SECTION = Section(
    "days",
    "一万个截止日",
    "2008 至 2025 年间随意一万天，各数到其后第 5 个工作日，在同一个进程里算，每轮从空的日历算起；先核对两边算得一样。"
    "本工具还留下逐日的依据（哪天算、哪天为什么不算），holidays、chinesecalendar 只给出结果。",
)
COUNT = 10_000
TERM = 5
Counted = Callable[[list[date]], list[date]]


def starts() -> list[date]:
    """The days counted from, always the same; the schedules of all of them are published."""
    chance = Random(1)
    return [date(2008, 1, 1) + timedelta(chance.randrange(18 * 365 - 30)) for _ in range(COUNT)]


def _ours(days: list[date]) -> list[date]:
    calendar = WorkCalendar()
    return [calendar.nth(day, TERM) for day in days]


def _holidays(days: list[date]) -> list[date]:
    import holidays

    calendar = holidays.country_holidays("CN")
    return [calendar.get_nth_working_day(day, TERM) for day in days]


def _chinesecalendar(days: list[date]) -> list[date]:
    try:
        from chinese_calendar import is_workday
    except ModuleNotFoundError as problem:
        raise NotMeasuredError("没有安装 chinesecalendar") from problem
    found = []
    for start in days:
        day, left = start, TERM
        while left:
            day += timedelta(1)
            left -= is_workday(day)
        found.append(day)
    return found


def _compared(name: str, theirs: Counted) -> Measurement:
    def take(rounds: int) -> Iterator[tuple[str, Taken]]:
        days = starts()
        if _ours(days) != theirs(days):
            raise NotMeasuredError(f"与 {name} 算得不一样，没有量快慢")
        yield "time", beside(lambda: _ours(days), lambda: theirs(days), rounds)

    return Measurement(f"days-{name}", SECTION, (Figure("time", "10,000 个截止日", name),), 5, take)


MEASUREMENTS = (_compared("holidays", _holidays), _compared("chinesecalendar", _chinesecalendar))

"""What every yearly schedule of the State Council keeps, so that a mistyped day or half a file is found.

全国年节及纪念日放假办法 gives the statutory days; a notice moves weekends, but takes none of these away: the weekdays
off less the weekend days worked are never fewer than the statutory days (checked on 2008 to 2026).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.workdays.published.published_schedule import PublishedSchedule
from zhutiri_cli.workdays.schedule import statutory_days

NEIGHBOURS = 3
"""Days of a neighbouring year: 2019's notice named 2018-12-29 (worked), 2018-12-30 and 2018-12-31."""
NEAR = 10
"""How many days from the year such a day may lie."""


def faults_of(schedule: PublishedSchedule) -> Iterator[Shown]:
    """Each fault in a sentence, with its day."""
    yield from (Shown(one) for one in _faults(schedule))


def _faults(schedule: PublishedSchedule) -> Iterator[str]:
    year, first, last = schedule.year, date(schedule.year, 1, 1), date(schedule.year, 12, 31)
    yield from (f"{_said(day)}既写成放假又写成上班" for day in schedule.both)
    outside = [day for day in schedule.days if day.year != year]
    near = [day for day in outside if first - timedelta(NEAR) <= day <= last + timedelta(NEAR)]
    for day in outside if len(near) > NEIGHBOURS else sorted({*outside} - {*near}):
        yield f"{_said(day)}不在 {year} 年内"
    for day, name in sorted(schedule.makeup.items()):
        if day.weekday() < 5:
            yield f"{_said(day)}{_called(name)}写成调休上班，而这天不是周末"
    statutory = statutory_days(year)
    for day, name in sorted(statutory.items()):
        if day not in schedule.off:
            yield f"{_said(day)}是法定节日（{name}），没有写成放假"
    late = date(year, 12, 25)  # a day worked from here on may be for the next year's 元旦: 2011-12-31 was
    gained = sum(day.weekday() < 5 for day in schedule.off if day.year == year)
    gained -= sum(day.weekday() >= 5 for day in schedule.makeup if day.year == year and day < late)
    if gained < len(statutory):
        yield (
            f"{year} 年工作日放假的天数减去周末上班的天数是 {gained}，少于法定节假日的 {len(statutory)} 天，"
            "可能漏了补休的日子，或多了上班的日子"
        )


def _said(day: date) -> str:
    return f"{day}（星期{'一二三四五六日'[day.weekday()]}）"


def _called(name: str) -> str:
    return f"“{Shown(name[:20])}”" if name else ""

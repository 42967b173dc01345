"""A published schedule keeps the rules of its kind; each breach is named with its day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.support.schedule_2027 import MAKEUP, OFF
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.workdays.calendar import WorkCalendar
from zhutiri_cli.workdays.published.published_schedule import PublishedSchedule
from zhutiri_cli.workdays.published.schedule_rules import faults_of
from zhutiri_cli.workdays.schedule import statutory_days


def faults(off: dict[date, str], makeup: dict[date, str]) -> list[str]:
    return list(faults_of(PublishedSchedule(Shown("x"), 2027, off, makeup)))


def without(days: dict[date, str], *gone: date) -> dict[date, str]:
    return {day: name for day, name in days.items() if day not in gone}


def test_the_made_up_schedule_keeps_them() -> None:
    assert faults(OFF, MAKEUP) == []


@pytest.mark.parametrize("year", range(2008, 2027))
def test_every_official_schedule_keeps_them(year: int) -> None:
    official = WorkCalendar()
    days = [date(year, 1, 1) + timedelta(n) for n in range(365 + (year % 4 == 0))]
    off = {day: "" for day in days if official.day(day).kind == "holiday"}
    makeup = {day: "" for day in days if official.day(day).kind == "makeup"}
    assert list(faults_of(PublishedSchedule(Shown("x"), year, off, makeup))) == []


def test_statutory_days_are_those_of_the_law_without_days_in_lieu() -> None:
    assert len(statutory_days(2027)) == 13
    assert date(2027, 2, 9) not in statutory_days(2027)
    assert len(statutory_days(2024)) == 11


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2027, 2, 6), date(2027, 4, 5), date(2027, 6, 9)])
def test_a_statutory_day_that_is_not_off(day: date) -> None:
    assert any(f"{day}" in line and "法定节日" in line for line in faults(without(OFF, day), MAKEUP))


def test_a_make_up_day_in_the_week() -> None:
    (line,) = faults(OFF, MAKEUP | {date(2027, 3, 3): "春节"})
    assert line == "2027-03-03（星期三）“春节”写成调休上班，而这天不是周末"


def test_a_day_off_and_worked() -> None:
    assert "2027-02-14（星期日）既写成放假又写成上班" in faults(OFF | {date(2027, 2, 14): "春节"}, MAKEUP)


def test_days_outside_the_year() -> None:
    run = {date(2026, 12, day): "元旦" for day in (30, 31)}
    assert faults(OFF | run, MAKEUP) == []
    more = {date(2026, 12, day): "元旦" for day in (28, 29)}
    assert len(faults(OFF | run | more, MAKEUP)) == 4
    assert faults(OFF | {date(2026, 10, 1): "国庆节"}, MAKEUP) == ["2026-10-01（星期四）不在 2027 年内"]


def test_fewer_weekdays_off_than_the_law_gives() -> None:
    (line,) = faults(without(OFF, date(2027, 10, 7)), MAKEUP)
    assert "2027 年" in line
    assert "12，少于法定节假日的 13 天" in line

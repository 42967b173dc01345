"""The working-day calendar against an independent library, the worked examples of the domain, and its limits."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.workdays.calendar import LONGEST_COUNT, DayKind, WorkCalendar

CALENDAR = WorkCalendar()
KNOWN_FIRST, KNOWN_LAST = date(2007, 1, 1), date(2026, 12, 31)
GRID_FIRST, GRID_LAST = date(2007, 2, 20), date(2026, 11, 13)
"""The starts for which 30 working days either way lie within what the other library knows."""


def every_day(first: date, last: date) -> Iterator[date]:
    """All days from first to last, both included."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def plain_nth(start: date, n: int) -> date:
    """The same question answered by nothing but a loop over the other library."""
    step = timedelta(days=1 if n > 0 else -1)
    left, current = abs(n), start
    while left:
        current += step
        if chinese_calendar.is_workday(current):
            left -= 1
    return current


def test_agrees_with_chinesecalendar_on_every_day_both_know() -> None:
    """But for one: the schedule of 2006 gives the Tuesday after New Year for the Saturday before, a day of 2005, which
    the other library leaves out."""
    both = every_day(date(min(chinese_calendar.holidays).year, 1, 1), KNOWN_LAST)
    differing = [d for d in both if CALENDAR.is_working(d) != chinese_calendar.is_workday(d)]
    assert differing == [date(2005, 12, 31)]
    assert CALENDAR.is_working(date(2005, 12, 31))
    assert not chinese_calendar.is_workday(date(2006, 1, 3))


def test_both_libraries_know_the_same_last_year() -> None:
    """When either learns a year, the ranges above want widening."""
    assert max(chinese_calendar.holidays).year == KNOWN_LAST.year
    assert CALENDAR.published(KNOWN_LAST.year)


@pytest.mark.parametrize("year", range(2007, 2027))
def test_nth_working_day_on_every_day_of_a_year(year: int) -> None:
    """Every n from -30 to 30 at once: the reference is the list of working days around each start."""
    first, last = max(date(year, 1, 1), GRID_FIRST), min(date(year, 12, 31), GRID_LAST)
    around = every_day(max(first - timedelta(90), KNOWN_FIRST), min(last + timedelta(90), KNOWN_LAST))
    worked = [d for d in around if chinese_calendar.is_workday(d)]
    for start in every_day(first, last):
        after = [d for d in worked if d > start][:30]
        before = [d for d in reversed(worked) if d < start][:30]
        assert len(after) == len(before) == 30
        assert [counted.day.date for counted in CALENDAR.count(start, 30).days if counted.counted] == after
        assert [counted.day.date for counted in CALENDAR.count(start, -30).days if counted.counted] == before
        for n in (1, 5, 30):
            assert CALENDAR.nth(start, n) == after[n - 1]
            assert CALENDAR.nth(start, -n) == before[n - 1]


@given(start=st.dates(GRID_FIRST, GRID_LAST), n=st.integers(-30, 30))
def test_nth_working_day_anywhere(start: date, n: int) -> None:
    count = CALENDAR.count(start, n)
    assert count.result == plain_nth(start, n) == CALENDAR.nth(start, n)
    assert (count.start, count.count, count.provisional) == (start, n, False)
    assert [c.counted for c in count.days if c.counted] == list(range(1, abs(n) + 1))
    step = 1 if n > 0 else -1
    assert [c.day.date for c in count.days] == [
        start + timedelta(days=step * i) for i in range(1, abs((count.result - start).days) + 1)
    ]
    assert all((c.counted is None) == (not c.day.working) for c in count.days)


@given(start=st.dates(date(1950, 1, 1), date(2150, 1, 1)), n=st.integers(-900, 900))
@settings(max_examples=30)
def test_the_nth_working_day_over_years_is_where_the_count_ends(start: date, n: int) -> None:
    assert CALENDAR.nth(start, n) == CALENDAR.count(start, n).result


@given(start=st.dates(KNOWN_FIRST, date(2025, 6, 30)), days=st.integers(0, 500))
def test_between_counts_the_end_and_not_the_start(start: date, days: int) -> None:
    end = start + timedelta(days)
    worked = sum(chinese_calendar.is_workday(d) for d in every_day(start + timedelta(1), end))
    assert CALENDAR.between(start, end) == worked
    assert CALENDAR.between(end, start) == -worked


@pytest.mark.parametrize(
    ("start", "n", "result"),
    [
        ("2024-09-29", 5, "2024-10-11"),  # a Sunday, worked, before the National Day week
        ("2026-05-16", 5, "2026-05-22"),  # a Saturday: the off-by-one of some libraries
        ("2024-03-31", 5, "2024-04-08"),  # over 清明节 and the Sunday worked for it
        ("2024-10-08", -3, "2024-09-27"),
        ("2018-12-28", 1, "2018-12-29"),  # named by the schedule of 2019
        ("2018-12-29", 1, "2019-01-02"),
        ("2007-12-28", 1, "2007-12-29"),
        ("2006-12-29", 1, "2006-12-30"),
        ("2026-10-01", 0, "2026-10-01"),
    ],
)
def test_worked_examples(start: str, n: int, result: str) -> None:
    assert CALENDAR.nth(date.fromisoformat(start), n) == date.fromisoformat(result)


def test_the_steps_of_the_example_in_the_domain() -> None:
    count = CALENDAR.count(date(2024, 9, 29), 5)
    steps = [(f"{c.day.date:%m-%d}", c.day.kind.value, c.day.name, c.counted) for c in count.days]
    assert steps == [
        ("09-30", "workday", None, 1),
        ("10-01", "holiday", "国庆节", None),
        ("10-02", "holiday", "国庆节", None),
        ("10-03", "holiday", "国庆节", None),
        ("10-04", "holiday", "国庆节", None),
        ("10-05", "weekend", "周末", None),
        ("10-06", "weekend", "周末", None),
        ("10-07", "holiday", "国庆节", None),
        ("10-08", "workday", None, 2),
        ("10-09", "workday", None, 3),
        ("10-10", "workday", None, 4),
        ("10-11", "workday", None, 5),
    ]


def test_a_count_backwards_descends() -> None:
    count = CALENDAR.count(date(2024, 10, 8), -2)
    assert [(f"{c.day.date:%m-%d}", c.counted) for c in count.days][-3:] == [
        ("10-01", None),
        ("09-30", 1),
        ("09-29", 2),
    ]
    assert count.result == date(2024, 9, 29)


def test_a_count_of_nothing_is_the_start() -> None:
    count = CALENDAR.count(date(2030, 5, 1), 0)
    assert (count.result, count.days, count.provisional) == (date(2030, 5, 1), (), False)


def test_provisional_as_soon_as_the_counting_touches_an_unpublished_year() -> None:
    assert not CALENDAR.count(date(2026, 12, 24), 5).provisional
    assert CALENDAR.count(date(2026, 12, 25), 5).provisional  # ends on 2027-01-04 by the estimate
    assert not CALENDAR.count(date(2027, 1, 1), -1).provisional
    assert CALENDAR.count(date(2027, 1, 4), -1).provisional  # result in 2026, but days of 2027 were skipped
    assert CALENDAR.count(date(2000, 12, 29), -1).provisional


@pytest.mark.parametrize(("start", "n"), [(date.max, 1), (date.min, -1), (date(9999, 12, 20), 30)])
def test_the_end_of_the_calendar_is_a_usage_problem(start: date, n: int) -> None:
    with pytest.raises(UsageProblem, match="超出可计算的范围"):
        CALENDAR.count(start, n)


@pytest.mark.parametrize("n", [LONGEST_COUNT + 1, -LONGEST_COUNT - 1, 10**12])
def test_an_endless_count_is_a_usage_problem(n: int) -> None:
    with pytest.raises(UsageProblem, match="超出可计算的范围"):
        CALENDAR.count(date(2024, 1, 1), n)


def test_the_first_and_last_day_there_are() -> None:
    assert CALENDAR.day(date.min).kind is DayKind.WORKDAY
    assert not CALENDAR.day(date.max).published
    assert CALENDAR.nth(date(2024, 1, 1), LONGEST_COUNT) > date(2038, 1, 1)


def test_the_heavy_library_is_not_imported_before_days_are_counted() -> None:
    code = "import sys, zhutiri_cli.workdays.calendar as w; w.WorkCalendar(); sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_calendars_of_the_same_lists_judge_every_day_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most of many plans have none of their own; a plan with lists of its own shares nothing with them."""
    day = date(2019, 3, 1)
    assert WorkCalendar().is_working(day)
    assert not WorkCalendar([day]).is_working(day)
    monkeypatch.setattr(WorkCalendar, "_judge", lambda *_: pytest.fail("all days of the year are judged"))
    assert WorkCalendar().is_working(day)
    assert not WorkCalendar([day]).is_working(day)

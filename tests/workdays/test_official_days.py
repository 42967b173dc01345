"""What kind of day a day is, and what it is called: official schedules, estimates, local lists, confirmed years."""

from __future__ import annotations

import json
from datetime import date, timedelta
from importlib.metadata import version

import pytest
from holidays.countries.china import ChinaStaticHolidays

from zhutiri_cli.workdays import schedule as official_days
from zhutiri_cli.workdays.calendar import Day, DayKind, WorkCalendar

CALENDAR = WorkCalendar()


def on(text: str, calendar: WorkCalendar = CALENDAR) -> Day:
    return calendar.day(date.fromisoformat(text))


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        ("2024-09-29", DayKind.MAKEUP, "调休上班"),
        ("2024-10-05", DayKind.WEEKEND, "周末"),
        ("2024-10-07", DayKind.HOLIDAY, "国庆节"),
        ("2024-02-10", DayKind.HOLIDAY, "春节"),  # a Saturday, but statutory
        ("2024-02-13", DayKind.HOLIDAY, "春节"),  # 补假
        ("2024-02-16", DayKind.HOLIDAY, "春节"),
        ("2024-09-16", DayKind.HOLIDAY, "中秋节"),
        ("2024-04-05", DayKind.HOLIDAY, "清明节"),
        ("2024-05-03", DayKind.HOLIDAY, "劳动节"),
        ("2024-06-10", DayKind.HOLIDAY, "端午节"),
        ("2025-01-28", DayKind.HOLIDAY, "春节"),  # 农历除夕
        ("2020-02-02", DayKind.HOLIDAY, "春节"),  # extended in 2020
        ("2020-10-01", DayKind.HOLIDAY, "中秋节、国庆节"),
        ("2015-09-03", DayKind.HOLIDAY, "抗战胜利70周年"),
        ("2015-09-04", DayKind.HOLIDAY, "抗战胜利70周年"),
        ("2018-12-31", DayKind.HOLIDAY, "元旦"),
        ("2018-12-29", DayKind.MAKEUP, "调休上班"),
        ("2024-03-15", DayKind.WORKDAY, None),
    ],
)
def test_kind_and_name(day: str, kind: DayKind, name: str | None) -> None:
    found = on(day)
    assert (found.kind, found.name, found.published) == (kind, name, True)
    assert found.working is (kind in {DayKind.WORKDAY, DayKind.MAKEUP})


def test_every_holiday_of_the_published_years_is_named() -> None:
    ordinals = range(date(2001, 1, 1).toordinal(), date(2026, 12, 31).toordinal() + 1)
    days = [CALENDAR.day(date.fromordinal(ordinal)) for ordinal in ordinals]
    names = {day.name for day in days if day.kind is DayKind.HOLIDAY}
    festivals = {"元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节", "中秋节、国庆节", "抗战胜利70周年"}
    assert names == festivals


def test_an_unpublished_year_is_an_estimate() -> None:
    assert not CALENDAR.published(2050)
    assert not CALENDAR.published(2000)
    assert CALENDAR.published(2001)
    day = on("2050-10-03")
    assert (day.kind, day.name, day.published) == (DayKind.HOLIDAY, "国庆节", False)
    assert on("2150-10-03").kind is DayKind.WEEKEND  # beyond what the package can estimate: weekdays and weekends
    assert on("2150-10-01").kind is DayKind.WORKDAY


def test_local_lists_win_over_the_official_schedule() -> None:
    calendar = WorkCalendar(days_off=[date(2024, 2, 9), date(2024, 9, 29)], workdays=[date(2024, 10, 6)])
    assert on("2024-02-09", calendar) == Day(date(2024, 2, 9), DayKind.LOCAL, "本地放假", False, True)
    assert on("2024-09-29", calendar).kind is DayKind.LOCAL
    assert on("2024-10-06", calendar) == Day(date(2024, 10, 6), DayKind.LOCAL, "本地上班", True, True)
    assert calendar.nth(date(2024, 9, 29), 2) == date(2024, 10, 6)
    assert calendar.between(date(2024, 9, 28), date(2024, 10, 6)) == 2


def test_a_local_entry_that_changes_nothing_keeps_the_official_kind() -> None:
    calendar = WorkCalendar(
        days_off=[date(2024, 3, 16), date(2024, 10, 1)], workdays=[date(2024, 3, 15), date(2024, 9, 29)]
    )
    assert on("2024-03-16", calendar).name == "周末"
    assert on("2024-10-01", calendar).name == "国庆节"
    assert on("2024-03-15", calendar).kind is DayKind.WORKDAY
    assert on("2024-09-29", calendar).kind is DayKind.MAKEUP


def test_a_date_in_both_lists_is_a_day_off() -> None:
    both = [date(2024, 3, 15), date(2024, 3, 16)]
    calendar = WorkCalendar(days_off=both, workdays=both)
    assert [calendar.is_working(d) for d in both] == [False, False]


def test_a_confirmed_year_has_exactly_the_schedule_it_was_given() -> None:
    off = [date(2050, 10, day) for day in range(1, 8)] + [date(2050, 7, 1)]
    calendar = WorkCalendar(off, [date(2050, 9, 25)], [2050])
    assert calendar.published(2050)
    assert on("2050-10-01", calendar) == Day(date(2050, 10, 1), DayKind.HOLIDAY, "国庆节", False, True)
    assert on("2050-10-07", calendar).name == "国庆节"
    assert on("2050-07-01", calendar).name == "放假"
    assert on("2050-09-25", calendar).kind is DayKind.MAKEUP
    assert on("2050-05-02", calendar).kind is DayKind.WORKDAY  # statutory by the estimate, but not in the lists
    assert on("2050-05-01", calendar).kind is DayKind.WEEKEND
    assert not calendar.count(date(2050, 9, 24), 9).provisional
    assert calendar.count(date(2050, 12, 30), 5).provisional


def test_a_day_off_is_called_after_a_festival_at_most_fifteen_days_away() -> None:
    """Six weeks off around 端午节, which was 2024-06-10, in the plan's own schedule."""
    festival = date(2024, 6, 10)
    off = {festival + timedelta(away): abs(away) for away in range(-20, 21)}
    calendar = WorkCalendar(off, confirmed_years=[2024])
    named = {day: calendar.day(day).name for day in off}
    assert named == {day: "端午节" if away <= 15 else "放假" for day, away in off.items()}


def test_between_two_festivals_a_day_off_is_called_after_the_nearer_and_in_the_middle_after_the_earlier() -> None:
    """中秋节 was 2024-09-17, 国庆节 began on 10-01."""
    between = [date(2024, 9, 17) + timedelta(place) for place in range(15)]
    calendar = WorkCalendar(between, confirmed_years=[2024])
    assert [calendar.day(day).name for day in between] == ["中秋节"] * 8 + ["国庆节"] * 7
    parted = WorkCalendar([day for day in between if day != date(2024, 9, 19)], confirmed_years=[2024])
    assert on("2024-09-20", parted).name == "国庆节"  # of the run that it stands in, though the other is nearer


def test_a_confirmed_year_can_replace_what_the_package_knows() -> None:
    calendar = WorkCalendar(confirmed_years=[2024])
    assert calendar.is_working(date(2024, 10, 1))
    assert not calendar.is_working(date(2024, 9, 29))
    assert not calendar.is_working(date(2023, 10, 2))


def test_the_written_table_is_what_the_package_says() -> None:
    text = official_days.TABLE.read_text(encoding="utf-8")
    made_from = json.loads(text)["holidays"]
    if made_from != version("holidays"):  # then it must not be used: the package is asked itself
        assert official_days._ready_table() is None
        return
    assert official_days._ready_table() is not None
    for year in range(1999, 2034):
        assert official_days._one_year(year) == official_days.ask_package(year)
    assert official_days.published_years() == frozenset(ChinaStaticHolidays.special_public_holidays)


def test_another_release_of_the_package_is_asked_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(official_days, "_is_installed", lambda _: False)
    for cached in (official_days._ready_table, official_days._one_year, official_days.schedule):
        cached.cache_clear()
    try:
        assert official_days._ready_table() is None
        assert WorkCalendar().day(date(2024, 10, 7)).name == "国庆节"
    finally:
        for cached in (official_days._ready_table, official_days._one_year, official_days.schedule):
            cached.cache_clear()


@pytest.mark.parametrize("beside", [True, False], ids=["told by its folder", "told by its metadata"])
def test_only_the_release_that_is_installed_is(beside: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not beside:
        monkeypatch.setattr(official_days, "find_spec", lambda _: None)
    assert official_days._is_installed(version("holidays"))
    assert not official_days._is_installed("9999.1")

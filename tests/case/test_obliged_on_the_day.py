"""Obligations by worked examples: when one is to be seen to, when it is overdue, and what shows that it was met."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support.declared import GOOD, Stand, judged
from zhutiri_cli.case.obliged import UnitObliged, of_units
from zhutiri_cli.plan.load import load_plan_bytes
from zhutiri_cli.report.obligation_lines import ObligationLine
from zhutiri_cli.submission.unit_duties import UnitDuties
from zhutiri_cli.workdays.calendar import WorkCalendar

# 4 to 6 April 2024 are a holiday, Sunday the 7th is worked.
HELD = "held: 2024-04-03\n"
SPAN = "held: {start: 2024-04-01, end: 2024-04-03}\n"
WEEK, AHEAD = "due: {anchor: end, days: 7}", "due: {anchor: start, working_days: -5}"
SAME_DAY, FIXED = "due: {anchor: start, working_days: 0}", "due: {on: 2024-04-10}"
PHOTOS, PORTAL = f"{WEEK}, materials: {{photos: 1}}", f"{WEEK}, portal: yunxi.example"
BOTH = f"{PHOTOS}, portal: yunxi.example"


def line(asked: str, record: str, day: str, files: Stand = GOOD, row: str = "month: 4") -> ObligationLine:
    """The one obligation of the activity."""
    one = f"obligations:\n  - {{key: news, label: 门户上传, {asked}}}\nactivities:\n"
    stand = Stand(record, files.files, swaps={"schema: 1": "schema: 2", "activities:\n": one, "month: 4": row})
    (item,) = judged(stand, as_of=date.fromisoformat(day)).activities
    (found,) = item.obligations
    return found


def came(**days: str) -> str:
    """The record with what came in when: photo or link."""
    names = {"photo": "照片.jpg", "link": "链接.txt"}
    return f"{HELD}receipts: [{', '.join(f'{{on: {day}, files: [{names[what]}]}}' for what, day in days.items())}]\n"


@pytest.mark.parametrize(
    ("asked", "record", "deadline", "not_yet", "opens"),
    [
        (WEEK, HELD, "2024-04-10", "2024-04-02", "2024-04-03"),
        (WEEK, SPAN, "2024-04-10", "2024-04-02", "2024-04-03"),
        (AHEAD, HELD, "2024-03-27", "2024-03-19", "2024-03-20"),
        (AHEAD, SPAN, "2024-03-25", "2024-03-15", "2024-03-18"),
        (SAME_DAY, HELD, "2024-04-03", "2024-04-02", "2024-04-03"),
        (FIXED, "", "2024-04-10", "2024-04-01", "2024-04-02"),
    ],
)
def test_it_is_to_be_seen_to_from_its_day_on_and_overdue_after_the_last(
    asked: str, record: str, deadline: str, not_yet: str, opens: str
) -> None:
    after = date.fromordinal(date.fromisoformat(deadline).toordinal() + 1).isoformat()
    found = {day: line(asked, record, day) for day in (not_yet, opens, deadline, after)}
    assert {day: one.state.value for day, one in found.items()} == {
        not_yet: "not_due", opens: "due", deadline: "due", after: "overdue",
    }  # fmt: skip
    assert {str(one.deadline) for one in found.values()} == {deadline}


@pytest.mark.parametrize(
    ("asked", "record", "state", "done"),
    [
        (WEEK, f"{HELD}done: {{news: 2024-04-10}}\n", "done", "2024-04-10"),
        (WEEK, f"{HELD}done: {{news: 2024-04-11}}\n", "late", "2024-04-11"),
        (PHOTOS, came(photo="2024-04-08"), "done", "2024-04-08"),
        (PHOTOS, came(photo="2024-04-11"), "late", "2024-04-11"),
        (PORTAL, came(link="2024-04-10"), "done", "2024-04-10"),
        (PORTAL, came(link="2024-04-11"), "overdue", None),  # what came in later was published nobody knows when
        (BOTH, came(photo="2024-04-08", link="2024-04-03"), "done", "2024-04-08"),
        (BOTH, came(photo="2024-04-03", link="2024-04-08"), "done", "2024-04-08"),
        (BOTH, came(photo="2024-04-03"), "overdue", None),
        (BOTH, came(link="2024-04-03"), "overdue", None),
    ],
)
def test_what_is_recorded_or_came_in_shows_that_it_was_met(
    asked: str, record: str, state: str, done: str | None
) -> None:
    found = line(asked, record, "2024-04-12")
    assert (found.state.value, None if found.done is None else str(found.done)) == (state, done)


@pytest.mark.parametrize(
    ("asked", "record", "words"),
    [
        (PHOTOS, HELD, "材料已在文件夹中"),
        (PHOTOS.replace("photos: 1", "photos: 2"), HELD, ""),
        (PORTAL, HELD, "yunxi.example 的链接已报来"),
        (PORTAL.replace("yunxi", "ncx"), HELD, ""),
        (WEEK, HELD, ""),
        (WEEK, f"{HELD}submitted: 2024-04-01\n", "登记有误"),
        (WEEK, f"{HELD}done: {{news: 2024-04-11}}\n", ""),
    ],
)
def test_why_the_office_looks_first(asked: str, record: str, words: str) -> None:
    doubt = line(asked, record, "2024-04-12").doubt
    assert doubt.startswith(words)
    assert bool(doubt) is bool(words)


@pytest.mark.parametrize(
    ("row", "record", "state", "deadline"),
    [
        ("month: 4, planned: 2024-03-27", "", "due", "2024-04-03"),  # only expected, so never overdue
        ("month: 4, planned: 2024-03-27", "done: {news: 2024-04-05}\n", "done", "2024-04-03"),  # nor late
        ("when: 2024-03-27", "", "due", "2024-04-03"),
        ("month: 4, planned: 2024-03-27, moved_to: 2024-05, reason: 天气", "", "not_due", None),
        ("month: 4", "", "not_due", None),
        ("month: 4", "done: {news: 2024-04-05}\n", "done", None),
        ("month: 4, cancelled: true, reason: 停办", HELD, "waived", "2024-04-10"),
        ("month: 4, waivers: [{rule: ZT209, reason: 经同意}]", HELD, "waived", "2024-04-10"),
    ],
)
def test_what_the_plan_says_of_the_activity(row: str, record: str, state: str, deadline: str | None) -> None:
    found = line(WEEK, record, "2024-04-12", GOOD.without("照片.jpg", "活动总结.txt", "链接.txt"), row)
    assert (found.state.value, found.deadline) == (state, date.fromisoformat(deadline) if deadline else None)


UNITS = """\
schema: 2
year: 2024
document: {issued: 2024-03-25}
roster: [{name: 甲局}, {name: 乙局}]
obligations:
  - {key: news, label: 门户上传, due: {on: 2024-04-10}}
  - {key: form, label: 计划表, per: unit, due: {on: 2024-03-07}}
  - {key: progress, label: 进展表, per: unit, due: {every: month, day: 25}}
activities:
  - {id: 1, month: 12, theme: 校园开放日, units: [甲局]}
"""
KEPT = {
    "done": [{"unit": "甲局", "key": "form", "on": "2024-03-08"}, {"unit": "乙局", "key": "form", "waived": "新设"}]
}


def units(text: str) -> tuple[UnitObliged, ...]:
    plan = load_plan_bytes(Path("p"), text.encode()).plan
    assert plan is not None
    return of_units(plan, UnitDuties.model_validate(KEPT), WorkCalendar(), date(2024, 4, 20))


def test_a_unit_owes_its_own_from_the_first_day_after_the_notice() -> None:
    """Not what is asked of activities; a period that ends on the day of the notice is not asked for, a day that the
    notice names is."""
    found = {
        one.unit: [(it.obligation.key, it.period, it.state.value) for it in one.obligations] for one in units(UNITS)
    }
    months = [("progress", f"2024-{month:02d}", "due" if month == 4 else "not_due") for month in range(4, 13)]
    assert found == {"甲局": [("form", "", "late"), *months], "乙局": [("form", "", "waived"), *months]}


def test_where_nothing_is_asked_of_units_there_are_none() -> None:
    assert units(UNITS.replace("per: unit, due: {every: month, day: 25}", WEEK).replace("per: unit, ", "")) == ()

"""A calendar file written again and again: unchanged it is the same, changed it is a later version."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from msgspec.structs import replace

from tests.support.command import zhutiri
from tests.support.fixed_report import AS_OF, fixed_report
from tests.support.places import EXAMPLES
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.deadlines.ics import render
from zhutiri_cli.render.deadlines.ics_continued import continued
from zhutiri_cli.render.format import Display
from zhutiri_cli.report.report import Report

pytestmark = pytest.mark.usefixtures("examples_known")

DAY = timedelta(days=1)


def made(report: Report) -> bytes:
    return render(report, Display())


def read(data: bytes) -> Any:
    return Calendar.from_ical(data)


def by_uid(data: bytes) -> dict[str, Any]:
    return {str(event["uid"]): event for event in read(data).walk("VEVENT")}


def another_day(report: Report, days: int) -> Report:
    """The same facts, looked at on another day."""
    return replace(report, as_of=report.as_of + days * DAY)


def corrected(report: Report) -> Report:
    """The report with another theme for its first activity."""
    first, *rest = report.activities
    return replace(report, activities=(replace(first, theme=Shown("改了的主题")), *rest))


def test_an_unchanged_plan_makes_the_same_bytes_on_any_day() -> None:
    first = made(fixed_report())
    second = continued(made(another_day(fixed_report(), 1)), first)
    assert second == first
    assert continued(made(another_day(fixed_report(), 1)), second) == first
    assert made(another_day(fixed_report(), 1)) != first, "without the earlier file the stamps are the day's"


def test_only_what_changed_is_a_later_version() -> None:
    first = made(fixed_report())
    later = continued(made(corrected(another_day(fixed_report(), 3))), first)
    before, after = by_uid(first), by_uid(later)
    assert before.keys() == after.keys()
    changed = [uid for uid in after if after[uid]["sequence"] != before[uid]["sequence"]]
    assert len(changed) == 1
    (uid,) = changed
    assert after[uid]["sequence"] == before[uid]["sequence"] + 3
    assert after[uid]["dtstamp"].dt == after[uid]["last-modified"].dt == datetime(2024, 4, 15, tzinfo=UTC)
    assert "改了的主题" in after[uid]["summary"]


@pytest.mark.parametrize("days", [0, -30])
def test_a_change_of_the_same_or_an_earlier_day_is_later_all_the_same(days: int) -> None:
    first = made(fixed_report())
    again = continued(made(corrected(another_day(fixed_report(), days))), first)
    back = continued(made(another_day(fixed_report(), days)), again)
    uid = next(uid for uid, event in by_uid(again).items() if "改了的主题" in event["summary"])
    versions = [by_uid(data)[uid] for data in (first, again, back)]
    numbers = [event["sequence"] for event in versions]
    assert numbers == [numbers[0], numbers[0] + 1, numbers[0] + 2]
    stamps = [event["dtstamp"].dt for event in versions]
    assert stamps == sorted(set(stamps))


def test_a_cancelled_activity_is_cancelled_in_the_calendar() -> None:
    report = fixed_report()
    items = [replace(item, status=Status.CANCELLED) if item.id == 7 else item for item in report.activities]
    later = continued(made(replace(another_day(report, 1), activities=tuple(items))), made(report))
    (event,) = [event for event in by_uid(later).values() if ": 7." in event["summary"] or "：7." in event["summary"]]
    assert (str(event["status"]), event.walk("VALARM")) == ("CANCELLED", [])
    assert str(event["summary"]).startswith("已取消：7.")


def test_what_left_the_plan_is_cancelled_until_its_day_is_past() -> None:
    report = fixed_report()
    first, gone = made(report), next(item for item in report.activities if item.id == 8)
    rest = replace(another_day(report, 1), activities=tuple(item for item in report.activities if item.id != 8))
    second = continued(made(rest), first)
    (event,) = [event for event in by_uid(second).values() if "：8." in event["summary"]]
    assert str(event["status"]) == "CANCELLED"
    assert str(event["summary"]).startswith("已不在计划中：8.")
    assert event.walk("VALARM") == []
    assert event["sequence"] == by_uid(first)[str(event["uid"])]["sequence"] + 1
    assert continued(made(another_day(rest, 1)), second) == second, "said once"
    past = replace(rest, as_of=gone.due + DAY)
    assert [event for event in by_uid(continued(made(past), second)).values() if "：8." in event["summary"]] == []
    assert by_uid(continued(made(another_day(report, 2)), second))[str(event["uid"])]["status"] == "CONFIRMED"


@pytest.mark.parametrize(
    "earlier",
    [
        b"", b"not a calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a@zhutiri\r\nSEQUENCE:x\r\nDTSTAMP:y\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a@zhutiri\r\nSEQUENCE:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a@else\r\nSEQUENCE:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    ],
)  # fmt: skip
def test_what_is_no_calendar_of_ours_is_replaced(earlier: bytes) -> None:
    fresh = made(fixed_report())
    assert continued(fresh, earlier) == fresh


def test_a_calendar_can_subscribe() -> None:
    calendar = read(made(fixed_report()))
    assert calendar["refresh-interval"].params["VALUE"] == "DURATION"
    assert calendar["refresh-interval"].dt == DAY
    assert b"\r\nX-PUBLISHED-TTL:P1D\r\n" in made(fixed_report())
    assert str(calendar["name"]) == str(calendar["x-wr-calname"])
    assert f"{AS_OF}".encode() not in made(fixed_report()), "no day of the check in the words"


def test_a_year_s_last_day_can_be_followed() -> None:
    last = replace(fixed_report(), as_of=date(9999, 12, 31))
    assert len(by_uid(continued(made(corrected(last)), made(last)))) == len(last.activities)


def test_the_sample_s_file_is_the_same_until_something_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(EXAMPLES / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "截止日.ics"
    assert zhutiri("deadlines", "--as-of", "2024-04-09", "-o", path.name).status == 0
    before = path.read_bytes()
    assert zhutiri("deadlines", "--as-of", "2024-04-10", "-o", path.name).status == 0
    assert path.read_bytes() == before
    assert zhutiri("record", "14", "--held", "2024-04-10").status == 0
    assert zhutiri("deadlines", "--as-of", "2024-04-11", "-o", path.name).status == 0
    first, second = by_uid(before), by_uid(path.read_bytes())
    (uid,) = [uid for uid in second if second[uid].to_ical() != first[uid].to_ical()]
    assert "14." in second[uid]["summary"]
    assert second[uid]["sequence"] > first[uid]["sequence"]

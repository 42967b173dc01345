"""The calendar of deadlines, read back by icalendar and byte by byte."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from msgspec.structs import replace

from tests.support.fixed_report import AS_OF, CALENDAR, fixed_report
from tests.support.golden import rendered
from tests.support.places import EXAMPLES
from zhutiri_cli.cli.app import run
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render import formats
from zhutiri_cli.render.format import Display
from zhutiri_cli.report.report import Report

pytestmark = pytest.mark.usefixtures("examples_known")


def events(data: bytes) -> list[Any]:
    found: list[Any] = list(Calendar.from_ical(data).walk("VEVENT"))
    return found


def made(report: Report) -> bytes:
    data = formats("deadlines")["ics"].render(report, Display())
    assert isinstance(data, bytes)
    return data


def alarms(event: Any) -> list[Any]:
    return list(event.walk("VALARM"))


def test_one_all_day_event_a_deadline() -> None:
    report = fixed_report()
    found = events(rendered("deadlines", "ics"))
    assert [event["dtstart"].dt for event in found] == [item.due for item in report.activities]
    assert all(type(event["dtstart"].dt) is date for event in found)
    assert all(event["dtend"].dt - event["dtstart"].dt == timedelta(days=1) for event in found)
    assert {str(event["transp"]) for event in found} == {"TRANSPARENT"}
    assert len({str(event["uid"]) for event in found}) == len(found)


def test_the_alarm_fires_at_nine_two_working_days_before() -> None:
    found = {
        int(re.findall(r"：(\d+)\. ", event["summary"])[0]): event for event in events(rendered("deadlines", "ics"))
    }
    assert [number for number, event in found.items() if alarms(event)] == [5, 6, 7, 8, 9]
    for number in (5, 6, 7, 8, 9):
        (alarm,) = alarms(found[number])
        due = found[number]["dtstart"].dt
        rings = datetime.combine(due, datetime.min.time()) + alarm["trigger"].dt
        assert (rings.hour, rings.minute) == (9, 0)
        assert CALENDAR.between(rings.date(), due) == 2
        assert CALENDAR.is_working(rings.date())
        assert str(alarm["action"]) == "DISPLAY"
    (after_the_holiday,) = alarms(found[6])  # due 2024-05-10, a Friday
    assert after_the_holiday["trigger"].dt == timedelta(days=-2, hours=9)


def test_what_an_event_says() -> None:
    said = [str(event["summary"]) for event in events(rendered("deadlines", "ics"))]
    starts = (
        "已报送：1.",
        "逾期未报：2.",
        "已取消：3.",
        "已报送（迟报）（已豁免）：4.",
        "最迟报送：5.",
        "最迟报送（暂定）：6.",
    )
    assert [text for text, start in zip(said, starts, strict=False) if not text.startswith(start)] == []
    assert said[6].startswith("报送截止：7. 食堂开放日（区教育局）")
    assert said[7].startswith("报送截止（延期）：8.")
    states = [str(event["status"]) for event in events(rendered("deadlines", "ics"))]
    assert (states[2], states[5], states[6]) == ("CANCELLED", "TENTATIVE", "CONFIRMED")
    text = str(events(rendered("deadlines", "ics"))[6]["description"])
    assert (
        "责任单位：区教育局\n举办日期：2024-04-09\n报送材料：活动方案1、图片1、总结1、宣传报道链接1\n还差：活动方案"
        in text
    )


def test_lines_are_folded_at_75_octets_and_no_character_is_cut() -> None:
    data = rendered("deadlines", "ics")
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")[:-1]
    assert max(len(line) for line in lines) <= 75
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode("utf-8")
        assert b"\n" not in line
        assert b"\r" not in line


def test_a_later_file_updates_the_events_of_an_earlier_one() -> None:
    """A client keeps by UID what has the higher sequence (RFC 5546 §2.1.5)."""
    before = fixed_report()
    moved = tuple(replace(item, theme=Shown(f"新{item.theme}")) for item in before.activities)
    after = replace(before, as_of=AS_OF + timedelta(days=1), activities=moved)
    kept: dict[str, Any] = {}
    for event in (*events(made(before)), *events(made(after)), *events(made(before))):
        uid = str(event["uid"])
        if uid not in kept or event["sequence"] > kept[uid]["sequence"]:
            kept[uid] = event
    assert len(kept) == len(before.activities)
    assert all("新" in event["summary"] for event in kept.values())
    assert {event["dtstamp"].dt for event in kept.values()} == {datetime(2024, 4, 13, tzinfo=UTC)}


@pytest.mark.parametrize("as_of", [date.min, date(1899, 1, 1), date.max])
def test_any_day_of_the_check_has_a_stamp(as_of: date) -> None:
    for event in events(made(replace(fixed_report(), as_of=as_of))):
        assert event["dtstamp"].dt.date() == as_of
        assert event["sequence"] >= 0


def test_another_notice_s_events_are_others() -> None:
    def uids(report: Report) -> set[str]:
        return {str(event["uid"]) for event in events(made(report))}

    report = fixed_report()
    assert uids(report) == uids(replace(report, plan_title=Shown("改了名")))
    assert not uids(report) & uids(replace(report, plan_number=Shown("别区〔2024〕1号")))
    assert not uids(report) & uids(replace(report, year=2025))


def test_the_sample_s_calendar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(EXAMPLES / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    assert run(["deadlines", "--as-of", "2024-04-12", "-o", "截止日.ics"]) == 0
    found = events((tmp_path / "截止日.ics").read_bytes())
    assert len(found) == 14
    ringing = {str(event["summary"]).split("：")[1][:3]: event for event in found if alarms(event)}
    canteen = ringing["13."]  # held Tuesday 2024-04-09, due 2024-04-16; two working days before is Friday
    assert canteen["dtstart"].dt == date(2024, 4, 16)
    assert alarms(canteen)[0]["trigger"].dt == timedelta(days=-4, hours=9)

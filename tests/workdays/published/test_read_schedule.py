"""Files of holidays of each kind give one and the same schedule; broken ones say in one sentence why not."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.support.schedule_2027 import MAKEUP, OFF, calendar, event, holiday_cn, ics, timor
from zhutiri_cli.common.errors import FileProblem, UsageProblem
from zhutiri_cli.common.foreign_limits import SCHEDULE_BYTES as MOST_BYTES
from zhutiri_cli.workdays.published.read_schedule import read_schedules


def kept(folder: Path, text: str | bytes, name: str = "2027.json") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize("text", [holiday_cn(), timor(), ics(), "\ufeff" + holiday_cn(), "\ufeff" + ics()])
def test_every_kind_gives_the_same_days(tmp_path: Path, text: str) -> None:
    (schedule,) = read_schedules([kept(tmp_path, text, "任意名称")])
    assert (schedule.year, schedule.off.keys(), schedule.makeup.keys()) == (2027, OFF.keys(), MAKEUP.keys())


def test_the_notice_s_address_is_kept(tmp_path: Path) -> None:
    (schedule,) = read_schedules([kept(tmp_path, holiday_cn())])
    assert schedule.papers == ("https://www.gov.cn/zhengce/example.htm",)


def test_a_calendar_of_two_years_gives_two_schedules(tmp_path: Path) -> None:
    later = {day.replace(year=2028): name for day, name in OFF.items()}
    text = ics().replace("END:VCALENDAR", "".join(event("国庆节（休）", day) for day in later) + "END:VCALENDAR")
    first, second = read_schedules([kept(tmp_path, text)])
    assert (first.year, second.year) == (2027, 2028)
    assert (first.off.keys(), second.off.keys()) == (OFF.keys(), later.keys())


def test_days_of_the_year_before_stay_with_the_year_they_belong_to(tmp_path: Path) -> None:
    text = ics().replace("END:VCALENDAR", event("元旦（休）", date(2026, 12, 31)) + "END:VCALENDAR")
    (schedule,) = read_schedules([kept(tmp_path, text)])
    assert schedule.year == 2027
    assert date(2026, 12, 31) in schedule.off


def test_the_same_year_twice_is_one_where_equal_and_refused_where_not(tmp_path: Path) -> None:
    one, two = kept(tmp_path, holiday_cn()), kept(tmp_path, ics(), "2027.ics")
    assert len(read_schedules([one, two])) == 1
    other = kept(tmp_path, holiday_cn(OFF | {date(2027, 1, 4): "元旦"}), "b.json")
    with pytest.raises(UsageProblem, match="安排不同"):
        read_schedules([one, other])


DAY = {"name": "元旦", "date": "2027-01-01", "isOffDay": True}
BROKEN: dict[str, tuple[str | bytes, str]] = {
    "half a file": (holiday_cn()[:100], "不是完整的 JSON"),
    "empty": ("", "不是完整的 JSON"),
    "deep": ("[" * 100_000, "不是完整的 JSON"),
    "gbk": ("元旦".encode("gbk"), "不是 UTF-8"),
    "another thing": ("[1]", "不是放假安排"),
    "an error answer": (json.dumps({"code": -1, "holiday": {}}), "不是放假安排"),
    "not yet published": (json.dumps({"year": 2027, "days": []}), "没有一年的放假安排"),
    "no such year": (json.dumps({"year": 9999, "days": [DAY]}), "没有一年的放假安排"),
    "a year in words": (json.dumps({"year": "明年", "days": [DAY]}), "不是年份"),
    "no such day": (json.dumps({"year": 2027, "days": [DAY | {"date": "2027-02-30"}]}), "2027-02-30"),
    "off or not": (json.dumps({"year": 2027, "days": [DAY, DAY | {"isOffDay": "是"}]}), "days 的第 2 个"),
    "no mapping": (json.dumps({"year": 2027, "days": ["2027-01-01"]}), "days 的第 1 个"),
    "too many days": (json.dumps({"year": 2027, "days": [DAY] * 2001}), "超过 2000 天"),
    "a key twice": ('{"code":0,"holiday":{"01-01":{},"01-01":{}}}', "01-01 写了两次"),
    "too large": (b" " * (MOST_BYTES + 1), "超过 1 MB"),
    "half a calendar": ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY", "日历文件"),
    "a calendar in gbk": ("BEGIN:VCALENDAR\r\n元旦".encode("gbk"), "不是 UTF-8"),
    "no holidays": (calendar(event("母亲节", date(2027, 5, 9))), "没有一年的放假安排"),
    "too many events": (calendar(*[event("例会", date(2027, 5, 9))] * 2001), "超过 2000 个"),
    "off and worked": (calendar(event("休班", date(2027, 5, 9))), "看不出是放假还是上班"),
    "exchanged": (calendar(event("春节调休", date(2027, 2, 14))), "看不出是放假还是上班"),
    "a month": (calendar(event("暑假", date(2027, 7, 1), 62)), "62 天"),
    "ends before": (calendar(event("元旦（休）", date(2027, 1, 2), -1)), "-1 天"),
    "hours": (
        calendar(event("元旦（休）", date(2027, 1, 2))).replace(";VALUE=DATE:20270102", ":20270102T080000"),
        "全天",
    ),
    "comes back": (
        calendar(event("元旦（休）", date(2027, 1, 2))).replace("SUMMARY", "RRULE:FREQ=YEARLY\r\nSUMMARY"),
        "重复",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_file_that_cannot_be_read_says_so_with_its_name(tmp_path: Path, case: str) -> None:
    text, said = BROKEN[case]
    with pytest.raises(FileProblem, match=said) as caught:
        read_schedules([kept(tmp_path, text, "放假.json")])
    assert "放假.json" in caught.value.message
    assert caught.value.advice


def test_a_folder_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="文件夹"):
        read_schedules([tmp_path])
    with pytest.raises(FileProblem, match="不存在"):
        read_schedules([tmp_path / "没有.json"])

"""A made-up holiday schedule of 2027 (no notice is published): it keeps the rules of such schedules."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta

RUNS = (
    ("元旦", date(2027, 1, 1), 3), ("春节", date(2027, 2, 5), 8), ("清明节", date(2027, 4, 3), 3),
    ("劳动节", date(2027, 5, 1), 5), ("端午节", date(2027, 6, 9), 1), ("中秋节", date(2027, 9, 15), 1),
    ("国庆节", date(2027, 10, 1), 7),
)  # fmt: skip  # a table: the festivals, three a line
MAKEUP = {
    date(2027, 2, 14): "春节", date(2027, 2, 20): "春节", date(2027, 5, 8): "劳动节", date(2027, 9, 26): "国庆节",
    date(2027, 10, 9): "国庆节",
}  # fmt: skip  # a table
OFF = {start + timedelta(n): name for name, start, length in RUNS for n in range(length)}


def holiday_cn(off: Mapping[date, str] = OFF, makeup: Mapping[date, str] = MAKEUP, year: int = 2027) -> str:
    """The schedule as holiday-cn writes it."""
    named = [*((day, name, True) for day, name in off.items()), *((day, name, False) for day, name in makeup.items())]
    days = [{"name": name, "date": day.isoformat(), "isOffDay": is_off} for day, name, is_off in sorted(named)]
    papers = ["https://www.gov.cn/zhengce/example.htm"]
    return json.dumps({"year": year, "papers": papers, "days": days}, ensure_ascii=False)


def timor(off: Mapping[date, str] = OFF, makeup: Mapping[date, str] = MAKEUP) -> str:
    """The same as timor.tech answers."""
    days = {f"{day:%m-%d}": {"holiday": True, "name": name, "wage": 3, "date": f"{day}"} for day, name in off.items()}
    for day, name in makeup.items():
        days[f"{day:%m-%d}"] = {"holiday": False, "name": f"{name}后补班", "wage": 1, "date": f"{day}"}
    return json.dumps({"code": 0, "holiday": days}, ensure_ascii=False)


def event(title: str, start: date, length: int = 1) -> str:
    """An all-day event; its end does not count."""
    end = start + timedelta(length)
    return (
        f"BEGIN:VEVENT\r\nUID:{start}-{title}\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;VALUE=DATE:{start:%Y%m%d}\r\n"
        f"DTEND;VALUE=DATE:{end:%Y%m%d}\r\nSUMMARY:{title}\r\nEND:VEVENT\r\n"
    )


def calendar(*events: str) -> str:
    """A calendar file of these events."""
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//made up//\r\n{''.join(events)}END:VCALENDAR\r\n"


def ics() -> str:
    """The same as a calendar: runs as one event, and days that say nothing of work among them."""
    off = [event(f"{name} 假期", start, length) for name, start, length in RUNS]
    worked = [event(f"{name}（调休上班）", day) for day, name in MAKEUP.items()]
    return calendar(*off, *worked, event("母亲节", date(2027, 5, 9)))

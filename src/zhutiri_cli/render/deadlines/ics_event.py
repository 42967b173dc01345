"""One all-day event of the calendar: what it says, and its UID, made of the notice's number, the year and its names."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.deadlines.ics_continued import OURS
from zhutiri_cli.report.report import Report

if TYPE_CHECKING:
    from icalendar import Alarm, Event

ALARM_AT = timedelta(hours=9)
_EPOCH = date(1900, 1, 1)  # plans begin with this year, so the sequence is never negative


class Said(Struct, frozen=True):
    """What an event says. ``names``: what it is of, by words that never change; ``status``: as iCalendar has it;
    ``remind_on``: ``None`` where nobody has to be reminded any more."""

    names: tuple[str, ...]
    day: date
    summary: Shown
    description: tuple[str, ...]
    status: str
    remind_on: date | None


def event_of(said: Said, report: Report) -> Event:
    """The event on the day of the check."""
    from icalendar import Event

    stamp = datetime.combine(report.as_of, time(), UTC)
    event = Event()
    event.add("uid", _uid(said.names, report))
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", max((report.as_of - _EPOCH).days, 0))
    event.add("dtstart", said.day)
    event.add("dtend", said.day + timedelta(days=1))
    event.add("summary", said.summary)
    event.add("description", "\n".join(Shown(line) for line in said.description))
    event.add("categories", ["政务公开主题日"])
    event.add("status", said.status)
    event.add("transp", "TRANSPARENT")
    if said.remind_on is not None:
        event.add_component(_alarm(said.remind_on - said.day, said.summary))
    return event


def source_line(report: Report) -> str:
    """On what the deadlines rest."""
    source = f"（{report.plan_number}）" if report.plan_number else ""
    return f"依据：{report.plan_title}{source}"


def _alarm(before: timedelta, summary: str) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", before + ALARM_AT)
    alarm.add("description", summary)
    return alarm


def _uid(names: tuple[str, ...], report: Report) -> str:
    words = "\x1f".join((report.plan_number or report.plan_title, str(report.year), *names))
    return f"{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()[:32]}{OURS}"

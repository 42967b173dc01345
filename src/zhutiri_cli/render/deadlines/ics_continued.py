"""A calendar file as the next version of the one that it replaces, so that a calendar may subscribe to it.

An event that says what it said keeps its stamps, so that an unchanged plan makes the same bytes whatever the day; one
that says something else has a higher SEQUENCE and a later DTSTAMP (RFC 5546 §2.1.5). One that is no longer in the plan
stays as CANCELLED until its day is past: a calendar that imported it would keep it otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from zhutiri_cli.common.shown import Shown

Event = Any
"""A component as the library reads it: what a key gives back depends on the file."""

OURS = "@zhutiri"
"""How every UID of ours ends."""
GONE = "已不在计划中"
_STAMPS = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
_LEAD = re.compile("^[^：]*：")


def continued(fresh: bytes, earlier: bytes) -> bytes:
    """``fresh`` as the successor of ``earlier``; of a file that is no calendar of ours there is nothing to continue."""
    from icalendar import Calendar

    before = _events(earlier)
    if not before:
        return fresh
    made: Any = Calendar.from_ical(fresh)
    uids, today = set[str](), date.min
    for event in made.walk("VEVENT"):
        uid = str(event["uid"])
        uids.add(uid)
        today = max(today, event["dtstamp"].dt.date())
        if uid in before:
            _succeed(event, before[uid])
    for uid, old in before.items():
        if uid not in uids and old["dtstart"].dt >= today:
            made.add_component(_cancelled(old, today))
    data: bytes = made.to_ical()
    return data


def _events(data: bytes) -> Mapping[str, Event]:
    """The events of ours that can be told apart and compared, by their UID."""
    from icalendar import Calendar

    try:
        calendar: Any = Calendar.from_ical(data)
        return {str(event["uid"]): event for event in calendar.walk("VEVENT") if _whole(event)}
    except (ValueError, LookupError, TypeError, AttributeError):
        return {}  # somebody else's file: it is replaced, as any file named by -o


def _whole(event: Event) -> bool:
    return (
        str(event.get("uid", "")).endswith(OURS)
        and isinstance(event.get("sequence"), int)
        and type(event["dtstart"].dt) is date
        and isinstance(event["dtstamp"].dt, datetime)
        and event["dtstamp"].dt.tzinfo is not None
    )


def _succeed(event: Event, old: Event) -> None:
    """Give an event the stamps of its predecessor, or later ones where it says something else."""
    if _said(event) == _said(old):
        _stamp(event, old["dtstamp"].dt, int(old["sequence"]))
    else:
        stamp = max(event["dtstamp"].dt, old["dtstamp"].dt + timedelta(seconds=1))
        _stamp(event, stamp, max(int(event["sequence"]), int(old["sequence"]) + 1))


def _cancelled(old: Event, today: date) -> Event:
    """An event that is no longer in the plan."""
    if str(old.get("status")) == "CANCELLED" and str(old["summary"]).startswith(GONE):
        return old
    stamp = max(datetime.combine(today, datetime.min.time(), UTC), old["dtstamp"].dt + timedelta(seconds=1))
    summary = Shown(f"{GONE}：{_LEAD.sub('', str(old['summary']))}")
    for key, value in (("status", "CANCELLED"), ("summary", summary)):
        old.pop(key, None)
        old.add(key, value)
    old.subcomponents.clear()
    _stamp(old, stamp, int(old["sequence"]) + 1)
    return old


def _said(event: Event) -> bytes:
    """All that an event says, without when it was said."""
    other = event.copy(recursive=True)
    for key in _STAMPS:
        other.pop(key, None)
    said: bytes = other.to_ical()
    return said


def _stamp(event: Event, moment: datetime, sequence: int) -> None:
    for key in _STAMPS:
        event.pop(key, None)
    event.add("dtstamp", moment)
    event.add("last-modified", moment)
    event.add("sequence", sequence)

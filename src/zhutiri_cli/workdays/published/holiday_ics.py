"""Holiday schedules as calendars (.ics): all-day events whose titles say 休 or 班 (RFC 5545; DTEND does not count)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from typing_extensions import TypeIs

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.extras import demand_extra
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.workdays.published.holiday_json import MOST_DAYS
from zhutiri_cli.workdays.published.published_schedule import NamedDay, PublishedSchedule, schedules_of

if TYPE_CHECKING:
    from icalendar import Component

LONGEST_EVENT = 31
"""Days of one event; a longer one is no holiday."""
_OFF = re.compile(r"休|假")
_WORKED = re.compile(r"班")


def read_ics(place: Shown, data: bytes) -> list[PublishedSchedule]:
    """The schedules in a calendar. An event whose title says neither 休 nor 班 is a day to be remembered and says
    nothing of work. Raises ``FileProblem`` where the file is broken, or an event can be read in two ways,
    ``UsageProblem`` where the extra is not installed."""
    demand_extra(f"{place} 是日历文件（.ics），读它", ("icalendar",), "calendar")
    from icalendar import Calendar

    try:
        events = Calendar.from_ical(data.decode("utf-8-sig")).walk("VEVENT")
    except UnicodeDecodeError:
        raise FileProblem(f"{place} 不是 UTF-8 编码", "请另存为 UTF-8 或重新下载") from None
    except (ValueError, KeyError, IndexError, RecursionError):  # what the library raises for texts that are no calendar
        raise FileProblem(f"{place} 不是完整的日历文件，读不出来", "请重新下载") from None
    if len(events) > MOST_DAYS:
        raise FileProblem(f"{place} 有 {len(events)} 个事项，超过 {MOST_DAYS} 个，不予读取", "请确认这是放假安排")
    return schedules_of(place, [one for event in events for one in _days(place, event)])


def _days(place: Shown, event: Component) -> Iterator[NamedDay]:
    title = str(event.get("SUMMARY", "")).strip()
    off = _off(place, title)
    if off is None:
        return
    named = Shown(title[:30])
    if "RRULE" in event or "RDATE" in event:
        raise FileProblem(f"{place} 的事项“{named}”是重复的，看不出是哪几天", "请换一份逐日写明的日历")
    start = getattr(event.get("DTSTART"), "dt", None)
    end = getattr(event.get("DTEND"), "dt", None)
    if not _is_day(start) or (end is not None and not _is_day(end)):
        raise FileProblem(f"{place} 的事项“{named}”没有写成全天，看不出是哪天", "请换一份全天事项的日历")
    length = getattr(event.get("DURATION"), "dt", timedelta(1))
    number = (end - start).days if end is not None else length.days
    if not 1 <= number <= LONGEST_EVENT:
        raise FileProblem(f"{place} 的事项“{named}”（{start}）有 {number} 天，不像放假安排", "请核对或换一份日历")
    yield from (NamedDay(start + timedelta(n), off, title) for n in range(number))


def _off(place: Shown, title: str) -> bool | None:
    """Whether a title says that the day is off (``True``) or worked (``False``); ``None`` where it says neither."""
    plain = title.replace("调休", "")  # exchanged: for a day off or for a day worked, as the rest says
    off, worked = _OFF.search(plain) is not None, _WORKED.search(plain) is not None
    if (off and worked) or ("调休" in title and not off and not worked):
        said = f"{place} 的事项“{Shown(title[:30])}”看不出是放假还是上班"
        raise FileProblem(said, "请换一份写明“休”“班”的日历")
    return off if off or worked else None


def _is_day(value: object) -> TypeIs[date]:
    return isinstance(value, date) and not isinstance(value, datetime)

"""What is asked besides the whole set, once more and plainly (contract §1, §3 and the manual's page on the plan file):
when each is due, from when on it is to be seen to, and its state on a day. Nothing here imports the product.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from msgspec import Struct

from tests.support.reference import DAY, NOTHING, Local, count, is_workday

AHEAD = 5
"""Working days before its day from which on an obligation is to be seen to that no event opens."""


class Asked(Struct, frozen=True):
    """One obligation of an activity: ``amount`` of ``unit`` from its first (``start``) or last day, or a day (``on``);
    ``material`` of a kind, or a link on a ``portal``, shows that it was met."""

    key: str
    anchor: str = "start"
    unit: str = "working_days"
    amount: int = -5
    on: date | None = None
    material: str | None = None
    portal: bool = False


class Kept(Struct, frozen=True):
    """What is known of an activity: when it was held, the day that the plan names, when the obligation was met as it is
    recorded, the day that the one file of its kind came in and those of the links on the portal (``None``: there, and
    nobody knows since when)."""

    held: tuple[date, date] | None = None
    planned: date | None = None
    done: date | None = None
    file: tuple[date | None, ...] = ()
    links: tuple[date | None, ...] = ()
    waived: bool = False
    cancelled: bool = False
    doubtful: bool = False


class Answer(Struct, frozen=True):
    """The state on a day; by when, and whether that rests on days nobody knows yet; when it was met."""

    state: str
    deadline: date | None
    provisional: bool
    done: date | None


def ahead_of(day: date, local: Local) -> date:
    """The day so many working days before another."""
    left = AHEAD
    while left:
        day -= DAY
        left -= is_workday(day, local)
    return day


def judge(asked: Asked, kept: Kept, as_of: date, local: Local = NOTHING) -> Answer:
    """One obligation of one activity."""
    deadline, opens, provisional, only_planned = due(asked, kept, local)
    done = kept.done or shown(asked, kept, deadline)
    state = state_on(as_of, deadline, opens, done, only_planned=only_planned)
    if state == "overdue" and kept.doubtful:  # nobody is named by a record that cannot be right
        state = "due"
    if kept.waived or kept.cancelled:
        state = "waived"
    return Answer(state, deadline, provisional, done)


def due(asked: Asked, kept: Kept, local: Local) -> tuple[date | None, date | None, bool, bool]:
    """By when, from when on, whether provisional, and whether only by the day that the plan names."""
    if asked.on is not None:
        return asked.on, ahead_of(asked.on, local), False, False
    if kept.held is not None:
        day = min(kept.held) if asked.anchor == "start" else max(kept.held)
    elif kept.planned is not None:
        day = kept.planned
    else:
        return None, None, False, False
    deadline, known = count(day, asked.unit, asked.amount, local)
    opens = day if asked.amount >= 0 else ahead_of(deadline, local)
    return deadline, opens, not known, kept.held is None


def shown(asked: Asked, kept: Kept, deadline: date | None) -> date | None:
    """The day by which receipts show that it was met: of the material, and of a link that came in by the deadline."""
    days = list[date]()
    if asked.material is not None:
        came = [day for day in kept.file if day is not None]
        if not came:
            return None
        days.append(min(came))
    if asked.portal:
        in_time = [day for day in kept.links if day is not None and (deadline is None or day <= deadline)]
        if not in_time:
            return None
        days.append(min(in_time))
    return max(days, default=None)


def state_on(
    as_of: date, deadline: date | None, opens: date | None, done: date | None, *, only_planned: bool = False
) -> str:
    """The states, one after another; the first that fits."""
    if done is not None and done <= as_of:
        return "late" if deadline is not None and done > deadline and not only_planned else "done"
    if deadline is None or opens is None:
        return "not_due"
    if as_of > deadline and not only_planned:
        return "overdue"
    return "due" if as_of >= opens else "not_due"


def periods(year: int, every: str, day: int, issued: date | None) -> list[tuple[str, date]]:
    """The days of a year by which something is due each month or in each quarter's last, after the notice came out."""
    months = range(1, 13) if every == "month" else (3, 6, 9, 12)
    last = {month: calendar.monthrange(year, month)[1] for month in months}
    found = [(f"{year:04d}-{month:02d}", date(year, month, min(day, last[month]))) for month in months]
    return [(name, end) for name, end in found if issued is None or end - issued > timedelta(0)]

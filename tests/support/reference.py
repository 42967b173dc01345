"""The contract's §2 and §3 once more, plainly: what an activity's status is on a day, and who acts.

Nothing here imports the product. Working days come from ``chinese_calendar`` and from the plan's own lists; days of
years that neither knows are weekdays but for New Year's Day: what is counted through them is provisional, and their
dates are not compared. ``judge`` gives an answer for every record; where the contract's words leave a field open for
odd records, its name stands in ``Verdict.open``.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import chinese_calendar
from msgspec import Struct

KNOWN_FIRST, KNOWN_LAST = (found(chinese_calendar.holidays).year for found in (min, max))
CODES = {"plan": "ZT301", "photos": "ZT302", "summary": "ZT303", "links": "ZT304"}
TIMING = {"not_held": "ZT202", "overdue": "ZT203", "late": "ZT204"}
DAY = timedelta(days=1)


class Piece(Struct, frozen=True):
    """A file or link of one kind in the folder."""

    name: str
    kind: str
    usable: bool = True


class Parcel(Struct, frozen=True):
    """A receipt: what came in on a day, by name."""

    on: date
    names: tuple[str, ...]


class Lifted(Struct, frozen=True):
    """A waiver in the plan or in the record."""

    rule: str
    until: date | None = None
    in_plan: bool = False


class Local(Struct, frozen=True):
    """What the plan's ``calendar`` says; no day stands in both lists."""

    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()


NOTHING = Local()


class Little(Struct, frozen=True):
    """One activity with all that is recorded of it and all that lies in its folder."""

    month: tuple[int, int] = (2024, 3)
    moved_to: tuple[int, int] | None = None
    cancelled: bool = False
    has_unit: bool = True
    within: int = 5
    minimums: tuple[tuple[str, int], ...] = (("plan", 1), ("photos", 1), ("summary", 1), ("links", 1))
    faulty: bool = False
    held: tuple[date, date] | None = None
    submitted: date | None = None
    parcels: tuple[Parcel, ...] = ()
    extended_to: date | None = None
    confirmed: bool = False
    waivers: tuple[Lifted, ...] = ()
    pieces: tuple[Piece, ...] = ()
    local: Local = NOTHING
    until: tuple[int, int] | None = None
    """The last of several planned months (``when``)."""
    day: date | None = None
    """The day that is planned in place of the month (``when``)."""
    due: tuple[str, str, int] | date | None = None
    """When the set is due, if not ``within`` working days after the end: anchor, unit and amount; or a day."""

    def term(self) -> tuple[str, str, int] | date:
        """When the set is due."""
        return self.due or ("end", "working_days", self.within)


class Verdict(Struct, frozen=True):
    """The answer; ``open`` names the fields that the contract leaves open for this record."""

    status: str
    action: str
    submitted: date | None
    deadline: date | None
    extended_from: date | None
    latest_deadline: date
    provisional: bool
    working_days_left: int | None
    short: frozenset[str]
    anything: bool
    open: frozenset[str]


FIELDS = (
    "status",
    "action",
    "submitted",
    "deadline",
    "extended_from",
    "latest_deadline",
    "provisional",
    "working_days_left",
)
"""What a report says of an activity by itself."""


def settled(verdict: Verdict) -> dict[str, Any]:
    """The reference's answer without what the contract leaves open."""
    return {name: getattr(verdict, name) for name in FIELDS if name not in verdict.open}


def written(verdict: Verdict) -> dict[str, Any]:
    """The same as JSON has it."""
    said = settled(verdict).items()
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in said}


def is_workday(day: date, local: Local = NOTHING) -> bool:
    """The plan's lists first; then a weekday that is no holiday, or a weekend day that is worked."""
    if day in local.off or day in local.on:
        return day in local.on
    if day.year in local.years:
        return day.weekday() < 5
    if day.year <= KNOWN_LAST:
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < 5 and (day.month, day.day) != (1, 1)


def is_known(day: date, local: Local = NOTHING) -> bool:
    """Whether the year's official days are known."""
    return day.year in local.years or KNOWN_FIRST <= day.year <= KNOWN_LAST


def count(start: date, unit: str, amount: int, local: Local = NOTHING) -> tuple[date, bool]:
    """The day on which a term ends, and whether all the days that it touches are known; ``start`` does not count. One
    of natural days or weeks that ends on a day off ends on the next working day."""
    day, step, known, left_over = start, DAY if amount > 0 else -DAY, True, abs(amount)
    while left_over and unit == "working_days":
        day += step
        known = known and is_known(day, local)
        left_over -= is_workday(day, local)
    for _ in range(abs(amount) * {"working_days": 0, "days": 1, "weeks": 7}[unit]):
        day += step
        known = known and is_known(day, local)
    while unit != "working_days" and not is_workday(day, local):
        day += DAY
        known = known and is_known(day, local)
    return day, known and (unit == "working_days" or is_known(day, local))


def add(start: date, working_days: int, local: Local = NOTHING) -> date:
    """The day so many working days after ``start``, which does not count."""
    return count(start, "working_days", working_days, local)[0]


def due_from(it: Little, first: date, last: date) -> tuple[date, bool]:
    """When the set is due of an activity on these days, and whether that is certain."""
    term = it.term()
    if isinstance(term, date):
        return term, True
    anchor, unit, amount = term
    return count(first if anchor == "start" else last, unit, amount, it.local)


def left(as_of: date, deadline: date, local: Local = NOTHING) -> int:
    """Working days from ``as_of`` (not counted) to the deadline (counted); negative: those since it passed."""
    if deadline < as_of:
        return -left(deadline, as_of, local)
    return sum(is_workday(as_of + DAY * i, local) for i in range(1, (deadline - as_of).days + 1))


def last_day(month: tuple[int, int]) -> date:
    """The last day of a month."""
    return date(*month, calendar.monthrange(*month)[1])


def first_arrival(it: Little, name: str) -> date | None:
    """The first receipt that names a piece; ``None`` where none does."""
    return min((parcel.on for parcel in it.parcels if name in parcel.names), default=None)


def lifted(it: Little, rule: str, as_of: date) -> bool:
    """Whether a waiver of the rule holds on the day (``until`` is its last day)."""
    return any(
        waiver.rule == rule and (waiver.until is None or as_of <= waiver.until)
        for waiver in it.waivers
        if waiver.in_plan or not it.faulty
    )


def enough(it: Little, required: Mapping[str, int], names: set[str]) -> bool:
    """Whether the named usable pieces reach the minimum of every required kind."""
    return all(
        sum(piece.usable and piece.kind == kind and piece.name in names for piece in it.pieces) >= minimum
        for kind, minimum in required.items()
    )


def came_in(it: Little, required: Mapping[str, int]) -> date | None:
    """``submitted`` as recorded; else the first date by which receipts name all that is required."""
    if it.submitted is not None:
        return it.submitted
    for day in sorted({parcel.on for parcel in it.parcels}):
        named = {name for parcel in it.parcels if parcel.on <= day for name in parcel.names}
        if enough(it, required, named):
            return day
    return None


Months = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last month, both included."""


def planned(it: Little) -> tuple[Months, date]:
    """The months in which it may be held: moved to, or planned; and the last of their days that counts."""
    if it.moved_to is not None:
        return (it.moved_to, it.moved_to), last_day(it.moved_to)
    if it.day is not None:
        return ((it.day.year, it.day.month), (it.day.year, it.day.month)), it.day
    return (it.month, it.until or it.month), last_day(it.until or it.month)


def months_apart(day: date, months: Months) -> int:
    """How many calendar months a day's month lies outside of others."""
    before, behind = ((day.year - year) * 12 + day.month - month for year, month in months)
    return max(-before, behind, 0)


def impossible(it: Little, month: Months, received: list[date]) -> bool:
    """ZT206: the four conditions, unless confirmed."""
    if it.held is None or it.confirmed:
        return False
    start, end = it.held
    return end < start or months_apart(start, month) > 2 or any(day < end or (day - end).days > 60 for day in received)


def judge(it: Little, as_of: date) -> Verdict:
    """Status, action and dates of one activity on a day."""
    if it.faulty:  # nothing in a faulty record can be relied on
        plan_waivers = tuple(waiver for waiver in it.waivers if waiver.in_plan)
        it = Little(it.month, it.moved_to, it.cancelled, it.has_unit, it.within, it.minimums, True,
                    waivers=plan_waivers, pieces=it.pieces, local=it.local, until=it.until, day=it.day,
                    due=it.due)  # fmt: skip
    months, month_end = planned(it)
    required = {kind: 0 if lifted(it, CODES[kind], as_of) else minimum for kind, minimum in it.minimums}
    arrivals = {piece.name: first_arrival(it, piece.name) for piece in it.pieces}
    there = {name for name, on in arrivals.items() if on is None or on <= as_of}
    complete = enough(it, required, there)
    submitted = came_in(it, required)
    latest, latest_known = due_from(it, month_end, month_end)
    own, own_known = due_from(it, min(it.held), max(it.held)) if it.held else (None, True)
    deadline = (it.extended_to or own) if it.held else None

    narrow = impossible(it, months, [submitted] if submitted else [])
    wide = impossible(it, months, [*([it.submitted] if it.submitted else []), *(parcel.on for parcel in it.parcels)])
    undated = complete and bool(there) and submitted is None
    status = status_on(it, as_of, month_end, narrow, undated, complete, submitted, deadline, there)
    done = status in ("cancelled", "late", "compliant") or undated
    days_left = None if done else left(as_of, deadline or latest, it.local)
    return Verdict(
        status=status,
        action=action_on(it, as_of, status, latest),
        submitted=submitted,
        deadline=deadline,
        extended_from=own if it.held and it.extended_to else None,
        latest_deadline=latest,
        provisional=not (deadline and it.extended_to) and not (own_known if it.held else latest_known),
        working_days_left=days_left,
        short=frozenset(
            CODES[kind]
            for kind, minimum in it.minimums
            if sum(piece.usable and piece.kind == kind and piece.name in there for piece in it.pieces) < minimum
        ),
        anything=bool(there),
        open=open_fields(it, status, narrow=narrow, wide=wide, complete=complete, done=done,
                         future=submitted is not None and submitted > as_of)
        | unknown_fields(it, as_of, deadline or latest, own_known=own_known, latest_known=latest_known),
    )  # fmt: skip


def status_on(
    it: Little,
    as_of: date,
    month_end: date,
    odd: bool,
    undated: bool,
    complete: bool,
    submitted: date | None,
    deadline: date | None,
    there: set[str],
) -> str:
    """The table of §3, row by row; the first match wins."""
    evidence = any(piece.kind != "plan" and piece.name in there for piece in it.pieces)
    if it.cancelled:
        return "cancelled"
    if it.faulty or odd or undated or (evidence and it.held is None):
        return "unrecorded"
    begun = it.held is not None and min(it.held) <= as_of
    if as_of > month_end and not begun:
        return "not_held"
    if it.held is None or deadline is None or max(it.held) > as_of:
        return "scheduled"
    in_hand = submitted is not None and submitted <= as_of
    if not in_hand and as_of <= deadline:
        return "awaiting"
    if not in_hand and not any(parcel.on <= as_of for parcel in it.parcels):
        return "overdue"
    if not complete:
        return "incomplete"
    return "compliant" if submitted is not None and submitted <= deadline else "late"


def action_on(it: Little, as_of: date, status: str, latest: date) -> str:
    """The last column of the table, and the sentences on waivers and on activities without a unit."""
    if status in ("cancelled", "scheduled", "late", "compliant"):
        return "none"
    if status in TIMING and lifted(it, TIMING[status], as_of):
        return "none"
    if status == "unrecorded" or not it.has_unit or (status == "not_held" and as_of <= latest):
        return "office"
    return "unit"


def open_fields(
    it: Little, status: str, *, narrow: bool, wide: bool, complete: bool, done: bool, future: bool
) -> frozenset[str]:
    """What the contract's words do not settle, by record."""
    found = set[str]()
    if narrow != wide:  # whether ZT206's "received" means the set or every single receipt
        found |= {"status", "action", "working_days_left"}
    if it.held and it.held[1] < it.held[0]:  # which day is the last of a span that ends before it starts
        found |= {"deadline", "extended_from", "working_days_left", "provisional"}
        found |= {"status", "action"} if it.confirmed else set()
    if complete and not done:  # "null once complete", though its date is doubtful or still to come
        found.add("working_days_left")
    if complete and future and any(parcel for parcel in it.parcels):  # recorded to come in later, yet receipted now
        found |= {"status", "action", "working_days_left"} if status in ("late", "awaiting") else set()
    if (
        it.extended_to and it.held and it.extended_to < due_from(it, min(it.held), max(it.held))[0]
    ):  # see the explicit test
        found |= {"status", "action", "working_days_left"}
    return frozenset(found)


def unknown_fields(it: Little, as_of: date, in_force: date, *, own_known: bool, latest_known: bool) -> set[str]:
    """What rests on days of a year that is not published: the product has an estimate of it, this reference none."""
    found = set[str]()
    if not own_known:
        found |= {"deadline", "extended_from", "status", "action", "working_days_left"}
    if not latest_known:
        found |= {"latest_deadline", "action", "working_days_left"}
    first, last = sorted((as_of, in_force))
    if not all(is_known(first + DAY * i, it.local) for i in range(1, (last - first).days + 1)):
        found.add("working_days_left")
    return found

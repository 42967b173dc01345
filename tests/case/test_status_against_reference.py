"""The status of an activity against an independent reference (``reference.py``) and against worked examples.

Examples are in March 2024 unless they say otherwise: held on Friday 03-15, so the deadline is 03-22; the latest
deadline is 04-08 (04-04 to 04-06 are 清明节, Sunday 04-07 is worked).
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from functools import cache, partial
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.little_records import case_of, checked, seen
from tests.support.reference import CODES, TIMING, Lifted, Little, Parcel, Piece, Verdict, add, judge, settled, written
from zhutiri_cli.case.status import Status
from zhutiri_cli.workdays.calendar import WorkCalendar

T = TypeVar("T")


def d(word: str) -> date:
    return date.fromisoformat(word)


# ---- whole little records ---------------------------------------------------------------------------------------


# Numbers are all that is drawn: strategies built anew for every record would take most of the time.
up_to = cache(partial(st.integers, 0))
around = cache(lambda spread: st.integers(-spread, spread))
ANY_DAY = st.dates(date(2024, 1, 1), date(2026, 3, 31))


def pick(draw: st.DrawFn, *choices: T) -> T:
    """One of several, the first the simplest; what stands twice is likelier."""
    return choices[draw(up_to(len(choices) - 1))]


def near(draw: st.DrawFn, *days: date | None, spread: int = 3) -> date:
    return pick(draw, *(day for day in days if day is not None)) + timedelta(draw(around(spread)))


MINIMUMS = (
    (("plan", 1), ("photos", 1), ("summary", 1), ("links", 1)),
    (("plan", 1), ("photos", 2), ("summary", 1), ("links", 0)),
    (("plan", 0), ("photos", 1), ("summary", 1), ("links", 2)),
    (("plan", 0), ("photos", 1), ("summary", 0), ("links", 0)),
)


class Arrived(Enum):
    """What has come in: the shape of a record."""

    NOTHING, A_PART, THE_SET = range(3)


def pieces(draw: st.DrawFn, arrived: Arrived) -> tuple[Piece, ...]:
    full = arrived is Arrived.THE_SET
    found = list[Piece]()
    for kind in CODES:
        count = 1 + draw(up_to(2)) if full else draw(up_to(2))
        for i in range(count):
            usable = (full and i == 0) or pick(draw, True, True, False)
            found.append(Piece(f"{kind}{i}", kind, usable))
    return tuple(found)


@st.composite
def littles(draw: st.DrawFn, arrived: Arrived | None = None) -> tuple[Little, date]:
    """A record of one shape, or of any, and a day to judge it on."""
    arrived = arrived or pick(draw, *Arrived)
    silent = arrived is Arrived.NOTHING
    month = (pick(draw, 2024, 2025), 1 + draw(up_to(11)))
    moved = pick(draw, None, None, None, (2024, 10), (2025, 2), (2025, 5))
    first = date(*(moved or month), 1)
    held = None
    if pick(draw, True, not silent, True, not silent, False):
        early = pick(draw, True, True, False)
        start = first + timedelta(draw(up_to(27)) if early else draw(up_to(230)) - 100)
        held = (start, start + timedelta(pick(draw, 0, 0, 0, 1, 2, 5, -1)))
    origin = max(held) if held else first + timedelta(20)
    within = pick(draw, 5, 5, 1, 7)
    due = add(origin, within)
    there = () if silent else pieces(draw, arrived)

    def soon() -> date:
        return near(draw, due) if pick(draw, True, False) else origin + timedelta(draw(up_to(40)))

    def arrival() -> date:
        if pick(draw, True, False):
            return near(draw, origin, due, due + timedelta(8))
        return near(draw, origin + timedelta(59), origin - timedelta(365))

    def parcel_of_some() -> Parcel:
        day = pick(draw, soon, soon, arrival)()
        whole = pick(draw, True, False)
        return Parcel(day, tuple(piece.name for piece in there if whole or pick(draw, True, False)))

    parcels = tuple(parcel_of_some() for _ in range(0 if silent else pick(draw, 0, 1, 1, 2, 3)))
    extended = pick(draw, None, None, None, 1, 3, 10) if held else None
    submitted = None if silent else pick(draw, lambda: None, lambda: None, soon, arrival)()
    last = first + timedelta(27)

    def lifted() -> Lifted:
        rule = pick(draw, *CODES.values(), *TIMING.values())
        until = near(draw, due, last, spread=12) if pick(draw, False, True) else None
        return Lifted(rule, until, pick(draw, False, True))

    it = Little(
        month=month,
        moved_to=moved,
        cancelled=pick(draw, *[False] * 9, True),
        has_unit=pick(draw, True, False),
        within=within,
        minimums=pick(draw, *MINIMUMS),
        faulty=pick(draw, *[False] * 9, True),
        held=held,
        submitted=submitted,
        parcels=parcels,
        extended_to=due + timedelta(extended) if extended else None,
        confirmed=pick(draw, False, False, True),
        waivers=tuple(lifted() for _ in range(pick(draw, 0, 0, 1, 1, 2))),
        pieces=there,
    )
    stages = [origin, due, it.extended_to, submitted, last, add(last, within), *(parcel.on for parcel in parcels)]
    as_of = near(draw, *stages) if pick(draw, True, False) else draw(ANY_DAY)
    return it, as_of


REACHED = {
    ("cancelled", "none"), ("unrecorded", "office"), ("not_held", "office"), ("not_held", "unit"),
    ("scheduled", "none"), ("awaiting", "unit"), ("awaiting", "office"), ("overdue", "unit"), ("overdue", "office"),
    ("incomplete", "unit"), ("incomplete", "office"), ("late", "none"), ("compliant", "none"),
}  # fmt: skip


def test_a_case_agrees_with_the_reference_in_every_status() -> None:
    """A reference that never sees a status proves nothing about it: all are reached by the records drawn."""
    reached = set()

    def agrees(drawn: tuple[Little, date]) -> None:
        it, as_of = drawn
        verdict = judge(it, as_of)
        found = seen(case_of(it, as_of))
        expected = settled(verdict)
        assert {name: found[name] for name in expected} == expected
        reached.add((verdict.status, verdict.action))

    agrees((Little(held=(d("2024-03-15"), d("2024-03-15")), submitted=d("2024-03-20")), d("2024-03-25")))
    for arrived in Arrived:
        settings(max_examples=200, database=None)(given(littles(arrived))(agrees))()
    assert reached >= REACHED


@settings(max_examples=40)
@given(littles())
def test_a_workspace_on_disk_agrees_with_the_reference(drawn: tuple[Little, date]) -> None:
    it, as_of = drawn
    verdict = judge(it, as_of)
    found = checked(it, as_of)
    expected = written(verdict)
    assert {name: found[name] for name in expected} == expected
    if "status" not in verdict.open:
        assert_findings(found, it, verdict, as_of)


def assert_findings(found: dict[str, Any], it: Little, verdict: Verdict, as_of: date) -> None:
    """Which of ZT202–ZT206, ZT301–ZT304 and ZT311 speak, by §5, and which of them are waived."""
    findings = [finding for finding in found["findings"] if finding["rule"] != "ZT111"]
    spoken = {finding["rule"] for finding in findings}
    assert {code for code in TIMING.values() if code in spoken} == {
        code for status, code in TIMING.items() if status == verdict.status
    }
    assert ("ZT311" in spoken) == it.faulty
    if verdict.status == "unrecorded":
        assert spoken & {"ZT205", "ZT206", "ZT311"}
    elif verdict.status != "cancelled":
        assert not spoken & {"ZT205", "ZT206", "ZT311"}
    assert bool(spoken & {"ZT201"}) <= (verdict.status not in ("unrecorded", "cancelled"))
    for finding in findings:
        active = any(
            waiver.rule == finding["rule"] and (waiver.until is None or as_of <= waiver.until)
            for waiver in it.waivers
            if waiver.in_plan or not it.faulty
        )
        assert (finding["waived"] is not None) == active
    short = {finding["rule"]: finding["severity"] for finding in findings if finding["rule"] in CODES.values()}
    if verdict.status == "awaiting":
        assert short == dict.fromkeys(verdict.short, "info")
    elif verdict.status in ("incomplete", "late", "compliant") or (verdict.status == "overdue" and verdict.anything):
        assert short == dict.fromkeys(verdict.short, "error")
    elif verdict.status in ("cancelled", "overdue"):
        assert short == {}


# ---- worked examples --------------------------------------------------------------------------------------------

HELD = (d("2024-03-15"), d("2024-03-15"))
SET = tuple(Piece(kind, kind) for kind in CODES)
ALL = tuple(CODES)
NO_SUMMARY = tuple(piece for piece in SET if piece.kind != "summary")
BARE = Little(held=HELD)
FULL = Little(held=HELD, pieces=SET)
DONE = replace(FULL, submitted=d("2024-03-20"))
PHOTO = (Piece("1", "photos"),)


def parcel(on: str, *names: str) -> Parcel:
    return Parcel(d(on), names)


OPEN = 9999  # no word of the contract says how many


EXAMPLES: dict[str, tuple[Little, str, str, str, int | None]] = {
    # row by row: record, as of, status, action, working days left
    "已取消": (Little(cancelled=True), "2024-06-01", "cancelled", "none", None),
    "已取消 comes before a faulty record": (
        Little(cancelled=True, faulty=True), "2024-06-01", "cancelled", "none", None),
    "已取消 comes before overdue": (replace(BARE, cancelled=True), "2024-06-01", "cancelled", "none", None),
    "待登记: a photo and no date": (Little(pieces=PHOTO), "2024-03-10", "unrecorded", "office", 20),
    "待登记: a summary and no date": (
        Little(pieces=(Piece("1", "summary"),)), "2024-03-10", "unrecorded", "office", 20),
    "待登记: a link and no date": (Little(pieces=(Piece("1", "links"),)), "2024-03-10", "unrecorded", "office", 20),
    "an activity plan alone is filed beforehand": (
        Little(pieces=(Piece("1", "plan"),)), "2024-03-10", "scheduled", "none", 20),
    "待登记 comes before 未见举办记录": (Little(pieces=PHOTO), "2024-05-10", "unrecorded", "office", -22),
    "待登记: complete, but no date it came in": (FULL, "2024-03-20", "unrecorded", "office", None),
    "待登记: complete and long past the deadline": (FULL, "2024-06-20", "unrecorded", "office", None),
    "待登记: a faulty record": (Little(faulty=True), "2024-03-10", "unrecorded", "office", 20),
    "待登记: an impossible record": (
        replace(DONE, submitted=d("2024-03-14")), "2024-06-20", "unrecorded", "office", OPEN),
    "待登记 even before the date that is impossible": (
        replace(BARE, held=(d("2025-03-15"), d("2025-03-15"))), "2024-03-10", "unrecorded", "office", OPEN),
    "confirmed: the odd date counts": (
        replace(BARE, held=(d("2024-06-15"), d("2024-06-15")), confirmed=True),
        "2024-06-24", "overdue", "unit", -1),
    "未见举办记录: the day after the month": (Little(), "2024-04-01", "not_held", "office", 4),
    "未见举办记录: on the latest deadline": (Little(), "2024-04-08", "not_held", "office", 0),
    "未见举办记录: after the latest deadline": (Little(), "2024-04-09", "not_held", "unit", -1),
    "未见举办记录: a later date does not help": (
        Little(held=(d("2024-04-20"), d("2024-04-20"))), "2024-04-01", "not_held", "office", 18),
    "未见举办记录: the moved-to month counts": (
        Little(moved_to=(2024, 5)), "2024-05-31", "scheduled", "none", 5),
    "未见举办记录: after the moved-to month": (Little(moved_to=(2024, 5)), "2024-06-01", "not_held", "office", 5),
    "未见举办记录: moved forward": (
        Little(month=(2024, 5), moved_to=(2024, 3)), "2024-04-01", "not_held", "office", 4),
    "begun late is no longer 未见举办记录": (
        Little(held=(d("2024-04-20"), d("2024-04-20"))), "2024-04-20", "awaiting", "unit", 5),
    "未到期: no date yet": (Little(), "2024-03-31", "scheduled", "none", 5),
    "未到期: a future date": (BARE, "2024-03-14", "scheduled", "none", 6),
    "未到期: under way on the second of three days": (
        Little(held=(d("2024-03-14"), d("2024-03-16"))), "2024-03-15", "scheduled", "none", 5),
    "未到期: begun in the month and over its end": (
        Little(held=(d("2024-03-31"), d("2024-04-02"))), "2024-04-01", "scheduled", "none", 6),
    "待报送: on the day itself": (BARE, "2024-03-15", "awaiting", "unit", 5),
    "待报送: on the deadline": (BARE, "2024-03-22", "awaiting", "unit", 0),
    "待报送: part of the set is there": (replace(BARE, pieces=PHOTO), "2024-03-20", "awaiting", "unit", 2),
    "待报送: receipts of a part": (
        replace(FULL, pieces=NO_SUMMARY, parcels=(parcel("2024-03-18", *ALL),)), "2024-03-20", "awaiting", "unit", 2),
    "待报送: submitted only tomorrow": (DONE, "2024-03-19", "awaiting", "unit", OPEN),
    "逾期未报: the day after": (BARE, "2024-03-23", "overdue", "unit", 0),
    "逾期未报: the Sunday after": (BARE, "2024-03-24", "overdue", "unit", 0),
    "逾期未报: the Monday after": (BARE, "2024-03-25", "overdue", "unit", -1),
    "逾期未报: part of the set is there, nothing recorded": (
        replace(BARE, pieces=PHOTO), "2024-03-25", "overdue", "unit", -1),
    "逾期未报: submitted only later": (
        replace(DONE, submitted=d("2024-03-27")), "2024-03-26", "overdue", "unit", OPEN),
    "逾期未报: first receipt only later": (
        replace(FULL, pieces=NO_SUMMARY, parcels=(parcel("2024-03-27", *ALL),)), "2024-03-26", "overdue", "unit", -2),
    "材料不全: submitted without the summary": (
        replace(DONE, pieces=NO_SUMMARY), "2024-03-20", "incomplete", "unit", 2),
    "材料不全: submitted and nothing there": (replace(DONE, pieces=()), "2024-03-25", "incomplete", "unit", -1),
    "材料不全: an unusable photo": (
        replace(DONE, pieces=(*SET[:1], Piece("photos", "photos", usable=False), *SET[2:])),
        "2024-03-20", "incomplete", "unit", 2),
    "材料不全: receipts of a part, deadline passed": (
        replace(FULL, pieces=NO_SUMMARY, parcels=(parcel("2024-03-18", *ALL),)),
        "2024-03-23", "incomplete", "unit", 0),
    "迟报: a day late": (replace(DONE, submitted=d("2024-03-23")), "2024-03-23", "late", "none", None),
    "迟报: stays so": (replace(DONE, submitted=d("2024-03-23")), "2025-03-23", "late", "none", None),
    "合规": (DONE, "2024-03-20", "compliant", "none", None),
    "合规: on the deadline": (replace(DONE, submitted=d("2024-03-22")), "2024-03-22", "compliant", "none", None),
    "合规: on the last day of the activity": (
        replace(DONE, submitted=d("2024-03-15")), "2024-03-15", "compliant", "none", None),
    # receipts
    "合规: the set in two receipts": (
        replace(FULL, parcels=(parcel("2024-03-18", "plan", "photos"), parcel("2024-03-21", "summary", "links"))),
        "2024-03-25", "compliant", "none", None),
    "two receipts in any order": (
        replace(FULL, parcels=(parcel("2024-03-25", "summary", "links"), parcel("2024-03-18", "plan", "photos"))),
        "2024-03-25", "late", "none", None),
    "合规: a later supplement": (
        replace(FULL, pieces=(*SET, Piece("p2", "photos")),
                parcels=(parcel("2024-03-20", *ALL), parcel("2024-04-20", "p2"))),
        "2024-05-01", "compliant", "none", None),
    "合规: the same files once more, later": (
        replace(FULL, parcels=(parcel("2024-03-20", *ALL), parcel("2024-04-20", *ALL))),
        "2024-05-01", "compliant", "none", None),
    "待登记: a required piece that no receipt names": (
        replace(FULL, parcels=(parcel("2024-03-20", "plan", "photos", "summary"),)),
        "2024-03-25", "unrecorded", "office", None),
    "待登记: receipts that name nothing": (
        replace(FULL, parcels=(parcel("2024-03-20"),)), "2024-03-25", "unrecorded", "office", None),
    "a second photo that no receipt names is not required": (
        replace(FULL, pieces=(*SET, Piece("p2", "photos")), parcels=(parcel("2024-03-20", *ALL),)),
        "2024-03-25", "compliant", "none", None),
    "submitted goes before receipts": (
        replace(DONE, parcels=(parcel("2024-04-01", *ALL),)), "2024-04-02", "compliant", "none", None),
    "what comes in tomorrow is not there today": (
        replace(FULL, parcels=(parcel("2024-03-18", "plan", "photos", "summary"), parcel("2024-03-26", "links"))),
        "2024-03-25", "incomplete", "unit", -1),
    # extension
    "延期: on time by the new deadline": (
        replace(DONE, submitted=d("2024-03-29"), extended_to=d("2024-03-29")),
        "2024-04-01", "compliant", "none", None),
    "延期: late by the new deadline": (
        replace(DONE, submitted=d("2024-03-30"), extended_to=d("2024-03-29")), "2024-04-01", "late", "none", None),
    "延期: still awaiting": (replace(BARE, extended_to=d("2024-03-29")), "2024-03-29", "awaiting", "unit", 0),
    "延期: overdue": (replace(BARE, extended_to=d("2024-03-29")), "2024-04-01", "overdue", "unit", -1),
    # no unit, waivers
    "no unit: the office acts on 待报送": (replace(BARE, has_unit=False), "2024-03-20", "awaiting", "office", 2),
    "no unit: the office acts on 逾期未报": (replace(BARE, has_unit=False), "2024-03-25", "overdue", "office", -1),
    "no unit: the office acts on 未见举办记录": (Little(has_unit=False), "2024-05-10", "not_held", "office", -22),
    "no unit: nobody acts on 合规": (replace(DONE, has_unit=False), "2024-03-25", "compliant", "none", None),
    "ZT202 waived": (Little(waivers=(Lifted("ZT202"),)), "2024-05-10", "not_held", "none", -22),
    "ZT203 waived": (replace(BARE, waivers=(Lifted("ZT203"),)), "2024-03-25", "overdue", "none", -1),
    "ZT203 waived in the plan": (
        replace(BARE, waivers=(Lifted("ZT203", None, True),)), "2024-03-25", "overdue", "none", -1),
    "ZT203 waived without a unit": (
        replace(BARE, has_unit=False, waivers=(Lifted("ZT203"),)), "2024-03-25", "overdue", "none", -1),
    "ZT203 waived until today": (
        replace(BARE, waivers=(Lifted("ZT203", d("2024-03-25")),)), "2024-03-25", "overdue", "none", -1),
    "ZT203 waived until yesterday": (
        replace(BARE, waivers=(Lifted("ZT203", d("2024-03-24")),)), "2024-03-25", "overdue", "unit", -1),
    "a waiver of another rule": (replace(BARE, waivers=(Lifted("ZT204"),)), "2024-03-25", "overdue", "unit", -1),
    "ZT204 waived": (
        replace(DONE, submitted=d("2024-03-25"), waivers=(Lifted("ZT204"),)), "2024-03-25", "late", "none", None),
    "ZT303 waived removes the requirement": (
        replace(DONE, pieces=NO_SUMMARY, waivers=(Lifted("ZT303"),)), "2024-03-25", "compliant", "none", None),
    "ZT303 waived until yesterday": (
        replace(DONE, pieces=NO_SUMMARY, waivers=(Lifted("ZT303", d("2024-03-24")),)),
        "2024-03-25", "incomplete", "unit", -1),
    "ZT303 waived: receipts complete the rest": (
        replace(FULL, pieces=NO_SUMMARY, waivers=(Lifted("ZT303"),), parcels=(parcel("2024-03-20", *ALL),)),
        "2024-03-25", "compliant", "none", None),
}  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_worked_example(name: str) -> None:
    it, as_of, status, action, days = EXAMPLES[name]
    case = case_of(it, d(as_of))
    assert (case.status.value, case.action.value) == (status, action)
    if days != OPEN:
        assert case.working_days_left == days


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_reference_knows_the_worked_examples(name: str) -> None:
    """The reference is judged by the same hand-made examples as the product."""
    it, as_of, status, action, days = EXAMPLES[name]
    verdict = judge(it, d(as_of))
    assert (verdict.status, verdict.action) == (status, action)
    if days != OPEN:
        assert verdict.working_days_left == days


def test_the_labels_are_the_contracts() -> None:
    assert {status.value: status.label for status in Status} == {
        "cancelled": "已取消", "unrecorded": "待登记", "not_held": "未见举办记录", "scheduled": "未到期",
        "awaiting": "待报送", "overdue": "逾期未报", "incomplete": "材料不全", "late": "迟报", "compliant": "合规",
    }  # fmt: skip


def test_every_status_has_a_worked_example() -> None:
    assert {status for _, _, status, _, _ in EXAMPLES.values()} == {
        "cancelled", "unrecorded", "not_held", "scheduled", "awaiting", "overdue", "incomplete", "late", "compliant",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("it", "submitted"),
    [
        (BARE, None),
        (DONE, "2024-03-20"),
        (replace(FULL, parcels=(parcel("2024-03-18", *ALL),)), "2024-03-18"),
        (replace(FULL, parcels=(parcel("2024-03-18", "plan"), parcel("2024-03-21", *ALL))), "2024-03-21"),
        (replace(FULL, parcels=(parcel("2024-03-18", "plan"), parcel("2024-03-21", "photos"))), None),
        (replace(FULL, pieces=NO_SUMMARY, parcels=(parcel("2024-03-18", *ALL),)), None),
        (replace(DONE, parcels=(parcel("2024-03-18", *ALL),)), "2024-03-20"),
    ],
)
def test_when_the_set_came_in(it: Little, submitted: str | None) -> None:
    assert case_of(it, d("2024-04-20")).submitted == (d(submitted) if submitted else None)


@pytest.mark.parametrize(
    ("held", "extended", "deadline", "extended_from"),
    [
        (None, None, None, None),
        (("2024-03-15", "2024-03-15"), None, "2024-03-22", None),
        (("2024-03-14", "2024-03-16"), None, "2024-03-22", None),
        (("2024-03-15", "2024-03-18"), None, "2024-03-25", None),
        (("2024-09-29", "2024-09-29"), None, "2024-10-11", None),
        (("2026-05-16", "2026-05-16"), None, "2026-05-22", None),
        (("2024-03-15", "2024-03-15"), "2024-03-29", "2024-03-29", "2024-03-22"),
        (None, "2024-03-29", None, None),
    ],
)
def test_the_deadline(
    held: tuple[str, str] | None, extended: str | None, deadline: str | None, extended_from: str | None
) -> None:
    days = (d(held[0]), d(held[1])) if held else None
    month = (days[0].year, days[0].month) if days else (2024, 3)
    it = Little(month=month, held=days, extended_to=d(extended) if extended else None)
    found = case_of(it, d("2024-03-01")).deadline
    assert (found.day, found.extended_from) == tuple(d(word) if word else None for word in (deadline, extended_from))


@pytest.mark.parametrize(
    ("month", "held", "extended", "provisional"),
    [
        ((2026, 12), "2026-12-24", None, False),  # 12-25, 28, 29, 30, 31
        ((2026, 12), "2026-12-25", None, True),
        ((2026, 12), None, None, True),  # it speaks of latest_deadline then
        ((2026, 11), None, None, False),
        ((2026, 12), "2026-12-02", None, False),  # of the deadline, though latest_deadline is provisional
        ((2026, 12), "2026-12-25", "2026-12-31", False),  # a date that the office has named is certain
    ],
)
def test_provisional(month: tuple[int, int], held: str | None, extended: str | None, provisional: bool) -> None:
    days = (d(held), d(held)) if held else None
    it = Little(month=month, held=days, extended_to=d(extended) if extended else None)
    assert case_of(it, d("2026-11-02")).deadline.provisional is provisional


def test_a_local_day_off_moves_the_deadline() -> None:
    it = case_of(BARE, d("2024-03-22"))
    local = replace(it, calendar=WorkCalendar(days_off=[d("2024-03-20")], workdays=[d("2024-03-24")]))
    assert local.deadline.day == d("2024-03-24")
    assert local.working_days_left == 1


@pytest.mark.parametrize(
    ("change", "odd"),
    [
        ({}, False),
        ({"submitted": d("2024-03-14")}, True),
        ({"submitted": d("2024-03-15")}, False),
        ({"held": (d("2024-03-15"), d("2024-03-14"))}, True),
        ({"held": (d("2024-05-31"), d("2024-05-31")), "submitted": None}, False),
        ({"held": (d("2024-06-01"), d("2024-06-01")), "submitted": None}, True),
        ({"held": (d("2024-01-01"), d("2024-01-01")), "submitted": None}, False),
        ({"held": (d("2023-12-31"), d("2023-12-31")), "submitted": None}, True),
        ({"held": (d("2024-06-01"), d("2024-06-01")), "submitted": None, "moved_to": (2024, 5)}, False),
        ({"submitted": d("2024-05-14")}, False),  # 60 days
        ({"submitted": d("2024-05-15")}, True),
        ({"submitted": None, "parcels": (parcel("2024-05-15", *ALL),)}, True),
        ({"submitted": None, "parcels": (parcel("2024-03-14", *ALL),)}, True),
        ({"submitted": None, "parcels": (parcel("2023-03-20", *ALL),)}, True),
    ],
)
def test_what_cannot_be_right(change: dict[str, Any], odd: bool) -> None:
    """ZT206 speaks as written, whatever the day, unless the record is confirmed."""
    it = replace(DONE, **change)
    for as_of in (d("2024-01-02"), d("2024-03-20"), d("2024-12-31")):
        assert bool(case_of(it, as_of).oddities) is odd
        assert case_of(replace(it, confirmed=True), as_of).oddities == ()
    if odd:
        assert case_of(it, d("2024-01-02")).status.value == "unrecorded"


def test_an_extension_to_an_earlier_day_replaces_the_deadline_like_any_other() -> None:
    """§2 lets ``extended_to`` replace the deadline, and the list of ZT206 does not have this case."""
    it = replace(DONE, submitted=d("2024-03-21"), extended_to=d("2024-03-20"))
    case = case_of(it, d("2024-03-25"))
    assert case.oddities == ()
    assert case.status.value == "late"


def test_a_complete_set_is_never_incomplete() -> None:
    """材料不全 asks that "the set is not complete": here all is there, and it is recorded for a later day."""
    it = replace(FULL, submitted=d("2024-03-29"), parcels=(parcel("2024-03-20", "plan"),))
    assert case_of(it, d("2024-03-25")).complete
    assert case_of(it, d("2024-03-25")).status.value != "incomplete"


def test_nothing_required_and_nothing_there_is_no_complete_set() -> None:
    """With every requirement waived an empty folder is not a set whose date is missing."""
    it = replace(BARE, waivers=tuple(Lifted(code) for code in CODES.values()))
    assert case_of(it, d("2024-03-20")).status.value == judge(it, d("2024-03-20")).status == "awaiting"

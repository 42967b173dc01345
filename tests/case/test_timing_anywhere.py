"""Statuses and deadlines against the plain reference, in every year that both libraries know: any calendar of the plan,
any form of a term, activities over the end of a month or a year, any day of the check."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.drawn_days import DAY, UNITS, YEARS, Draw, around, calendar_near, pick, upto
from tests.support.little_records import case_of, checked, seen
from tests.support.reference import (
    CODES,
    TIMING,
    Lifted,
    Little,
    Parcel,
    Piece,
    count,
    due_from,
    is_known,
    is_workday,
    judge,
    planned,
    settled,
    written,
)
from zhutiri_cli.workdays.calendar import WorkCalendar
from zhutiri_cli.workdays.terms_of_time import Term, TermUnit

FULL = tuple(Piece(kind, kind) for kind in CODES)


@st.composite
def anywhere(draw: st.DrawFn) -> tuple[Little, date]:
    """A record in any year and month, at the ends of which most goes wrong, and a day to judge it on."""
    month = (pick(draw, *YEARS), pick(draw, 1, 12, 2, 9, 10, 1 + upto(draw, 11)))
    next_month = (month[0], month[1] + 1) if month[1] < 12 else (month[0] + 1, 1)
    first = date(*month, 1)
    start = pick(draw, first + timedelta(upto(draw, 27)), around(draw, date(*next_month, 1)), around(draw, first))
    held = pick(draw, (start, start + timedelta(pick(draw, 0, 0, 1, 3, 9))), None)
    it = Little(
        month=month,
        until=pick(draw, None, None, next_month),
        day=pick(draw, None, None, None, first + timedelta(upto(draw, 27))),
        moved_to=pick(draw, None, None, None, next_month),
        cancelled=pick(draw, *[False] * 12, True),
        has_unit=pick(draw, True, True, False),
        held=held,
        local=calendar_near(draw, start),
        due=term(draw, start),
    )
    if it.day is not None:
        it = replace(it, until=None)
    last = held[1] if held else planned(it)[1]
    due = due_from(it, held[0] if held else last, last)[0]
    names = tuple(CODES)
    parcels = (
        (),
        (Parcel(around(draw, due), names),),
        (Parcel(around(draw, last), names[:2]), Parcel(around(draw, due, 2), names)),
    )
    it = replace(
        it,
        pieces=pick(draw, FULL, FULL, FULL[:2], ()),
        submitted=pick(draw, None, None, around(draw, due)),
        parcels=pick(draw, *parcels),
        extended_to=pick(draw, None, None, None, due + timedelta(1 + upto(draw, 9))) if held else None,
        confirmed=pick(draw, True, False),
        waivers=pick(draw, (), (), (waiver(draw, due),)),
    )
    stages = (
        last,
        due,
        it.extended_to or due,
        planned(it)[1],
        it.submitted or due,
        due + timedelta(14),
        date(2006, 6, 1),
    )
    return it, pick(draw, around(draw, pick(draw, *stages)), date(pick(draw, *YEARS), 1 + upto(draw, 11), 28))


def term(draw: Draw, start: date) -> tuple[str, str, int] | date | None:
    unit = pick(draw, *UNITS)
    counted = (pick(draw, "end", "start"), unit, 1 + upto(draw, UNITS[unit] - 1))
    return pick(draw, None, counted, counted, start + timedelta(upto(draw, 20)))


def waiver(draw: Draw, due: date) -> Lifted:
    return Lifted(
        pick(draw, *CODES.values(), *TIMING.values()), pick(draw, None, around(draw, due)), pick(draw, True, False)
    )


STATUSES = {
    "cancelled", "unrecorded", "not_held", "scheduled", "awaiting", "overdue", "incomplete", "late", "compliant",
}  # fmt: skip


def test_a_case_agrees_with_the_reference_in_every_status() -> None:
    reached = Counter[str]()

    def one(drawn: tuple[Little, date]) -> None:
        it, as_of = drawn
        verdict = judge(it, as_of)
        found, expected = seen(case_of(it, as_of)), settled(verdict)
        assert {name: found[name] for name in expected} == expected
        reached[verdict.status] += "status" not in verdict.open

    settings(max_examples=500, database=None)(given(anywhere())(one))()
    assert {status for status, times in reached.items() if times >= 5} == STATUSES


@settings(max_examples=15)
@given(anywhere())
def test_a_check_agrees_with_the_reference(drawn: tuple[Little, date]) -> None:
    it, as_of = drawn
    found, expected = checked(it, as_of), written(judge(it, as_of))
    assert {name: found[name] for name in expected} == expected


@settings(max_examples=150)
@given(st.data())
def test_terms_end_where_counting_by_hand_ends(data: st.DataObject) -> None:
    start = data.draw(st.dates(date(2007, 6, 1), date(2026, 6, 30)))
    draw = data.draw
    local = calendar_near(draw, start)
    product = WorkCalendar(local.off, local.on, local.years)
    for unit, most in UNITS.items():
        amount = draw(st.integers(-most, most))
        counted = Term(amount, TermUnit(unit)).count(start, product)
        assert (counted.result, not counted.provisional) == count(start, unit, amount, local)
        if amount and unit != "working_days":
            assert counted.ends == start + timedelta(amount * (7 if unit == "weeks" else 1))


@settings(max_examples=60)
@given(st.data())
def test_every_day_of_a_year_with_lists_of_its_own(data: st.DataObject) -> None:
    day = date(data.draw(st.sampled_from(YEARS)), 7, 1)
    local = calendar_near(data.draw, day)
    product = WorkCalendar(local.off, local.on, local.years)
    for place in range(366):
        one = day + DAY * place
        if is_known(one, local):
            assert (one, product.is_working(one)) == (one, is_workday(one, local))
            assert product.day(one).published

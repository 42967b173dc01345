"""Terms with their steps and words, where they end at all, and what a count says of itself."""

from __future__ import annotations

from datetime import date

import pytest

from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.workdays.calendar import LONGEST_COUNT, Count, WorkCalendar
from zhutiri_cli.workdays.terms_of_time import Term, TermUnit, fixed

CALENDAR = WorkCalendar()
FRIDAY = date(2024, 3, 15)
NATURAL = (TermUnit.DAYS, TermUnit.WEEKS)


def steps(count: Count) -> list[tuple[str, int | None]]:
    return [(f"{step.day.date:%m-%d}", step.counted) for step in count.days]


@pytest.mark.parametrize(
    ("term", "words"),
    [
        (Term(5), "5个工作日"),
        (Term(-5), "5个工作日"),
        (Term(7, TermUnit.DAYS), "7日"),
        (Term(-2, TermUnit.WEEKS), "2周"),
    ],
)
def test_its_length_in_words(term: Term, words: str) -> None:
    assert term.words == words


def test_what_was_counted_in_words() -> None:
    assert Term(5).count(FRIDAY, CALENDAR).unit == "个工作日"
    assert not Term(5).count(FRIDAY, CALENDAR).natural
    assert Term(5, TermUnit.DAYS).count(FRIDAY, CALENDAR).unit == "日"
    assert fixed(FRIDAY).unit == "个工作日"


def test_days_off_at_the_end_only_roll_it_on() -> None:
    count = Term(1, TermUnit.DAYS).count(FRIDAY, CALENDAR)
    assert steps(count) == [("03-16", 1), ("03-17", None), ("03-18", None)]
    assert (count.ends, count.result) == (date(2024, 3, 16), date(2024, 3, 18))
    assert (count.start, count.count) == (FRIDAY, 1)


def test_before_an_event_the_days_back_are_told_and_the_way_on_again_is_not() -> None:
    count = Term(-5, TermUnit.DAYS).count(FRIDAY, CALENDAR)
    assert steps(count) == [("03-14", 1), ("03-13", 2), ("03-12", 3), ("03-11", 4), ("03-10", 5)]
    assert (count.ends, count.result) == (date(2024, 3, 10), date(2024, 3, 11))
    count = Term(-1, TermUnit.DAYS).count(date(2024, 3, 18), CALENDAR)
    assert steps(count) == [("03-17", 1)]
    assert (count.ends, count.result) == (date(2024, 3, 17), date(2024, 3, 18))


def test_a_count_ends_on_its_last_ordinal() -> None:
    count = Term(5).count(FRIDAY, CALENDAR)
    assert count.ends == count.result == date(2024, 3, 22)
    assert Term(0).count(FRIDAY, CALENDAR).ends == FRIDAY
    assert Term(0, TermUnit.DAYS).count(date(2024, 3, 16), CALENDAR).ends == date(2024, 3, 18)
    assert steps(Term(0, TermUnit.DAYS).count(date(2024, 3, 16), CALENDAR)) == [("03-17", None), ("03-18", None)]


def test_a_day_that_is_named_is_not_counted() -> None:
    assert fixed(FRIDAY) == Count(FRIDAY, 0, FRIDAY, False, ())


def test_terms_of_about_ten_years_are_counted_and_longer_ones_refused() -> None:
    assert LONGEST_COUNT == 3660
    for amount in (LONGEST_COUNT, -LONGEST_COUNT):
        assert CALENDAR.count(date(2014, 1, 1), amount).count == amount
        assert Term(amount, TermUnit.DAYS).count(date(2014, 1, 1), CALENDAR).count == amount
        sign = 1 if amount > 0 else -1
        assert Term(522 * sign, TermUnit.WEEKS).count(date(2014, 1, 1), CALENDAR).count == 3654 * sign
        beyond = amount + sign
        for unit in (TermUnit.WORKING_DAYS, TermUnit.DAYS):
            with pytest.raises(UsageProblem, match=f"{beyond} 超出可计算的范围"):
                Term(beyond, unit).count(date(2014, 1, 1), CALENDAR)


@pytest.mark.parametrize("unit", NATURAL)
def test_a_term_beyond_the_end_of_the_calendar_is_refused(unit: TermUnit) -> None:
    for start, amount in ((date.max, 1), (date.min, -1), (date(9999, 12, 30), 2)):
        with pytest.raises(UsageProblem, match="超出可计算的范围"):
            Term(amount, unit).count(start, CALENDAR)
    assert Term(1, TermUnit.DAYS).count(date(9999, 12, 30), CALENDAR).result == date.max


@pytest.mark.parametrize(
    ("start", "amount", "provisional"),
    [
        (date(2026, 12, 24), 7, False),  # to 12-31
        (date(2026, 12, 24), 8, True),  # to New Year's Day, and on
        (date(2027, 1, 2), -2, True),  # over the 1st of 2027 to 12-31
        (date(2027, 1, 1), -1, False),  # to 12-31, a Thursday
        (date(2026, 12, 31), 0, False),
        (date(2027, 1, 5), 0, True),
    ],
)
def test_natural_days_of_a_year_that_is_not_published_are_provisional(
    start: date, amount: int, provisional: bool
) -> None:
    assert Term(amount, TermUnit.DAYS).count(start, CALENDAR).provisional is provisional


def test_the_way_on_from_a_day_off_may_be_provisional_by_itself() -> None:
    """A Thursday off at the end of 2026: the term ends on the first working day of a year that nobody knows."""
    local = WorkCalendar(days_off=[date(2026, 12, 31)])
    for amount in (1, -1):
        start = date(2026, 12, 31) - (date(2026, 12, 31) - date(2026, 12, 30)) * amount
        count = Term(amount, TermUnit.DAYS).count(start, local)
        assert count.result.year == 2027
        assert count.provisional


def test_notices_are_those_of_all_years_of_a_count_but_the_plans_own() -> None:
    count = CALENDAR.count(date(2024, 12, 25), 10)
    assert [notice.year for notice in CALENDAR.sources(count)] == [2024, 2025]
    assert [notice.year for notice in WorkCalendar(confirmed_years=[2025]).sources(count)] == [2024]
    assert [notice.year for notice in CALENDAR.sources(fixed(FRIDAY))] == [2024]

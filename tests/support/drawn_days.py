"""Days, calendars and choices drawn for tests that compare the product with a reference."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol, TypeVar

from hypothesis import strategies as st

from tests.support.reference import NOTHING, Local

T = TypeVar("T")
DAY = timedelta(1)
YEARS = range(2007, 2027)
UNITS = {"working_days": 12, "days": 20, "weeks": 3}
"""The units of a term, with the longest drawn."""


class Draw(Protocol):
    """What draws: in a composite strategy, or from ``st.data()``."""

    def __call__(self, strategy: st.SearchStrategy[T], /) -> T:
        """An example."""


def upto(draw: Draw, most: int) -> int:
    return draw(st.integers(0, most))


def pick(draw: Draw, *choices: T) -> T:
    return choices[upto(draw, len(choices) - 1)]


def around(draw: Draw, day: date, spread: int = 4) -> date:
    return day + timedelta(upto(draw, 2 * spread) - spread)


def calendar_near(draw: Draw, day: date) -> Local:
    """Days of the office's own around a day; sometimes whole years whose schedule the plan carries."""
    if pick(draw, True, True, False):
        return NOTHING
    days = [day + timedelta(upto(draw, 50) - 15) for _ in range(upto(draw, 8))]
    half = upto(draw, len(days))
    off, on = frozenset(days[:half]), frozenset(days[half:])
    return Local(off, on - off, frozenset(pick(draw, (), (), (day.year,), (day.year + 1,), (2026, 2027))))

"""The years without a published schedule that an activity's provisional dates rest on (ZT110). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhutiri_cli.workdays.unknown_years import unpublished_years

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case


def provisional_years(case: Case) -> set[int]:
    """Those of the deadline of the whole set, and of what has a date of its own; none of a cancelled activity."""
    if case.activity.cancelled:
        return set()
    years = unpublished_years(case.deadline.count, case.calendar) if case.deadline.provisional else set()
    return years | {year for year in _obliged(case) if not case.calendar.published(year)}


def _obliged(case: Case) -> Iterator[int]:
    """The years that the counts of provisional dates of its own touch: from the activity to the date, or back."""
    held = case.record.held
    for one in case.obligations:
        if one.timing.provisional and one.timing.deadline is not None:
            ends = (held.first.year, held.last.year) if held else (case.planned.first.year, case.planned.last.year)
            every = (*ends, one.timing.deadline.year)
            yield from range(min(every), max(every) + 1)

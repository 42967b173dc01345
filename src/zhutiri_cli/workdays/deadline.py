"""Terms and calendar to deadlines, with the steps of each count kept for the reader.

Clause 三（三） asks for the whole set within five working days after the activity ends; Civil Code art. 201: the day of
the event does not count, art. 203: the last day counts whole. All dates are Beijing dates.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from zhutiri_cli.workdays.calendar import Count, WorkCalendar
from zhutiri_cli.workdays.terms_of_time import Term, fixed


class Deadline(Struct, frozen=True):
    """When the set is due. ``day`` is ``None`` while no holding is recorded; ``latest`` counts from the last day of
    the planned or moved-to month. An extension replaces ``day``; the counted date is then ``extended_from``."""

    day: date | None
    latest: date
    extended_from: date | None
    count: Count
    provisional: bool

    @property
    def in_force(self) -> date:
        """The deadline, or the latest possible one while there is none."""
        return self.day or self.latest


def deadline_for(
    held: date | None, planned: date, due: Term | date, extended_to: date | None, calendar: WorkCalendar
) -> Deadline:
    """The deadline of an activity. ``held``: the recorded day that it counts from (``None``: no date recorded yet),
    ``planned``: the last day that it may count from by the plan; ``due``: a term, or a day that holds for all."""

    def counted(start: date) -> Count:
        return due.count(start, calendar) if isinstance(due, Term) else fixed(due)

    latest = counted(planned)
    if held is None:
        return Deadline(None, latest.result, None, latest, latest.provisional)
    own = counted(held)
    if extended_to is not None:
        return Deadline(extended_to, latest.result, own.result, own, False)
    return Deadline(own.result, latest.result, None, own, own.provisional)

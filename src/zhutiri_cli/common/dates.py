"""Today: the one place that asks the clock, so that tests can fix it, and that asks it once in a run.

A run that begins before midnight in Beijing ends as of the day on which it began: what it says and what it writes are
of one day.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

_OF_RUN: ContextVar[list[date] | None] = ContextVar("day of the run", default=None)


def today() -> date:
    """Today's date in Beijing, whatever the machine's time zone; in a run that of the first question."""
    from zhutiri_cli.common.yaml.scalars import BEIJING

    known = _OF_RUN.get()
    if known:
        return known[0]
    day = datetime.now(BEIJING).date()
    if known is not None:
        known.append(day)
    return day


@contextmanager
def one_day() -> Iterator[None]:
    """A run, in which today stays the same."""
    before = _OF_RUN.set([])
    try:
        yield
    finally:
        _OF_RUN.reset(before)

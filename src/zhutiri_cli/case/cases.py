"""The cases of a plan's activities, each put together when it is asked for: of many, one is held at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from zhutiri_cli.case.case import Case
from zhutiri_cli.case.peers import Peers
from zhutiri_cli.common.lazy_sequence import LazySequence
from zhutiri_cli.common.spool import HELD
from zhutiri_cli.materials.links.web.page_facts import PageFacts
from zhutiri_cli.materials.ocr.words_seen import Seen
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.submission.gather import Submission
from zhutiri_cli.workdays.calendar import WorkCalendar


class Cases(LazySequence[Case]):
    """One for every activity with a submission in ``submissions`` (by its id), in the plan's order. ``pages``: what
    opening links showed, by address; ``seen``: what was seen on the photos, by activity."""

    def __init__(
        self,
        plan: Plan,
        as_of: date,
        calendar: WorkCalendar,
        submissions: Mapping[int, Submission],
        peers: Peers,
        pages: Mapping[str, PageFacts] | None = None,
        seen: Mapping[int, Seen] = MappingProxyType({}),
    ) -> None:
        self._given = (plan, as_of, calendar, submissions, peers)
        self._pages, self._seen = pages, seen
        self._rows = [row for row, activity in enumerate(plan.activities) if activity.id in submissions]
        self._kept: dict[int, Case] = {}

    def with_pages(self, pages: Mapping[str, PageFacts]) -> Cases:
        """The same, told what opening links showed."""
        return Cases(*self._given, pages, self._seen)

    def with_seen(self, seen: Mapping[int, Seen]) -> Cases:
        """The same, told what was seen on photos."""
        return Cases(*self._given, self._pages, seen)

    def __len__(self) -> int:
        return len(self._rows)

    def at(self, place: int) -> Case:
        """The case of the activity at this place; of few, what a case works out is worked out once."""
        row = self._rows[place]
        case = self._kept.get(row) or self._made(row)
        if len(self._rows) <= HELD:
            self._kept[row] = case
        return case

    def _made(self, row: int) -> Case:
        plan, as_of, calendar, submissions, peers = self._given
        number = plan.activities[row].id
        return Case(plan, row, as_of, calendar, submissions[number], peers, self._pages, self._seen.get(number))

"""Who must act, on what and by when; and what is due next: the part of the page that a leader reads first."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from zhutiri_cli.case.status import Action
from zhutiri_cli.render.check.html.activity_rows import TONES, due
from zhutiri_cli.render.shared.asks import asked_of
from zhutiri_cli.render.shared.headline import OFFICE, days, groups, mark_of, owed
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.folding import worth_saying
from zhutiri_cli.report.report import Report

LISTED = 60
"""How many activities to act on are listed above the table; the table itself always has all of them."""
_SAID = 1  # findings told in full; the details below have the rest


class Act(Struct, frozen=True):
    """One activity somebody must act on: what is wrong, what is asked, and how many findings more."""

    it: ActivityReport
    mark: str
    tone: str
    whose: str
    joint: str
    due: str
    notes: str
    days: str
    said: tuple[str, ...]
    asked: str
    more: int


class Group(Struct, frozen=True):
    """All that one unit, or the office, must do; ``total`` counts what is not listed too."""

    name: str
    total: int
    acts: tuple[Act, ...]

    @property
    def note(self) -> str:
        """How much there is to do, where it is more than one thing or the office's own kind of thing."""
        if self.name == OFFICE:
            return f"登记、核实 {self.total} 项"
        return f"{self.total} 项" if self.total > 1 else ""


class Next(Struct, frozen=True):
    """An activity whose material is due soon, and what is still lacking."""

    it: ActivityReport
    days: str
    lead: str
    state: str


def pending(report: Report) -> tuple[tuple[Group, ...], int]:
    """The groups, most urgent first, and how many activities were left out because the list is long."""
    everything = report.pending()
    totals = {name: len(items) for name, items in groups(report, everything).items()}
    listed = groups(report, everything[:LISTED])
    found = [Group(name, totals[name], tuple(_act(item, report) for item in items)) for name, items in listed.items()]
    return tuple(found), max(len(everything) - LISTED, 0)


def due_next(report: Report, within: int) -> Iterator[Next]:
    """What must come in ``within`` so many working days."""
    for item in report.due_next(within):
        state = owed(item)
        yield Next(item, days(item, report.as_of), item.lead or "无责任单位", state)


def _act(item: ActivityReport, report: Report) -> Act:
    by_office = report.actor(item) is Action.OFFICE
    counted = worth_saying(item)
    day, notes = due(item)
    return Act(
        it=item,
        mark=mark_of(item),
        tone=TONES[item.status],
        whose=(item.lead or "无责任单位") if by_office else "",
        joint="、".join(item.units[1:]),
        due=day,
        notes=notes,
        days=days(item, report.as_of),
        said=tuple(found.message for found in counted[:_SAID]),
        asked=asked_of(item),
        more=max(len(counted) - _SAID, 0),
    )

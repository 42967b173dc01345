"""The plan's table as far as it can be read, even where the file has faults.

The plan rules (ZT103–ZT111) look at these rows, not at the validated model, so that one wrong field does not hide the
faults of the other fifty rows. A value that cannot be read is ``None`` here: its own fault is reported as ZT102.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from zhutiri_cli.common.yaml.periods import Period, read_period
from zhutiri_cli.common.yaml.places import Route
from zhutiri_cli.common.yaml.scalars import Month, read_flag, read_month
from zhutiri_cli.plan.model import Activity
from zhutiri_cli.plan.obligations import REPORT
from zhutiri_cli.plan.own_days import OwnDays, read_own_days
from zhutiri_cli.plan.plain_values import Word, as_read, date_in, items_of, mapping_at, whole_in, word_at
from zhutiri_cli.plan.terms import usual_report
from zhutiri_cli.workdays.terms_of_time import Term, TermUnit


class WaiverRow(Struct, frozen=True):
    """A waiver as written: the rule's code and the last day it holds, if any."""

    rule: Word
    until: date | None


class TableRow(Struct, frozen=True):
    """One activity as written; ``units`` is ``None`` when the field is unreadable, and empty where it is absent
    (``without_units``)."""

    route: Route
    id: int | None
    month: int | None
    when: Period | None
    moved_to: Month | None
    cancelled: bool
    reasoned: bool
    theme: Word | None
    forms: tuple[Word, ...]
    units: tuple[Word, ...] | None
    explained: bool
    waivers: tuple[WaiverRow, ...]
    without_units: bool = False

    def planned(self, year: int | None) -> Period | None:
        """When it is planned; a bare month lies in ``year`` (``None``: unknown, and then in the year 0, which still
        puts the rows of one file in order)."""
        if self.when is not None or self.month is None:
            return self.when
        return Period.of(Month(year or 0, self.month))


class PlanTable(Struct, frozen=True):
    """All that the plan rules look at. ``report_term``: by when the whole set is due, where that is a term after the
    activity. ``roster`` is ``None`` when there is none or not every name can be read."""

    title: Word | None
    year: int | None
    report_term: Term | None
    forms: frozenset[str]
    roster: tuple[Word, ...] | None
    roster_names: frozenset[str]
    rows: tuple[TableRow, ...]
    calendar: OwnDays

    def without_rows(self) -> PlanTable:
        """What is said of the whole plan."""
        return replace(self, rows=())


_COLUMNS = frozenset(Activity.model_fields)
"""Beside an unknown key a missing one is most likely misspelt."""


def read_table(tree: Any) -> PlanTable:
    """Read a plain tree (``source.py``) into a table; never raises on any tree."""
    top = tree if isinstance(tree, dict) else {}
    roster = top.get("roster")
    people = [(entry, ("roster", i)) for i, entry in enumerate(items_of(roster)) if isinstance(entry, dict)]
    names = [word for entry, route in people if (word := word_at(entry.get("name"), (*route, "name")))]
    aliases = [word.text for entry, route in people for word in _words(entry.get("aliases"), (*route, "aliases"))]
    return PlanTable(
        title=word_at(top.get("title"), ("title",)),
        year=whole_in(top.get("year")),
        report_term=_report_term(top),
        forms=frozenset(word.text for word in _words(top.get("forms"), ("forms",))),
        roster=tuple(names) if isinstance(roster, list) and len(names) == len(roster) else None,
        roster_names=frozenset([*(word.text for word in names), *aliases]),
        rows=tuple(
            _row(entry, ("activities", index))
            for index, entry in enumerate(items_of(top.get("activities")))
            if isinstance(entry, dict)
        ),
        calendar=read_own_days(tree),
    )


def _report_term(top: dict[str, Any]) -> Term | None:
    """From the obligation called ``report``, else from ``requirements``; the usual term where neither is written."""
    for entry in items_of(top.get("obligations")):
        if isinstance(entry, dict) and entry.get("key") == REPORT:
            due = mapping_at(entry, "due")
            found = [(amount, unit) for unit in TermUnit if (amount := whole_in(due.get(unit.value))) is not None]
            return Term(*found[0]) if len(found) == 1 else None
    if "report" not in mapping_at(top, "requirements"):
        return Term(usual_report().within_working_days)
    within = whole_in(mapping_at(top, "requirements", "report").get("within_working_days"))
    return Term(within) if within else None


def _row(entry: dict[str, Any], route: Route) -> TableRow:
    units = entry.get("units")
    named = _words(units, (*route, "units"))
    readable = units is None or (isinstance(units, list) and len(named) == len(units))
    month = whole_in(entry.get("month"))
    number = whole_in(entry.get("id"))
    return TableRow(
        route=route,
        id=number if number is not None and number > 0 else None,
        month=month if month is not None and 1 <= month <= 12 else None,
        when=as_read(read_period, entry.get("when")),
        moved_to=as_read(read_month, entry.get("moved_to")),
        cancelled=as_read(read_flag, entry.get("cancelled")) or False,
        reasoned=word_at(entry.get("reason"), route) is not None,
        theme=word_at(entry.get("theme"), (*route, "theme")),
        forms=_words(entry.get("forms"), (*route, "forms")),
        units=named if readable and (units is not None or "units" in entry or entry.keys() <= _COLUMNS) else None,
        without_units="units" not in entry and entry.keys() <= _COLUMNS,
        explained=entry.get("remark") is not None,  # a faulty one is a fault of its own
        waivers=tuple(
            WaiverRow(word, date_in(waiver.get("until")))
            for index, waiver in enumerate(items_of(entry.get("waivers")))
            if isinstance(waiver, dict)
            and (word := word_at(waiver.get("rule"), (*route, "waivers", index, "rule"))) is not None
        ),
    )


def _words(value: Any, route: Route) -> tuple[Word, ...]:
    return tuple(word for i, item in enumerate(items_of(value)) if (word := word_at(item, (*route, i))) is not None)

"""The plan's table as far as it can be read, even where the file has faults.

The plan rules (ZT103–ZT111) look at these rows, not at the validated model, so that one wrong field does not hide the
faults of the other fifty rows. A value that cannot be read is ``None`` here: its own fault is reported as ZT102.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct

from zhutiri_cli.common.yaml.periods import Period, read_period
from zhutiri_cli.common.yaml.places import Route
from zhutiri_cli.common.yaml.scalars import Misread, Month, read_date, read_flag, read_month, read_whole
from zhutiri_cli.plan.model import Activity
from zhutiri_cli.plan.obligations import REPORT
from zhutiri_cli.plan.terms import usual_report
from zhutiri_cli.workdays.terms_of_time import Term, TermUnit


class Word(Struct, frozen=True):
    """A piece of text and its route in the file."""

    text: str
    route: Route


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


class OwnDays(Struct, frozen=True):
    """The plan's own calendar: Beijing days off and working days on top of the official schedule, the years for which
    they are the whole schedule, and the working days that it also names as days off (``contradictions``)."""

    days_off: frozenset[date]
    workdays: frozenset[date]
    confirmed_years: frozenset[int]
    contradictions: tuple[Word, ...]


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


_COLUMNS = frozenset(Activity.model_fields)
"""Beside an unknown key a missing one is most likely misspelt."""


def read_table(tree: Any) -> PlanTable:
    """Read a plain tree (``source.py``) into a table; never raises on any tree."""
    top = tree if isinstance(tree, dict) else {}
    roster = top.get("roster")
    people = [(entry, ("roster", i)) for i, entry in enumerate(_list(roster)) if isinstance(entry, dict)]
    names = [word for entry, route in people if (word := _word(entry.get("name"), (*route, "name")))]
    aliases = [word.text for entry, route in people for word in _words(entry.get("aliases"), (*route, "aliases"))]
    return PlanTable(
        title=_word(top.get("title"), ("title",)),
        year=_whole(top.get("year")),
        report_term=_report_term(top),
        forms=frozenset(word.text for word in _words(top.get("forms"), ("forms",))),
        roster=tuple(names) if isinstance(roster, list) and len(names) == len(roster) else None,
        roster_names=frozenset([*(word.text for word in names), *aliases]),
        rows=tuple(
            _row(entry, ("activities", index))
            for index, entry in enumerate(_list(top.get("activities")))
            if isinstance(entry, dict)
        ),
        calendar=_own_days(_at(top, "calendar")),
    )


def _report_term(top: dict[str, Any]) -> Term | None:
    """From the obligation called ``report``, else from ``requirements``; the usual term where neither is written."""
    for entry in _list(top.get("obligations")):
        if isinstance(entry, dict) and entry.get("key") == REPORT:
            due = _at(entry, "due")
            found = [(amount, unit) for unit in TermUnit if (amount := _whole(due.get(unit.value))) is not None]
            return Term(*found[0]) if len(found) == 1 else None
    if "report" not in _at(top, "requirements"):
        return Term(usual_report().within_working_days)
    within = _whole(_at(top, "requirements", "report").get("within_working_days"))
    return Term(within) if within else None


def _own_days(calendar: dict[str, Any]) -> OwnDays:
    off = frozenset(day for word in _list(calendar.get("days_off")) if (day := _date(word)))
    listed = enumerate(_list(calendar.get("workdays")))
    on = [(day, Word(word, ("calendar", "workdays", index))) for index, word in listed if (day := _date(word))]
    years = frozenset(year for word in _list(calendar.get("confirmed_years")) if (year := _whole(word)) is not None)
    return OwnDays(off, frozenset(day for day, _ in on), years, tuple(word for day, word in on if day in off))


def _row(entry: dict[str, Any], route: Route) -> TableRow:
    units = entry.get("units")
    named = _words(units, (*route, "units"))
    readable = units is None or (isinstance(units, list) and len(named) == len(units))
    month = _whole(entry.get("month"))
    number = _whole(entry.get("id"))
    return TableRow(
        route=route,
        id=number if number is not None and number > 0 else None,
        month=month if month is not None and 1 <= month <= 12 else None,
        when=_period(entry.get("when")),
        moved_to=_month(entry.get("moved_to")),
        cancelled=_flag(entry.get("cancelled")),
        reasoned=_word(entry.get("reason"), route) is not None,
        theme=_word(entry.get("theme"), (*route, "theme")),
        forms=_words(entry.get("forms"), (*route, "forms")),
        units=named if readable and (units is not None or "units" in entry or entry.keys() <= _COLUMNS) else None,
        without_units="units" not in entry and entry.keys() <= _COLUMNS,
        explained=entry.get("remark") is not None,  # a faulty one is a fault of its own
        waivers=tuple(
            WaiverRow(word, _date(waiver.get("until")))
            for index, waiver in enumerate(_list(entry.get("waivers")))
            if isinstance(waiver, dict)
            and (word := _word(waiver.get("rule"), (*route, "waivers", index, "rule"))) is not None
        ),
    )


def _at(tree: Any, *keys: str) -> dict[str, Any]:
    for key in keys:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree if isinstance(tree, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _word(value: Any, route: Route) -> Word | None:
    return Word(value, route) if isinstance(value, str) and value.strip() else None


def _words(value: Any, route: Route) -> tuple[Word, ...]:
    return tuple(word for i, item in enumerate(_list(value)) if (word := _word(item, (*route, i))) is not None)


def _flag(value: Any) -> bool:
    try:
        return read_flag(value)
    except Misread:
        return False


def _whole(value: Any) -> int | None:
    try:
        return read_whole(value)
    except Misread:
        return None


def _month(value: Any) -> Month | None:
    try:
        return read_month(value)
    except Misread:
        return None


def _period(value: Any) -> Period | None:
    try:
        return read_period(value)
    except Misread:
        return None


def _date(value: Any) -> date | None:
    try:
        return read_date(value) if isinstance(value, str) else None
    except Misread:
        return None

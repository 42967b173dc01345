"""The plan's own calendar, read from the plain tree alone: who counts days needs no model of the whole plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from zhutiri_cli.common.errors import PlanProblem
from zhutiri_cli.common.paths import path_shown, typed_word
from zhutiri_cli.common.yaml.scalars import FIRST_YEAR, LAST_YEAR
from zhutiri_cli.common.yaml.source import PLAN_BYTES, Source, read_source
from zhutiri_cli.plan.plain_values import Word, date_in, items_of, mapping_at, whole_in

_KEY = "calendar"
_LISTS = frozenset({"days_off", "workdays", "confirmed_years"})
KEYS = frozenset({
    "schema", "title", "year", "document", "contact", "forms", "requirements", "obligations", "roster", "scoring",
    "ignore", "rules", "calendar", "activities",
})  # fmt: skip
"""The keys of a plan: another may be a calendar that is misspelt."""


class OwnDays(Struct, frozen=True):
    """The plan's own calendar: Beijing days off and working days on top of the official schedule, the years for which
    they are the whole schedule, and the working days that it also names as days off (``contradictions``)."""

    days_off: frozenset[date]
    workdays: frozenset[date]
    confirmed_years: frozenset[int]
    contradictions: tuple[Word, ...]


def read_own_days(tree: Any) -> OwnDays:
    """Those of a plan's plain tree as far as they can be read; never raises on any tree."""
    calendar = mapping_at(tree, _KEY)
    off = frozenset(day for word in items_of(calendar.get("days_off")) if (day := date_in(word)))
    listed = enumerate(items_of(calendar.get("workdays")))
    on = [(day, Word(word, (_KEY, "workdays", index))) for index, word in listed if (day := date_in(word))]
    years = frozenset(
        year for word in items_of(calendar.get("confirmed_years")) if (year := whole_in(word)) is not None
    )
    return OwnDays(off, frozenset(day for day, _ in on), years, tuple(word for day, word in on if day in off))


def named_year(path: Path) -> int | None:
    """The year that a plan is of; ``None`` where it cannot be read. Raises ``FileProblem`` when it cannot be opened."""
    tree = read_source(path, PLAN_BYTES).tree
    return year if _is_year(year := whole_in(mapping_at(tree).get("year"))) else None


def days_to_count_by(path: Path) -> OwnDays:
    """Those of the plan in a file. Raises ``FileProblem`` when it cannot be opened, ``PlanProblem`` where its calendar
    has faults, or may have: days counted without what it says would be wrong."""
    source = read_source(path, PLAN_BYTES)
    own = read_own_days(source.tree)
    if not _plain(source, own) and (faults := _faults(path)):
        name = path_shown(path)
        said = f"计划文件 {name} 的放假调休（calendar）读不准，有 {faults} 处错误，不能据以数工作日"
        raise PlanProblem(said, f"请先运行 zhutiri validate {typed_word(name)} 逐条改正")
    return own


def _plain(source: Source, own: OwnDays) -> bool:
    """Whether nothing can be wrong with the calendar. All that is in doubt is left to the models."""
    if source.faults or own.contradictions or not isinstance(source.tree, dict) or not source.tree.keys() <= KEYS:
        return False
    calendar = source.tree.get(_KEY, {})
    if not isinstance(calendar, dict) or not calendar.keys() <= _LISTS:
        return False
    if not all(isinstance(words, list) for words in calendar.values()):
        return False
    days = [date_in(word) for key in ("days_off", "workdays") for word in calendar.get(key, ())]
    years = [whole_in(word) for word in calendar.get("confirmed_years", ())]
    return all(map(_is_year, [*(day.year if day else None for day in days), *years]))


def _is_year(year: int | None) -> bool:
    return year is not None and FIRST_YEAR <= year <= LAST_YEAR


def _faults(path: Path) -> int:
    """How many faults the calendar has by the models, or may have: in a text that cannot be read, by a key that there
    is not."""
    from zhutiri_cli.plan.load import load_plan

    loaded = load_plan(path)
    no_mapping = not isinstance(loaded.source.tree, dict)
    ours = [
        fault
        for fault in loaded.faults
        if no_mapping or fault.route[:1] == (_KEY,) or (fault.on_key and len(fault.route) == 1)
    ]
    return len(loaded.source.faults) + len(ours) + len(loaded.table.calendar.contradictions)

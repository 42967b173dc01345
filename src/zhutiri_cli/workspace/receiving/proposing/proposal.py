"""A package's files, each share with the activity that it is proposed for, and why.

``certain`` is said only where one activity is named, by its theme or as the only open one of a named unit, and nothing
names another; what speaks of another year or matter never is. Doubt costs the clerk a question, a mistake a judgement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from zhutiri_cli.materials.similarity.mentions import LONG
from zhutiri_cli.workspace.receiving.packages.parcel import Parcel, ParcelItem
from zhutiri_cli.workspace.receiving.proposing.clues import Clues, Facts, clues_of, item_names, item_titles
from zhutiri_cli.workspace.receiving.proposing.held_day import held_day
from zhutiri_cli.workspace.receiving.proposing.plan_words import NamedTheme, PlanWords

FULL = 0.6
"""Share of a theme's letters from which on it is named beyond doubt."""
_MATTER = 3
"""Letters of another matter that are too many to overlook."""
_LATE = timedelta(days=120)
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年?")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Some files of a package (a parcel of their own): ``number`` is the activity they seem to be for, ``others`` what
    else they may be for, ``why`` a few words; ``held`` a day and what says so; ``strong``: its theme is named whole."""

    parcel: Parcel
    number: int | None
    others: tuple[int, ...]
    certain: bool
    why: str
    held: tuple[date, str] | None = None
    strong: bool = False


def propose(parcel: Parcel, facts: Facts, words: PlanWords, complete: frozenset[int]) -> list[Proposal]:
    """A package's proposal, or one for each activity that its files' names and titles tell apart. ``complete`` are the
    activities whose set is there already: their unit's next package is more likely for another."""
    named = [_told(item, facts, words) for item in parcel.items]
    several = {number for numbers in named for number in numbers if len(numbers) == 1}
    if len(several) < 2:
        return [_proposal(parcel, parcel.items, facts, words, complete)]
    shares: dict[int, list[ParcelItem]] = {number: [] for number in sorted(several)}
    rest: list[ParcelItem] = []
    homes = _homes(parcel.items, named)
    for item, numbers in zip(parcel.items, named, strict=True):
        number = next(iter(numbers)) if len(numbers) == 1 else homes.get(_home(item)) if not numbers else None
        (rest if number is None else shares.get(number, rest)).append(item)
    found = [
        _proposal(_part(parcel, items), items, facts, words, complete, split=True) for items in shares.values() if items
    ]
    if rest or parcel.links:
        left = replace(_part(parcel, rest), links=parcel.links)
        found.append(Proposal(left, None, tuple(shares), False, "同一来件有几项活动，这些分不清是哪一项"))
    return found


def contradicts(found: Sequence[Proposal], number: int) -> Proposal | None:
    """The proposal that plainly names another activity than ``number``."""
    return next((one for one in found if one.strong and one.number not in (None, number)), None)


def _told(item: ParcelItem, facts: Facts, words: PlanWords) -> frozenset[int]:
    """The activities that a file's own name, else its folders', else its titles name."""
    name, *folders = item_names(item)
    for texts in ((name,), tuple(folders), item_titles(item, facts)):
        found = {number for number, one in words.themes_in(texts).items() if one.share >= FULL or len(one.run) >= LONG}
        if found:
            return frozenset(found)
    return frozenset()


def _home(item: ParcelItem) -> tuple[int, tuple[str, ...]]:
    return item.group, item.parts[:-1]


def _homes(
    items: Sequence[ParcelItem], named: Sequence[frozenset[int]]
) -> dict[tuple[int, tuple[str, ...]], int | None]:
    """The one activity that the files of a folder within the package name; loose files have no home."""
    found: dict[tuple[int, tuple[str, ...]], set[int]] = {}
    for item, numbers in zip(items, named, strict=True):
        if len(item.parts) > 1:
            found.setdefault(_home(item), set()).update(numbers)
    return {home: next(iter(numbers)) if len(numbers) == 1 else None for home, numbers in found.items()}


def _part(parcel: Parcel, items: Sequence[ParcelItem]) -> Parcel:
    return replace(parcel, items=list(items), links=[], misfits=[], skipped=[])


def _proposal(
    parcel: Parcel,
    items: Sequence[ParcelItem],
    facts: Facts,
    words: PlanWords,
    complete: frozenset[int],
    *,
    split: bool = False,
) -> Proposal:
    clues = clues_of(parcel, items, facts)
    if split:
        clues = replace(clues, subjects=(), text=clues.text[1:])
    held = held_day(items, clues, facts, words.plan.year, parcel.day)
    cancelled = frozenset(row.id for row in words.plan.activities if row.cancelled)
    themes = words.themes_in(clues.plain) or words.themes_in(clues.text)
    spoken, sent = words.units_in(clues.plain), _sender(parcel, words)
    theirs = words.rows_of(spoken or sent)
    doubt = _foreign(clues, words) or ""
    if themes:
        fitting = frozenset(themes) & theirs if len(themes) > 1 and theirs else frozenset(themes)
        number = min(fitting or themes, key=lambda one: (one in cancelled, -themes[one].share))
        others = tuple(sorted((frozenset(themes) | (theirs if spoken else frozenset())) - {number}))
        best, agrees = themes[number], number in words.rows_of(spoken | sent)
        whole = best.share >= FULL
        doubt = doubt or _theme_doubt(best, clues, words, fitting, agrees=agrees)
        if spoken and number not in theirs:
            doubt = doubt or f"写的单位是{'、'.join(sorted(spoken))}"
        if number in cancelled:
            doubt = doubt or "这项活动已取消"
        return Proposal(parcel, number, others, not doubt, doubt or f"写明“{best.run}”", held, whole)
    unit = "、".join(sorted(spoken or sent))
    pending = sorted(theirs - complete - cancelled)
    if len(pending) == 1:
        strange = doubt or _unit_doubt(clues, words, pending[0], parcel.day)
        return Proposal(parcel, pending[0], (), not strange, strange or f"{unit}只有这一项未办结", held)
    if pending:
        return Proposal(
            parcel, None, _nearest(pending, words, parcel.day), False, f"{unit}有 {len(pending)} 项未办结", held
        )
    return Proposal(
        parcel, None, tuple(sorted(theirs)), False, f"{unit}的活动都已办结" if theirs else "没有写明是哪项活动", held
    )


def _sender(parcel: Parcel, words: PlanWords) -> frozenset[str]:
    known = [words.addresses.get(address.casefold(), "") for _, address in parcel.senders]
    return frozenset(filter(None, known)) or words.units_in([name for name, _ in parcel.senders])


def _theme_doubt(best: NamedTheme, clues: Clues, words: PlanWords, fitting: frozenset[int], *, agrees: bool) -> str:
    """Why a named theme does not settle it."""
    if len(fitting) != 1:
        return "写到几项活动"
    if best.number not in words.themes_in(clues.plain) and not agrees:
        return f"只有正文写到“{best.run}”"
    if best.share < FULL and not (agrees and (len(best.run) >= LONG or not _strange(clues, words, best.run))):
        return f"只写到“{best.run}”"
    elsewhere = {one.number for one in words.themes_in(clues.text).values() if one.share >= FULL}
    return "正文写的是另一项活动" if elsewhere and best.number not in elsewhere else ""


def _unit_doubt(clues: Clues, words: PlanWords, number: int, day: date | None) -> str:
    """Why a unit's only open activity may not be what its package is for."""
    target = next(row for row in words.plan.activities if row.id == number).target(words.plan.year)
    if day is not None and not target.first <= day <= target.last + _LATE:
        return f"来件日期不在计划月份（{target}）之后"
    strange = _strange(clues, words, "")
    return f"写到“{strange}”，不知是不是这一项" if strange else ""


def _strange(clues: Clues, words: PlanWords, run: str) -> str:
    found = [words.strange(text.replace(run, " ") if run else text) for text in clues.plain]
    return max([text for text in found if len(text) >= _MATTER], key=len, default="")


def _foreign(clues: Clues, words: PlanWords) -> str:
    """Another year that names, titles or subjects speak of, and not of the plan's own."""
    years = {int(year) for text in clues.plain for year in _YEAR.findall(text)}
    return f"写的是 {min(years)} 年" if years and words.plan.year not in years else ""


def _nearest(pending: Sequence[int], words: PlanWords, day: date | None) -> tuple[int, ...]:
    """Those whose month is the last before the package came first."""
    if day is None:
        return tuple(pending)
    months = {row.id: row.target(words.plan.year).first for row in words.plan.activities}
    return tuple(sorted(pending, key=lambda one: (months[one] > day, abs((day - months[one]).days), one)))

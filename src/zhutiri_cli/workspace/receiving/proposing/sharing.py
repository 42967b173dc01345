"""A package apart into shares, one for each activity that its files' names and titles tell, and what is left."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from zhutiri_cli.materials.links.urls import judge_url
from zhutiri_cli.materials.links.written_addresses import find_urls
from zhutiri_cli.materials.similarity.mentions import LONG
from zhutiri_cli.workspace.receiving.packages.parcel import Parcel, ParcelItem
from zhutiri_cli.workspace.receiving.proposing.clues import OPENING, Facts, item_names, item_titles
from zhutiri_cli.workspace.receiving.proposing.plan_words import FULL, PlanWords
from zhutiri_cli.workspace.receiving.proposing.proposal import Proposal, proposal
from zhutiri_cli.workspace.receiving.proposing.standing import Background

_FELT = 2
"""Pairs of letters of one theme alone, in a file's own name, by which it is felt."""


def propose(parcel: Parcel, facts: Facts, known: Background) -> list[Proposal]:
    """A package's proposal, or one for each activity that its files tell apart."""
    words = known.words
    announced = frozenset(words.themes_in([*parcel.subjects, parcel.label, parcel.said]))
    named = [_told(item, facts, words) or _in_text(item, facts, words, announced) for item in parcel.items]
    several = {number for numbers in named for number in numbers if len(numbers) == 1}
    if len(several) < 2:
        return [proposal(parcel, parcel.items, facts, known)]
    shares: dict[int, list[ParcelItem]] = {number: [] for number in sorted(several)}
    rest: list[ParcelItem] = []
    homes = _homes(parcel.items, named)
    for item, numbers in zip(parcel.items, named, strict=True):
        number = next(iter(numbers)) if len(numbers) == 1 else homes.get(_home(item)) if not numbers else None
        (rest if number is None else shares.get(number, rest)).append(item)
    links = links_apart(parcel, words, tuple(shares))
    found = [
        proposal(_part(parcel, items, links.get(number, [])), items, facts, known, split=True)
        for number, items in shares.items()
        if items
    ]
    if rest or links[None]:
        left = _part(parcel, rest, links[None])
        found.append(Proposal(left, None, tuple(shares), False, "同一来件有几项活动，这些分不清是哪一项"))
    return found


def contradicts(found: Sequence[Proposal], number: int) -> Proposal | None:
    """The proposal that plainly names another activity than ``number``."""
    return next((one for one in found if one.strong and one.number not in (None, number)), None)


def links_apart(parcel: Parcel, words: PlanWords, numbers: Sequence[int]) -> dict[int | None, list[str]]:
    """The links of a mail's text by the activity whose section they stand in: the one of ``numbers`` that their own
    line names alone, else the nearest line above that names any; ``None`` holds those that belong to no section."""
    found: dict[int | None, list[str]] = {None: [], **{number: [] for number in numbers}}
    homes: dict[str, int | None] = {}
    section: int | None = None
    for line in parcel.said.splitlines():
        told = {number for number in _themes(line, words) if number in numbers}
        section = (next(iter(told)) if len(told) == 1 else None) if told else section
        homes |= {judge_url(url).url: section for url in find_urls(line) if judge_url(url).url not in homes}
    for link in parcel.links:
        found[homes.get(judge_url(link).url)].append(link)
    return found


def _themes(text: str, words: PlanWords) -> frozenset[int]:
    named = frozenset(words.themes_in([text]))
    return named or _felt(text, words)


def _felt(text: str, words: PlanWords) -> frozenset[int]:
    felt = words.hints_in([text], words.themes)
    most = max(felt.values(), default=0)
    return frozenset(number for number, count in felt.items() if count == most) if most >= _FELT else frozenset()


def _told(item: ParcelItem, facts: Facts, words: PlanWords) -> frozenset[int]:
    """The activities that a file's own name, else its folders', else its titles name; else the one that the name, or a
    folder's, lets feel."""
    name, *folders = item_names(item)
    for texts in ((name,), tuple(folders), item_titles(item, facts)):
        found = {number for number, one in words.themes_in(texts).items() if one.share >= FULL or len(one.run) >= LONG}
        if found:
            return frozenset(found)
    return next((felt for text in (name, *reversed(folders)) if (felt := _felt(text, words))), frozenset())


def _in_text(item: ParcelItem, facts: Facts, words: PlanWords, announced: frozenset[int]) -> frozenset[int]:
    """Of several activities that the mail announces those that the beginning of a document names."""
    if len(announced) < 2 or item.staged not in facts:
        return frozenset()
    return frozenset(words.themes_in([facts[item.staged].text[:OPENING]])) & announced


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


def _part(parcel: Parcel, items: Sequence[ParcelItem], links: Sequence[str]) -> Parcel:
    return replace(parcel, items=list(items), links=list(links), misfits=[], skipped=[])

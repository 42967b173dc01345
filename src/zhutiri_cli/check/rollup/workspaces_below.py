"""From a folder down to the workspaces in it, wherever it lies: who looks into folders is handed in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from zhutiri_cli.check.rollup.storage_address import Place

DEPTH = 4
"""Folders within folders that are looked through for workspaces: province, city, district, and one more."""
PLAN_SUFFIXES = (".yaml", ".yml")
NO_PLAN = "没有计划文件（data/plan_年份.yaml 或 plan_年份.yaml）"
ADD_PLAN = "请放入计划文件，或从清单中去掉"
OWN_FOLDERS = ("data", "submissions")
"""What a workspace keeps for itself: no other workspace lies in there, and most of all its files do."""
P = TypeVar("P", bound=Place)


class FoundWorkspace(Struct, frozen=True):
    """A workspace's folder, or its plan file where that was named, with its ``plans`` and their years; or what is none,
    with the ``fault`` and what to do about it. ``absent``: nothing lies there at all, or nothing is said there."""

    path: Place
    fault: str = ""
    advice: str = ""
    absent: bool = False
    plans: Sequence[tuple[int, Place]] = ()


class LookedInto(Struct, Generic[P], frozen=True):
    """What a folder holds: plans, which make it a workspace, and folders in which others may lie; or why it cannot be
    looked into."""

    plans: Sequence[tuple[int, P]] = ()
    folders: Sequence[P] = ()
    fault: str = ""
    advice: str = ""


Look = Callable[[Sequence[P]], Iterable[LookedInto[P]]]
"""Looks into some folders, and tells of each in their order."""


def workspaces_below(folder: P, look: Look[P]) -> list[FoundWorkspace]:
    """The folder itself if it is one, and the workspaces of its sub-folders, where one without any is told as such; the
    folder as none when nothing in it or below holds a plan."""
    (found,) = _level([folder], DEPTH, look)
    return found or [FoundWorkspace(folder, NO_PLAN, ADD_PLAN)]


def _level(folders: Sequence[P], depth: int, look: Look[P]) -> list[list[FoundWorkspace]]:
    """Of each folder the workspaces in it; none when nothing below holds a plan. Folders of one depth are looked into
    together."""
    seen = list(look(folders))
    inner = [one.folders if depth and not one.fault else () for one in seen]
    following = [path for group in inner for path in group]
    below: Iterator[list[FoundWorkspace]] = iter(_level(following, depth - 1, look) if following else [])
    return [
        _together(folder, one, {path: next(below) for path in group})
        for folder, one, group in zip(folders, seen, inner, strict=True)
    ]


def _together(folder: P, seen: LookedInto[P], parts: dict[P, list[FoundWorkspace]]) -> list[FoundWorkspace]:
    """The workspaces of a folder: itself, then those of its parts. A workspace may have folders for anything else, so
    that one without a plan is told only beside one that has some."""
    if seen.fault:
        return [FoundWorkspace(folder, seen.fault, seen.advice)]
    below = [place for part in parts.values() for place in part]
    own = [FoundWorkspace(folder, plans=seen.plans)] if seen.plans else []
    if own and not any(place.plans for place in below):
        return own + [place for place in below if place.fault != NO_PLAN]
    if not below:
        return []
    return own + [place for path, part in parts.items() for place in part or [FoundWorkspace(path, NO_PLAN, ADD_PLAN)]]


def by_name(name: str) -> list[tuple[int, int | str]]:
    """Names in the order in which people number them: 2号 before 10号."""
    return [(0, int(part)) if part.isdecimal() else (1, part) for part in re.split(r"(\d+)", name) if part]

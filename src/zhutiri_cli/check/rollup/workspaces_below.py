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
P = TypeVar("P", bound=Place)


class FoundWorkspace(Struct, frozen=True):
    """A workspace's folder, or its plan file where that was named; or what is none, with the ``fault`` and what to do
    about it. ``absent``: nothing lies there at all."""

    path: Place
    fault: str = ""
    advice: str = ""
    absent: bool = False


class LookedInto(Struct, Generic[P], frozen=True):
    """What a folder holds: a plan, so that it is a workspace, or only folders; or why it cannot be looked into."""

    plan: bool = False
    folders: Sequence[P] = ()
    fault: str = ""
    advice: str = ""


Look = Callable[[Sequence[P]], Iterable[LookedInto[P]]]
"""Looks into some folders, and tells of each in their order."""


def workspaces_below(folder: P, look: Look[P]) -> list[FoundWorkspace]:
    """The folder itself, or the workspaces of its sub-folders, where one without any is told as such; the folder as
    none when nothing below holds a plan."""
    (found,) = _level([folder], DEPTH, look)
    return found or [FoundWorkspace(folder, NO_PLAN, ADD_PLAN)]


def _level(folders: Sequence[P], depth: int, look: Look[P]) -> list[list[FoundWorkspace]]:
    """Of each folder the workspaces in it; none when nothing below holds a plan. Folders of one depth are looked into
    together."""
    seen = list(look(folders))
    inner = [one.folders if depth and not (one.plan or one.fault) else () for one in seen]
    following = [path for group in inner for path in group]
    below: Iterator[list[FoundWorkspace]] = iter(_level(following, depth - 1, look) if following else [])
    found = []
    for folder, one, group in zip(folders, seen, inner, strict=True):
        parts = [next(below) for _ in group]
        if one.plan or one.fault:
            found.append([FoundWorkspace(folder, one.fault, one.advice)])
        elif any(parts):
            none = [[FoundWorkspace(path, NO_PLAN, ADD_PLAN)] for path in group]
            found.append([place for part, bare in zip(parts, none, strict=True) for place in part or bare])
        else:
            found.append([])
    return found


def by_name(name: str) -> list[tuple[int, int | str]]:
    """Names in the order in which people number them: 2号 before 10号."""
    return [(0, int(part)) if part.isdecimal() else (1, part) for part in re.split(r"(\d+)", name) if part]

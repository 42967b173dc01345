"""Of all that a pattern matches, which workspaces are meant: it meets much that nobody would name."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterable, Iterator, Mapping

from zhutiri_cli.check.rollup.storage_address import Place
from zhutiri_cli.check.rollup.workspaces_below import NO_PLAN, OWN_FOLDERS, PLAN_SUFFIXES, FoundWorkspace, P
from zhutiri_cli.plan.find import year_named


def plan_meant(name: str, part: str) -> bool:
    """Whether a file is meant as a plan by the part of a pattern that it fits: one named as plans are, or one whose
    whole name was typed."""
    return year_named(name) is not None or (name.lower().endswith(PLAN_SUFFIXES) and not glob.has_magic(part))


def plan_file(path: Place) -> FoundWorkspace:
    """A workspace by its plan file."""
    return FoundWorkspace(path, plans=((year_named(path.name) or 0, path),))


def of_matches(matches: Iterable[tuple[P, bool]], below: Callable[[P], list[FoundWorkspace]]) -> list[FoundWorkspace]:
    """The workspaces of what a pattern matches: folders, and plan files (``True``), a folder before what lies in it.
    ``below`` finds those of a folder. One without any is left out where it lies in another that is told."""
    found, bare = dict[Place, FoundWorkspace](), set[Place]()
    homes, beside, own = set[Place](), set[Place](), set[Place]()
    for place, is_file in matches:
        if place in found or (is_file and place.parent in homes):
            continue
        if place.parent in own or _own_part(place, homes, beside):
            own.add(place)
            continue
        more = [plan_file(place)] if is_file else below(place)
        new = {one.path: one for one in more if one.path not in found}
        if not any(one.plans for one in more):
            bare.update(path for path, one in new.items() if one.fault == NO_PLAN)
        found.update(new)
        if is_file:
            beside.add(place.parent)
        else:
            homes.update(one.path for one in more if one.plans)
    return _without_leavings(found, bare)


def _own_part(place: Place, homes: set[Place], beside: set[Place]) -> bool:
    """Whether a place lies in what a workspace keeps for itself, one among ``homes`` or with its plan ``beside`` it."""
    kept = (one.parent for one in (place, *_above(place)) if one.name in OWN_FOLDERS)
    return any(one in homes or one in beside for one in kept)


def _without_leavings(found: Mapping[Place, FoundWorkspace], bare: set[Place]) -> list[FoundWorkspace]:
    """Without those of the ``bare`` folders that lie in a workspace, or above one, or in another that is told."""
    sound = {_home(one) for one in found.values() if one.plans}
    told = sound | found.keys()
    over = {above for home in sound for above in (home, *_above(home))}
    left = {place for place in bare if place in over or not told.isdisjoint(_above(place))}
    return [one for place, one in found.items() if place not in left]


def _home(one: FoundWorkspace) -> Place:
    """The folder of a workspace, however it was named."""
    path = one.path.parent if one.path == one.plans[0][1] else one.path
    return path.parent if path.name == OWN_FOLDERS[0] else path


def _above(place: Place) -> Iterator[Place]:
    """The folders that a place lies in, the nearest first."""
    while place.parent != place:
        place = place.parent
        yield place

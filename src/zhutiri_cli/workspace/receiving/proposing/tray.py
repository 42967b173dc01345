"""What was given, read and proposed: a tray of packages that waits for the clerk, and what takes from it.

The source is only read. Copies lie in a temporary folder until they are taken; what is not taken stays where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from zhutiri_cli.common.errors import FileProblem, reason_of
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.temporaries import temporary_folder
from zhutiri_cli.materials.links.urls import judge_url
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.workspace.placing import brought, placing, staging
from zhutiri_cli.workspace.receiving.came_on import day_of
from zhutiri_cli.workspace.receiving.intake import sound, take_in
from zhutiri_cli.workspace.receiving.packages import package_door, take_package
from zhutiri_cli.workspace.receiving.packages.parcel import TYPED, Parcel, Stage
from zhutiri_cli.workspace.receiving.proposing.clues import Facts, look_into
from zhutiri_cli.workspace.receiving.proposing.package_places import packages_in
from zhutiri_cli.workspace.receiving.proposing.proposal import Proposal
from zhutiri_cli.workspace.receiving.proposing.sharing import propose
from zhutiri_cli.workspace.receiving.proposing.standing import Background
from zhutiri_cli.workspace.receiving.taken_in import Received
from zhutiri_cli.workspace.recording.target import open_target


class Tray(Struct):
    """Proposals in the order of the packages, and (message, advice) of packages that were refused. ``same``: by the
    place of a proposal (from 1) that of an earlier one that holds the very same; ``facts``: what is in the files."""

    proposals: list[Proposal] = field(default_factory=list)
    same: dict[int, int] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)
    facts: Facts = field(default_factory=dict)


@contextmanager
def tray_of(known: Background, packages: Sequence[Path], on: date | None) -> Iterator[Tray]:
    """The packages read and proposed; ``on`` dates those that have no day of their own. A package that is refused does
    not keep the others. Raises ``FileProblem`` for a path that is not there, ``OSError`` when the disk fails."""
    with temporary_folder() as folder:
        tray, parcels, mails = Tray(), list[Parcel](), folder / "mails"
        mails.mkdir()
        places = [place for given in packages for place in packages_in(given, mails)]
        with package_door() as door:
            for count, (name, path) in enumerate(places):
                stage = folder / str(count)
                stage.mkdir()
                try:
                    parcel = replace(sound(take_package(door, path, Stage(stage))), label=name)
                    parcel.source = None if path.is_relative_to(mails) else path
                except FileProblem as problem:
                    tray.refused.append((problem.message, problem.advice))
                except OSError as problem:
                    place = Path(str(problem.filename or folder))
                    if place.is_relative_to(folder):  # our own disk fails, which concerns all of them
                        raise
                    said = f"{path_shown(place)} 打不开（{reason_of(problem)}）"
                    tray.refused.append((said, "请核对它还在不在、有没有读取权限"))
                else:
                    undated = on is not None and parcel.day is None
                    parcels.append(replace(parcel, day=on, dated_by=TYPED) if undated else parcel)
        tray.facts = look_into(parcels)
        tray.proposals = _proposed(parcels, tray.facts, known)
        tray.same = _same(tray.proposals)
        yield tray


def _proposed(parcels: Sequence[Parcel], facts: Facts, known: Background) -> list[Proposal]:
    """The proposals; what a sender's certain packages are for helps with the others that came from the same address."""
    first = [propose(parcel, facts, known) for parcel in parcels]
    sure = [(one.parcel, one.number) for found in first for one in found if one.certain and one.number is not None]
    wiser = known.with_senders(sure)
    return [
        one
        for parcel, found in zip(parcels, first, strict=True)
        for one in (found if all(one.certain for one in found) else propose(parcel, facts, wiser))
    ]


def _same(proposals: Sequence[Proposal]) -> dict[int, int]:
    """A mail that was saved twice, or sent again unchanged: the first of them stands for all."""
    first: dict[tuple[frozenset[str], frozenset[str]], int] = {}
    found: dict[int, int] = {}
    for at, one in enumerate(proposals, start=1):
        digests = frozenset(item.digest for item in one.parcel.items)
        place = first.setdefault((digests, frozenset(judge_url(link).url for link in one.parcel.links)), at)
        if place != at and proposals[place - 1].number == one.number:
            found[at] = place
    return found


def take(
    plan: Plan,
    root: Path,
    proposal: Proposal,
    number: int,
    values: Mapping[str, Any],
    on: date | None,
    links: Sequence[str],
    since: Callable[[int], date | None],
) -> Received:
    """Take a share in for the activity ``number``. Raises as ``receive`` does, and then leaves everything as it was."""
    parcel = proposal.parcel
    with staging(root) as stage:
        there = brought((item.staged for item in parcel.items), stage)
        near = replace(parcel, items=[replace(item, staged=there[item.staged]) for item in parcel.items])
        with placing(root, number) as moves:
            dated = [(near, *day_of(near, on))]
            return take_in(plan, open_target(plan, root, str(number)), moves, dated, values, links, since)

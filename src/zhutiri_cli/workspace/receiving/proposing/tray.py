"""What was given, read and proposed: a tray of packages that waits for the clerk, and what takes from it.

The source is only read. Copies lie in a temporary folder until they are taken; what is not taken stays where it was.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.materials.links.urls import judge_url
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.workspace.moves import all_or_nothing
from zhutiri_cli.workspace.receiving.intake import day_of, sound, take_in
from zhutiri_cli.workspace.receiving.packages import read_package
from zhutiri_cli.workspace.receiving.packages.parcel import Parcel, Stage
from zhutiri_cli.workspace.receiving.proposing.clues import look_into
from zhutiri_cli.workspace.receiving.proposing.package_places import packages_in
from zhutiri_cli.workspace.receiving.proposing.plan_words import PlanWords
from zhutiri_cli.workspace.receiving.proposing.proposal import Proposal, propose
from zhutiri_cli.workspace.receiving.sorting import digest_of
from zhutiri_cli.workspace.receiving.taken_in import Received
from zhutiri_cli.workspace.recording.target import known_urls, open_target


@dataclass(slots=True)
class Tray:
    """Proposals in the order of the packages, and (message, advice) of packages that were refused."""

    proposals: list[Proposal] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


@contextmanager
def tray_of(plan: Plan, packages: Sequence[Path], complete: frozenset[int], on: date | None) -> Iterator[Tray]:
    """The packages read and proposed. A package that is refused does not keep the others. Raises ``FileProblem`` for a
    path that is not there, ``OSError`` when the disk fails."""
    with tempfile.TemporaryDirectory(prefix="zhutiri-", ignore_cleanup_errors=True) as folder:
        tray, parcels, mails = Tray(), list[Parcel](), Path(folder) / "mails"
        mails.mkdir()
        places = [place for given in packages for place in packages_in(given, mails)]
        for count, (name, path) in enumerate(places):
            stage = Path(folder) / str(count)
            stage.mkdir()
            try:
                parcel = replace(sound(read_package(path, Stage(stage))), label=name)
            except FileProblem as problem:
                tray.refused.append((problem.message, problem.advice))
            else:
                parcels.append(parcel if on is None else replace(parcel, day=on, dated_by=""))
        facts, words = look_into(parcels), PlanWords(plan)
        tray.proposals = [one for parcel in parcels for one in propose(parcel, facts, words, complete)]
        yield tray


def taken_before(plan: Plan, root: Path, proposal: Proposal, number: int) -> bool:
    """Whether all of it lies in the activity's folder already, by content, under whatever name."""
    target = open_target(plan, root, str(number))
    lying = (path for path in target.folder.rglob("*") if path.is_file() and not path.is_symlink())
    held = {digest_of(path) for path in lying} if proposal.parcel.items else set()
    urls = known_urls(target.record)
    links = {judge_url(link).url for link in proposal.parcel.links}
    return all(item.digest in held for item in proposal.parcel.items) and links <= urls


def take(
    plan: Plan,
    root: Path,
    proposal: Proposal,
    number: int,
    values: Mapping[str, Any],
    on: date | None,
    links: Sequence[str],
) -> Received:
    """Take a share in for the activity ``number``. Raises as ``receive`` does, and then leaves everything as it was."""
    dated = [(proposal.parcel, *day_of(proposal.parcel, on))]
    with all_or_nothing(root) as (_, moves):
        return take_in(plan, open_target(plan, root, str(number)), moves, dated, values, links)

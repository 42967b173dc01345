"""What a share would bring to its activity, by the very facts of a check: links and pictures inside documents, QR
codes, what a text says it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from zhutiri_cli.case.material_lines import MaterialLine, material_lines
from zhutiri_cli.check.weekly import declared_kinds
from zhutiri_cli.materials.links.urls import judge_url
from zhutiri_cli.plan.model import Activity, Plan
from zhutiri_cli.submission.discover import Discovery, Folder, ListedFile
from zhutiri_cli.submission.gather import Looking, Submission, gather
from zhutiri_cli.workspace.receiving.packages.parcel import Parcel
from zhutiri_cli.workspace.receiving.proposing.clues import Facts
from zhutiri_cli.workspace.receiving.sorting import settled, telling_words


class Foreseen(Struct, frozen=True):
    """The labels of the kinds that a share brings, and of those that its activity would still lack with it."""

    brought: tuple[str, ...]
    missing: tuple[str, ...]


def foreseen(plan: Plan, row: Activity, parcel: Parcel, facts: Facts, there: Sequence[MaterialLine]) -> Foreseen:
    """What ``parcel`` brings to the activity ``row``, of which ``there`` is in its folder already."""
    inside = plan.requirements.report.pictures_in_documents
    submission = _submission(plan, row, parcel, facts)
    coming = material_lines(plan.materials, row.forms, submission, date.max, inside=inside)
    sent = {judged.url for link in parcel.links if not (judged := judge_url(link)).problem}
    found = {line.kind: _usable(line) | (sent if line.kind == "links" else set()) for line in coming}
    held = {line.kind: {item.url.text for item in line.items if item.usable and item.url} for line in there}
    said = [(line.label, bool(found[line.kind])) for line in coming if line.items or found[line.kind]]
    missing = [line.label for line in there if line.lacking > len(found.get(line.kind, set()) - held[line.kind])]
    return Foreseen(tuple(f"{label}{'' if counts else '（不能使用）'}" for label, counts in said), tuple(missing))


def _usable(line: MaterialLine) -> set[str]:
    """What counts, each by what tells it from the others: a link by its address."""
    items = (item for item in line.items if item.usable)
    return {item.url.text if item.url else f"{at} {item.path}" for at, item in enumerate(items)}


def _submission(plan: Plan, row: Activity, parcel: Parcel, facts: Facts) -> Submission:
    """The share as if it were a folder of its own."""
    placed = settled(parcel.items, telling_words(plan))
    files = [ListedFile("/".join((str(at), *parts)), str(item.staged)) for at, (item, parts) in enumerate(placed)]
    discovery = Discovery(Path(), "present", {row.id: Folder(Path(), files)})
    seen = {item.staged: facts[item.staged] for item in parcel.items if item.staged in facts}
    return gather(discovery, {row.id: row.theme}, declared_kinds(plan), Looking(seen=seen))[row.id]

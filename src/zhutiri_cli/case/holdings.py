"""What is required of each kind of material, what is there on a date, and when the set was complete.

An item that a receipt names is there from that receipt's date on; an item that none names is there, undated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhutiri_cli.common.spelling import suffix_of
from zhutiri_cli.materials.file_facts import Fitness
from zhutiri_cli.plan.terms import Materials
from zhutiri_cli.submission.gather import Submission

_WITHOUT_PICTURES = (".txt", ".md")
_NOT_READ = (Fitness.UNCHECKED, Fitness.FAILED)


@dataclass(frozen=True, slots=True)
class HeldItem:
    """One piece of material: a file, or a link (``url``; a report without one has ``None``) in the file ``path``."""

    path: str
    usable: bool
    received: date | None
    url: str | None = None
    unchecked: str = ""
    reason: str = ""
    outlet: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind: the plan's minimum, whether a waiver ``lifted`` it, and which items are there."""

    kind: str
    label: str
    minimum: int
    items: tuple[HeldItem, ...]
    lifted: bool = False

    @property
    def required(self) -> int:
        """How many usable items are required; none once lifted."""
        return 0 if self.lifted else self.minimum

    @property
    def usable(self) -> int:
        """How many items count."""
        return sum(item.usable for item in self.items)

    @property
    def lacking(self) -> int:
        """How many more usable items are needed."""
        return max(self.required - self.usable, 0)


def holdings(
    materials: Materials, submission: Submission, as_of: date, lifted: frozenset[str] = frozenset()
) -> tuple[Holding, ...]:
    """Every kind of the plan with what is there on ``as_of``."""
    return tuple(
        Holding(
            kind,
            materials.labels[kind],
            minimum,
            tuple(item for item in _items(kind, submission) if item.received is None or item.received <= as_of),
            kind in lifted,
        )
        for kind, minimum in materials.minimums.items()
    )


def complete(kinds: Iterable[Holding]) -> bool:
    """Whether every required kind has its minimum of usable material."""
    return all(not holding.lacking for holding in kinds)


def completed_on(kinds: Iterable[Holding], receipts: Iterable[date]) -> date | None:
    """The first receipt's date by which the required material was complete by what receipts name, or ``None``."""
    kinds = tuple(kinds)
    for day in sorted(set(receipts)):
        if all(
            sum(item.usable and item.received is not None and item.received <= day for item in holding.items)
            >= holding.required
            for holding in kinds
        ):
            return day
    return None


def near_misses(kind: str, submission: Submission) -> tuple[str, ...]:
    """Files of no kind that may be what a kind lacks."""
    families = ("document", "table") if kind == "links" else ("document",)
    return tuple(file.relative for file in submission.files if not file.kinds and file.family in families)


def unopened(kind: str, submission: Submission) -> tuple[str, ...]:
    """What was not looked into, so that what a kind lacks may lie there: near misses, archives, second folders, links
    out of the workspace, unreadable folders; for publicity links also documents whose text was not read."""
    silent = [file.relative for file in submission.files if file.facts is not None and file.facts.verdict in _NOT_READ]
    unread = [relative for relative, _ in submission.unread]
    elsewhere = (*submission.archives, *submission.spare, *submission.outside, *unread)
    near = near_misses(kind, submission)
    if kind == "photos":
        near = tuple(name for name in near if suffix_of(name) not in _WITHOUT_PICTURES)
    return (*near, *elsewhere, *(silent if kind == "links" else ()))


def _items(kind: str, submission: Submission) -> list[HeldItem]:
    if kind == "links":
        return [
            HeldItem(
                link.source,
                link.usable,
                link.received,
                link.url,
                reason=link.problem,
                outlet=link.outlet,
                level=link.level,
            )
            for link in submission.links
        ]
    return [
        HeldItem(
            file.relative,
            file.facts.usable,
            file.received,
            None,
            file.facts.reason if file.facts.verdict in _NOT_READ else "",
            file.facts.reason,
        )
        for file in submission.files
        if kind in file.kinds and file.facts is not None
    ]

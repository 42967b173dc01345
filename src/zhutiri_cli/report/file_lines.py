"""What a report lists beside its judgements: the files of a folder, and what the record says. Plain facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhutiri_cli.common.privacy import mask

UNOPENED = "未解压"
"""The state of an archive that was not opened."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file of the folder that is there on the day: path, labels of its kinds, the date of its receipt, its size in
    bytes (``None``: not known), SHA-256 ("": not read), and what was made of it in a few Chinese words."""

    path: str
    kinds: tuple[str, ...]
    received: date | None
    size: int | None
    digest: str
    state: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the record says beside dates of holding and submission; ``None`` is not recorded."""

    filed: date | None = None
    extended_to: date | None = None
    reason: str | None = None
    banner: bool | None = None
    logo: bool | None = None


NOTHING_RECORDED = Recorded()


def shown(text: str) -> str:
    """A path or a reason as people are shown it: without citizens' numbers."""
    return mask(text)

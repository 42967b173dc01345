"""What a report lists beside its judgements: the files of a folder, and what the record says. Plain facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from zhutiri_cli.common.shown import Shown

UNOPENED = Shown("未解压")
"""The state of an archive that was not opened."""


UNFIT = Shown("不能使用：")
"""How the state of a file begins that cannot be used."""


class FileLine(Struct, frozen=True):
    """A file of the folder that is there on the day: path, labels of its kinds, the date of its receipt, its size in
    bytes (``None``: not known), SHA-256 ("": not read), and what was made of it in a few Chinese words."""

    path: Shown
    kinds: tuple[Shown, ...]
    received: date | None
    size: int | None
    digest: Shown
    state: Shown

    @property
    def unfit(self) -> bool:
        """Whether it was opened and cannot be used."""
        return self.state.startswith(UNFIT)


class Recorded(Struct, frozen=True):
    """What the record says beside dates of holding and submission; ``None`` is not recorded. ``done``: when obligations
    were met, by their key."""

    filed: date | None = None
    extended_to: date | None = None
    reason: Shown | None = None
    banner: bool | None = None
    logo: bool | None = None
    done: Mapping[Shown, date] = field(default_factory=dict)


NOTHING_RECORDED = Recorded()

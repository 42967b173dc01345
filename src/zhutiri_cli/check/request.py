"""What a check is asked to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from zhutiri_cli.case.selection import EVERYTHING, Selection
from zhutiri_cli.check.plan_files import SoundPlan
from zhutiri_cli.rules.rule import Rule

if TYPE_CHECKING:
    from zhutiri_cli.materials.file_facts import FileFacts
    from zhutiri_cli.materials.survey.cache import Cache
    from zhutiri_cli.materials.survey.workers import Workers


class Phase(Enum):
    """What takes a while, as its reader is told: what is done, and what is counted."""

    FILES = ("核对材料", "个文件")
    LINKS = ("联网核对链接", "条")
    PHOTOS = ("识别图片", "张")
    WORKSPACES = ("核对工作区", "个")

    @property
    def doing(self) -> str:
        """What is done."""
        return self.value[0]

    @property
    def unit(self) -> str:
        """What is counted, with its measure word."""
        return self.value[1]


def _unseen(phase: Phase, done: int, total: int) -> None:
    """Nobody watches."""


class CheckRequest(Struct, frozen=True):
    """What is to be checked: a plan without errors, a submissions root (not opened yet), and the day.

    ``selection``: what is judged and reported; the others are looked into all the same, since what they submit may be
    a copy. ``only``: nothing but these activities is looked into at all (``None``: every one). ``online``, ``ocr``:
    links are opened, photos are read; without them nothing leaves the machine and no picture is read. ``cache`` opens
    what is known of unchanged files, ``sums``: the SHA-256 of every file is wanted, ``progress`` is told how many of
    how many are done. ``seen``: the facts of files that are not to be opened (again); ``workers``: who opens
    the others where it is not the usual readers.
    """

    sound: SoundPlan
    root: Path
    as_of: date
    rules: Sequence[Rule]
    selection: Selection = EVERYTHING
    only: frozenset[int] | None = None
    online: bool = False
    ocr: bool = False
    cache: Callable[[], AbstractContextManager[Cache | None]] = nullcontext
    sums: bool = False
    progress: Callable[[Phase, int, int], None] = _unseen
    seen: Mapping[Path, FileFacts] = field(default_factory=dict)
    workers: Workers | None = None

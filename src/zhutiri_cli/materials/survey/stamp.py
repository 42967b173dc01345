"""What tells at a glance that a file is the one seen before."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from msgspec import Struct

_RACY = 3 * 10**9
"""Nanoseconds within which a file may change again without its stamp showing it (FAT counts in two seconds)."""


class Stamp(Struct, frozen=True):
    """Size in bytes, times in nanoseconds, inode."""

    size: int
    modified: int
    changed: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """The stamp of a file by its stat."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)

    def settled(self, now: int) -> bool:
        """Whether the file is old enough for a later change to show."""
        return now - max(self.modified, self.changed) > _RACY

    def __str__(self) -> str:
        return f"{self.size}:{self.modified}:{self.changed}:{self.inode}"


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of a regular, non-empty file; ``None`` for anything else, which only ``inspect`` can put into words."""
    try:
        return stamp_by(path.stat())
    except OSError:  # inspect says why
        return None


def stamp_by(status: os.stat_result) -> Stamp | None:
    """The same, by what the system said when the folder was listed."""
    return Stamp.of(status) if stat.S_ISREG(status.st_mode) and status.st_size else None

"""What a workspace's check depends on, in a few signs: when it is the same, so is the result."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from zhutiri_cli.submission.discover import DEPTH as FOLDERS

DEPTH = FOLDERS + 4
"""Folders within folders, those of the month and the activity among them; a check looks no deeper."""
_SECOND = 10**9
FINE, COARSE = _SECOND // 10, 3 * _SECOND
"""Nanoseconds within which a file may change again without its times showing it: by the clock of most disks, and by
that of disks which count in whole seconds, or in two (FAT)."""


def signature_of(plan: Path, root: Path) -> str:
    """Of a plan file, what is kept beside it, and its submissions root: names, sizes, times of change, places on the
    disk; no content. "" where something changed so lately that another change would not show."""
    summed, latest = hashlib.sha256(os.fsencode(plan)), 0
    for line, changed in (*_entries(plan.parent, 1), *_entries(root, DEPTH)):
        summed.update(line)
        latest = max(latest, changed)
    return summed.hexdigest()[:24] if _settled(latest) else ""


def plan_stamp(plan: Path) -> bytes:
    """What tells whether a plan file is as it was."""
    return b"".join(line for line, _ in _marks(plan))


def _settled(changed: int) -> bool:
    return abs(time.time_ns() - changed) > (FINE if changed % _SECOND else COARSE)


def _entries(folder: Path | str, depth: int) -> Iterator[tuple[bytes, int]]:
    """A line for each thing in a folder, and when it last changed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as problem:
        yield f"{problem.errno}".encode(), 0
        return
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False):
            yield from _marks(entry.path)
        elif depth > 1:
            yield os.fsencode(entry.path) + f"/ {entry.inode()}\n".encode(), 0
            yield from _entries(entry.path, depth - 1)


def _marks(path: Path | str) -> Iterator[tuple[bytes, int]]:
    """Of a file; of a link, and then of what it leads to."""
    name = os.fsencode(path)
    try:
        status = os.lstat(path)
        yield name + _mark(status), max(status.st_mtime_ns, status.st_ctime_ns)
        if stat.S_ISLNK(status.st_mode):
            status = os.stat(path)  # noqa: PTH116 - of very many paths no objects are made
            yield name + _mark(status), max(status.st_mtime_ns, status.st_ctime_ns)
    except OSError as problem:
        yield name + f" {problem.errno}\n".encode(), 0


def _mark(status: os.stat_result) -> bytes:
    times = f"{status.st_mtime_ns} {status.st_ctime_ns}"
    return f" {status.st_size} {times} {status.st_mode} {status.st_ino}\n".encode()

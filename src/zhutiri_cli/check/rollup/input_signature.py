"""What a workspace's check depends on, in a few signs: when it is the same, so is the result."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from zhutiri_cli.submission.discover import DEPTH as FOLDERS

DEPTH = FOLDERS + 4
"""Folders within folders, those of the month and the activity among them; a check looks no deeper."""


def signature_of(plan: Path, root: Path) -> str:
    """Of a plan file, what is kept beside it, and its submissions root: names, sizes, times of change; no content."""
    summed = hashlib.sha256(os.fsencode(plan))
    for line in (*_entries(plan.parent, 1), *_entries(root, DEPTH)):
        summed.update(line)
    return summed.hexdigest()[:24]


def _entries(folder: Path | str, depth: int) -> Iterator[bytes]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as problem:
        yield f"{problem.errno}".encode()
        return
    for entry in entries:
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError as problem:
            yield os.fsencode(entry.path) + f" {problem.errno}\n".encode()
            continue
        inside = entry.is_dir(follow_symlinks=False)
        if not inside:
            stamp = f" {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_mode}\n"
            yield os.fsencode(entry.path) + stamp.encode()
        elif depth > 1:
            yield os.fsencode(entry.path) + b"/\n"
            yield from _entries(entry.path, depth - 1)

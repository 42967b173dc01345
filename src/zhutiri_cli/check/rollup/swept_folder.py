"""A temporary folder for a rollup's processes. Who is killed cannot clear away; so the next one does: what lies in it
may be a copy of people's material."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.file_lock import locked

_PREFIX = "zhutiri-rollup-"
_OWN = "in-use"
_YOUNG = 60.0
"""Seconds for which a folder is left alone: whoever has just made it has not locked it yet."""


@contextmanager
def swept_folder() -> Iterator[Path]:
    """The folder, in use as long as this process has it; those that nobody uses any more are removed first."""
    for old in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if _left(old):
            with suppress(FileProblem), locked(old / _OWN, patience=0):  # somebody uses it
                shutil.rmtree(old, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        with locked(folder / _OWN):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _left(folder: Path) -> bool:
    """Whether a folder is this user's own and no longer new."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    return mine and folder.is_dir() and not folder.is_symlink() and time.time() - status.st_mtime > _YOUNG

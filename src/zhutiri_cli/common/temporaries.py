"""Hidden files and folders that are ours for a moment: each has an owner, and what a dead one left is cleared away.

A file is locked by who writes it; a folder by a locked file beside it. Locks end with the process, so what nobody holds
was left by a run that was killed, whatever its number was. Clearing is done where a program writes next, once for each
folder in a process.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zhutiri_cli.common.file_lock import OURS, NoLocksError, take

_FILE, _FOLDER, _OWNER = ".tmp", ".d", ".own"
_EARLIER = ".receive-"
"""How staging folders of the release 0.1.0 begin, which nobody locks."""
_DAY = 86400.0
"""Seconds after which what cannot be locked is nobody's any more."""
_BINARY = getattr(os, "O_BINARY", 0)
_CLEARED: set[str] = set()
"""The folders that this process has cleared."""


def temporary_file(folder: Path) -> tuple[int, Path]:
    """A new empty file that is ours: its handle, which holds it, and its path. Raises ``OSError``."""
    clear_left_once(folder)
    return _owned(folder, _FILE)


@contextmanager
def temporary_folder(place: Path | None = None) -> Iterator[Path]:
    """A new empty folder that is ours, in ``place`` (``None``: where the system has such); gone afterwards, as far as
    it can be removed. Raises ``OSError``."""
    place = Path(tempfile.gettempdir()) if place is None else place
    clear_left_once(place)
    handle, owner = _owned(place, _OWNER)
    folder = owner.with_suffix(_FOLDER)
    try:
        folder.mkdir(mode=0o700)
        yield folder
    finally:
        _remove(folder)
        os.close(handle)
        with suppress(OSError):  # the folder may have gone with all that was in it
            owner.unlink()


def left_in(folder: Path) -> list[Path]:
    """What runs that were killed left in a folder; nothing where it cannot be listed. Nothing is changed."""
    dead = [path for path in _ours(folder) if _dead(path, remove=False)]
    return [inner if (inner := path.with_suffix(_FOLDER)).is_dir() else path for path in dead]


def clear_left(folder: Path) -> None:
    """Remove what runs that were killed left in a folder, as far as it can be; never what a living one holds."""
    for path in _ours(folder):
        _dead(path, remove=True)


def clear_left_once(folder: Path) -> None:
    """The same, once in a process."""
    place = os.path.realpath(folder)
    if place not in _CLEARED:
        _CLEARED.add(place)
        clear_left(folder)


def _owned(folder: Path, suffix: str) -> tuple[int, Path]:
    while True:
        path = folder / f"{OURS}{os.getpid()}-{secrets.token_hex(4)}{suffix}"
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        except FileExistsError:  # another has that name: the next one
            continue
        try:
            if take(handle, path):
                return handle, path
        except NoLocksError:  # this disk knows no locks: it is used without
            return handle, path
        os.close(handle)
        with suppress(OSError):  # another has looked at it, or cleared it away, between its making and its locking
            path.unlink()


def _ours(folder: Path) -> list[Path]:
    """Ours by name; a folder is spoken for by the file beside it, unless that is gone."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.name.startswith((OURS, _EARLIER)))
    except OSError:  # it is only tidied up: what is not to be listed stays
        return []
    owned = {name.removesuffix(_OWNER) + _FOLDER for name in names if name.endswith(_OWNER)}
    return [folder / name for name in names if name not in owned]


def _dead(path: Path, *, remove: bool) -> bool:
    """Whether nobody holds it; removed, where that is asked, while nobody else can hold it."""
    if path.name.startswith(_EARLIER) or path.suffix == _FOLDER:
        dead = path.suffix == _FOLDER or _abandoned(path)
        if dead and remove:
            _remove(path)
        return dead
    try:
        handle = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:  # another user's, or gone
        return False
    try:
        dead = take(handle, path)
    except NoLocksError:
        dead = _abandoned(path)
    if dead and remove:
        if path.suffix == _OWNER:
            _remove(path.with_suffix(_FOLDER))
        if sys.platform != "win32":
            _remove(path)
    os.close(handle)
    if dead and remove and sys.platform == "win32":  # what is open cannot be removed there
        _remove(path)
    return dead


def _abandoned(path: Path) -> bool:
    try:
        return time.time() - path.lstat().st_mtime > _DAY
    except OSError:  # it is gone, or stays
        return False


def _remove(path: Path) -> None:
    """What cannot be removed is told by the check, and tried again by the next run."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)  # as above
        return
    with suppress(OSError):  # as above
        path.unlink()

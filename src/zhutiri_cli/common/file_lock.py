"""The only right to change something, among programs of ours: reading it and replacing it is one step for others.

A lock is a hidden file that its holder has locked: it ends with the process, however that ends. What the file says is
who holds it. Where the disk knows no locks, it lies in the user's temporary folder, and keeps out programs of this
machine only.
"""

from __future__ import annotations

import errno
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zhutiri_cli.common.errors import FileProblem, reason_of, remedy_of
from zhutiri_cli.common.paths import path_shown

OURS = ".zhutiri-"
"""How the names of our own hidden files and folders begin; all of them may go once nobody holds them."""
PATIENCE = 20.0
"""Seconds for which another program is waited for: it may have to open some documents."""
_PAUSE = 0.05
_LONGEST_NAME = 48
"""Letters of a file's name that its lock's has: two files that share them wait for one another, no more."""
_TAKEN = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})
_MOST_TOLD = 200
"""Bytes of what a lock says that are read."""

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # a byte that nobody reads: on Windows what is locked cannot be read

    def _lock(handle: int) -> None:
        """Raises ``OSError`` while another has it."""
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
else:
    import fcntl

    def _lock(handle: int) -> None:
        """Raises ``OSError`` while another has it."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class NoLocksError(Exception):
    """The disk knows no locks."""


def take(handle: int, path: Path) -> bool:
    """Whether the lock of an open file is ours from now on, until it is closed, and the file still lies at ``path``.
    Raises ``NoLocksError``."""
    try:
        _lock(handle)
    except OSError as problem:
        if problem.errno in _TAKEN:
            return False
        raise NoLocksError from None
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except OSError:  # whoever held it has removed the file: this lock keeps nobody out
        return False


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a file, which need not exist, by a hidden file beside it that is gone afterwards. Raises
    ``FileProblem`` when it cannot be had."""
    with lock_called(path.parent, path.name[:_LONGEST_NAME], path_shown(path), patience):
        yield


@contextmanager
def lock_called(folder: Path, name: str, shown: str, patience: float = PATIENCE, where: str = "") -> Iterator[None]:
    """Hold the lock of that name in a folder; ``shown`` is how people call what it is for, and ``where`` names the
    folder to them if that does not. Raises ``FileProblem`` when it cannot be had."""
    try:
        held = _held(folder / f"{OURS}{name}.lock", shown, patience)
    except OSError as problem:
        advice = remedy_of(problem, "请检查文件夹是否存在、有没有写入权限")
        raise FileProblem(f"{shown}{where} 无法写入（{reason_of(problem)}）", advice) from None
    try:
        yield
    finally:
        if held is not None:
            path, handle = held
            with suppress(OSError):  # Windows: another waits with it open, and removes it after its turn
                path.unlink()
            os.close(handle)


def _held(beside: Path, shown: str, patience: float) -> tuple[Path, int] | None:
    """A lock that is held now; ``None`` where neither disk knows any, and nothing can keep others out."""
    for where in (lambda path: path, _elsewhere):
        path = where(beside)
        with suppress(NoLocksError):  # then the other disk is tried
            return path, _opened(path, shown, patience)
        with suppress(OSError):  # it is only in the way
            path.unlink()
    return None


def _elsewhere(beside: Path) -> Path:
    digest = hashlib.sha256(os.fsencode(beside.absolute())).hexdigest()
    return Path(tempfile.gettempdir(), f"{OURS}{digest[:24]}.lock")


def _opened(path: Path, shown: str, patience: float) -> int:
    until = time.monotonic() + patience
    while True:
        handle = _handle(path)
        try:
            if take(handle, path):
                _sign(handle)
                return handle
            who = _signed(handle)
        except BaseException:  # an interruption while it waits, too; raised again
            os.close(handle)
            raise
        os.close(handle)
        if time.monotonic() > until:
            raise FileProblem(f"{shown} 正被另一个程序改动{who}", "请等它做完再运行")
        time.sleep(_PAUSE)


def _handle(path: Path) -> int:
    """The lock's file, open: everybody who may write in the folder may hold it, whoever made it. Raises ``OSError``."""
    itself = getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | itself, 0o666)
    except FileExistsError:
        try:
            return os.open(path, os.O_RDWR | os.O_CREAT | itself, 0o666)
        except PermissionError:  # another user's, of an older release: enough to hold it
            return os.open(path, os.O_RDONLY | itself)
    if sys.platform != "win32":  # where the folder's rights are passed on
        os.fchmod(handle, 0o666)
    return handle


def _sign(handle: int) -> None:
    """Say who holds it."""
    user = os.environ.get("USER") or os.environ.get("USERNAME") or "有人"
    machine = os.environ.get("COMPUTERNAME") or (os.uname().nodename if sys.platform != "win32" else "")
    with suppress(OSError):  # a full disk: then it is held without saying by whom
        os.ftruncate(handle, 0)
        os.write(handle, f"{user} 在电脑 {machine} 上运行的进程 {os.getpid()}".encode("utf-8", "replace")[:_MOST_TOLD])


def _signed(handle: int) -> str:
    """Who holds it, in brackets; "" where that is not told."""
    with suppress(OSError):  # it is only told less
        os.lseek(handle, 0, os.SEEK_SET)
        return f"（{said}）" if (said := os.read(handle, _MOST_TOLD).decode("utf-8", "replace").strip()) else ""
    return ""

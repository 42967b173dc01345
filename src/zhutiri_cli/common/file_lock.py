"""The only right to change a file, among programs of ours: reading it and replacing it is one step for others."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zhutiri_cli.common.errors import FileProblem, reason_of
from zhutiri_cli.common.paths import path_shown

PATIENCE = 10.0
"""Seconds for which another program is waited for."""
_PAUSE = 0.05

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        """Raises ``OSError`` while another has it."""
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        """Raises ``OSError`` while another has it."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a file, which need not exist, by a hidden file beside it that is gone afterwards. The lock ends
    with the process, however it ends. Raises ``FileProblem`` when it cannot be had."""
    beside = path.with_name(f".{path.name}.lock")
    try:
        handle = _opened(beside, path, patience)
    except OSError as problem:
        raise FileProblem(f"{path_shown(path)} 无法写入（{reason_of(problem)}）", "请检查文件夹的写入权限") from None
    try:
        yield
    finally:
        with suppress(OSError):  # Windows: another waits with it open, and removes it after its turn
            beside.unlink()
        os.close(handle)


def _opened(beside: Path, path: Path, patience: float) -> int:
    until = time.monotonic() + patience
    while True:
        handle = os.open(beside, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _take(handle)
        except OSError:
            os.close(handle)
        else:
            if _still(beside, handle):
                return handle
            os.close(handle)  # the one who held it has removed the file: this lock keeps nobody out
        if time.monotonic() > until:
            raise FileProblem(f"{path_shown(path)} 正被另一个程序改动", "请稍后重新运行")
        time.sleep(_PAUSE)


def _still(beside: Path, handle: int) -> bool:
    try:
        return os.path.samestat(beside.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False

"""A small SQLite file that may fail: what is damaged is made anew, what cannot be used is said and done without."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from zhutiri_cli.common.errors import reason_of

Order = tuple[str, tuple[object, ...]]
Result = TypeVar("Result")

WAIT = 5.0
"""Seconds to wait for another process that is writing."""
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})
"""The bytes are no database, or not with our tables. Anything else (locked, full, read-only) is no damage."""
_REASONS = {
    sqlite3.SQLITE_BUSY: "另一个程序正在使用",
    sqlite3.SQLITE_READONLY: "没有写入权限",
    sqlite3.SQLITE_CANTOPEN: "打不开",
    sqlite3.SQLITE_FULL: "磁盘已满",
}


class Store:
    """An open file at ``path`` with ``tables``; one thread may use it at a time. ``problem``: the reason in Chinese,
    once it can't be used; then nothing is found in it and nothing written."""

    def __init__(self, path: Path, tables: str) -> None:
        self.problem = ""
        self._path = path
        self._tables = tables
        self._base: sqlite3.Connection | None = None
        self._guarded(self._open, None)

    def ask(self, order: str, values: tuple[object, ...]) -> list[Any]:
        """The rows that a query finds; none where the file can't be used."""
        return self._guarded(lambda base: base.execute(order, values).fetchall(), [])

    def write(self, orders: Sequence[Order]) -> None:
        """Carry out all of ``orders``, or none, in one short transaction, so that another process waits little."""
        self._guarded(lambda base: _carry_out(base, orders), None)

    def close(self) -> None:
        """Close the file."""
        if self._base is not None:
            self._base.close()
            self._base = None

    def _open(self, _: sqlite3.Connection | None = None) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path.touch(mode=0o600)
        self._base = sqlite3.connect(self._path, timeout=WAIT, isolation_level=None, check_same_thread=False)
        self._base.text_factory = lambda text: text.decode(errors="replace")  # a damaged one matches nothing
        self._base.execute("PRAGMA synchronous = OFF")  # after a power cut it may be damaged, and is made anew
        self._base.executescript(self._tables)
        if self._base.execute("SELECT 1 FROM sqlite_master WHERE type IN ('view', 'trigger')").fetchone():
            raise _foreign()

    def _guarded(self, act: Callable[[Any], Result], otherwise: Result) -> Result:
        """What ``act`` returns; ``otherwise`` where the file fails it. A damaged file is made anew once in a run."""
        if self.problem or (self._base is None and act != self._open):
            return otherwise
        try:
            return act(self._base)
        except (sqlite3.Error, OSError, UnicodeDecodeError) as error:  # the last: a message that quotes damaged bytes
            if _code(error) in _DAMAGED and act != self._remade:
                self._guarded(self._remade, None)
            else:
                self.problem = _reason(error)
            return otherwise

    def _remade(self, _: sqlite3.Connection | None = None) -> None:
        """The damaged file deleted and an empty one in its place; it held nothing that can't be learnt again."""
        self.close()
        for suffix in ("", "-journal", "-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
        self._open()


def _foreign() -> sqlite3.DatabaseError:
    """Somebody put in what we never do, and what may go on for ever: as damaged as bytes that are no database."""
    problem = sqlite3.DatabaseError("views or triggers")
    problem.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return problem


def _reason(error: sqlite3.Error | OSError | UnicodeDecodeError) -> str:
    """Why the file can't be used, in Chinese."""
    if isinstance(error, OSError):
        return reason_of(error)
    return _REASONS.get(_code(error), "读写出错")


def _code(error: sqlite3.Error | OSError | UnicodeDecodeError) -> int:
    """SQLite's primary result code, of which the code it reports may be a finer kind; 0 where there is none."""
    if isinstance(error, UnicodeDecodeError):
        return sqlite3.SQLITE_CORRUPT
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _carry_out(base: sqlite3.Connection, orders: Sequence[Order]) -> None:
    with contextlib.closing(base.cursor()) as cursor:
        cursor.execute("BEGIN IMMEDIATE")
        try:
            for order, values in orders:
                cursor.execute(order, values)
        except BaseException:  # an interruption, too, leaves no half transaction; raised again
            cursor.execute("ROLLBACK")
            raise
        cursor.execute("COMMIT")

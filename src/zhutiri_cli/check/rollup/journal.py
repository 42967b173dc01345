"""The journal of a rollup: every workspace's row as soon as it is there, one line of JSON each.

All outputs are written from it, so that no more than one row is in memory; and a rollup that was broken off goes on
from it. Each line begins with a sum of the rest. From the first one on that is torn or damaged they are dropped, and
their workspaces are done again.
"""

from __future__ import annotations

import json
import os
import stat
import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Any, Self

from msgspec import Struct, convert
from msgspec.structs import replace

from zhutiri_cli.check.rollup.row_text import line_of, read_back, written
from zhutiri_cli.common.errors import FileProblem, reason_of
from zhutiri_cli.common.files import replace_file
from zhutiri_cli.common.lazy_sequence import LazySequence
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.summing.workspace_row import WorkspaceRow

_NAME = "zhutiri/rollup-journal/1"
_FLAGS = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class _Entry(Struct, frozen=True):
    offset: int
    signature: str


class Journal:
    """An open journal. ``as_of`` and ``version``: on which day and by which program its rows were made."""

    def __init__(self, path: Path, as_of: date, version: str, *, resumed: bool) -> None:
        """Open it; ``resumed``: with the rows that are there already, if they are of that day and version, else empty.
        Raises ``FileProblem``, also for what lies there and is no journal."""
        self.path = path
        self._entries: dict[str, _Entry] = {}
        head = {"schema": _NAME, "as_of": as_of.isoformat(), "version": version}
        try:
            known = header_of(path)
            if known is None and os.path.lexists(path) and not _is_empty(path):
                raise FileProblem(
                    f"{path_shown(path)} 不是汇总的进度文件，而进度要记在这个文件里",
                    "请把它改名或移走后重新运行，或用 -o 换一个输出文件名",
                )
            if not resumed or known != head:
                replace_file(path, line_of(head))
            self._stream: IO[bytes] = os.fdopen(os.open(path, _FLAGS), "r+b")
        except OSError as problem:
            raise FileProblem(
                f"进度文件 {path_shown(path)} 无法写入（{reason_of(problem)}）", "请检查文件夹的写入权限和磁盘空间"
            ) from None
        self._read()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def __len__(self) -> int:
        """How many workspaces have a row."""
        return len(self._entries)

    def signature(self, key: str) -> str:
        """Under which signature a workspace has its row; "" for one without, or whose row is to be made again."""
        entry = self._entries.get(key)
        return entry.signature if entry else ""

    def add(self, key: str, signature: str, row: WorkspaceRow) -> None:
        """Put down a row; it is on its way to the disk when this returns. Raises ``FileProblem``."""
        try:
            offset = self._stream.seek(0, os.SEEK_END)
            self._stream.write(_summed(line_of([key, signature, written(row)])))
            self._stream.flush()
        except OSError as problem:
            raise FileProblem(
                f"进度文件 {path_shown(self.path)} 无法写入（{reason_of(problem)}）",
                "请腾出磁盘空间，再在原来的命令后加 --resume 接着做",
            ) from None
        self._entries[key] = _Entry(offset, signature)

    def rows(self, called: Mapping[str, Shown]) -> Sequence[WorkspaceRow]:
        """The rows of these workspaces, each of which has one, with what they are called now: a row that is gone on
        with may have been made from another folder."""
        return _Rows(self._stream, [self._entries[key].offset for key in called], list(called.values()))

    def remove(self) -> None:
        """All outputs are written: it is not needed any more."""
        self._stream.close()
        self.path.unlink(missing_ok=True)

    def _read(self) -> None:
        """Learn where the rows are; what follows the last whole line is cut off."""
        end = len(self._stream.readline())
        for line in self._stream:
            try:
                _, key, signature, row = convert(json.loads(line), tuple[int, str, str, Any])
                read_back(row)
            except (ValueError, RecursionError):  # no row: it and what follows is done again
                break
            if line != _summed(b"[" + line.partition(b",")[2]):
                break
            self._entries[key] = _Entry(end, signature)
            end += len(line)
        self._stream.truncate(end)


def _summed(line: bytes) -> bytes:
    """A list's line with a sum of it as the first thing in the list."""
    return b"[%d,%b" % (zlib.crc32(line), line.removeprefix(b"["))


def header_of(path: Path) -> dict[str, Any] | None:
    """The first line of a journal; ``None`` where there is none. Raises ``OSError``."""
    if path.is_symlink() or not path.is_file():
        return None
    with path.open("rb") as stream:
        try:
            head = json.loads(stream.readline(1000))
        except (ValueError, RecursionError):  # no JSON: no journal of ours
            return None
    return head if isinstance(head, dict) and head.get("schema") == _NAME else None


def _is_empty(path: Path) -> bool:
    """Whether it is a file that has nothing in it yet."""
    status = path.lstat()
    return stat.S_ISREG(status.st_mode) and not status.st_size


def day_of(path: Path) -> date | None:
    """The day of a journal that is there; ``None`` where none can be told."""
    try:
        head = header_of(path)
        return date.fromisoformat(head["as_of"]) if head is not None else None
    except (
        OSError,
        KeyError,
        TypeError,
        ValueError,
    ):  # opening it says what is wrong
        return None


class _Rows(LazySequence[WorkspaceRow]):
    """Rows on the disk, by where they begin."""

    def __init__(self, stream: IO[bytes], offsets: list[int], called: list[Shown]) -> None:
        self._stream, self._offsets, self._called = stream, offsets, called

    def __len__(self) -> int:
        return len(self._offsets)

    def at(self, place: int) -> WorkspaceRow:
        """The row that begins there, read from the disk."""
        self._stream.seek(self._offsets[place])
        return replace(read_back(json.loads(self._stream.readline())[3]), path=self._called[place])

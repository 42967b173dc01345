"""Files read in this very process, one after the other: for a process that exists to check and may end over a file.

Starting readers takes longer than reading a workspace of small files. So a process of a rollup reads by itself, and
keeps a note of the file that it is at: when it ends over it, whoever started it reads there which one it was, and has
the rest checked without it. A reader that is stuck is ended from within (``faulthandler``'s own thread ends the process
even where a library holds Python's lock), so that a file may take no longer here than elsewhere. One over whose first
look it ended is read plainly at the next try.
"""

from __future__ import annotations

import faulthandler
import os
import time
from collections.abc import Collection
from concurrent.futures import Future
from io import FileIO
from pathlib import Path

from zhutiri_cli.common.foreign_limits import FILE_SECONDS
from zhutiri_cli.materials.door.door import Question
from zhutiri_cli.materials.file_facts import FileFacts
from zhutiri_cli.materials.survey.inspect import inspect, inspect_plainly
from zhutiri_cli.materials.survey.workers import Asked, Look, Workers, first_seconds, look_inside, out_of_memory

_SLACK = 10.0
"""Seconds that a file may take beyond its limit: the watch is set anew that often, since to set it takes longer than to
read a small file."""


class ReadHere(Workers):
    """``look`` at each file when its answer is asked for. ``note``: where the file at hand is noted, in bytes; without
    it nobody is there to go on, and there is no watch. ``plainly``: files at which a first look took too long."""

    def __init__(
        self,
        note: Path | None,
        look: Look = inspect,
        seconds: float = FILE_SECONDS,
        plainly: Collection[Path] = frozenset(),
    ) -> None:
        super().__init__(look, seconds)
        self._here, self._limit, self._note, self._plainly = look, seconds, note, plainly
        self._kept: FileIO | None = None
        self._asked = Question(look, (), Future())
        self._set = float("-inf")

    def _begin(self) -> None:
        """Begin the watch, where anybody is there to go on."""
        if self._note is not None:
            self._kept, self._nowhere = FileIO(self._note, "w"), FileIO(os.devnull, "w")

    def _end(self, kind: type[BaseException] | None) -> None:  # noqa: ARG002 - ends alike however it came
        """End the watch."""
        if self._kept is not None:
            faulthandler.cancel_dump_traceback_later()
            self._kept.close()
            self._nowhere.close()

    def ask(self, path: Path, digest: str, root: Path | None = None) -> Asked:
        """The question, not looked at yet."""
        return Asked(path, digest, root, self._asked)

    def answer(self, question: Asked) -> FileFacts:
        """Facts of the file; this process ends where reading it takes too long."""
        if self._kept is None:
            return self._looked(question)
        self._watch(question.path)
        _note(self._kept, os.fsencode(question.path))
        facts = self._looked(question)
        _note(self._kept, b"")
        return facts

    def _watch(self, path: Path) -> None:
        seconds = None if path in self._plainly else first_seconds(path)
        if seconds is not None:
            faulthandler.dump_traceback_later(seconds, exit=True, file=self._nowhere)
            self._set = float("-inf")  # of this file alone: the next one has a watch of its own
        elif time.monotonic() - self._set > min(_SLACK, self._limit):
            faulthandler.dump_traceback_later(self._limit + _SLACK, exit=True, file=self._nowhere)
            self._set = time.monotonic()

    def _looked(self, question: Asked) -> FileFacts:
        look = inspect_plainly if question.path in self._plainly else self._here
        try:
            return look_inside(look, question.path, question.digest, question.root)
        except MemoryError:
            return out_of_memory()


def file_at_hand(note: Path) -> Path | None:
    """The file that a process was at when it ended; ``None`` when it was at none."""
    try:
        named = note.read_bytes()
    except OSError:  # no note: at none
        return None
    path = named.partition(b"\0")[0]
    return Path(os.fsdecode(path)) if path else None


def _note(kept: FileIO, path: bytes) -> None:
    """Written over what was there, up to a zero byte, which no path holds: in one step where the system can."""
    if hasattr(os, "pwrite"):
        os.pwrite(kept.fileno(), path + b"\0", 0)
    else:
        kept.seek(0)
        kept.write(path + b"\0")

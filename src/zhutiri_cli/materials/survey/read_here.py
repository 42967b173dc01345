"""Files read in this very process, one after the other: for a process that exists to check and may end over a file.

Starting readers takes longer than reading a workspace of small files. So a process of a rollup reads by itself, and
keeps a note of the file that it is at: when it ends over it, whoever started it reads there which one it was, and has
the rest checked without it. A reader that is stuck is ended from within (``faulthandler``'s own thread ends the process
even where a library holds Python's lock), so that a file may take no longer here than elsewhere.
"""

from __future__ import annotations

import faulthandler
import os
from concurrent.futures import Future
from pathlib import Path
from typing import Self

from zhutiri_cli.materials.file_facts import FileFacts
from zhutiri_cli.materials.survey.inspect import inspect
from zhutiri_cli.materials.survey.workers import SECONDS, Asked, Look, Workers


class ReadHere(Workers):
    """``look`` at each file when its answer is asked for. ``note``: where the file at hand is noted, in bytes."""

    def __init__(self, note: Path | None, look: Look = inspect, seconds: float = SECONDS) -> None:
        super().__init__(look, seconds)
        self._here, self._limit, self._note = look, seconds, note

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """There is nothing to let go."""

    def ask(self, path: Path, digest: str) -> Asked:
        """The question, not looked at yet."""
        return Asked(path, digest, Future())

    def answer(self, question: Asked) -> FileFacts:
        """Facts of the file; this process ends where reading it takes too long."""
        if self._note is None:
            return self._here(question.path, question.digest)
        self._note.write_bytes(os.fsencode(question.path))
        with Path(os.devnull).open("w") as nowhere:
            faulthandler.dump_traceback_later(self._limit, exit=True, file=nowhere)
            try:
                return self._here(question.path, question.digest)
            finally:
                faulthandler.cancel_dump_traceback_later()
                self._note.write_bytes(b"")


def file_at_hand(note: Path) -> Path | None:
    """The file that a process was at when it ended; ``None`` when it was at none."""
    try:
        named = note.read_bytes()
    except OSError:
        return None
    return Path(os.fsdecode(named)) if named else None

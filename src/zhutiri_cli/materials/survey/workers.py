"""Files of submissions looked into behind the door: what becomes of one that crashes, hangs or starves its reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Self

from msgspec import Struct

from zhutiri_cli.common.foreign_limits import DRAWING_SECONDS, FILE_SECONDS, MEMORY, MIB
from zhutiri_cli.common.leading_out import ITSELF, NOT_FOLLOWED, leads_out
from zhutiri_cli.common.spelling import suffix_of
from zhutiri_cli.materials.door.door import CrashedError, Door, LateError, Question, StarvedError, StoppedError
from zhutiri_cli.materials.file_facts import FileFacts, Fitness, failed
from zhutiri_cli.materials.survey.inspect import inspect, inspect_plainly

Look = Callable[[Path, str], FileFacts]
AT_FIRST = {".pdf": DRAWING_SECONDS}
"""Seconds for a first look at files whose readers ``read_plainly``: after them they are asked once more, to do that."""


def first_seconds(path: Path) -> float | None:
    """How long a first look at a file may take; ``None``: its reader has no plainer one."""
    return AT_FIRST.get(suffix_of(path.name))


class Asked(Struct, frozen=True):
    """A file that a reader is at work on."""

    path: Path
    digest: str
    root: Path | None
    question: Question


def out_of_time(seconds: float = FILE_SECONDS) -> FileFacts:
    """Facts of a file at which a reader was longer than it may be."""
    return FileFacts(Fitness.UNCHECKED, f"打开超过 {seconds:g} 秒，未核对内容", "请人工打开核对", local=True)


def out_of_memory() -> FileFacts:
    """Facts of a file for which a reader needed more memory than it may take."""
    reason = f"打开要用的内存超过 {MEMORY // MIB} MB，未核对内容"
    return FileFacts(Fitness.UNCHECKED, reason, "请人工打开核对，或请单位另存一份后重新报送", local=True)


def crashed(status: int | None) -> FileFacts:
    """Facts of a file at which a reader's process ended, with its exit status."""
    return failed(f"读取程序崩溃（退出码 {status}）")


LED_OUT = FileFacts(Fitness.FAILED, NOT_FOLLOWED, ITSELF, local=True)
"""Facts of a file that was replaced by a link out of the folder, or lies in a folder that was, after it was listed."""


def look_inside(look: Look, path: Path, digest: str, root: Path | None) -> FileFacts:
    """``look`` at a file that lies within ``root`` before and after; a reader opens it by its name."""
    if leads_out(path, root):
        return LED_OUT
    facts = look(path, digest)
    return LED_OUT if leads_out(path, root) else facts


class Workers:
    """The readers of files, to be used in a ``with``, and within it in others: the outermost ends them. ``look`` is
    what they do: importable by its name."""

    def __init__(self, look: Look = inspect, seconds: float = FILE_SECONDS) -> None:
        self._look = look
        self._seconds = seconds
        self._door = Door(seconds)
        self._within = 0

    def __enter__(self) -> Self:
        if self._within == 0:
            self._begin()
        self._within += 1
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._within -= 1
        if self._within == 0:
            self._end(kind)

    def _begin(self) -> None:
        """Nothing: readers are started at the first question."""

    def _end(self, kind: type[BaseException] | None) -> None:
        """Let the readers go, or stop them at once when the check is broken off."""
        self._door.__exit__(kind)

    def ask(self, path: Path, digest: str, root: Path | None = None) -> Asked:
        """Have a file looked into, side by side with the others. ``root``: out of which it must not lead."""
        arguments = (self._look, path.absolute(), digest, root)
        return Asked(path, digest, root, self._door.ask(look_inside, *arguments, seconds=first_seconds(path)))

    def answer(self, asked: Asked) -> FileFacts:
        """Facts of the file, waited for; whatever becomes of its reader is an outcome of this one file."""
        try:
            return self._answered(asked)
        except LateError:
            return out_of_time(self._seconds)
        except StarvedError:
            return out_of_memory()
        except CrashedError as problem:
            return crashed(problem.status)
        except StoppedError:
            return failed("读取程序多次被系统中止")

    def _answered(self, asked: Asked) -> FileFacts:
        try:
            facts: FileFacts = self._door.answer(asked.question)
        except LateError:
            if first_seconds(asked.path) is None:
                raise
            arguments = (inspect_plainly, asked.path.absolute(), asked.digest, asked.root)
            facts = self._door.answer(self._door.ask(look_inside, *arguments))
        return facts

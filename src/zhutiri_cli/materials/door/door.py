"""Work on foreign bytes, done in processes of its own: what crashes, hangs or eats memory ends there."""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from msgspec import Struct

from zhutiri_cli.common.foreign_limits import FILE_SECONDS, MEMORY, MIB
from zhutiri_cli.common.temporaries import temporary_folder
from zhutiri_cli.common.unguarded import UNGUARDED
from zhutiri_cli.materials.door.reader_process import READY, count, started
from zhutiri_cli.materials.formats.libreoffice_profile import remove_pipes

if TYPE_CHECKING:
    from pebble import ProcessPool

RENEWALS = 3
"""How often a pool is replaced whose readers the system ended while they were waiting for work (short of memory)."""
_TIMEOUT = "Task timeout"
"""By which pebble's time limit is told from a drive's."""
_STARTING = 5.0
"""Seconds that readers which have nothing to do yet are waited for at the end: one that is let go while it starts finds
its channel gone, and says so on the terminal."""
_STARVED = frozenset(
    -number for name in ("SIGABRT", "SIGTRAP", "SIGILL") if (number := getattr(signal, name, None)) is not None
)
"""How libraries in C end the process that gets no more memory."""


class LostError(Exception):
    """The work came to no end behind the door."""


class LateError(LostError):
    """It took longer than it may."""


class StarvedError(LostError):
    """It asked for more memory than there is for it."""


class CrashedError(LostError):
    """Its process ended, with ``status``."""

    def __init__(self, status: int | None) -> None:
        super().__init__(status)
        self.status = status


class StoppedError(LostError):
    """The system ended the readers again and again."""


class Question(Struct, frozen=True):
    """Work that was handed in: a function that can be imported by its name, its arguments, and what comes of it."""

    work: Callable[..., Any]
    arguments: tuple[object, ...]
    future: Future[Any]
    seconds: float | None = None


class Door:
    """Readers, started at the first question; to be used in a ``with``. ``size``: how many, ``None`` for as many as fit
    this machine; ``here``: the folder from which they tell paths, where they do."""

    def __init__(self, seconds: float = FILE_SECONDS, size: int | None = None, here: str = "") -> None:
        self._seconds = seconds
        self._size = size or count()
        self._here = here
        self._pools = 0
        self._held = contextlib.ExitStack()
        self._folder: Path | None = None
        self._pool: ProcessPool | None = None
        self._asked: set[Future[Any]] = set()
        self._alone: Door | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Let the readers go, or stop them at once when the command is broken off; clear away what they made."""
        if self._alone is not None:
            self._alone.__exit__(kind)
        self._end(at_once=kind is not None)
        if self._folder is not None:
            remove_pipes(self._folder)
            self._held.close()

    def ask(self, work: Callable[..., Any], *arguments: object, seconds: float | None = None) -> Question:
        """Have work done, side by side with other work; here and now where no process can be started, which is
        noted to be told. ``seconds``: how
        long it may take, if not as long as all."""
        if self._pools == 0:
            self._pools = 1
            with contextlib.suppress(OSError):  # no temporary folder can be made: no process either
                self._folder = self._held.enter_context(temporary_folder())
                self._pool = self._started(str(self._folder))
        if self._pool is not None:
            future = self._scheduled(self._pool, work, arguments, seconds or self._seconds)
            self._asked.add(future)
            return Question(work, arguments, future, seconds)
        return Question(work, arguments, self._done_here(work, arguments), seconds)

    def _started(self, folder: str) -> ProcessPool | None:
        return started(folder, self._size, MEMORY // self._size, self._here)

    def _done_here(self, work: Callable[..., Any], arguments: tuple[object, ...]) -> Future[Any]:
        done = Future[Any]()
        if self._pools > 1:
            done.set_exception(StoppedError())
            return done
        UNGUARDED.note()
        try:
            done.set_result(work(*arguments))
        except Exception as problem:  # noqa: BLE001 - it is raised where the answer is waited for, as from a process
            done.set_exception(problem)
        return done

    def _scheduled(
        self, pool: ProcessPool, work: Callable[..., Any], arguments: tuple[object, ...], seconds: float
    ) -> Future[Any]:
        """The question put to a pool; one that is broken says so when the answer is waited for."""
        try:
            return pool.schedule(work, args=list(arguments), timeout=seconds)
        except RuntimeError as broken:
            future = Future[Any]()
            future.set_exception(BrokenExecutor(str(broken)))
            return future

    def answer(self, question: Question) -> Any:
        """What the work returned, waited for. Raises what it raised, or a ``LostError``."""
        from pebble import ProcessExpired

        wait([question.future])
        self._asked.discard(question.future)  # lest what every file holds be kept until the end
        try:
            return question.future.result()
        except ProcessExpired as problem:
            if problem.exitcode not in _STARVED:
                raise CrashedError(problem.exitcode) from None
            return self._with_all(question)
        except MemoryError:  # told only where all the memory is not enough
            return self._with_all(question)
        except TimeoutError as problem:
            if problem.args[:1] != (_TIMEOUT,):  # the work's own, of a network drive
                raise
            raise LateError from None
        except BrokenExecutor:  # the pool has gone: once more in a new one
            return self._again(question)

    def _with_all(self, question: Question) -> Any:
        """The work done once more, by one reader that has all the memory to itself: the others are waited for."""
        if self._size == 1:
            raise StarvedError
        wait(self._asked)  # as far as their answers were not taken yet
        if self._alone is None:
            self._alone = Door(self._seconds, 1, self._here)
        return self._alone.answer(self._alone.ask(question.work, *question.arguments, seconds=question.seconds))

    def _again(self, question: Question) -> Any:
        """The work whose pool broke before a reader had it: asked of the next pool, a few times."""
        if self._pool is not None and self._folder is not None and not self._pool.active:
            self._end(at_once=True)
            self._pools += 1
            self._pool = self._started(str(self._folder)) if self._pools <= 1 + RENEWALS else None
        return self.answer(self.ask(question.work, *question.arguments, seconds=question.seconds))

    def _end(self, *, at_once: bool) -> None:
        if self._pool is not None:
            if self._pool.active:
                self._all_started()
            if at_once:
                self._pool.stop()  # type: ignore[no-untyped-call]  # pebble annotates all but this one and close()
            else:
                self._pool.close()  # type: ignore[no-untyped-call]  # likewise
            self._pool.join()
            self._pool = None

    def _all_started(self) -> None:
        end = time.monotonic() + _STARTING
        while self._folder is not None and time.monotonic() < end:
            if len(list(self._folder.glob(f"{READY}*"))) >= self._size:
                return
            time.sleep(0.005)


def behind_the_door(
    work: Callable[..., Any], *arguments: object, seconds: float, lost: Callable[[str], Exception]
) -> Any:
    """What one piece of work comes to, in a process of its own that has all the memory. Raises what the work raises, or
    ``lost`` of a Chinese clause on why it came to no end."""
    with Door(seconds, 1, str(Path.cwd())) as door:
        return answered(door, door.ask(work, *arguments), seconds, lost)


def answered(door: Door, question: Question, seconds: float, lost: Callable[[str], Exception]) -> Any:
    """The answer to a question that was asked of ``door``; raises as ``behind_the_door`` does."""
    try:
        return door.answer(question)
    except LateError:
        why = f"{seconds:g} 秒内没有读完"
    except StarvedError:
        why = f"读它要用的内存超过 {MEMORY // MIB} MB"
    except CrashedError as problem:
        why = f"读取程序崩溃（退出码 {problem.status}）"
    except StoppedError:
        why = "读取程序多次被系统中止"
    raise lost(why)

"""Readers at work in processes of their own: a document that crashes or hangs one ends that reader, not the check."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future
from concurrent.futures import TimeoutError as OutOfTime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

from msgspec import Struct

from zhutiri_cli.materials.file_facts import FileFacts, Fitness, failed
from zhutiri_cli.materials.formats.libreoffice_profile import remove_pipes
from zhutiri_cli.materials.survey.inspect import inspect

if TYPE_CHECKING:
    from pebble import ProcessPool

Look = Callable[[Path, str], FileFacts]


class Asked(Struct, frozen=True):
    """A file that a reader is at work on."""

    path: Path
    digest: str
    future: Future[FileFacts]


SECONDS = 120.0
"""How long one file may take; readers that start other programs limit those further."""
MEMORY = 4 << 30
"""Bytes of address space that a reader may take (Linux; elsewhere the system decides)."""
MOST = 4
"""Readers at once: each may hold a picture of ``photo.MAX_DECODED`` pixels."""
RENEWALS = 3
"""How often a pool is replaced whose readers the system ended while they were waiting for work (short of memory)."""
_STARTING = 5.0
"""Seconds that readers which have nothing to do yet are waited for at the end: one that is let go while it starts finds
its channel gone, and says so on the terminal."""
_READY = "reader-"
_READERS = ["zhutiri_cli.materials.readers.photo", "zhutiri_cli.materials.readers.word", "PIL.JpegImagePlugin"]


def count() -> int:
    """How many readers work side by side on this machine."""
    return max(1, min(os.cpu_count() or 1, MOST))


def out_of_time(seconds: float = SECONDS) -> FileFacts:
    """Facts of a file at which a reader was longer than it may be."""
    return FileFacts(Fitness.UNCHECKED, f"打开超过 {seconds:g} 秒，未核对内容", "请人工打开核对", local=True)


def crashed(status: int | None) -> FileFacts:
    """Facts of a file at which a reader's process ended, with its exit status."""
    return failed(f"读取程序崩溃（退出码 {status}）")


class Workers:
    """A pool of readers, started at the first question. ``look`` is what they do: importable by its name."""

    def __init__(self, look: Look = inspect, seconds: float = SECONDS) -> None:
        self._look = look
        self._seconds = seconds
        self._pools = 0
        self._folder: TemporaryDirectory[str] | None = None
        self._pool: ProcessPool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Let the readers go, or stop them at once when the check is broken off; clear away what they made."""
        self._end(at_once=kind is not None)
        if self._folder is not None:
            remove_pipes(Path(self._folder.name))
            self._folder.cleanup()

    def ask(self, path: Path, digest: str) -> Asked:
        """Have a file looked into, side by side with the others; here and now where no process can be started."""
        if self._pools == 0:
            self._pools = 1
            with contextlib.suppress(OSError):  # no temporary folder can be made: no process either
                self._folder = TemporaryDirectory(prefix="zhutiri-", ignore_cleanup_errors=True)
                self._pool = _started(self._folder.name)
        if self._pool is not None:
            return Asked(path, digest, self._scheduled(self._pool, path, digest))
        done = Future[FileFacts]()
        done.set_result(self._look(path, digest) if self._pools <= 1 else failed("读取程序多次被系统中止"))
        return Asked(path, digest, done)

    def _scheduled(self, pool: ProcessPool, path: Path, digest: str) -> Future[FileFacts]:
        """The question put to a pool; one that is broken says so when the answer is waited for."""
        try:
            return pool.schedule(self._look, args=[path.absolute(), digest], timeout=self._seconds)
        except RuntimeError as broken:
            future = Future[FileFacts]()
            future.set_exception(BrokenExecutor(str(broken)))
            return future

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
            if len(list(Path(self._folder.name).glob(f"{_READY}*"))) >= count():
                return
            time.sleep(0.005)

    def _again(self, question: Asked) -> FileFacts:
        """Facts of a file whose pool broke before a reader had it: asked of the next pool, a few times."""
        if self._pool is not None and self._folder is not None and not self._pool.active:
            self._end(at_once=True)
            self._pools += 1
            self._pool = _started(self._folder.name) if self._pools <= 1 + RENEWALS else None
        return self.answer(self.ask(question.path, question.digest))

    def answer(self, question: Asked) -> FileFacts:
        """Facts of the file, waited for; a reader that crashed or took too long is an outcome of this one file."""
        from pebble import ProcessExpired

        try:
            return question.future.result()
        except OutOfTime:
            return out_of_time(self._seconds)
        except ProcessExpired as error:
            return crashed(error.exitcode)
        except MemoryError:
            return failed("读取程序内存不足")
        except BrokenExecutor:
            return self._again(question)


def _started(folder: str) -> ProcessPool | None:
    """A pool that has answered once; ``None`` where the system allows none (no semaphores, a current folder that is
    gone): the check then goes on without its protection rather than not at all."""
    from pebble import ProcessPool

    way = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(way)
    context.set_forkserver_preload(_READERS)
    try:
        pool = ProcessPool(max_workers=count(), initializer=settle_reader, initargs=[folder], context=context)
        pool.schedule(os.getpid).result()
    except (OSError, BrokenExecutor):
        return None
    return pool


def settle_reader(folder: str) -> None:
    """A reader leaves Ctrl+C to the check, which ends it, takes no more than ``MEMORY``, and makes what files it needs
    in a folder that the check removes: a reader that is killed could not."""
    tempfile.tempdir = folder
    Path(folder, f"{_READY}{os.getpid()}").touch()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))

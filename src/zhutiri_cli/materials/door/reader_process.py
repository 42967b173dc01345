"""The processes that read: how they are started, and what each may take."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from zhutiri_cli.common.foreign_limits import LIBRARIES, MEMORY, READERS

if TYPE_CHECKING:
    from pebble import ProcessPool

READY = "reader-"
"""How the marks begin that readers leave in their folder once they are settled."""
_LOADED = ["zhutiri_cli.materials.readers.photo", "zhutiri_cli.materials.readers.word", "PIL.JpegImagePlugin"]

_WAYS = ("forkserver", "spawn")
"""How processes are started, the quickest way first: where the folder for temporary files has a long name, the server
that forks them cannot be called, and each is started by itself."""


_PATIENCE = 60.0
"""Seconds within which a process that is started answers: where programs are kept from starting others, none may."""
_WATCH_STACK = 256 * 1024
"""Bytes of a thread that waits: the usual 8 MiB would count for what the reader may take."""
_TO_END = 3.0
"""Seconds that a reader has for ending the programs that it has started."""


def count() -> int:
    """How many readers work side by side on this machine."""
    return max(1, min(os.cpu_count() or 1, READERS))


def started(folder: str, size: int, memory: int, here: str) -> ProcessPool | None:
    """A pool of ``size`` readers that has answered once, each with ``memory`` bytes; ``None`` where the system allows
    none: the work then goes on without its protection rather than not at all, and that is told. ``here``: the folder
    from which paths are told, ``""`` for any."""
    return started_pool(size, _LOADED, settle_reader, [folder, memory, here])


def started_pool(size: int, loaded: list[str], settle: Callable[..., None], told: list[object]) -> ProcessPool | None:
    """A pool that has answered once; ``None`` where the system allows none (no semaphores, a current folder that is
    gone). ``loaded``: modules that every process begins with; ``settle`` is called in each with what it is ``told``."""
    from pebble import ProcessPool

    for way in _WAYS:
        if way not in multiprocessing.get_all_start_methods():
            continue
        context = multiprocessing.get_context(way)
        context.set_forkserver_preload(loaded)
        pool = ProcessPool(max_workers=size, initializer=settle, initargs=told, context=context)
        try:
            with _interruptions_held():
                pool.schedule(os.getpid).result(timeout=_PATIENCE)
        except (OSError, BrokenExecutor, TimeoutError):  # the other way is tried; without any, it is told
            pool.stop()  # type: ignore[no-untyped-call]  # the library says no types
            continue
        return pool
    return None


@contextmanager
def _interruptions_held() -> Iterator[None]:
    """Ctrl+C reaches this program after it, and the processes that are started meanwhile never: it would end them
    before they know what to do about it, each with a traceback."""
    if sys.platform == "win32":
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # when it is started it lets interruptions in again
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def settle_reader(folder: str, memory: int = MEMORY, here: str = "") -> None:
    """A reader leaves Ctrl+C to the command, which ends it, takes no more than ``memory`` bytes beyond its libraries
    (Linux; elsewhere the system decides), and makes what files it needs in a folder that the command removes: a reader
    that is killed could not. It ends with the command, however that ended."""
    _end_with_the_command()
    tempfile.tempdir = folder
    Path(folder, f"{READY}{os.getpid()}").touch()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy, where it is there, takes 80 MiB for each to be
    if here:
        os.chdir(here)
    if sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        limit = memory + LIBRARIES
        resource.setrlimit(resource.RLIMIT_DATA, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _end_with_the_command() -> None:
    """What it was at would go on for ever: its time limit is the command's to keep, and a killed one keeps none."""
    command = multiprocessing.parent_process()
    if command is None:
        return  # it reads in its own process
    own = threading.stack_size(_WATCH_STACK)
    threading.Thread(target=_once_gone, args=[command.sentinel], daemon=True).start()
    threading.stack_size(own)


def _once_gone(command: int) -> None:
    from multiprocessing.connection import wait

    wait([command])
    signal.raise_signal(signal.SIGTERM)  # with the programs that it has started
    time.sleep(_TO_END)
    os._exit(1)


@contextmanager
def with_memory(size: int) -> Iterator[None]:
    """While another program is started, which inherits the limit: ``size`` bytes in place of this process's own."""
    if sys.platform != "linux":
        yield
        return
    import resource

    own, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (own, hard))

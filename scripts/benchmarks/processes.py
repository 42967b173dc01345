"""Whole processes: how long they and all below them run, on the wall and on the processors, and their memory."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.measurement import NotMeasuredError

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
OURS = str(BIN / "zhutiri")
LOOK, SHARE = 0.05, 20
"""Seconds between two looks at the memory at least; and so many times what a look takes: a twentieth of one core."""
PATIENCE = 1800
"""Seconds after which a process is ended and told as not measured."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the wall, seconds of the processors, and the most MiB of all processes together (0: not watched).
    What several processes share is counted once where the system tells."""

    wall: float
    processor: float
    memory: float = 0


@dataclass(frozen=True)
class Command:
    """A command line with the folder it runs in, what is added to the environment, and the fine exit statuses."""

    words: Sequence[str]
    place: Path = ROOT
    environment: Mapping[str, str] = field(default_factory=dict)
    fine: tuple[int, ...] = (0,)

    def run(self, *, watched: bool = False) -> Cost:
        """One run; what it prints is thrown away. Raises ``NotMeasuredError`` where it cannot start, does not end, or
        ends with another status."""
        own = {child.pid for child in psutil.Process().children()}
        before, start = _processor(), time.perf_counter()
        with tempfile.TemporaryFile() as said:
            try:
                process = subprocess.Popen(
                    self.words,
                    cwd=self.place,
                    env={**os.environ, **self.environment},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=said,
                )
            except OSError as problem:
                raise NotMeasuredError(f"{self.name} 运行不了：{problem.strerror}") from problem
            with _Watch(process.pid) if watched else contextlib.nullcontext() as watch:
                status = self._waited(process)
                wall = time.perf_counter() - start
            said.seek(0)
            last = said.read().decode("utf-8", "replace").strip().rpartition("\n")[2]
        for child in psutil.Process().children():
            if child.pid not in own:  # an orphan of the command, adopted: its time counts, too
                with contextlib.suppress(psutil.TimeoutExpired):  # it goes on by itself; its time cannot be counted
                    child.wait(10)
        if status not in self.fine:
            raise NotMeasuredError(f"{self.name} 的退出码是 {status}：{last}")
        return Cost(wall, _processor() - before, watch.peak if watch else 0)

    @property
    def name(self) -> str:
        """The program's own name."""
        return Path(self.words[0]).name

    def _waited(self, process: subprocess.Popen[bytes]) -> int:
        """The exit status, at once when it is there: waiting with a timeout looks every 50 ms only (CPython)."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(PATIENCE, stop)
        timer.start()
        try:
            status = process.wait()
        except BaseException:  # an interruption must not leave it running; raised again
            process.kill()
            process.wait()
            raise
        finally:
            timer.cancel()
        if late.is_set():
            raise NotMeasuredError(f"{self.name} 过了 {PATIENCE} 秒还没有结束，已停止")
        return status


def ours(*words: str, cache: Path | None = None, place: Path = ROOT) -> Command:
    """Our own command with a cache folder of its own; findings are no failure."""
    told = {"ZHUTIRI_QUIET": "1"} | ({"XDG_CACHE_HOME": str(cache)} if cache else {})
    return Command((OURS, *words), place, told, fine=(0, 1))


def in_turn(one: Command, other: Command, rounds: int) -> list[tuple[float, float]]:
    """Wall seconds of both, one after the other in each round, after a run of each that does not count."""
    for command in (one, other):
        command.run()
    return [(one.run().wall, other.run().wall) for _ in range(rounds)]


def adopt_orphans() -> None:
    """Have processes whose parent has ended become this one's children (Linux), so that their time is counted."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


class _Watch:
    """Looks at the memory of a process and all below it, as long as the block lasts."""

    def __init__(self, first: int) -> None:
        self.first, self.peak, self.over = first, 0.0, threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> _Watch:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()

    def _look(self) -> None:
        while True:
            start = time.perf_counter()
            with contextlib.suppress(psutil.Error):  # one has ended between two looks: the next comes soon
                top = psutil.Process(self.first)
                self.peak = max(self.peak, sum(map(_memory, (top, *top.children(recursive=True)))))
            if self.over.wait(max(LOOK, SHARE * (time.perf_counter() - start))):
                return


def _memory(process: psutil.Process) -> float:
    """MiB of one process, shared pages by its share (Linux) or whole; 0 where it has just ended."""
    try:
        found = process.memory_full_info()
    except psutil.Error:  # it has just ended
        return 0
    return float(getattr(found, "pss", found.rss)) / 2**20


def _processor() -> float:
    """Seconds of the processors that ended children, and theirs, have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime

"""The real command in a process of its own: what it says, how long it takes, and the memory of all its processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Event, Thread

import psutil
from msgspec import Struct

import zhutiri_cli
from zhutiri_cli.common.foreign_limits import MIB

SECONDS = 5.0
MEMORY = 512 * MIB
_HANGS = 120.0
"""Seconds after which a command is ended, on a machine however busy."""
_LOOK = 0.03


class Measured(Struct, frozen=True):
    """One run. ``seconds``: on the wall where the machine does nothing else, those of the processors where it is busy.
    ``memory``: the most bytes of all processes together (what they share is counted once)."""

    status: int
    out: str
    err: str
    seconds: float
    memory: int

    def faults(self, seconds: float = SECONDS) -> list[str]:
        """What no run may do, whatever it was given."""
        found = []
        if "Traceback" in self.err + self.out:
            found.append(f"a traceback: {self.err[-600:]}")
        if "内部出错" in self.err + self.out:
            found.append(f"our own defect: {self.err[-300:]}")
        if self.status not in (0, 1, 2):
            found.append(f"exit status {self.status}")
        if self.seconds > seconds:
            found.append(f"{self.seconds:.1f} s")
        if self.memory > MEMORY:
            found.append(f"{self.memory // MIB} MiB")
        return found


def measured(words: Sequence[str], place: Path, own: Path, more: Mapping[str, str] | None = None) -> Measured:
    """``zhutiri`` with these words, run from ``place``, with its cache and temporary files below ``own`` and no other
    program to be found."""
    for name in ("cache", "temporary", "programs"):
        (own / name).mkdir(parents=True, exist_ok=True)
    known = ("SYSTEMROOT", "LANG", "HOME")
    told = {name: os.environ[name] for name in known if name in os.environ} | {
        "PYTHONPATH": str(Path(zhutiri_cli.__file__).parents[1]),
        "XDG_CACHE_HOME": str(own / "cache"),
        "TMPDIR": str(own / "temporary"),
        "PATH": str(own / "programs"),
        "COLUMNS": "200",
    }
    quiet, start = _quiet(), time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "zhutiri_cli", *words],
        cwd=place,
        env={**told, **(more or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with _Watch(process.pid) as watch:
        try:
            out, err = process.communicate(timeout=_HANGS)
        except subprocess.TimeoutExpired:
            _end_all(process)
            out, err = process.communicate()
        wall = time.monotonic() - start
    seconds = wall if (quiet and _quiet()) or process.returncode < 0 else watch.busy
    return Measured(process.returncode, _text(out), _text(err), seconds, watch.most)


def _quiet() -> bool:
    return bool(psutil.getloadavg()[0] < (os.cpu_count() or 1))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "backslashreplace")


def _end_all(process: subprocess.Popen[bytes]) -> None:
    for one in [*psutil.Process(process.pid).children(recursive=True), process]:
        one.kill()


class _Watch:
    """The memory of a process and all below it, and the time that these use, while the block lasts."""

    def __init__(self, first: int) -> None:
        self._first, self._over = first, Event()
        self.most = 0
        self._used: dict[int, float] = {}
        self._thread = Thread(target=self._look, daemon=True)

    @property
    def busy(self) -> float:
        """Seconds of the processors."""
        return sum(self._used.values())

    def __enter__(self) -> _Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_LOOK):
            try:
                top = psutil.Process(self._first)
                family = [top, *top.children(recursive=True)]
            except psutil.Error:  # it has ended: the last look was the last
                return
            seen = {one.pid: found for one in family if (found := _seen(one)) is not None}
            self.most = max(self.most, sum(one.held for one in seen.values()))
            self._used |= {pid: one.used for pid, one in seen.items()}


class _Seen(Struct, frozen=True):
    held: int
    used: float


def _seen(process: psutil.Process) -> _Seen | None:
    try:
        with process.oneshot():
            known, used = process.memory_full_info(), process.cpu_times()
    except psutil.Error:  # it has ended between two looks
        return None
    return _Seen(int(getattr(known, "pss", known.rss)), used.user + used.system)

"""Command lines that are killed at a step of their writing, or at a moment: SIGKILL, after which nothing is tidied up.

As a program (``python -m tests.support.killed_runs``) it has the product loaded and forks one process for each line of
JSON that it is sent, so that many runs cost little more than what they do. ``KillableRuns`` sends them.
"""

from __future__ import annotations

import errno
import importlib
import json
import mmap
import os
import pkgutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Self

from msgspec import Struct

_STEPS = frozenset(
    (
        "os.rename",
        "os.link",
        "os.remove",
        "os.mkdir",
        "os.rmdir",
        "os.truncate",
        "os.chmod",
        "os.symlink",
        "fcntl.flock",
    )
)
_NUMBER = struct.Struct("q")
_NAME = 248
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Outcome(Struct, frozen=True):
    """``status``: the exit status, or minus the signal; ``steps``: how many writing steps were begun; ``seconds``;
    ``at``: what the step was, if the run was stopped at one."""

    status: int
    steps: int
    seconds: float
    out: str
    err: str
    at: str

    @property
    def killed(self) -> bool:
        return self.status == -signal.SIGKILL


class KillableRuns:
    """The other process, to be used in a ``with``."""

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.support.killed_runs"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def run(
        self, place: Path, *words: str, step: int = 0, after: float = 0.0, links: bool = True, fault: str = ""
    ) -> Outcome:
        """Run a command line in ``place``. It is killed before its writing step ``step`` (from 1), or ``after`` so many
        seconds. Without ``links`` the disk knows no hard links; ``fault`` is the name of an errno that the step fails
        with instead."""
        asked = {"place": str(place), "words": words, "step": step, "after": after, "links": links, "fault": fault}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked).encode() + b"\n")
        self._process.stdin.flush()
        return Outcome(**json.loads(self._process.stdout.readline()))


def temporary_of(place: Path) -> Path:
    """Where a run in ``place`` has its temporary files."""
    return place.with_name(f"{place.name}.tmp")


def _serve() -> None:
    import zhutiri_cli
    from zhutiri_cli.check.rollup import local_pool
    from zhutiri_cli.cli import app
    from zhutiri_cli.common.unguarded import UNGUARDED
    from zhutiri_cli.materials.door import door
    from zhutiri_cli.rules.catalogue import catalogue

    catalogue()
    for module in pkgutil.walk_packages(zhutiri_cli.__path__, "zhutiri_cli."):  # what each run would load for itself
        if not module.name.endswith(("__main__", ".parquet")):
            importlib.import_module(module.name)
    for library in ("docx", "docxtpl", "holidays", "jinja2", "openpyxl", "xlsxwriter", "rich.console", "icalendar"):
        importlib.import_module(library)
    vars(door)["started"] = lambda *_: None  # readers in the process that is to be killed
    vars(local_pool)["_started"] = lambda *_: None
    vars(UNGUARDED)["note"] = lambda: None  # it is so by our own choice
    counter = mmap.mmap(-1, _NUMBER.size + _NAME)
    with tempfile.TemporaryDirectory() as folder:
        for line in sys.stdin.buffer:
            asked = json.loads(line)
            said = [Path(folder, name) for name in ("out", "err")]
            counter[:] = bytes(len(counter))
            began = time.monotonic()
            process = os.fork()
            if process == 0:
                _child(app.run, asked, counter, said)
            if asked["after"]:
                time.sleep(asked["after"])
                os.kill(process, signal.SIGKILL)
            status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
            took = time.monotonic() - began
            texts = [path.read_text(encoding="utf-8", errors="replace") for path in said]
            name = counter[_NUMBER.size :].rstrip(b"\0").decode(errors="replace")
            found = {"status": status, "steps": _NUMBER.unpack_from(counter)[0], "seconds": took, "at": name}
            sys.stdout.write(json.dumps({**found, "out": texts[0], "err": texts[1]}) + "\n")
            sys.stdout.flush()


def _child(run: Any, asked: dict[str, Any], counter: mmap.mmap, said: list[Path]) -> None:
    status = 99
    try:
        place, temporary = Path(asked["place"]), temporary_of(Path(asked["place"]))
        temporary.mkdir(exist_ok=True)
        for number, path in enumerate(said, start=1):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        for stream in ("stdout", "stderr"):
            setattr(sys, stream, open(1 + (stream == "stderr"), "w", encoding="utf-8", closefd=False))  # noqa: SIM115 - as the process has them, to its end
        os.chdir(place)
        cache = str(place.with_name("cache"))
        os.environ |= {"TMPDIR": str(temporary), "XDG_CACHE_HOME": cache, "ZHUTIRI_QUIET": "1"}
        tempfile.tempdir, sys.dont_write_bytecode = None, True
        if not asked["links"]:
            os.link = _no_links
        _watch(asked["step"], asked["fault"], counter, cache)
        status = run(asked["words"])
        sys.stdout.flush()
    finally:
        os._exit(status)


def _no_links(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


def _watch(step: int, fault: str, counter: mmap.mmap, cache: str) -> None:
    """Count what is about to be written, and end before the wanted step, or have it fail."""

    def count(name: str, path: object = None) -> None:
        number = _NUMBER.unpack_from(counter)[0] + 1
        _NUMBER.pack_into(counter, 0, number)
        if number == step:
            counter[_NUMBER.size :] = name.encode(errors="replace")[:_NAME].ljust(_NAME, b"\0")
        if number == step and fault:
            number = getattr(errno, fault)
            raise OSError(number, os.strerror(number), *[path] * isinstance(path, str))
        if number == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if not isinstance(flags, int) or not flags & _WRITING or str(path).startswith((cache, os.devnull)):
                return
        elif event not in _STEPS or str(arguments[0]).startswith(cache):
            return
        count(f"{event} {arguments[0]}", arguments[0])

    def counted(act: Any) -> Any:
        def done(*arguments: Any, **named: Any) -> Any:
            count(act.__name__)
            return act(*arguments, **named)

        return done

    os.fsync, os.write = counted(os.fsync), counted(os.write)
    sys.addaudithook(hook)


if __name__ == "__main__":
    _serve()

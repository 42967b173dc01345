"""A run that is killed at any step of its writing loses nothing, tears nothing, and leaves nothing to the next one.

By default a few steps of every command are tried; with ``ZHUTIRI_KILLS=200`` (``make kills``) every step of every
command, and as many random moments.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from tests.support.killed_office import RUNS, WritingRun
from tests.support.killed_runs import KillableRuns, Outcome, temporary_of

ROUNDS = int(os.environ.get("ZHUTIRI_KILLS", "0"))
FEW = 2
OURS = ".zhutiri-"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a kill at any moment is a signal")


@pytest.fixture(scope="module")
def runs() -> Iterator[KillableRuns]:
    with KillableRuns() as started:
        yield started


class Round(Struct, dict=True):
    """An office, made once, with what a run makes of it that nobody kills."""

    runs: KillableRuns
    one: WritingRun
    place: Path

    def __post_init__(self) -> None:
        self.template = self.place / "template"
        self.template.mkdir()
        self.one.office(self.template)
        self.before = tree(self.template)
        whole = self.run()
        assert whole.status == 0, whole.err
        self.steps, self.seconds, self.after = whole.steps, whole.seconds, tree(self.work)
        assert self.after != self.before
        assert left_by(self.work) == []

    @property
    def work(self) -> Path:
        return self.place / "work"

    def run(self, *, step: int = 0, after: float = 0.0, again: bool = False) -> Outcome:
        if not again:
            for folder in (self.work, self.place / "cache"):
                shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(self.template, self.work, symlinks=True)
        return self.runs.run(self.work, *self.one.words, step=step, after=after, links=self.one.links)

    def killed(self, *, step: int = 0, after: float = 0.0) -> bool:
        """A round; whether the run was killed before its end."""
        was = self.run(step=step, after=after).killed
        self.look()
        again = self.run(again=True)
        assert again.status in self.one.again, again.err
        assert tree(self.work) == self.after
        assert left_by(self.work) == []
        return was

    def look(self) -> None:
        """Every file is as it was or as it is to be; nothing that is seen is there besides."""
        found = tree(self.work)
        for name, content in self.before.items():
            assert found.get(name) in (content, self.after[name]), f"{name} is lost or torn"
        for name, content in found.items():
            hidden = any(part.startswith(OURS) for part in name.split("/"))
            if not hidden and name not in self.before and path_name(name) not in self.one.grows:
                assert name in self.after, f"{name} is left"
                assert content == self.after[name], f"{name} is torn"


def left_by(place: Path) -> list[Path]:
    """What its runs have left where the system has temporary files; not the file by which Python's own library tries
    whether it can write there."""
    return [path for path in temporary_of(place).iterdir() if path.is_dir() or path.read_bytes() not in (b"", b"blat")]


def path_name(name: str) -> str:
    return name.rpartition("/")[2]


def tree(place: Path) -> dict[str, bytes | None]:
    """Every file with what it holds, every folder with ``None``."""
    return {
        path.relative_to(place).as_posix(): path.read_bytes() if path.is_file() else None for path in place.rglob("*")
    }


@pytest.mark.parametrize("name", RUNS)
def test_a_run_that_is_killed_is_gone_on_with(runs: KillableRuns, tmp_path: Path, name: str) -> None:
    round_ = Round(runs, RUNS[name], tmp_path)
    moment = random.Random(name)
    steps = range(1, round_.steps + 1)
    for step in steps if ROUNDS else sorted(moment.sample(steps, FEW)):
        assert round_.killed(step=step), f"step {step} of {round_.steps} was not reached"
    ends = sum(round_.killed(after=moment.uniform(0.005, round_.seconds)) for _ in range(ROUNDS))
    print(f"{name}: killed at {len(steps) if ROUNDS else FEW} steps of {round_.steps} and in {ends} random moments")  # noqa: T201 - the numbers of a long run

"""One command in one office, run again and again and stopped each time: what must hold of the office after each."""

from __future__ import annotations

import shutil
from pathlib import Path

from msgspec import Struct

from tests.support.killed_office import WritingRun
from tests.support.killed_runs import KillableRuns, Outcome, temporary_of

OURS = ".zhutiri-"


class Round(Struct, dict=True):
    """An office, made once, with what a run makes of it that nothing stops."""

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

    def run(self, *, step: int = 0, after: float = 0.0, fault: str = "", again: bool = False) -> Outcome:
        if not again:
            for folder in (self.work, self.place / "cache"):
                if folder.exists():
                    shutil.rmtree(folder)
            shutil.copytree(self.template, self.work, symlinks=True)
        return self.runs.run(self.work, *self.one.words, step=step, after=after, links=self.one.links, fault=fault)

    def gone_on_with(self) -> None:
        """The same command, run again, comes to the end that it would have had, and leaves nothing besides."""
        self.look()
        again = self.run(again=True)
        assert again.status in self.one.again, again.err
        assert tree(self.work) == self.after
        assert left_by(self.work) == []

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

"""What a workspace's check depends on shows in its signature, links and changes of a moment ago among it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from tests.support.many_workspaces import DAY, PLAN, sound
from zhutiri_cli.check.plan_files import load
from zhutiri_cli.check.rollup import input_signature, one_workspace
from zhutiri_cli.check.rollup.input_signature import signature_of
from zhutiri_cli.check.rollup.one_workspace import WorkspaceJob, check_workspace
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.rules.catalogue import catalogue
from zhutiri_cli.rules.rule import Rule

LINKS = pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of which everything has settled."""
    monkeypatch.setattr(input_signature, "FINE", 0)
    return sound(tmp_path / "1号县")


def signed(place: Path) -> str:
    return signature_of(place / "data/plan_2024.yaml", place / "data/submissions/2024")


@LINKS
@pytest.mark.parametrize(
    "name", ["data/plan_2024.yaml", "data/obligations_2024.yaml", "data/submissions/2024/1/甲.txt"]
)
def test_a_change_of_what_a_link_leads_to_shows(place: Path, name: str) -> None:
    target = place.parent / "共用"
    target.write_text("一", encoding="utf-8")
    (place / name).parent.mkdir(exist_ok=True)
    (place / name).unlink(missing_ok=True)
    (place / name).symlink_to(target)
    first = signed(place)
    assert first == signed(place)
    target.write_text("二", encoding="utf-8")
    os.utime(target, ns=(0, time.time_ns()))
    assert signed(place) != first


def test_folders_that_change_their_names_show(place: Path) -> None:
    """Nothing of a file shows it: its name in the folder, size and times are as they were."""
    root = place / "data/submissions/2024"
    for name in ("甲", "乙"):
        (root / name).mkdir()
        (root / name / "a.txt").touch()
        os.utime(root / name / "a.txt", ns=(10**18 + 1, 10**18 + 1))
    first = signed(place)
    for old, new in (("甲", "丙"), ("乙", "甲"), ("丙", "乙")):
        (root / old).rename(root / new)
    assert signed(place) != first


@pytest.mark.parametrize(
    ("age", "settled"),
    [
        (0, False),
        (10**7 + 1, False),
        (2 * 10**8 + 1, True),
        (-(10**7) - 1, False),  # a server whose clock is a little ahead
        (-(10**12), True),
        (10**9, False),  # counted in whole seconds
        (2 * 10**9, False),
        (4 * 10**9, True),
    ],
)
def test_what_changed_so_lately_that_another_change_would_not_show_has_no_signature(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, age: int, settled: bool
) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 2 * 10**18)
    monkeypatch.setattr(input_signature, "_marks", lambda path: iter([(os.fsencode(path), 2 * 10**18 - age)]))
    place = sound(tmp_path / "1号县")
    assert bool(signed(place)) is settled


@pytest.mark.parametrize("saved", [True, False])
def test_a_plan_that_is_saved_while_it_is_read_is_read_again_the_next_time(
    place: Path, monkeypatch: pytest.MonkeyPatch, saved: bool
) -> None:
    def slow(path: Path, rules: Sequence[Rule]) -> object:
        loaded = load(path, rules)
        if saved:
            path.write_text(PLAN.format(name="另一个", year=2024), encoding="utf-8")
        return loaded

    monkeypatch.setattr(one_workspace, "load", slow)
    outcome = check_workspace(WorkspaceJob(place, Shown("1号县"), date.fromisoformat(DAY), catalogue, cached=False))
    assert outcome.row is not None
    assert bool(outcome.signature) is not saved

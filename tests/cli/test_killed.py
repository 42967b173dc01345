"""A run that is killed, or that the disk refuses, at any step of its writing loses nothing, tears nothing, and leaves
nothing to the next one.

By default a few steps of every command are tried; with ``ZHUTIRI_KILLS=200`` (``make kills``) every step of every
command, and as many random moments.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.killed_office import RUNS
from tests.support.killed_round import OURS, Round, tree
from tests.support.killed_runs import KillableRuns

ROUNDS = int(os.environ.get("ZHUTIRI_KILLS", "0"))
FEW = 2
FAULTS = {"ENOSPC": "磁盘已满", "EACCES": "没有权限"}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a kill at any moment is a signal")


@pytest.fixture(scope="module")
def runs() -> Iterator[KillableRuns]:
    with KillableRuns() as started:
        yield started


def killed(round_: Round, *, step: int = 0, after: float = 0.0) -> bool:
    """A round; whether the run was killed before its end."""
    was = round_.run(step=step, after=after).killed
    round_.gone_on_with()
    return was


def refused(round_: Round, step: int, fault: str) -> bool:
    """A round in which the disk refuses a step; whether the step was one that a disk can refuse so, and the whole run
    was given up for it: what only tidies up, locks, or has another way does not hinder."""
    one = round_.run(step=step, fault=fault)
    assert "Traceback" not in one.err
    assert "反馈" not in one.err, one.err
    if one.at.startswith(("os.remove", "os.rmdir")) or (one.at.split()[1:2] and one.at.split()[1].isdigit()):
        return False  # a full disk can be emptied, and a handle that is open is no new name
    assert one.status in (0, 2), one.err
    if one.status == 2:
        told = [line for line in one.err.splitlines() if line.startswith("错误：")]
        assert len(told) == 1, one.err
        assert FAULTS[fault] in told[0]
    assert not [name for name in tree(round_.work) if OURS in name], one.at
    round_.gone_on_with()
    return one.status == 2


@pytest.mark.parametrize("name", RUNS)
def test_a_run_that_is_killed_is_gone_on_with(runs: KillableRuns, tmp_path: Path, name: str) -> None:
    round_ = Round(runs, RUNS[name], tmp_path)
    moment = random.Random(name)
    steps = range(1, round_.steps + 1)
    for step in steps if ROUNDS else sorted(moment.sample(steps, FEW)):
        assert killed(round_, step=step), f"step {step} of {round_.steps} was not reached"
    given_up = 0
    for fault in FAULTS:
        for step in steps if ROUNDS else moment.sample(steps, 1):
            given_up += refused(round_, step, fault)
    ends = sum(killed(round_, after=moment.uniform(0.005, round_.seconds)) for _ in range(ROUNDS))
    assert given_up or not ROUNDS
    print(f"{name}: killed at {len(steps) if ROUNDS else FEW} steps of {round_.steps} and in {ends} random moments,")  # noqa: T201 - the numbers of a long run
    print(f"  given up {given_up} times for a disk that refuses")  # noqa: T201 - as above


def test_what_a_run_left_after_its_last_receipt_is_cleared_though_nothing_is_left_to_receive(
    runs: KillableRuns, tmp_path: Path
) -> None:
    round_ = Round(runs, RUNS["receive what is certain"], tmp_path)
    round_.run()
    left = round_.work / "submissions" / "2024" / f"{OURS}1-00000000.d"
    left.mkdir()
    (left / "b000000.docx").write_bytes(b"a citizen's")
    left.with_suffix(".own").touch()
    assert round_.run(again=True).status == 0
    assert tree(round_.work) == round_.after

"""Processes that check workspaces: one that ends over a file costs that file alone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from tests.support.endless_pdf import ENDLESS
from tests.support.many_workspaces import sound
from zhutiri_cli.check.rollup import input_signature, local_pool
from zhutiri_cli.check.rollup.local_pool import LocalPool
from zhutiri_cli.check.rollup.one_workspace import WorkspaceJob, WorkspaceOutcome, check_workspace
from zhutiri_cli.check.rollup.side_by_side import _carried_out
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.materials.file_facts import FileFacts, Fitness
from zhutiri_cli.materials.survey import read_here, workers
from zhutiri_cli.materials.survey.inspect import inspect
from zhutiri_cli.rules.catalogue import catalogue

DAY = date(2024, 5, 20)


def job(place: Path, **more: object) -> WorkspaceJob:
    return WorkspaceJob(place, Shown(place.name), DAY, catalogue, cached=False, **more)  # type: ignore[arg-type]  # fields


def crashing(path: Path, digest: str) -> FileFacts:
    """A reader that ends its process over one file and is stuck at another."""
    if path.name.startswith("崩溃"):
        os.kill(os.getpid(), signal.SIGKILL)
    if path.name.startswith("卡住"):
        time.sleep(60)
    return inspect(path, digest)


class Crashing(read_here.ReadHere):
    """Reads with it, each file for a second at most."""

    def __init__(self, note: Path | None, plainly: frozenset[Path]) -> None:
        super().__init__(note, crashing, 1.0, plainly)


@pytest.mark.reader_processes
@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked, so that they have the crashing reader")
@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")  # of later Pythons, of our fork
def test_a_file_over_which_a_process_ends_costs_that_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_here, "ReadHere", Crashing)
    monkeypatch.setattr(local_pool, "FILE_SECONDS", 1.0)
    monkeypatch.setattr(local_pool, "WORKSPACE_MEMORY", 16 << 30)  # forked, they have all that this process has, too
    monkeypatch.setattr(read_here, "_SLACK", 0.5)
    forked = multiprocessing.get_context("fork")
    monkeypatch.setattr(multiprocessing, "get_context", lambda _: forked)
    places = [sound(tmp_path / f"{number}号县") for number in range(1, 5)]
    for place, names in ((places[0], ("崩溃的总结.txt", "卡住的总结.txt")), (places[2], ("崩溃的方案.txt",))):
        for name in names:
            (place / "data/submissions/2024/01-人社局" / name).write_text("x" * 50, encoding="utf-8")
    with LocalPool() as pool:
        found = {job.path.name: outcome.row for job, outcome in _carried_out(map(job, places), pool)}
    told = {
        name: [f"{one.rule} {one.message}" for one in row.activities[0].findings if one.rule in ("ZT305", "ZT901")]
        for name, row in found.items()
        if row is not None and row.error is None
    }
    assert told.keys() == {"1号县", "2号县", "3号县", "4号县"}
    assert told["2号县"] == told["4号县"] == []
    first = "；".join(told["1号县"])
    assert "卡住的总结.txt" in first
    assert "打开超过" in first
    assert "崩溃的总结.txt" in first
    assert "读取程序崩溃（退出码 -9）" in first
    assert "崩溃的方案.txt" in "；".join(told["3号县"])


@pytest.mark.reader_processes
@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked, so that they have the shorter time")
@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")  # of later Pythons, of our fork
def test_a_drawing_without_end_leaves_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "AT_FIRST", {".pdf": 1.0})
    monkeypatch.setattr(local_pool, "WORKSPACE_MEMORY", 16 << 30)  # forked, they have all that this process has, too
    forked = multiprocessing.get_context("fork")
    monkeypatch.setattr(multiprocessing, "get_context", lambda _: forked)
    place = sound(tmp_path / "1号县", complete=False)
    (place / "data/submissions/2024/01-人社局/活动总结.pdf").write_bytes(ENDLESS)
    with LocalPool() as pool:
        ((_, outcome),) = _carried_out(iter([job(place)]), pool)
    assert outcome.row is not None
    told = [f"{one.rule} {one.message}" for one in outcome.row.activities[0].findings if one.rule in ("ZT305", "ZT901")]
    assert len(told) == 1
    assert "活动总结.pdf”未核对内容：里面的图 10 秒没有画完，只看了文字" in told[0]


@pytest.mark.reader_processes
def test_processes_of_its_own_say_what_is_said_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    places = [sound(tmp_path / f"{number}号县", complete=number != 2) for number in range(1, 4)]
    with LocalPool() as pool:
        found = {one.path: outcome for one, outcome in _carried_out(map(job, places), pool)}
    assert found == {place: check_workspace(job(place)) for place in places}


def test_a_workspace_that_ends_its_process_at_no_file_is_given_up(tmp_path: Path) -> None:
    class Ended(Exception):
        exitcode = -9

    with LocalPool() as pool:
        for problem, said in (
            (Ended(), "核对它的进程被系统中止（退出码 -9）"),
            (TimeoutError(), "超过 60 分钟没有核对完"),
            (ValueError("x"), "没有核对成（x）"),
        ):
            outcome = pool.after(job(tmp_path), problem)
            assert isinstance(outcome, WorkspaceOutcome)
            assert outcome.row is not None
            assert outcome.row.error == said


def test_too_many_files_end_the_tries(tmp_path: Path) -> None:
    class Ended(Exception):
        exitcode = -11

    lost = {Path(f"{number}"): FileFacts(Fitness.FAILED) for number in range(local_pool.FILES_LOST)}
    with LocalPool() as pool:
        one = job(tmp_path, lost=lost)
        pool._note(one).write_bytes(b"/a.docx")
        assert isinstance(pool.after(one, Ended()), WorkspaceOutcome)
        again = pool.after(job(tmp_path), Ended())
    assert isinstance(again, WorkspaceJob)
    assert again.lost.keys() == {Path("/a.docx")}


def test_a_defect_of_ours_is_told_in_the_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def defect(_: object) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr("zhutiri_cli.check.rollup.one_workspace.check", defect)
    row = check_workspace(job(sound(tmp_path / "1号县"))).row
    assert row is not None
    assert row.error == "程序内部出错（ZeroDivisionError: x），没有得出结论"


def test_what_is_as_it_was_is_not_checked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(input_signature, "FINE", 0)  # what was made just now has settled
    place = sound(tmp_path / "1号县")
    signature = check_workspace(job(place)).signature
    assert check_workspace(job(place, known=signature)) == WorkspaceOutcome(None, signature)
    (place / "data/submissions/2024/01-人社局/活动方案.txt").write_text("另一份方案", encoding="utf-8")
    assert check_workspace(job(place, known=signature)).row is not None

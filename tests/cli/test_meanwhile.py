"""Files that vanish, grow or are replaced between the listing of a folder and the look into its files."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import zhutiri
from tests.support.killed_office import RUNS
from tests.support.received_packages import word
from zhutiri_cli.check import weekly
from zhutiri_cli.submission.plan_folders import folders_of


def _replaced_by(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        path.unlink()
        make(path)

    return change


CHANGES: dict[str, Callable[[Path], object]] = {
    "vanishes": Path.unlink,
    "is emptied": lambda path: path.write_bytes(b""),
    "is cut": lambda path: os.truncate(path, path.stat().st_size // 2),
    "becomes a folder": _replaced_by(Path.mkdir),
    "becomes a dangling link": _replaced_by(lambda path: path.symlink_to("不在.docx")),
    "becomes a pipe": _replaced_by(os.mkfifo),
    "becomes text": lambda path: path.write_bytes("活动总结".encode()),
}


@pytest.fixture
def summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The summary of activity 1, in an office where it is what came in."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    office = tmp_path / "office"
    office.mkdir()
    monkeypatch.chdir(office)
    RUNS["record"].office(office)
    return office / "submissions/2024/01-卫健局/活动总结.docx"


def checked_while(change: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Activity 1 of a check, in which something happens right after the folders were listed."""

    def listed(*arguments: Any) -> Any:
        found = folders_of(*arguments)
        change()
        return found

    monkeypatch.setattr(weekly, "folders_of", listed)
    ran = zhutiri("check", "1", "--as-of", "2024-04-12", "-f", "json")
    assert ran.status == 1, ran.err
    assert "Traceback" not in ran.err
    activity: dict[str, Any] = json.loads(ran.out)["activities"][0]
    return activity


def test_the_summary_counts_while_nothing_happens(summary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    activity = checked_while(lambda: None, monkeypatch)
    assert activity["materials"]["summary"]["usable"] == 1
    assert summary.exists()


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_no_longer_what_was_listed_does_not_count(
    summary: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    activity = checked_while(lambda: CHANGES[name](summary), monkeypatch)
    assert activity["materials"]["summary"]["usable"] == 0
    found = [one for one in activity["findings"] if one["path"] and one["path"].endswith("活动总结.docx")]
    assert [one["rule"] for one in found if one["rule"] in ("ZT305", "ZT306", "ZT901")], activity["findings"]


def test_what_grows_meanwhile_is_looked_at_anew_next_time(summary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked_while(lambda: summary.write_bytes(word("活动尚未举办。")), monkeypatch)
    fresh = checked_while(summary.unlink, monkeypatch)
    assert fresh["materials"]["summary"]["usable"] == 0


def test_a_folder_that_vanishes_is_no_traceback(summary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def move() -> None:
        summary.parent.rename(summary.parents[1] / "05-别的")

    activity = checked_while(move, monkeypatch)
    assert activity["materials"]["summary"]["usable"] == 0

"""Two plain commands at once: each has its turn, and nothing that either said is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.killed_office import RUNS, Words

PAIRS: dict[str, tuple[str, Words, Words]] = {
    "two receipts": ("receive files", ("receive", "2", "来件/来.zip", "--on", "2024-03-20"),
                     ("receive", "2", "来件/来.eml", "--on", "2024-03-21")),
    "a receipt and a record": ("receive files", ("receive", "2", "来件/来.zip", "--on", "2024-03-20"),
                               ("record", "2", "--banner", "--as-of", "2024-04-12")),
    "a record and the sheet": ("record a sheet", ("record", "1-3", "--logo", "--as-of", "2024-04-12"),
                               ("record", "登记表.xlsx", "--as-of", "2024-04-12")),
    "the first two of a workspace": ("receive into nothing", ("receive", "1", "来件/来.zip", "--on", "2024-03-20"),
                                     ("receive", "2", "来件/来.eml", "--on", "2024-03-21")),
    "one import twice": ("import", RUNS["import"].words, RUNS["import"].words),
    "one init twice": ("init", RUNS["init"].words, RUNS["init"].words),
    "letters twice": ("remind --sent", RUNS["remind --sent"].words, RUNS["remind --sent"].words),
    "drafts twice": ("drafts of mails", RUNS["drafts of mails"].words, RUNS["drafts of mails"].words),
}  # fmt: skip  # a table: the office, and the two command lines

ONCE = ("one import twice", "one init twice")
"""The second finds there what the first has made, and says so."""


def started(words: Words, place: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "zhutiri_cli", *words], cwd=place, stderr=subprocess.PIPE)


def records(place: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(place.rglob("submission.yaml")))


@pytest.mark.parametrize("name", PAIRS)
def test_both_have_their_turn_and_nothing_is_lost(tmp_path: Path, name: str) -> None:
    office, *both = PAIRS[name]
    RUNS[office].office(tmp_path)
    processes = [started(words, tmp_path) for words in both]
    said = [process.communicate()[1].decode() for process in processes]
    ends = sorted(process.returncode for process in processes)
    assert ends == ([0, 2] if name in ONCE else [0, 0]), said
    found = records(tmp_path)
    if name in ("two receipts", "the first two of a workspace"):
        assert all(f"on: 2024-03-{day}" in found for day in (20, 21))
    if name == "a receipt and a record":
        assert "on: 2024-03-20" in found
        assert "banner: true" in found
    if name == "a record and the sheet":
        assert found.count("logo: true") == 3
        assert "2024-09-02" in found
    assert list(tmp_path.rglob(".zhutiri-*")) == []

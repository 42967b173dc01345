"""Words on the command line as clerks type them: dates, ids, units, statuses, rules."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.support.command import Ran, zhutiri
from tests.support.places import EXAMPLES
from zhutiri_cli.cli import options


@pytest.fixture
def workspace(tmp_path: Path, own_cache: Path, examples_in_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the examples, which is the current folder; its files were looked into before."""
    shutil.copytree(examples_in_cache, own_cache)
    shutil.copytree(EXAMPLES / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shown(done: Ran) -> list[int]:
    """The ids that a JSON report shows."""
    assert done.status in (0, 1), done.err
    found = json.loads(done.out)
    return [item["id"] for item in found.get("activities", found.get("deadlines", []))]


# ---- dates -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("word", ["2024-4-12", "2024/4/12", "20240412", "4月12日", "4.12", "４／１２", "2024年4月12日"])
@pytest.mark.parametrize("command", ["deadlines", "check"])
def test_the_day_of_a_check_is_read_and_told(command: str, word: str) -> None:
    done = zhutiri(command, "--as-of", word, "-f", "json")
    assert json.loads(done.out)["as_of"] == "2024-04-12"
    assert done.err.splitlines()[0] == "--as-of 读作 2024-04-12"


@pytest.mark.usefixtures("workspace")
def test_a_day_as_outputs_write_it_is_not_told() -> None:
    assert "读作" not in zhutiri("deadlines", "--as-of", "2024-04-12", "-f", "json").err


@pytest.mark.usefixtures("workspace")
def test_today_and_yesterday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "today", lambda: date(2024, 4, 1))
    assert json.loads(zhutiri("deadlines", "--as-of", "昨天", "-f", "json").out)["as_of"] == "2024-03-31"
    assert json.loads(zhutiri("deadlines", "--as-of", "今天", "-f", "json").out)["as_of"] == "2024-04-01"


@pytest.mark.parametrize("plan", [True, False])
def test_a_start_without_a_year_is_of_the_plan_s_else_of_today_s(
    plan: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(options, "today", lambda: date(2025, 6, 1))
    if plan:
        shutil.copy(EXAMPLES / "data" / "plan_2024.yaml", tmp_path)
    done = zhutiri("workdays", "3.18", "5", "-f", "json")
    assert json.loads(done.out)["start"] == ("2024-03-18" if plan else "2025-03-18")
    assert "日期 读作 202" in done.err


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    ("typed", "written"),
    [
        (["--held", "3月15日-16日"], "held: {start: 2024-03-15, end: 2024-03-16}"),
        (["--held", "2024-3-15至16"], "held: {start: 2024-03-15, end: 2024-03-16}"),
        (["--held", "3.15"], "held: 2024-03-15"),
        (["--submitted", "3/20"], "submitted: 2024-03-20"),
        (["--filed", "20240306"], "filed: 2024-03-06"),
        (["--extended-to", "3月29日", "--reason", "雨"], "extended_to: 2024-03-29"),
    ],
)
def test_every_date_of_a_record_is_read_and_told(typed: list[str], written: str) -> None:
    done = zhutiri("record", "10", *typed)
    assert done.status == 0, done.err
    (record,) = Path("data/submissions/2024").glob("10-*/submission.yaml")
    assert written in record.read_text(encoding="utf-8")
    assert f"{typed[0]} 读作 2024-03-" in done.err


@pytest.mark.usefixtures("workspace")
def test_the_day_of_receipt_is_read_and_told() -> None:
    Path("活动总结.txt").write_text("活动总结", encoding="utf-8")
    done = zhutiri("receive", "10", "活动总结.txt", "--on", "3.20", "--held", "3月15日至16日")
    assert done.status == 0, done.err
    (record,) = Path("data/submissions/2024").glob("10-*/submission.yaml")
    assert "{on: 2024-03-20, files: [活动总结.txt]}" in record.read_text(encoding="utf-8")
    assert "--on 读作 2024-03-20" in done.err
    assert "--held 读作 2024-03-15 至 2024-03-16" in done.err


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("words", [
    ["check", "--as-of", "3-4-5"], ["workdays", "周五", "3"], ["record", "10", "--held", "3月"],
    ["record", "10", "--submitted", "24.3.18"], ["rules", "--as-of", "03/04/2024"], ["validate", "--as-of", "下周"],
])  # fmt: skip
def test_what_has_no_single_reading_is_refused_with_the_forms(words: list[str]) -> None:
    done = zhutiri(*words)
    assert (done.status, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert "2024-3-18" in done.err

"""``zhutiri`` alone says how to begin, or what to run next; every command that it names can be run."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.support.command import zhutiri
from tests.support.places import EXAMPLES
from zhutiri_cli.cli.front import COMMANDS


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("zhutiri_cli.common.dates.today", lambda: date(2025, 3, 1))
    return tmp_path


@pytest.mark.usefixtures("empty")
def test_without_a_plan_it_says_how_to_begin() -> None:
    ran = zhutiri()
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0].startswith("这里还没有工作区")
    assert "  zhutiri init 2025年 --from 附件" in lines
    assert lines[-1] == "全部命令：zhutiri --help"


def test_what_it_says_to_begin_with_works(empty: Path) -> None:
    shutil.copy(EXAMPLES / "2025年通知.txt", empty / "附件.txt")
    assert zhutiri("init", "2025年", "--from", "附件.txt").status == 0


def test_with_a_plan_it_says_what_to_run_next(empty: Path) -> None:
    shutil.copytree(EXAMPLES / "data", empty / "data")
    ran = zhutiri()
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "云汐示范区2024年“政务公开主题日”活动计划表（虚构示例）：14 项活动（data/plan_2024.yaml）"
    named = [line.split("zhutiri ")[1].split()[0] for line in lines if "  zhutiri " in line]
    assert named == ["receive", "record", "check", "check", "remind", "remind", "deadlines"]
    assert set(named) <= set(COMMANDS)


@pytest.mark.usefixtures("empty")
def test_a_plan_that_is_not_filled_in_comes_first() -> None:
    assert zhutiri("init").status == 0
    ran = zhutiri()
    assert ran.status == 0
    assert ran.out.splitlines()[:2] == [
        "计划文件 data/plan_2025.yaml 有错误或还没有填好，先逐条改正：",
        "  zhutiri validate data/plan_2025.yaml",
    ]


def test_a_workspace_without_folders_is_told_to_make_them(empty: Path) -> None:
    (empty / "data").mkdir()
    shutil.copy(EXAMPLES / "data" / "plan_2024.yaml", empty / "data")
    assert "  zhutiri init --plan data/plan_2024.yaml" in zhutiri().out.splitlines()
    assert zhutiri("init", "--plan", "data/plan_2024.yaml").status == 0
    assert "init --plan" not in zhutiri().out

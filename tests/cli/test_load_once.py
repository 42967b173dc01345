"""A command opens the plan once, and writes nothing by one that has errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import zhutiri
from tests.support.places import BASE_PLAN
from zhutiri_cli.plan.load import LoadedPlan, load_plan


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "plan_2024.yaml").write_bytes(BASE_PLAN.read_bytes())
    (tmp_path / "活动方案.txt").write_text("方案", encoding="utf-8")
    return tmp_path


COMMANDS = {
    "receive": ("3", "活动方案.txt", "--on", "2024-03-20"),
    "record": ("3", "--held", "2024-03-15"),
    "check": (),
    "deadlines": (),
    "remind": (),
    "rank": (),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_plan_is_loaded_once(command: str, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = list[Path]()

    def counting(path: Path) -> LoadedPlan:
        opened.append(path)
        return load_plan(path)

    monkeypatch.chdir(workspace)
    for place in ("check.plan_files", "plan.load"):
        monkeypatch.setattr(f"zhutiri_cli.{place}.load_plan", counting)
    ran = zhutiri(command, *COMMANDS[command], "--plan", "plan_2024.yaml")
    assert ran.status in (0, 1), ran.err
    assert opened == [Path("plan_2024.yaml")]


@pytest.mark.parametrize("command", ["receive", "record"])
def test_nothing_is_written_by_a_plan_with_errors(
    command: str, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace)
    plan = workspace / "plan_2024.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(
        text + text[text.index("activities:\n") + len("activities:\n") :], encoding="utf-8"
    )  # each id twice
    ran = zhutiri(command, *COMMANDS[command], "--plan", "plan_2024.yaml")
    assert (ran.status, ran.out) == (2, "")
    assert "处错误，不能据以" in ran.err
    assert not (workspace / "submissions").exists()

"""A command that a message tells the clerk to run can be pasted, whatever the file is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import zhutiri
from tests.support.places import EXAMPLES

SCHEDULE = str(EXAMPLES / "2026年放假安排.json")
FAULTY = "schema: 1\nyear: 2024\nactivities: []\n标题: 多余\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--plan", "{}"),
        ("diff", "{}", "{}"),
        ("init", "新", "--plan", "{}"),
        ("workdays", "--import", SCHEDULE, "--plan", "{}"),
    ],
)
def test_a_plan_with_a_space_in_its_name(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("我的 计划.yaml").write_text(FAULTY, encoding="utf-8")
    ran = zhutiri(*(word.format("我的 计划.yaml") for word in arguments))
    assert ran.status == 2
    assert 'zhutiri validate "我的 计划.yaml"' in ran.err

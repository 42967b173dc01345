"""The next command of an activity without a record, where its material may lie in a folder that nobody has assigned."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import zhutiri

PLAN = """\
year: 2024
activities:
  - {id: 1, month: 3, theme: 校园开放日, units: [区教育局]}
  - {id: 2, month: 3, theme: 就业服务进社区, units: [区人社局]}
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("plan_2024.yaml").write_text(PLAN, encoding="utf-8")
    root = Path("submissions/2024")
    root.mkdir(parents=True)
    return root


def row_of(unit: str) -> str:
    ran = zhutiri("check", "--as-of", "2024-05-10")
    return next(line for line in ran.out.splitlines() if f" {unit} " in line)


def test_the_folder_in_question_is_looked_at_before_a_day_is_recorded(desk: Path) -> None:
    folder = desk / "区人社局就业材料"
    folder.mkdir()
    (folder / "说明.txt").write_text("就业", encoding="utf-8")
    assert "zhutiri check 2" in row_of("2 区人社局")
    assert "zhutiri record 1 --held" in row_of("1 区教育局")
    out = zhutiri("check", "2", "--as-of", "2024-05-10").out.replace("\n      ", "")
    assert "材料可能在尚未核对的“区人社局就业材料”里：请先打开看" in out


def test_without_such_a_folder_the_day_is_recorded(desk: Path) -> None:
    assert desk.is_dir()
    assert "zhutiri record 2 --held" in row_of("2 区人社局")

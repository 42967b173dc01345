"""What lies beside the activities' folders and is called after a unit never lets that unit be named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import zhutiri
from tests.support.places import BASE_PLAN


@pytest.fixture
def root(tmp_path: Path) -> Path:
    plan = BASE_PLAN.read_text(encoding="utf-8")
    (tmp_path / "plan_2024.yaml").write_text(plan, encoding="utf-8")
    made = tmp_path / "submissions" / "2024"
    (made / "03").mkdir(parents=True)
    (made / "03" / "submission.yaml").write_text("held: 2024-03-15\n", encoding="utf-8")
    return made


def checked(root: Path) -> dict[str, Any]:
    ran = zhutiri(
        "check", "--plan", str(root.parents[1] / "plan_2024.yaml"), "--as-of", "2024-04-12", "-f", "json",
    )  # fmt: skip
    made: dict[str, Any] = json.loads(ran.out)
    return made


def third(told: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = next(item for item in told["activities"] if item["id"] == 3)
    return made


def test_without_it_the_unit_is_named(root: Path) -> None:
    item = third(checked(root))
    assert (item["status"], item["action"]) == ("overdue", "unit")


@pytest.mark.parametrize("name", ["{}报送材料.zip", "{}的材料"])
def test_with_it_the_office_looks(root: Path, name: str) -> None:
    unit = third(checked(root))["units"][0]
    path = root / name.format(unit)
    if path.suffix:
        path.write_bytes(b"PK\x05\x06" + b"\0" * 18)
    else:
        path.mkdir()
    item = third(checked(root))
    assert (item["status"], item["action"]) == ("overdue", "office")
    letters = zhutiri("remind", "--plan", str(root.parents[1] / "plan_2024.yaml"), "--as-of", "2024-04-12")
    assert f"致{unit}" not in letters.out.replace(" ", "")


def test_a_folder_called_after_the_unit_is_used_and_said(root: Path) -> None:
    unit = third(checked(root))["units"][0]
    (root / "03").rename(root / unit)
    told = checked(root)
    assert third(told)["folder"].endswith(unit)
    assert any("按单位名称用作第 3 项的" in one["message"] for one in told["findings"])


def test_what_is_recorded_goes_into_the_units_folder(root: Path) -> None:
    unit = third(checked(root))["units"][0]
    (root / "03").rename(root / unit)
    ran = zhutiri("record", "3", "--submitted", "2024-03-20", "--plan", str(root.parents[1] / "plan_2024.yaml"))
    assert ran.status == 0, ran.err
    assert "submitted: 2024-03-20" in (root / unit / "submission.yaml").read_text(encoding="utf-8")
    assert [path.name for path in root.iterdir()] == [unit]

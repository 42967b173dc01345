"""The first screen and the tables of a plan with obligations: the matter is named, the months planned are said."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.support.command import zhutiri

PLAN = """\
schema: 2
year: 2025
document: {issued: 2025-01-10}
obligations:
  - {key: feedback, label: 意见反馈表, due: {anchor: end, days: 3}}
activities:
  - {id: 1, month: 10, theme: 校园开放日, units: [松澜市高新技术产业开发区教育局], extra: {参加人数: 60, 收费: false}}
  - {id: 2, when: 2025-11..2026-01, theme: 供热开放日, units: [松澜市住建局]}
  - {id: 3, when: 2025-11-18, theme: 电梯问答, units: [松澜市住建局]}
"""


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("plan_2025.yaml")
    path.write_text(PLAN, encoding="utf-8")
    assert zhutiri("record", "1", "--held", "2025-10-14", "--as-of", "2025-10-20").status == 0
    return path


@pytest.mark.usefixtures("plan")
def test_a_row_cut_short_still_names_the_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    rows = zhutiri("check", "--as-of", "2025-10-20").out.splitlines()
    (row,) = [row for row in rows if "--done feedback=日期" in row]
    assert "意见反馈表" in row


@pytest.mark.usefixtures("plan")
def test_several_months_and_a_day_are_said_alike_in_every_table() -> None:
    assert zhutiri("check", "--as-of", "2025-10-20", "-o", "一.csv", "-o", "一.xlsx", "-o", "一.json").status == 1
    rows = list(csv.DictReader(io.StringIO(Path("一.csv").read_text(encoding="utf-8-sig"))))
    planned = {int(row["序号"]): row["计划月份"] for row in rows if row["序号"]}
    assert planned == {1: "2025年10月", 2: "2025-11 至 2026-01", 3: "2025-11-18"}
    cells = {str(cell.value) for sheet in load_workbook("一.xlsx") for row in sheet.iter_rows() for cell in row}
    assert {"2025-11 至 2026-01", "2025-11-18"} <= cells
    tree = json.loads(Path("一.json").read_text(encoding="utf-8"))
    assert [item.get("when") for item in tree["activities"]] == [None, "2025-11..2026-01", "2025-11-18"]


def test_columns_of_numbers_are_no_fault_in_an_editor_either(plan: Path) -> None:
    import jsonschema
    import yaml

    assert zhutiri("validate", f"{plan}").status == 0
    schema = json.loads(zhutiri("schema").out)
    extra = yaml.safe_load(PLAN)["activities"][0]["extra"]
    tree = {"year": 2025, "activities": [{"id": 1, "month": 10, "theme": "校园开放日", "extra": extra}]}
    jsonschema.validate(tree, schema)

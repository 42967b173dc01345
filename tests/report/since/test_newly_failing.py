"""``--baseline``: units that come to fail what others failed before are told as new, those that stay as open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import zhutiri

PLAN = """\
schema: 2
year: 2024
document: {issued: 2024-02-20}
roster: [{name: 区教育局}, {name: 区档案馆}, {name: 区司法局}]
obligations:
  - {key: form, label: 计划表, per: unit, due: {on: 2024-03-07}}
activities:
  - {id: 1, month: 12, theme: 校园开放日, units: [区教育局]}
"""
WEEK_ONE = """\
done:
  - {unit: 区档案馆, key: form, on: 2024-03-05}
  - {unit: 区司法局, key: form, on: 2024-03-06}
"""


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("plan_2024.yaml").write_text(PLAN, encoding="utf-8")
    path = Path("obligations_2024.yaml")
    path.write_text(WEEK_ONE, encoding="utf-8")
    assert zhutiri("check", "--as-of", "2024-03-08", "-o", "一.json").status == 1
    return path


def compared() -> list[dict[str, Any]]:
    ran = zhutiri("check", "--as-of", "2024-03-15", "--baseline", "一.json", "-f", "json")
    found: list[dict[str, Any]] = json.loads(ran.out)["baseline"]["findings"]
    return [one for one in found if one["rule"] in ("ZT209", "ZT210")]


def test_a_unit_whose_record_was_wrong_is_new_and_the_first_stays_open(kept: Path) -> None:
    kept.write_text(WEEK_ONE.replace("  - {unit: 区司法局, key: form, on: 2024-03-06}\n", ""), encoding="utf-8")
    told = [(one["change"], one["message"]) for one in compared()]
    assert ("new", "计划表逾期未办新增 1 家：区司法局") in told
    assert [change for change, message in told if "2 家，期限" in message] == ["open"]
    assert len(told) == 2


def test_nothing_is_new_where_the_same_unit_fails_still(kept: Path) -> None:
    assert kept.is_file()
    assert [one["change"] for one in compared()] == ["open"]


def test_an_earlier_report_that_knows_no_units_names_nobody(kept: Path) -> None:
    tree = json.loads(Path("一.json").read_text(encoding="utf-8"))
    del tree["units"]
    Path("一.json").write_text(json.dumps(tree), encoding="utf-8")
    kept.write_text("done: []\n", encoding="utf-8")
    assert [one["change"] for one in compared()] == ["open"]


def test_the_page_and_the_rest_can_be_written_beside_an_earlier_report(kept: Path) -> None:
    kept.write_text("done: []\n", encoding="utf-8")
    names = [f"周报{suffix}" for suffix in (".html", ".md", ".xlsx", ".docx", ".csv", ".xml", ".sarif", ".txt")]
    words = [word for name in names for word in ("-o", name)]
    ran = zhutiri("check", "--as-of", "2024-03-15", "--baseline", "一.json", *words)
    assert ran.status == 1, ran.err
    assert all(Path(name).stat().st_size for name in names)
    assert "计划表逾期未办新增 2 家：区档案馆、区司法局" in Path("周报.html").read_text(encoding="utf-8")


def test_what_was_due_and_is_overdue_now_is_raised_neither_mended_nor_new(kept: Path) -> None:
    kept.unlink()
    plan = PLAN.replace("key: form", "key: news, label: 门户上传, due: {anchor: end, days: 7}}\n  - {key: form")
    Path("plan_2024.yaml").write_text(plan.replace("month: 12", "month: 3"), encoding="utf-8")
    assert zhutiri("record", "1", "--held", "2024-03-01").status == 0
    assert zhutiri("check", "--as-of", "2024-03-06", "-o", "一.json").status == 0
    told = {one["message"].split(" ")[0]: one["change"] for one in compared()}
    assert told == {"计划表逾期未办": "raised", "门户上传应于": "raised"}

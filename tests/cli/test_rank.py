"""``zhutiri rank`` on the sample: what it prints and writes, and what a faulty ``scoring`` is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.json_shape import DAY, Maybe, Words, misfits
from tests.support.places import EXAMPLES
from zhutiri_cli.cli.app import run

AS_OF = ("--as-of", "2024-04-12")
RANK: dict[str, Any] = {
    "schema": Words("zhutiri/rank/1"),
    "as_of": DAY,
    "plan": {"path": str, "title": str, "year": int},
    "clause": Maybe({"ref": str, "text": str}),
    "scored": bool,
    "weights": [{"label": str, "value": str}],
    "notes": [str],
    "recommended": [int],
    "activities": [
        {
            "rank": Maybe(int),
            "score": Maybe(int),
            "id": int,
            "theme": str,
            "month": str,
            "units": [str],
            "status": str,
            "label": str,
            "submitted": Maybe(DAY),
            "deadline": Maybe(DAY),
            "extended_from": Maybe(DAY),
            "facts": {
                "on_time": bool,
                "complete": bool,
                "portal": Maybe(bool),
                "links": [{"shown": str, "level": Maybe(str), "portal": bool, "counts": bool, "reason": Maybe(str)}],
                "forms": [str],
                "photos": [str],
                "photos_disputed": [str],
            },
            "lines": [{"label": str, "count": int, "weight": Maybe(int), "points": int, "fact": str, "text": str}],
        }
    ],
    "units": [
        {
            "rank": Maybe(int),
            "score": Maybe(int),
            "unit": str,
            "unverified": [int],
            "lines": [{"id": int, "lead": bool, "share": int, "points": Maybe(int)}],
        }
    ],
    "unverified": [{"id": int, "theme": str, "units": [str], "whole": bool, "reason": str}],
    "left_out": [{"id": int, "theme": str, "units": [str], "status": str}],
}


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample, which is the current folder."""
    shutil.copytree(EXAMPLES / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    for name in ("ZHUTIRI_PLAN", "ZHUTIRI_SUBMISSIONS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def weights(workspace: Path, text: str) -> None:
    """Replace the sample's weights."""
    path = workspace / "data" / "plan_2024.yaml"
    before, _, after = path.read_text(encoding="utf-8").partition("scoring:")
    rest = after[after.index("\ncalendar:") :]
    path.write_text(before + text + rest, encoding="utf-8")


@pytest.mark.usefixtures("workspace")
def test_json_of_the_sample(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rank", *AS_OF, "-f", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert misfits(found, RANK) == []
    assert [(one["rank"], one["score"], one["id"]) for one in found["activities"]] == [
        (1, 19, 1), (1, 19, 5), (3, 18, 2), (3, 18, 6), (3, 18, 11), (6, 6, 7), (7, -3, 9), (8, -5, 8),
    ]  # fmt: skip
    for one in found["activities"]:
        assert one["score"] == sum(line["points"] for line in one["lines"])
    for unit in found["units"]:
        scored = [line["points"] for line in unit["lines"] if line["points"] is not None]
        assert unit["score"] == (sum(scored) if scored else None)
    assert [one["id"] for one in found["unverified"] if one["whole"]] == [3, 10]
    assert [one["id"] for one in found["left_out"]] == [4, 12, 13, 14]
    assert found["clause"]["ref"] == "三（三）"


def test_without_scoring_nobody_is_ranked(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    weights(workspace, "")
    assert run(["rank", *AS_OF, "-f", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert misfits(found, RANK) == []
    assert found["recommended"] == [1, 2, 5, 6, 11]
    assert {one["rank"] for one in [*found["activities"], *found["units"]]} == {None}
    assert run(["rank", *AS_OF]) == 0
    out = capsys.readouterr().out
    assert "推荐名单" in out
    assert "名　" not in out
    assert [line.split()[:2] for line in out.splitlines() if line.startswith("单位  ")] == [["单位", "已核实"]]


FAULTS = [
    ("scoring: {on_tme: 10}", "未知的键 on_tme", "是否应为 on_time"),
    ("scoring: {reports: {distrct: 1}}", "未知的键 distrct", "是否应为 district"),
    ("scoring: {on_time: 十}", "on_time（按时报齐）“十”不是分值", "请写半角数字"),
    ("scoring: {on_time: １０}", "on_time（按时报齐）“１０”不是分值", "请改为半角 10"),
    ("scoring: {on_time: 0.125}", "on_time（按时报齐）“0.125”不是分值", "最多两位小数"),
    ("scoring: {on_time: -1}", "on_time（按时报齐）不能小于 0", "请改为不小于 0 的数"),
    ("scoring: {late: 2}", "late（迟报扣分）不能大于 0", "请改为不大于 0 的数"),
    ("scoring: {joint: 2}", "joint（联合承办）不能大于 1", "请改为不大于 1 的数"),
    ("scoring: {forms: 多}", "“多”不是分值", "请写半角数字"),
    ("scoring: {photos: [1]}", "photos（图片）写成了列表，这里要写成“键: 值”的一组", "请写作 photos: {"),
    ("scoring: {reports: {outlets: {某报: 国家级}}}", "“国家级”不是媒体层级", "区级、市级、省级、中央"),
]


@pytest.mark.parametrize(("text", "message", "hint"), FAULTS, ids=[text for text, _, _ in FAULTS])
def test_a_faulty_weight_is_pointed_at(
    workspace: Path, capsys: pytest.CaptureFixture[str], text: str, message: str, hint: str
) -> None:
    weights(workspace, text + "\n")
    assert run(["validate", "-f", "json"]) == 1
    (found,) = [
        one for one in json.loads(capsys.readouterr().out)["files"][0]["findings"] if one["severity"] == "error"
    ]
    assert message in found["message"]
    assert hint in found["hint"]
    line = (workspace / "data" / "plan_2024.yaml").read_text(encoding="utf-8").splitlines().index(text) + 1
    assert found["line"] == line
    assert run(["rank", *AS_OF]) == 2
    assert "zhutiri validate" in capsys.readouterr().err


def test_the_workbook_has_every_line(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rank", *AS_OF, "-o", "评比.xlsx", "-o", "评比.json", "-o", "评比.txt"]) == 0
    assert capsys.readouterr().out == "已按权重给 8 项活动计分，2 项待核实，没有计分\n"
    book = openpyxl.load_workbook(workspace / "评比.xlsx")
    assert book.sheetnames == ["说明", "活动得分", "单位得分", "得分明细", "待核实"]
    found = json.loads((workspace / "评比.json").read_text(encoding="utf-8"))
    scores = [(row[0], row[1], row[2]) for row in book["活动得分"].iter_rows(min_row=3, values_only=True)]
    assert scores == [(one["rank"], one["score"], one["id"]) for one in found["activities"]]
    lines = [(row[0], row[4], row[7]) for row in book["得分明细"].iter_rows(min_row=3, values_only=True)]
    every = [(one["id"], line["label"], line["points"]) for one in found["activities"] for line in one["lines"]]
    assert sorted(lines) == sorted(every)
    units = [(row[0], row[1], row[2]) for row in book["单位得分"].iter_rows(min_row=3, values_only=True)]
    assert units == [(unit["rank"], unit["score"], unit["unit"]) for unit in found["units"]]


def test_the_workbook_without_weights_has_no_places(workspace: Path) -> None:
    weights(workspace, "")
    assert run(["rank", *AS_OF, "-o", "推荐.xlsx"]) == 0
    book = openpyxl.load_workbook(workspace / "推荐.xlsx")
    assert book.sheetnames == ["说明", "推荐名单", "其他已到期活动", "单位情况", "待核实"]
    assert [row[0] for row in book["推荐名单"].iter_rows(min_row=3, values_only=True)] == [1, 2, 5, 6, 11]
    heads = {cell.value for sheet in book for row in sheet.iter_rows(max_row=3) for cell in row}
    assert not heads & {"名次", "得分"}
    assert "牵头已核实" in heads, "what is due and not certain is in a column of its own"


def test_the_command_never_fails_on_an_empty_root(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(workspace / "data" / "submissions")
    assert run(["rank", *AS_OF]) == 0
    assert "没有报送材料总文件夹" in capsys.readouterr().out

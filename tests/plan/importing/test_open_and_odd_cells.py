"""Cells left open, sentences in a cell a line, weekdays that do not fit, quarters that head columns."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support.plan_documents import imported, plan_of, remark_of, written
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.plan.importing.columns.loose_lines import names_an_activity
from zhutiri_cli.plan.importing.columns.month_cells import read_time
from zhutiri_cli.plan.importing.columns.unit_pieces import split_units
from zhutiri_cli.plan.importing.weekdays import weekday_against

HEADINGS = ["序号", "活动时间", "活动主题", "活动内容", "责任单位", "备注"]
AFTER = "活动结束后5个工作日内，请将活动方案、照片、总结报区政务公开办。"


def cell_a_line(*rows: list[str], after: str = "") -> str:
    lines = ["松风区2025年政府开放日活动安排表", *HEADINGS, *(cell for row in rows for cell in row), after]
    return "\n".join(lines)


ROWS = (
    ["1", "3月", "看泵站", "走近机房，听讲解。", "松风区水务局"],
    ["2", "4月", "看粮仓", "走近仓房。", "量一量粮温。", "松风区粮食局"],
    ["3", "5月", "看车库", "坐一坐云梯车。", "松风区消防局"],
)


@pytest.mark.parametrize("after", ["", "联系人：李四", AFTER])
def test_sentences_in_cells_end_no_row(tmp_path: Path, after: str) -> None:
    plan = plan_of(imported(written(tmp_path / "a.txt", cell_a_line(*ROWS, after=after))))
    found = [(entry["theme"], entry["month"], entry["units"]) for entry in plan["activities"]]
    assert found == [(row[2], int(row[1][0]), [row[-1]]) for row in ROWS]
    assert plan["activities"][1]["extra"] == {"活动内容": "走近仓房。量一量粮温。"}
    assert ("requirements" in plan) == (after == AFTER)


def test_a_sentence_that_fills_the_last_row(tmp_path: Path) -> None:
    rows = ([*ROWS[0], "无"], [*ROWS[2][:0], "2", *ROWS[2][1:], "雨天顺延。"])
    plan = plan_of(imported(written(tmp_path / "a.txt", cell_a_line(*rows))))
    assert plan["activities"][1]["units"] == ["松风区消防局"]
    assert "雨天顺延" in plan["activities"][1]["remark"]


TABLE = "松风区2025年活动计划表\n序号\t活动时间\t活动主题\t活动形式\t责任单位\n"


def test_what_is_left_open_leaves_the_other_cells_alone(tmp_path: Path) -> None:
    rows = ["1\t3月\t看泵站\t参观\t待定", "2\t4月\t待定\t参观\t松风区粮食局", "3\t5月\t看车库\t待定\t松风区消防局"]
    done = imported(written(tmp_path / "a.txt", TABLE + "\n".join(rows)))
    first, second, third = plan_of(done)["activities"]
    assert (first["month"], first["theme"], first["units"]) == (3, "看泵站", [])
    assert (second["month"], second["theme"], second["units"]) == (4, None, ["松风区粮食局"])
    assert (third["month"], third["theme"], third["units"]) == (5, "看车库", ["松风区消防局"])
    assert "责任单位写作“待定”，没有录入" in remark_of(done, 0)
    assert "活动主题写作“待定”，主题待填写" in remark_of(done, 1)
    assert "活动形式写作“待定”" in remark_of(done, 2)


@pytest.mark.parametrize("time", ["2025年3月15日（星期五）", "3月15日（周五）", "3月15日 星期五 9:00"])
def test_a_day_that_is_another_weekday_is_not_taken(tmp_path: Path, time: str) -> None:
    done = imported(written(tmp_path / "a.txt", TABLE + f"1\t{time}\t看泵站\t参观\t松风区水务局"))
    (entry,) = plan_of(done)["activities"]
    assert entry["month"] == 3
    assert "planned" not in entry
    assert "日期和星期对不上（2025-03-15 是星期六，不是星期五）" in remark_of(done, 0)


@pytest.mark.parametrize("text", ["3月15日（周六）", "3月15日", "3月每周五", "3月15日（周六至周日）", "3月第1周六"])
def test_weekdays_that_do_not_speak_against_a_day(text: str) -> None:
    assert weekday_against(date(2025, 3, 15), text) == ""


def test_the_end_of_a_quarter_is_said() -> None:
    read = read_time("第三季度末", year=2025)
    assert read is not None
    assert (read.said, read.whole) == ("第三季度末", False)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("区教育局及相关单位", "不是具体单位"),
        ("区直各部门", "不是具体单位"),
        ("松风民政局松风税务局", "可能是两个单位"),
        ("区民政局+区残联", "可能是两个单位"),
        ("区民政局｜区残联", "可能是两个单位"),
    ],
)
def test_more_than_one_unit_is_said(cell: str, said: str) -> None:
    assert any(said in doubt for doubt in split_units(cell).doubts)


@pytest.mark.parametrize("cell", ["区直机关工委", "区市场监督管理局", "区委办公室", "区人力资源和社会保障局"])
def test_one_unit_is_no_doubt(cell: str) -> None:
    assert split_units(cell).doubts == ()


def test_a_table_of_quarters_side_by_side_says_how_to_turn_it(tmp_path: Path) -> None:
    text = "单位\t第一季度\t第二季度\t第三季度\n松风区水务局\t看泵站\t\t巡河\n"
    with pytest.raises(FileProblem) as raised:
        imported(written(tmp_path / "a.txt", text))
    assert "一栏一个季度或月份（“第一季度”、“第二季度”、“第三季度”）" in raised.value.message
    assert "一行一项活动" in str(raised.value.advice)


def test_the_year_of_a_plan_named_as_a_table(tmp_path: Path) -> None:
    text = "松风区2025年开放日活动计划表\n单位\t联系人\t手机\n\t\t\n附件2\n" + TABLE.split("\n", 1)[1]
    plan = plan_of(imported(written(tmp_path / "a.txt", text + "1\t3月\t看泵站\t参观\t松风区水务局")))
    assert plan["year"] == 2025


def test_what_a_page_says_of_itself_is_no_activity() -> None:
    assert not names_an_activity("2026-03-03 09:43 来源：松风区政府办 文字大小")

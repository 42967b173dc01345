"""Headings by what they mean, what people say of them, and messages on those that are not understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.plan_documents import HEADER, PLAIN, as_tabs, entries, imported, plan_of, rows_of, written
from zhutiri_cli.cli.app import run
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.plan.importing.columns.heading_words import PlanColumn, meaning

REAL = {
    PlanColumn.TIME: "完成时限 时间节点 活动时间及地点 推进时限 开放时间段 时限要求 完成时间 活动开展时间 时间（月）",
    PlanColumn.THEME: "活动安排 “政府开放日”活动主题及内容 活动名称（主题） 开放内容 工作任务 活动题目 主题②",
    PlanColumn.FORMS: "公开形式 开放形式 公开方式 活动类别",
    PlanColumn.UNITS: "责任单位及联系人 承办科室 主办/协办单位 牵头（责任）单位 承办单位、联系人及电话 责任股室 单位¹",
    PlanColumn.REMARK: "备注栏",
    None: "责任领导及单位 活动形式及地点 参与形式 主办单位联系人 联系人及电话",
}


@pytest.mark.parametrize(
    ("word", "column"), [(word, column) for column, words in REAL.items() for word in words.split()]
)
def test_what_headings_of_real_notices_mean(word: str, column: PlanColumn | None) -> None:
    assert meaning(word) is column


def test_a_column_that_says_until_when_is_said(tmp_path: Path) -> None:
    done = rows_of(tmp_path, ["1", "3月", "就业服务", "区人社局"], header=["序号", "完成时限", "活动主题", "责任单位"])
    assert entries(done) == [(1, 3, "就业服务", [], ["区人社局"])]
    assert any("“完成时限”一栏按活动时间录入" in said for said in done.notices)


WORDS = {
    PlanColumn.TIME: "活动日期 开放时间 拟开展时间 计划举办时间 举办月份 活动时间（月份） 拟开放日期",
    PlanColumn.THEME: "开放主题 活动名称 拟定活动主题 活动主题/内容 政府开放日活动主题 项目 活动内容及形式",
    PlanColumn.FORMS: "开展形式 活动形式（方式） 组织形式 活动开展形式",
    PlanColumn.UNITS: "承办部门 牵头单位（部门） 责任处室 主办（承办）单位 责任部门/单位 实施主体 承办 配合单位 单位",
    None: "活动地点 参加人数（人） 邀请对象 报名方式 报名时间 填报单位 参加单位 计划完成时间 责任人 主办单位联系人",
}


@pytest.mark.parametrize(
    ("word", "column"), [(word, column) for column, words in WORDS.items() for word in words.split()]
)
def test_what_a_heading_means(word: str, column: PlanColumn | None) -> None:
    assert meaning(word) is column


def test_a_column_of_mere_units_gives_way_to_one_that_says_who_hosts(tmp_path: Path) -> None:
    header = ["序号", "活动主题", "单位", "活动日期", "承办部门"]
    done = rows_of(tmp_path, ["1", "就业服务", "区直", "3月", "区人社局"], header=header)
    assert plan_of(done)["activities"][0]["units"] == ["区人社局"]
    assert plan_of(done)["activities"][0]["extra"] == {"单位": "区直"}


def test_a_table_without_forms_is_whole(tmp_path: Path) -> None:
    done = rows_of(tmp_path, *([*row[:3], row[4]] for row in PLAIN), header=[*HEADER[:3], HEADER[4]])
    assert [entry[3] for entry in entries(done)] == [[], [], []]
    assert (done.gaps, done.doubts) == ((), ())
    assert "forms" not in plan_of(done)


def test_who_only_takes_part_leads_nothing(tmp_path: Path) -> None:
    header = ["序号", "活动主题", "活动时间", "责任单位", "配合单位"]
    done = rows_of(tmp_path, ["1", "就业服务", "3月", "", "区教育局"], header=header)
    assert plan_of(done)["activities"][0]["units"] == []
    assert "只在“配合单位”栏列了“区教育局”" in plan_of(done)["activities"][0]["remark"]


STRANGE = "序号\t活动时点\t活动主题\t牵头委办\n1\t3月\t就业服务\t区人社局\n"


def test_headings_that_are_not_understood_are_listed_with_the_way_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = written(tmp_path / "某区2025年活动表.txt", STRANGE)
    assert run(["import", str(source)]) == 2
    said = capsys.readouterr().err
    for words in ("“活动时点”", "“牵头委办”", "--column 表头=活动时间"):
        assert words in said


def test_they_can_be_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = written(tmp_path / "某区2025年活动表.txt", STRANGE)
    told = ["--column", "活动时点=活动时间", "--column", "牵头委办＝责任单位"]
    assert run(["import", str(source), *told]) == 0
    assert "units: [区人社局]" in capsys.readouterr().out
    assert run(["init", str(tmp_path / "区"), "--from", str(source), *told]) == 0


def test_a_column_can_be_told_to_be_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [[*HEADER, "主办单位"], [*PLAIN[0], "区总工会"]]
    assert run(["import", str(as_tabs(tmp_path, rows)), "--column", "主办单位=其他"]) == 0
    out = capsys.readouterr().out
    assert "units: [区人社局]" in out
    assert "主办单位: 区总工会" in out


def test_one_that_the_table_does_not_have_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", str(as_tabs(tmp_path, [HEADER, *PLAIN])), "--column", "日子=活动时间"]) == 0
    assert "表头里没有 --column 所说的“日子”" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["活动时点"], ["=活动时间"], ["活动时点=天气"], ["甲=活动时间", "甲=主题"]])
def test_what_is_told_wrongly(words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = [part for word in words for part in ("--column", word)]
    assert run(["import", str(as_tabs(tmp_path, [HEADER, *PLAIN])), *options]) == 2
    assert "--column" in capsys.readouterr().err


def test_a_lower_line_of_headings_alone_is_no_header_without_the_upper_one(tmp_path: Path) -> None:
    upper, lower = ["序号", "活动安排", "", "责任单位", ""], ["", "主题", "日期", "牵头", "配合"]
    done = rows_of(tmp_path, lower, ["1", "就业服务", "3月2日", "区人社局", "区民政局"], header=upper)
    assert entries(done) == [(1, 3, "就业服务", [], ["区人社局", "区民政局"])]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("序号|活动||责任单位", "|主题|时间|牵头"),
        ("序号|||单位", "|主题|时间|"),
        ("序号|主题|活动时间|责任单位", "|名称|月份|牵头单位"),
        ("序号|活动|月份|单位", "|主题||"),
    ],
)
def test_a_header_of_two_lines_is_read_as_one(tmp_path: Path, upper: str, lower: str) -> None:
    done = rows_of(tmp_path, lower.split("|"), ["1", "古桥修缮", "5月", "区住建局"], header=upper.split("|"))
    assert entries(done) == [(1, 5, "古桥修缮", [], ["区住建局"])]


def test_a_header_with_single_spaces_is_one(tmp_path: Path) -> None:
    done = imported(
        written(tmp_path / "2024年计划.txt", "2024年计划\n\n序号 主题 时间 单位\n1  古桥修缮  5月  区住建局\n")
    )
    assert entries(done) == [(1, 5, "古桥修缮", [], ["区住建局"])]


def test_two_tables_with_columns_of_their_own_are_no_parts_of_one_plan(tmp_path: Path) -> None:
    first = "一、上半年\n序号\t主题\t时间\t单位\n1\t古桥修缮\t5月\t区住建局\n"
    other = "二、下半年\n序号\t主题\t时间\t单位\t形式\n1\t校园开放\t9月\t区教育局\t现场观摩\n"
    with pytest.raises(FileProblem, match="有 2 个表格都像活动计划表"):
        imported(written(tmp_path / "2024年计划.txt", f"2024年计划\n{first}{other}"))

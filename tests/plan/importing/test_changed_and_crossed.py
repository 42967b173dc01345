"""Rows that are not held as planned, and cells under one another's headings: never taken in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.plan_documents import entries, imported, plan_of, remark_of, rows_of, written
from zhutiri_cli.plan.load import load_plan_bytes

HEADER = ["序号", "活动主题", "活动时间", "责任单位", "备注"]
PLAIN = ["序号", "主题", "时间", "单位"]


@pytest.mark.parametrize(
    "words",
    ["取消", "已取消", "本次活动取消", "因场馆维修，已取消。", "该项活动已取消", "本活动因故取消", "*已取消", "取消！"],
)
def test_what_is_called_off_is_taken_and_said(words: str, tmp_path: Path) -> None:
    done = rows_of(tmp_path, ["1", "古桥修缮", "5月", "区住建局", words], header=HEADER)
    entry = plan_of(done)["activities"][0]
    assert (entry["cancelled"], entry["reason"], entry["month"]) == (True, words, 5)
    assert len(done.doubts) == 1
    loaded = load_plan_bytes(tmp_path / "plan.yaml", done.text.encode())
    assert loaded.plan is not None
    assert loaded.plan.activities[0].cancelled


@pytest.mark.parametrize(
    ("words", "to"),
    [
        ("改为4月举办", "2024-04"),
        ("延期至六月", "2024-06"),
        ("已提前至4月20日举办", "2024-04"),
        ("因汛期推迟到2025年1月", "2025-01"),
        ("时间调整为7月上旬", "2024-07"),
    ],
)
def test_what_is_moved_is_taken_and_said(words: str, to: str, tmp_path: Path) -> None:
    done = rows_of(tmp_path, ["1", "古桥修缮", "5月", "区住建局", words], header=HEADER)
    entry = plan_of(done)["activities"][0]
    assert (entry["month"], entry["moved_to"], entry["reason"]) == (5, to, words)
    assert len(done.doubts) == 1
    assert load_plan_bytes(tmp_path / "plan.yaml", done.text.encode()).plan is not None


@pytest.mark.parametrize(
    "words",
    [
        "延期",
        "推迟至4月",
        "提前至6月",
        "改为5月",
        "改为第二季度",
        "建议取消",
        "取消线下，改为直播",
        "原定2月，改为3月",
        "延期至次年1月",
        "暂缓",
        "此项作废",
        "与第2项合并",
        "改在文化馆举办",
    ],
)
def test_what_may_be_a_change_is_quoted_and_not_taken(words: str, tmp_path: Path) -> None:
    done = rows_of(tmp_path, ["1", "古桥修缮", "5月", "区住建局", words], header=HEADER)
    entry = plan_of(done)["activities"][0]
    assert not {"cancelled", "moved_to", "reason"} & set(entry)
    assert f"“{words}”，可能已取消或改期" in entry["remark"]
    assert len(done.doubts) == 1


@pytest.mark.parametrize("words", ["雨天改期", "如遇雨顺延", "请自带水杯", "已完成"])
def test_a_remark_that_changes_nothing_is_a_remark(words: str, tmp_path: Path) -> None:
    done = rows_of(tmp_path, ["1", "古桥修缮", "5月", "区住建局", words], header=HEADER)
    assert (plan_of(done)["activities"][0]["remark"], done.doubts) == (words, ())


def test_changes_in_other_places(tmp_path: Path) -> None:
    header = [*HEADER[:4], "状态"]
    rows = [["1", "古桥修缮（已取消）", "5月", "区住建局", ""], ["2", "夜读", "6月", "区图书馆", "已取消"]]
    done = rows_of(tmp_path, *rows, header=header)
    first, second = plan_of(done)["activities"]
    assert ("cancelled" in first, "主题写有“已取消”" in first["remark"]) == (False, True)
    assert (second["cancelled"], second["extra"]) == (True, {"状态": "已取消"})


def test_a_note_below_the_table_is_quoted(tmp_path: Path) -> None:
    text = "2025年活动表\n序号\t主题\t时间\t单位\n1\t古桥修缮\t3月\t区住建局\n注：第1项延期。\n"
    done = imported(written(tmp_path / "a.txt", text))
    assert any("“注：第1项延期。”没有录入" in said for said in done.notices)


@pytest.mark.parametrize(
    ("theme", "unit"),
    [
        ("区教育局", "招生咨询"),
        ("区教育局、区图书馆", "夜读"),
        ("区图书馆", "读书分享会"),
        ("望江街道", "河长带您巡河"),
        ("区妇联", "家庭教育讲座"),
    ],
)
def test_a_theme_that_is_a_unit_beside_a_unit_that_is_none(theme: str, unit: str, tmp_path: Path) -> None:
    rows = [["1", "走进水厂", "3月", "区水务局"], ["2", theme, "5月", unit], ["3", "义诊", "6月", "区卫健局"]]
    done = rows_of(tmp_path, *rows, header=PLAIN)
    assert entries(done)[1] == (2, 5, None, [], [])
    for word in (theme, unit):
        assert f"“{word}”" in remark_of(done, 1)
    assert [remark_of(done, at) for at in (0, 2)] == ["", ""]
    assert done.gaps == ("序号 2的主题（theme）",)


@pytest.mark.parametrize(
    ("theme", "unit"),
    [
        ("走进政务服务中心", "区行政审批局"),
        ("送戏进社区", "夕阳红艺术团"),
        ("法院开放日", "区法院"),
        ("参观消防站", "区消防救援大队"),
        ("文化下乡村", "区文化馆"),
    ],
)
def test_a_theme_that_names_where_it_is_held_stays(theme: str, unit: str, tmp_path: Path) -> None:
    done = rows_of(tmp_path, ["1", theme, "5月", unit], header=PLAIN)
    assert (entries(done), done.doubts) == ([(1, 5, theme, [], [unit])], ())


def test_a_theme_that_is_a_form_beside_a_form_that_is_none(tmp_path: Path) -> None:
    header = ["序号", "活动时间", "活动主题", "活动形式", "责任单位"]
    done = rows_of(tmp_path, ["1", "3月", "座谈交流", "“清水进万家”公众观摩活动", "区水务局"], header=header)
    assert entries(done) == [(1, 3, None, [], ["区水务局"])]
    assert "可能写反了" in remark_of(done, 0)


@pytest.mark.parametrize("cell", ["张三", "李老师", "招生咨询"])
def test_a_unit_that_does_not_look_like_one_is_doubtful(cell: str, tmp_path: Path) -> None:
    done = rows_of(tmp_path, ["1", "走进水厂", "3月", cell], header=PLAIN)
    assert f"“{cell}”不像单位名称" in remark_of(done, 0)
    assert len(done.doubts) == 1


def test_a_unit_written_as_the_one_above_is_open(tmp_path: Path) -> None:
    done = rows_of(tmp_path, ["1", "走进水厂", "3月", "区水务局"], ["2", "夜读", "4月", "同上"], header=PLAIN)
    assert entries(done)[1][4] == []
    assert "“同上”" in remark_of(done, 1)


def test_a_theme_that_looks_like_a_unit_is_taken_and_said(tmp_path: Path) -> None:
    rows = ["1", "区教育局", "5月", "区住建局"], ["2", "校园开放", "6月", "区教育局"]
    done = rows_of(tmp_path, *rows, header=PLAIN)
    assert entries(done)[0][2] == "区教育局"
    assert remark_of(done, 0) == "原表主题栏的“区教育局”像单位名称，照原样录入"

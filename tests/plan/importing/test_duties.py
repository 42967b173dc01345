"""What is due beside the whole set becomes an obligation where a sentence says it for certain, and is quoted else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.plan_documents import HEADER, PLAIN, TITLE, as_tabs, imported, plan_of, written
from zhutiri_cli.cli.app import run
from zhutiri_cli.plan.importing.importer import Imported
from zhutiri_cli.plan.load import load_plan


def with_text(folder: Path, *lines: str, title: str = TITLE) -> Imported:
    """A plain table under a notice of these lines."""
    return imported(as_tabs(folder, [HEADER, *PLAIN], "\n".join([*lines, title])))


@pytest.mark.parametrize(
    ("sentence", "key", "label", "per", "due"),
    [
        ("各承办单位于活动前5天在区门户网站发布公告。", "preview", "发布公告", None, {"anchor": "start", "days": -5}),
        ("活动开展前7个工作日将活动方案报区政务公开办备案。", "filing", "活动方案报备", None,
         {"anchor": "start", "working_days": -7}),
        ("活动结束次日发布动态。", "news", "发布动态", None, {"anchor": "end", "days": 1}),
        ("活动结束后3个工作日内在专栏上传信息。", "upload", "上传信息", None, {"anchor": "end", "working_days": 3}),
        ("各单位每月25日前报送进展表。", "progress", "进展表", "unit", {"every": "month", "day": 25}),
        ("各单位于3月7日前报送年度计划表。", "form", "年度计划表", "unit", {"on": "2024-03-07"}),
    ],
)  # fmt: skip
def test_a_plain_sentence_is_an_obligation(
    tmp_path: Path, sentence: str, key: str, label: str, per: str | None, due: dict[str, Any]
) -> None:
    done = with_text(tmp_path, f"二、{sentence}")
    plan = plan_of(done)
    assert plan["schema"] == 2
    (one,) = plan["obligations"]
    assert (one["key"], one["label"], one.get("per")) == (key, label, per)
    told = {"on" if name is True else name: value for name, value in one["due"].items()}  # YAML 1.1 reads on as true
    assert {name: str(value) if name == "on" else value for name, value in told.items()} == due
    assert one["clause"] == {"ref": "二", "text": sentence.strip("。")}
    assert [said for said in done.notices if f"已写入 obligations（{key}，{label}）" in said]
    loaded = load_plan(written(tmp_path / "plan.yaml", done.text))
    assert loaded.faults == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "活动前5天或7天发布公告。",
        "区政务公开办将于12月20日前报送评选结果。",
        "每季度结束后5个工作日内报送统计表。",
        "活动结束后3个工作日内不得上传信息。",
        "活动前及时发布公告。",
        "活动前5个工作日报送有关情况。",
        "活动结束后5日内备案方案。",
        "3月7日晚12点前报送计划表。",
    ],
)
def test_anything_else_is_not(tmp_path: Path, sentence: str) -> None:
    plan = plan_of(with_text(tmp_path, f"二、{sentence}"))
    assert plan["schema"] == 1
    assert "obligations" not in plan


def test_a_day_of_a_year_that_nothing_says_stays_open(tmp_path: Path) -> None:
    done = with_text(tmp_path, "二、各单位于3月7日前报送年度计划表。", title="某区活动计划表")
    assert "obligations" not in plan_of(done)
    assert [said for said in done.notices if "3月7日前报送年度计划表" in said and "没有录入" in said]


def test_two_of_a_kind_have_keys_of_their_own_and_repetitions_count_once(tmp_path: Path) -> None:
    sentence = "活动结束次日发布动态，5日内发布图文信息。"
    plan = plan_of(with_text(tmp_path, f"一、{sentence}", f"二、{sentence}"))
    assert [one["key"] for one in plan["obligations"]] == ["news", "news_2"]


def test_a_workspace_from_such_a_notice(tmp_path: Path) -> None:
    with_text(tmp_path, "二、各单位每月25日前报送进展表。")
    assert run(["init", str(tmp_path / "区"), "--from", str(tmp_path / "计划.txt")]) == 0
    text = (tmp_path / "区" / "data" / "plan_2024.yaml").read_text(encoding="utf-8")
    assert "# yaml-language-server: $schema=../schemas/plan.schema.json\nschema: 2\n" in text


@pytest.mark.parametrize(
    "sentence",
    [
        "各单位于2026年1月10日前报送年度总结。",
        "各单位于次年1月10日前报送年度总结。",
        "在活动前1周、活动前1天各发布一次活动预告。",
        "活动举办前3日内发布公告。",
        "区人社局于3月20日前报送计划表。",
        "牵头单位每月25日前报送进展表，配合单位不报。",
        "鼓励各单位每月25日前报送进展表。",
        "自4月起每月25日前报送进展表。",
    ],
)
def test_what_binds_some_or_nobody_or_another_year_is_quoted(tmp_path: Path, sentence: str) -> None:
    done = with_text(tmp_path, f"二、{sentence}")
    assert "obligations" not in plan_of(done)
    assert [said for said in done.notices if "没有录入" in said or "请核对" in said]


@pytest.mark.parametrize(
    "sentence",
    [
        "活动结束5个工作日后，区政务公开办报送汇总情况。",
        "活动结束后5个工作日内，区政务公开办将总结情况报送市政务公开办。",
        "活动结束后５－７个工作日报送总结。",
    ],
)
def test_a_term_of_somebody_else_or_of_two_ends_is_no_deadline_for_reports(tmp_path: Path, sentence: str) -> None:
    plan = plan_of(with_text(tmp_path, f"二、{sentence}"))
    assert plan.get("requirements", {}).get("report", {}).get("within_working_days") is None


@pytest.mark.parametrize("words", ["向区政务公开办报送活动方案、总结", "，将活动方案、总结报区政务公开办"])
def test_to_whom_it_is_sent_is_no_one_who_acts(tmp_path: Path, words: str) -> None:
    plan = plan_of(with_text(tmp_path, f"二、活动结束后5个工作日内{words}。"))
    assert plan["requirements"]["report"] == {"within_working_days": 5, "materials": {"plan": 1, "summary": 1}}


@pytest.mark.parametrize(
    ("asked", "materials"),
    [
        ("照片（近景、远景各2张）、总结", {"summary": 1}),
        ("照片（每个环节2张，共8张）、总结", {"summary": 1}),
        ("照片10余张、总结", {"summary": 1}),
        ("照片3张左右、总结", {"summary": 1}),
        ("照片3张、总结（800-1000字）", {"photos": 3, "summary": {"minimum": 1, "minimum_words": 800}}),
        ("照片3张、总结（字数不超过1000字）", {"photos": 3, "summary": 1}),
    ],
)
def test_a_number_that_is_not_the_whole_is_left_open_and_said(
    tmp_path: Path, asked: str, materials: dict[str, Any]
) -> None:
    done = with_text(tmp_path, f"二、活动结束后5个工作日内报送{asked}。")
    assert plan_of(done)["requirements"]["report"]["materials"] == materials
    open_ones = "photos" not in materials or "不超过" in asked
    assert bool([said for said in done.notices if "有几种读法" in said or "另有要求" in said]) is open_ones

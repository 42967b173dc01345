"""Sentences as offices write them: what becomes of each in the plan, and that what does not is quoted.

Every plan is read back by the product's own loader: the only faults are fields that are marked as left to fill.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.notice_of_2024 import WHOLE
from tests.support.plan_documents import HEADER, PLAIN, TITLE, as_tabs, imported, plan_of, written
from zhutiri_cli.plan.importing.importer import Imported
from zhutiri_cli.plan.load import load_plan

WORKING, DAYS, WEEKS = "working_days", "days", "weeks"


def told(folder: Path, text: str) -> tuple[dict[str, Any], Imported]:
    """The plan of a table of 2024 under this text, which loads with no faults but its own gaps."""
    done = imported(as_tabs(folder, [HEADER, *PLAIN], f"二、{text}\n{TITLE}"))
    loaded = load_plan(written(folder / "plan.yaml", done.text))
    assert len(loaded.faults) == len(done.gaps)
    return plan_of(done), done


def dues(plan: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The plan's obligations: label → due, in words."""
    found = {}
    for one in plan.get("obligations", []):
        found[one["label"]] = {("on" if key is True else key): str(value) for key, value in one["due"].items()}
    return found


def start(unit: str, amount: int) -> dict[str, str]:
    return {"anchor": "start", unit: str(-amount)}


def end(unit: str, amount: int) -> dict[str, str]:
    return {"anchor": "end", unit: str(amount)}


def on(day: str, at: str = "") -> dict[str, str]:
    return {"on": day} | ({"at": at} if at else {})


def every(period: str, day: int) -> dict[str, str]:
    return {"every": period, "day": str(day)}


FILING = "活动方案报备"


@pytest.mark.parametrize(
    ("sentence", "label", "due"),
    [
        # before the activity
        ("各单位在活动举办前一周报送活动方案。", FILING, start(WEEKS, 1)),
        ("活动前两个星期将方案报区政务公开办备案。", FILING, start(WEEKS, 2)),
        ("活动开展一周前将活动方案报送备案。", FILING, start(WEEKS, 1)),
        ("不迟于活动开始前3个工作日报送方案。", FILING, start(WORKING, 3)),
        ("请至少提前4个工作日将活动方案报我办审核。", FILING, start(WORKING, 4)),
        ("各单位应在活动举行前5个工作日，将活动方案报我办。", FILING, start(WORKING, 5)),
        ("活动方案于活动前7日报送。", FILING, start(DAYS, 7)),
        ("活动预告须提前十天在专栏发布。", "发布活动预告", start(DAYS, 10)),
        ("活动举办3天前，通过公众号发布预告。", "发布预告", start(DAYS, 3)),
        ("活动举办前至少10天发布公告。", "发布公告", start(DAYS, 10)),
        ("在活动开展6日前于门户网站发布公告。", "发布公告", start(DAYS, 6)),
        ("活动开始之日前5个工作日报送活动方案。", FILING, start(WORKING, 5)),
        ("活动方案须于活动开展的5个工作日前报送。", FILING, start(WORKING, 5)),
        # after it
        ("活动结束当天发布活动快讯。", "发布活动快讯", end(DAYS, 0)),
        ("活动结束后第二天发布活动信息。", "发布活动信息", end(DAYS, 1)),
        ("活动结束后2个自然日内发布图文信息。", "发布图文信息", end(DAYS, 2)),
        ("活动结束后，3个工作日内在区政府网站上发布信息。", "发布信息", end(WORKING, 3)),
        # dates
        ("各单位要在12月底前报送全年总结。", "全年总结", on("2024-12-31")),
        ("各单位年底前报送工作总结。", "工作总结", on("2024-12-31")),
        ("请于2024年年底前上报工作总结。", "工作总结", on("2024-12-31")),
        ("今年年底前上报工作总结。", "工作总结", on("2024-12-31")),
        ("请于2月底前将活动计划报送至邮箱。", "活动计划", on("2024-02-29")),
        ("每年12月10日前报送年度总结。", "年度总结", on("2024-12-10")),
        ("请于2025年1月15日前报送2024年度工作总结。", "2024年度工作总结", on("2025-01-15")),
        ("3月7日（星期四）下午5:30前报送计划表。", "计划表", on("2024-03-07", "17:30")),
        ("3月29日（周五）下午五点前报送计划表。", "计划表", on("2024-03-29", "17:00")),
        ("3月29日下午5点半前报送计划表。", "计划表", on("2024-03-29", "17:30")),
        ("3月29日17时20分前报送计划表。", "计划表", on("2024-03-29", "17:20")),
        ("3月29日中午12点前将回执发至邮箱。", "回执", on("2024-03-29", "12:00")),
        ("3月29日24时前报送计划表。", "计划表", on("2024-03-29")),
        ("3月29日下班前将名单报区政务公开办。", "名单", on("2024-03-29")),
        ("请各单位于2024年3月29日12时前将计划表报送区政务公开办。", "计划表", on("2024-03-29", "12:00")),
        ("截止3月29日，各单位须报送计划表。", "计划表", on("2024-03-29")),
        ("最迟3月29日报送计划表。", "计划表", on("2024-03-29")),
        ("12月25日前，各单位将全年总结报区政务公开办汇总。", "全年总结", on("2024-12-25")),
        ("于2月20日前将联系人名单（附件2）加盖公章后报送区政府办公室。", "联系人名单", on("2024-02-20")),
        ("请各镇（街道）、区直各部门于11月15日前报送情况总结。", "情况总结", on("2024-11-15")),
        # periods
        ("各单位每月25日前，报送当月进展。", "当月进展", every("month", 25)),
        ("每个月的5号之前上报进度表。", "进度表", every("month", 5)),
        ("每月28日17:00前报送进展表。", "进展表", every("month", 28)),
        ("每月底前报送进展表。", "进展表", every("month", 31)),
        ("每月月底前报送进展表。", "进展表", every("month", 31)),
        ("每季度末月25日前报送统计表。", "统计表", every("quarter", 25)),
        ("每季度最后一个月的20日前报送统计表。", "统计表", every("quarter", 20)),
        ("每季度末前报送统计表。", "统计表", every("quarter", 31)),
    ],
)  # fmt: skip
def test_what_an_obligation_can_carry_becomes_one(
    tmp_path: Path, sentence: str, label: str, due: dict[str, str]
) -> None:
    plan, done = told(tmp_path, sentence)
    assert dues(plan) == {label: due}
    assert "requirements" not in plan
    assert [said for said in done.notices if "已写入 obligations" in said and label in said]


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("活动前10日至15日发布公告。", "有两头"),
        ("活动前15天至20天内发布公告。", "有两头"),
        ("活动前5个工作日内报送方案。", "可以是至少提前这么久"),
        ("一个月前报送活动方案。", "按月计"),
        ("活动前半个月发布公告。", "按月计"),
        ("活动开始前2小时内签到。", "按小时计"),
        ("3月7日（星期五）下午5:30前报送年度计划表。", "2024-03-07 是星期四，不是星期五"),
        ("请于4月中旬前报送活动方案。", "没有写明是哪一天"),
        ("请在5月前完成首次活动。", "没有写明是哪一天"),
        ("一季度、二季度末前报送总结。", "没有写明是哪一天"),
        ("6月1日至6月10日报送半年总结。", "有两头"),
        ("请在3月8日、9日前报送名单。", "没有写明是几月"),
        ("请于本月底前报送名单。", "没有写明是几月几日"),
        ("请于下周五前报送名单。", "没有写明是几月几日"),
        ("次月5日前报送上月进展表。", "没有写明是几月几日"),
        ("节前报送活动安排。", "没有写明是几月几日"),
        ("每季度结束后10日内报送统计表。", "只能从活动首日、末日起算"),
        ("收到本通知后3个工作日内报送名单。", "只能从活动首日、末日起算"),
        ("每季度首月10日前报送统计表。", "没有写明是哪一天"),
        ("每月最后一个工作日前报送进展表。", "没有写明是哪一天"),
        ("每周五前报送下周计划。", "“每周”的周期写不了"),
        ("每半年报送一次总结。", "“每半年”的周期写不了"),
        ("从3月起，每月25日前报送进展。", "没有录入"),
        ("4月至11月，每月25日前报送进展表。", "没有录入"),
        ("半年总结于6月底前、全年总结于12月底前报送。", "没有录入"),
        ("请于6月15日和12月15日前报送半年和全年工作总结。", "没有录入"),
        ("全年总结于次年1月5日前报送。", "没有录入"),
        ("活动应于6月30日前完成。", "只能写报送、发布一类的事项"),
        ("各单位应当自活动结束之日起7个工作日内完成资料归档。", "只能写报送、发布一类的事项"),
        ("因故延期的，须提前3个工作日书面说明。", "只能写报送、发布一类的事项"),
        ("公告时间不少于5个工作日。", "说的是多久"),
        ("区教育局于活动结束后3个工作日内报送总结。", "没有录入"),
        ("鼓励各单位活动结束后3日内报送视频。", "没有录入"),
        ("可于活动结束后10个工作日内报送典型案例。", "没有录入"),
        ("活动当月月底前报送活动总结、照片。", "没有写明是几月几日"),
        ("主题活动每季度开展一次。", "没有写明是哪一天"),
        ("请各街道办事处于3月20日前报送活动安排。", "没有录入"),
        ("3月25日前，部门报送计划表。", "没有录入"),
        ("各街道在活动结束后5个工作日内报送总结。", "没有录入"),
        ("请于2024年4月31日前报送计划表。", "没有这一天"),
        ("逾期3个工作日未报送的，予以通报。", "没有录入"),
        ("每家单位至少邀请10名群众代表参加。", "里的数目没有录入"),
        ("每个责任单位全年至少举办1场活动。", "里的数目没有录入"),
        ("活动视频时长不超过3分钟。", "里的数目没有录入"),
        ("报送的照片每张不小于2MB。", "里的数目没有录入"),
        ("各单位需报送照片不少于6张。", "里的数目没有录入"),
        ("报送活动方案、总结、照片等资料各一份。", "里的数目没有录入"),
        ("总结控制在1000字以内。", "里的数目没有录入"),
    ],
)  # fmt: skip
def test_what_it_cannot_carry_is_quoted_with_why(tmp_path: Path, sentence: str, why: str) -> None:
    plan, done = told(tmp_path, sentence)
    assert "obligations" not in plan
    assert "requirements" not in plan
    quotes = [said for said in done.notices if sentence.strip("。").split("，")[-1] in said or sentence[:6] in said]
    assert [said for said in quotes if why in said], done.notices


@pytest.mark.parametrize(
    ("text", "due", "materials"),
    [
        # the term
        ("活动结束后7日内报送总结。", end(DAYS, 7), {"summary": 1}),
        ("活动结束后一周内报送总结。", end(WEEKS, 1), {"summary": 1}),
        ("活动结束一周内，将总结材料报送区政务服务局。", end(WEEKS, 1), {"summary": 1}),
        ("活动结束后15天内报送总结。", end(DAYS, 15), {"summary": 1}),
        ("活动结束后七天之内提交总结和不少于五张照片。", end(DAYS, 7), {"photos": 5, "summary": 1}),
        ("活动结束后，请于次日下班前将活动照片发送至工作群。", end(DAYS, 1), {"photos": 1}),
        ("活动结束后的5个工作日之内，务必将总结电子版发至邮箱。", end(WORKING, 5), {"summary": 1}),
        ("活动结束后十个工作日内交总结、照片。", end(WORKING, 10), {"photos": 1, "summary": 1}),
        ("最迟于活动结束后第五个工作日报送总结。", end(WORKING, 5), {"summary": 1}),
        ("活动为期3天，结束后5个工作日内报送总结。", end(WORKING, 5), {"summary": 1}),
        ("各单位每季度至少开展1次活动，活动结束后5个工作日内报送总结。", end(WORKING, 5), {"summary": 1}),
        ("活动结束次日报送信息稿，5个工作日内报送总结。", end(WORKING, 5), {"summary": 1}),
        ("活动结束后24小时内报送信息稿，5个工作日内报送总结。", end(WORKING, 5), {"summary": 1}),
        # what is sent
        ("报送照片不少于4张、总结1篇（不少于600字）。活动结束后5个工作日内报送。", end(WORKING, 5),
         {"photos": 4, "summary": {"minimum": 1, "minimum_words": 600}}),
        ("每个活动报送照片3至5张，总结300字以上。活动结束后5个工作日内将上述材料报区政务公开办。", end(WORKING, 5),
         {"photos": {"minimum": 3, "maximum": 5}, "summary": {"minimum": 1, "minimum_words": 300}}),
        ("报送时限：活动结束后5个工作日内。报送内容：活动方案1份、照片不少于3张。", end(WORKING, 5),
         {"plan": 1, "photos": 3}),
        ("活动结束后5个工作日内报送整套资料。其中照片不少于5张，链接不少于2条。", end(WORKING, 5),
         {"photos": 5, "links": 2}),
        ("每场活动照片不少于3张，报道链接不少于1条，活动结束后5个工作日内一并报送。", end(WORKING, 5),
         {"photos": 3, "links": 1}),
        ("活动材料（方案、总结、照片各2份）请于活动结束后五个工作日内报送。", end(WORKING, 5),
         {"plan": 2, "photos": 2, "summary": 2}),
        ("活动结束后5个工作日内报送活动方案和总结各1份、照片至少5张。", end(WORKING, 5),
         {"plan": 1, "photos": 5, "summary": 1}),
        ("活动结束后5个工作日内报送总结，同时报送照片10张以上。", end(WORKING, 5), {"photos": 10, "summary": 1}),
        ("活动结束后10日内，将书面总结、影像资料（照片不少于5张、视频1个）报送区政务公开办。", end(DAYS, 10),
         {"photos": 5, "summary": 1}),
        ("活动结束后15天内报送每个活动至少2篇报道链接、照片不超过10张。", end(DAYS, 15),
         {"photos": {"minimum": 1, "maximum": 10}, "links": 2}),
        ("活动结束后5个工作日内报送不少于三张高清照片（不小于1MB）。", end(WORKING, 5), {"photos": 3}),
        ("每次活动结束后3个工作日内将活动总结（含照片2-3张）报我办。", end(WORKING, 3),
         {"photos": {"minimum": 2, "maximum": 3}, "summary": 1}),
        ("活动结束后5个工作日内报送活动图片（JPEG格式，5张以上，每张2MB以上）。", end(WORKING, 5), {"photos": 5}),
        ("报送要求：活动结束后5个工作日内；报送内容：活动方案、照片2张。", end(WORKING, 5), {"plan": 1, "photos": 2}),
        ("各单位不得晚于活动结束后5个工作日报送照片。", end(WORKING, 5), {"photos": 1}),
        ("活动举办完毕5个工作日之内报送照片。", end(WORKING, 5), {"photos": 1}),
        ("活动结束后5个工作日内报送总结，字数不少于800字，照片不少于3张。", end(WORKING, 5),
         {"photos": 3, "summary": {"minimum": 1, "minimum_words": 800}}),
        ("活动结束后5个工作日内报送以下材料：（1）活动方案1份；（2）活动照片5张。", end(WORKING, 5),
         {"plan": 1, "photos": 5}),
        ("活动结束后5个工作日内报送方案一份，图片三幅，总结一篇，链接一条。", end(WORKING, 5),
         {"plan": 1, "photos": 3, "summary": 1, "links": 1}),
    ],
)  # fmt: skip
def test_a_report_and_what_it_consists_of(
    tmp_path: Path, text: str, due: dict[str, str], materials: dict[str, Any]
) -> None:
    plan, _ = told(tmp_path, text)
    if WORKING in due:
        assert plan["requirements"]["report"] == {"within_working_days": int(due[WORKING]), "materials": materials}
        assert "obligations" not in plan
    else:
        (one,) = plan["obligations"]
        assert (one["key"], one["materials"]) == ("report", materials)
        assert dues(plan) == {"整套活动资料": due}
        assert "requirements" not in plan


@pytest.mark.parametrize(
    "sentence",
    [
        "活动结束后5个工作日左右报送总结。",
        "活动结束后1个月内报送总结、照片。",
        "活动结束后3至5个工作日内提交总结。",
        "活动结束后5日（工作日）内报送总结。",
        "活动结束后5日内（不含双休日）报送总结、照片。",
        "活动结束当天报送照片不少于3张，5个工作日内报送总结。",
        "活动前5个工作日、活动结束后10个工作日内报送有关材料。",
    ],
)
def test_a_report_that_can_be_read_in_two_ways_stays_open(tmp_path: Path, sentence: str) -> None:
    plan, done = told(tmp_path, sentence)
    assert plan["requirements"]["report"] == {"within_working_days": None, "materials": None}
    assert [said for said in done.notices if sentence.strip("。")[-10:] in said and "没有录入" in said]


def test_two_terms_of_one_verb_each_with_a_thing_of_its_own(tmp_path: Path) -> None:
    plan, done = told(tmp_path, "活动前5个工作日、活动结束后10个工作日内分别报送活动方案和活动总结。")
    assert dues(plan) == {FILING: start(WORKING, 5)}
    assert plan["requirements"]["report"] == {"within_working_days": 10, "materials": {"summary": 1}}
    plan, done = told(tmp_path, "活动前5个工作日内、活动结束后10个工作日内分别报送活动方案和活动总结。")
    assert "obligations" not in plan
    assert plan["requirements"]["report"]["within_working_days"] == 10
    assert [said for said in done.notices if "活动前5个工作日内" in said and "requirements.filing" in said]


def test_two_dates_of_one_verb(tmp_path: Path) -> None:
    plan, _ = told(tmp_path, "各单位于6月30日、12月31日前分别报送半年总结和全年总结。")
    assert dues(plan) == {"半年总结": on("2024-06-30"), "全年总结": on("2024-12-31")}


def test_days_that_are_not_called_working_days_are_said_to_be_natural_ones(tmp_path: Path) -> None:
    _, done = told(tmp_path, "活动结束后7日内报送总结。")
    note = "原文没有写“工作日”，按自然日计，到期日放假的顺延到下一个工作日"
    assert f"    due: {{anchor: end, days: 7}}  # {note}\n" in done.text
    assert [said for said in done.notices if note in said and "请核对" in said]
    _, done = told(tmp_path, "活动结束后7个工作日内发布信息。")
    assert "自然日" not in done.text


def test_the_notice_of_2024_holds_no_other_limit(tmp_path: Path) -> None:
    done = imported(written(tmp_path / "通知.txt", WHOLE))
    assert [said for said in done.notices if "没有录入" in said] == []


def test_a_count_beside_an_obligation_is_said(tmp_path: Path) -> None:
    plan, done = told(tmp_path, "11月30日前报送全年总结（不少于1500字）。")
    assert dues(plan) == {"全年总结": on("2024-11-30")}
    assert [said for said in done.notices if "不少于1500字" in said and "数目没有录入" in said]

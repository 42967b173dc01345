"""What is taken from the text around the table, and what is left to a person."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from tests.support.notice_of_2024 import ANNEX, OFFICIAL, WHOLE
from tests.support.plan_documents import HEADER, PLAIN, as_tabs, imported, plan_of, written
from zhutiri_cli.plan.importing.notice import read_notice
from zhutiri_cli.plan.load import load_plan

NOTICE = WHOLE.split("\n")


def test_the_2024_notice(tmp_path: Path) -> None:
    plan = plan_of(imported(written(tmp_path / "通知.txt", WHOLE)))
    official = yaml.safe_load(OFFICIAL)
    for key in ("schema", "title", "year", "forms"):
        assert plan[key] == official[key]
    for key in ("number", "issuer", "issued"):
        assert plan["document"][key] == official["document"][key]
    assert plan["document"]["clauses"] == {"report": official["document"]["clauses"]["report"]}
    assert plan["contact"] == {"name": "文巧玲", **official["contact"]}
    official["requirements"].pop("portal")  # its domain does not stand in the notice
    assert plan["requirements"] == official["requirements"]


def test_the_plan_loads_without_faults(tmp_path: Path) -> None:
    done = imported(written(tmp_path / "通知.txt", WHOLE))
    loaded = load_plan(written(tmp_path / "plan.yaml", done.text))
    assert (loaded.faults, done.gaps) == ((), ())
    assert loaded.plan is not None
    assert any("portal" in notice for notice in done.notices)


def test_the_annex_alone_is_a_sound_plan_that_says_nothing_of_the_notice(tmp_path: Path) -> None:
    done = imported(written(tmp_path / "附件.txt", ANNEX))
    loaded = load_plan(written(tmp_path / "plan.yaml", done.text))
    assert (loaded.faults, done.gaps) == ((), ())
    assert loaded.plan is not None
    assert loaded.plan.terms_assumed
    for key in ("forms", "document", "requirements.report"):
        assert any(key in notice for notice in done.notices), key


def test_reports_that_are_asked_for_without_a_plain_term_stay_open(tmp_path: Path) -> None:
    text = "活动结束后两个月内报送活动资料（活动方案、图片）。\n" + ANNEX
    done = imported(written(tmp_path / "附件.txt", text))
    loaded = load_plan(written(tmp_path / "plan.yaml", done.text))
    routes = {".".join(map(str, fault.route)) for fault in loaded.faults}
    assert routes == {"requirements.report.within_working_days", "requirements.report.materials"}
    assert len(done.gaps) == 2
    assert any("活动结束后两个月内报送活动资料" in notice for notice in done.notices)


def test_other_numbers_and_kinds() -> None:
    text = ["三、要求", "（二）活动结束后七个工作日内将活动方案、照片不少于3张、视频报送区政务公开办。"]
    notice = read_notice(text)
    assert notice.within == 7
    assert notice.report_clause is not None
    assert notice.report_clause[0] == "三（二）"
    text = ["活动开展后10个工作日内上报资料（包括活动方案、照片3张、小结、视频）。"]
    notice = read_notice(text)
    assert (notice.within, notice.materials) == (10, {"plan": 1, "photos": 3, "summary": 1})
    assert any("视频" in hint for hint in notice.hints)


@pytest.mark.parametrize(
    "text",
    [
        "活动结束后5日内报送资料（含活动方案、图片）。",
        "活动结束后及时报送资料（含活动方案、图片）。",
        "活动前5个工作日报送方案。",
        "每季度结束后5个工作日内报送统计表。",
    ],
)
def test_other_deadlines_are_not_taken_for_it(text: str) -> None:
    assert read_notice([text]).within is None


def test_two_deadlines_are_none() -> None:
    notice = read_notice(["活动结束后5个工作日内报送资料。", "活动结束后10个工作日内报送总结。"])
    assert notice.within is None
    assert any("2 处" in hint for hint in notice.hints)


def test_a_filing_before_the_activity_is_said_not_taken() -> None:
    hints = read_notice(["各单位须在活动开展前5个工作日将活动方案报区政务公开办备案。"]).hints
    assert any("filing" in hint and "活动开展前5个工作日" in hint for hint in hints)


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("及时在区政府门户网站（www.tianxin.gov.cn）专栏上传动态信息。", "tianxin.gov.cn"),
        ("链接须在门户网站 https://ZWGK.yunxi.example/ztr/ 上。", "zwgk.yunxi.example"),
        ("登录 www.a.gov.cn（区政府网站）上传；门户网站 a.gov.cn 同步。", "a.gov.cn"),
        ("在门户网站专栏上传1.jpg、总结.docx。", None),
        ("在门户网站上传。联系邮箱：zw.gk@163.com。", None),
        ("门户网站由各单位自建。参考 www.a.gov.cn 的做法。", None),
        ("在门户网站 a.gov.cn 或者市门户网站 b.gov.cn 上传。", None),
    ],
)
def test_the_portal_is_taken_where_the_notice_names_one(text: str, domain: str | None) -> None:
    notice = read_notice([text])
    assert notice.portal == domain
    assert any("门户网站" in hint and "requirements.portal" in hint for hint in notice.hints), "it is said either way"


def test_a_portal_stands_in_the_plan_and_is_said(tmp_path: Path) -> None:
    text = WHOLE.replace("及时在区政府门户网站", "及时在区政府门户网站（www.tianxin.gov.cn）")
    done = imported(written(tmp_path / "通知.txt", text))
    assert plan_of(done)["requirements"]["portal"] == {"domain": "tianxin.gov.cn"}
    assert [said for said in done.notices if "tianxin.gov.cn" in said] == [
        "通知写明的门户网站是 tianxin.gov.cn，已写入 requirements.portal：宣传报道链接至少一条在这个网站，请核对"
    ]
    assert load_plan(written(tmp_path / "plan.yaml", done.text)).plan is not None


def test_a_cited_document_is_not_the_notices_own() -> None:
    notice = read_notice(
        ["根据《要点》（国办发〔2023〕5号）要求", "某政办发〔2024〕3号", "某区政务公开办公室", "2024 年 3 月 1 日"]
    )
    assert (notice.number, notice.issuer, notice.issued) == (
        "某政办发〔2024〕3号",
        "某区政务公开办公室",
        date(2024, 3, 1),
    )


def test_several_candidates_are_none() -> None:
    notice = read_notice(
        ["甲发〔2024〕3号", "乙发〔2024〕4号", "甲局", "甲区办公室", "2024年3月1日", "乙区办公室", "2024年3月2日"]
    )
    assert (notice.number, notice.issuer, notice.issued) == (None, None, None)


def test_a_date_that_does_not_exist_is_left_open() -> None:
    notice = read_notice(["甲区政务公开办公室", "2024年2月30日"])
    assert (notice.issuer, notice.issued) == ("甲区政务公开办公室", None)


def test_nothing_is_invented_for_a_bare_table(tmp_path: Path) -> None:
    plan = plan_of(imported(as_tabs(tmp_path, [HEADER, *PLAIN])))
    assert "contact" not in plan
    assert "document" not in plan
    assert "requirements" not in plan
    assert plan["forms"] == ["政策宣传", "现场答疑", "调查征集", "现场观摩"]


def test_title_number_and_address_belong_to_no_sentence() -> None:
    lines = [
        "关于印发2025年“政务公开主题日”",
        "活动计划的通知",
        "天政发〔2025〕3号",
        "各街道办事处，区直各单位：",
        "活动结束后尽快报送总结",
    ]
    notice = read_notice(lines)
    assert notice.number == "天政发〔2025〕3号"
    assert notice.hints
    assert not any("天政发" in hint or "通知" in hint or "各街道" in hint for hint in notice.hints)


def test_lines_of_text_that_look_like_activities_are_quoted(tmp_path: Path) -> None:
    rows = "序号\t时间\t主题\t单位\n1\t3月\t走进水厂\t区水务局\n"
    above = "2025年活动计划表\n4月，古桥修缮，区住建局。\n6月底前，各单位报送总结。\n"
    text = f"{above}{rows}5月：夜读（区图书馆），区图书馆\n"
    said = [notice for notice in imported(written(tmp_path / "a.txt", text)).notices if "不在表里" in notice]
    assert ["古桥修缮" in said[0], "夜读" in said[1], len(said)] == [True, True, 2]

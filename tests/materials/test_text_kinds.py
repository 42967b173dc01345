"""What a document is by its name's last word, its title, and what it tells."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from zhutiri_cli.materials.file_facts import FileFacts, Fitness, unchecked
from zhutiri_cli.materials.kinds import named_kinds
from zhutiri_cli.materials.text_kinds import kinds_by_text
from zhutiri_cli.materials.themeless import without_theme
from zhutiri_cli.materials.title_words import Sort, said_sorts
from zhutiri_cli.submission.shown_kinds import kinds_shown

PLAN, SUMMARY, ABOUT = Sort.PLAN, Sort.SUMMARY, Sort.ABOUT


@pytest.mark.parametrize(
    ("name", "sorts"),
    [
        ("活动方案", (PLAN,)),
        ("活动总结", (SUMMARY,)),
        ("活动方案及总结", (SUMMARY, PLAN)),
        ("方案、总结", (SUMMARY, PLAN)),
        ("活动方案总结", (SUMMARY, PLAN)),
        ("活动总结的函", (ABOUT,)),
        ("方案审批表", (ABOUT,)),
        ("2024年度工作计划表", (ABOUT,)),
        ("总结大会照片说明", (ABOUT,)),
        ("总结大会", (ABOUT,)),
        ("关于报送活动总结的报告", (ABOUT,)),
        ("通知-活动方案", (PLAN,)),
        ("活动方案和活动总结", (SUMMARY, PLAN)),
        ("方案与工作总结", (SUMMARY, PLAN)),
        ("活动方案及人员名单", (PLAN,)),
        ("活动方案附签到表", (PLAN,)),
        ("活动方案,流程,主持词", (PLAN,)),
        ("活动总结附照片说明", (SUMMARY,)),
        ("活动方案含经费预算", (PLAN,)),
        ("活动方案加主持词", (PLAN,)),
        ("活动方案公示稿", (ABOUT,)),
        ("活动方案+流程", (PLAN,)),
        ("活动总结（附签到表）", (SUMMARY,)),
        ("签到表（总结附件）", (ABOUT,)),
        ("（活动总结）", (SUMMARY,)),
        ("情况汇报", (SUMMARY,)),
        ("活动开展情况", (SUMMARY,)),
        ("策划书", (PLAN,)),
        ("工作安排", (PLAN,)),
        ("现场", ()),
    ],
)
def test_the_last_word_decides(name: str, sorts: tuple[Sort, ...]) -> None:
    assert said_sorts(name) == sorts


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("某局活动方案\n一、活动时间", {"plan"}),
        ("附件1\n某局\n政务公开主题日活动总结\n3月15日", {"summary"}),
        ("关于报送活动总结的函\n区公开办：\n附件：活动总结", set()),
        ("为做好宣传，拟于4月2日开展活动。\n活动时间：4月2日\n届时邀请居民参加。", {"plan"}),
        ("4月2日上午，街道举办招聘会，共有30家企业参加，现场达成意向120人。", {"summary"}),
        ("各位领导、同志们：\n今天共有120人参加，现场气氛热烈。", set()),
        ("红网：https://a.cn/1\n新湖南：https://b.cn/2\n", {"links"}),
        ("https://a.cn/1", {"links"}),
        ("食堂管理制度\n第一条", set()),
        (
            "3月20日9点，在广场举办主题日，请设计单位参加。\n一、时间\n3月20日\n三、参会人员\n居民30名\n四、分工",
            {"plan"},
        ),
        ("关于印发《某某活动方案》的通知\n各科室：\n请认真执行。\n某某活动方案\n一、活动时间：3月20日", {"plan"}),
        ("关于印发实施方案的通知\n各单位：\n请认真执行。", set()),
        ("区政务公开领导小组办公室：\n3月20日，我局举办活动，共80人参加，发放资料126份，现场解答31条。", {"summary"}),
        ("区政务公开领导小组办公室：\n现报送我局活动材料，共5份，请查收。", set()),
        ("图纸讲解暖人心\n为推进政务公开，3月20日，某中心举办活动，共有80余名居民参加。", {"summary"}),
        ("序号\n媒体\n标题\n链接\n1\n红网\n图纸\nhttps://a.cn/1.html\n2\n发布\n讲解\nhttps://b.cn/2", {"links"}),
        ("宣传视频脚本\n镜头一\n旁白：3月20日，共80人参加活动现场", set()),
        ("居民意见汇总\n1.充电桩（共12人提出）\n2.樟树（共8人提出）", set()),
        ("某中学房屋征收补偿方案\n第一条 为做好征收工作", set()),
        ("", set()),
    ],
)
def test_what_a_text_shows(text: str, kinds: set[str]) -> None:
    assert kinds_by_text(text, suffix_holds_links=True) == kinds


def test_only_some_files_are_lists_of_links() -> None:
    assert kinds_by_text("https://a.cn/1", suffix_holds_links=False) == frozenset()


BOTH = frozenset({"plan", "summary"})
TWO = "活动方案\n拟于3月15日举办。\n活动总结\n3月15日共有120人参加，发放资料80份。"


@pytest.mark.parametrize(
    ("named", "text", "kinds"),
    [
        (BOTH, TWO, BOTH),
        (BOTH, "活动总结\n3月15日共有120人参加。", {"summary"}),
        (BOTH, "活动方案\n拟于3月15日举办。", {"plan"}),
        (BOTH, "会议记录\n第一项", BOTH),
        (frozenset(), TWO, BOTH),
        (frozenset(), "一、活动方案\n拟于3月20日\n二、活动总结\n3月20日共80人参加", BOTH),
        (frozenset(), "会议记录\n第一项", set()),
    ],
)
def test_a_name_that_says_nothing_or_two_things(named: frozenset[str], text: str, kinds: set[str]) -> None:
    assert kinds_shown(named, "a.docx", FileFacts(Fitness.USABLE, text=text)) == kinds


@pytest.mark.parametrize(
    ("name", "text", "kinds"),
    [
        ("活动方案审批表.docx", "活动方案审批表\n申请单位\n共有 3 人参加，现场发放", set()),
        ("总结-请示领导后.docx", "某局活动总结\n3月15日，我局举办活动。", {"summary"}),
        ("方案公示稿.docx", "某局活动方案\n拟于3月15日", {"plan"}),
        ("方案修改意见.docx", "修改意见\n3月15日，现场有120人参加，发放资料80份。", set()),
        ("年度工作总结和下年度计划.docx", "某局年度活动总结\n3月15日，我局举办活动。", {"summary"}),
        ("施工方案.docx", "白沙花园施工方案\n第一章 工程概况", set()),
        ("防汛设施建设方案.docx", "防汛设施建设开放日方案\n活动时间：3月15日", {"plan"}),
        ("施工方案.docx", "", {"plan"}),
    ],
)
def test_a_name_that_leaves_it_open(name: str, text: str, kinds: set[str]) -> None:
    told = named_kinds(PurePosixPath(name), "春季就业服务日", ())
    assert told.asks_text
    assert kinds_shown(told.kinds, name, FileFacts(Fitness.USABLE, text=text), by_title=told.by_title) == kinds


def test_without_a_text_the_name_is_all_there_is() -> None:
    for facts in (None, unchecked("扫描件"), FileFacts(Fitness.UNUSABLE, text=TWO)):
        assert kinds_shown(BOTH, "a.docx", facts) == BOTH
        assert kinds_shown(frozenset(), "a.docx", facts) == frozenset()


@pytest.mark.parametrize(
    ("name", "kinds", "asks"),
    [
        ("老旧小区改造方案意见征集活动总结.docx", {"summary"}, False),
        ("改造方案意见征集-总结.docx", {"summary"}, False),
        ("老旧小区改造方案意见征集.docx", set(), True),
        ("活动方案.docx", {"plan"}, False),
        ("活动方案审批表.docx", set(), True),
        ("签到表.docx", set(), False),
        ("总结模板.docx", set(), False),
        ("总结模板已填.docx", set(), True),
        ("年度工作总结和下年度计划.docx", {"plan"}, True),
        ("施工方案.docx", {"plan"}, True),
        ("材料1.docx", set(), True),
        ("材料1.xlsx", set(), False),
        ("方案总结.docx", {"plan", "summary"}, True),
        ("活动总结（附链接）.docx", {"summary"}, False),
        ("媒体报道审批单.docx", set(), False),
        ("宣传报道链接一览表.docx", {"links"}, False),
        ("方案修改意见.docx", set(), True),
        ("总结/材料1.docx", {"summary"}, False),
    ],
)
def test_what_a_name_says_and_whether_the_text_is_asked(name: str, kinds: set[str], asks: bool) -> None:
    told = named_kinds(PurePosixPath(name), "老旧小区改造方案意见征集", ())
    assert (set(told.kinds), told.asks_text) == (kinds, asks)


def test_short_runs_of_the_theme_stay() -> None:
    assert without_theme("活动方案", "方案活动方案") == "活动方案"
    assert without_theme("甲乙丙丁戊己", "甲乙丙丁戊") == " 己"
    assert without_theme("甲 乙-丙丁戊总结", "零甲乙丙丁戊") == " 总结"

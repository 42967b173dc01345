"""Blanks of a template that are still open, and what only looks like one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhutiri_cli.materials import prose
from zhutiri_cli.materials.prose import chinese_characters, open_blanks

FRAGMENTS = (
    "活动在XX社区举行",
    "参加人数共××人",
    "在xxx街道开展",
    "地点：XX社区",
    "参加领导：xxx、xxx",
    "20XX年的活动",
    "某某局联合某某街道",
    "效果：待补充",
    "活动成效待填写。",
    "主题为{{主题}}",
    "【请填写活动成效】",
    "［请在此处输入］",
    "参加人数：____",
    "时间____年",
    "*月*日上午",
    "X月X日，我局",
    "ＸＸ月ＸＸ日",
    "2024年×月×日",
    "XXXX年X月",
    "点击此处输入文字",
    "王XX社区",
    "{单位名称}于{日期}开展活动",
    "OO局于O月O日",
    "△△街道△月△日",
    "◎◎局组织",
    "?年?月?日，？？局",
    "……局于……月……日",
    "2024年＿月＿日",
    "共接待群众（ ）人次",
    "发放资料 份，接待群众 人次",
    "参加人数：    人",
    "本次活动由  牵头",
    "一、活动概况（不少于300字）",
    "二、主要做法（分点叙述）",
    "活动主题：\n活动时间：\n活动地点：\n参加人员：",
    "（根据实际情况填写）",
    "请输入活动总结内容",
    "单击此处编辑文字",
    "A街道于B月C日在D社区",
    "（单位）于（时间）在（地点）开展活动",
    "（待核实）",
    "（照片粘贴处）",
    "总结（范本）",
)


@pytest.mark.parametrize("text", FRAGMENTS)
def test_an_open_blank_is_seen(text: str) -> None:
    assert open_blanks(f"活动总结\n{text}\n")


@pytest.mark.parametrize(
    "text",
    [
        "居民王××说，办事更快了",
        "李某某当场办结",
        "详见https://www.xx.gov.cn/xxgk/XX.html",
        "邮箱xxx@qq.com联系",
        "www.xxx.com网站",
        "尺码XXL的马甲",
        "DXX型设备",
        "____________",
        "变量a___b",
        "3×4米展板",
        "**3月15日**上午",
        "待补充完的材料已补充",
        "【本报讯】",
        "【活动剪影】",
        "申请请填写问卷",
        "某单位提出",
        "{活动}",
        "欧阳××说，办事更快了",
        "上官某某当场办结",
        "申请人×××（化名）",
        "银行卡尾号****1234",
        "评选“最美***”",
        "本模板由中心统一设计",
        "以上为格式要求",
        "今年 月均接待300人",
        "三年 月度活动",
        "次年 月底前",
        "某某公司诉某某案",
        "N次方",
        "宣传页注明“以办理窗口为准，仅供参考”",
        "活动主题：\n政务公开\n活动时间：\n3月15日\n活动地点：\n社区",
        "（时间：3月20日）",
        "联系电话：0731-8589****",
        "共有 3 名群众",
    ],
)
def test_what_only_looks_like_a_blank_is_none(text: str) -> None:
    assert open_blanks(f"活动总结\n{text}\n") == ()


def test_a_blank_is_quoted_with_its_neighbours_once() -> None:
    assert open_blanks("活动在XX社区举行。\n活动在XX社区举行。") == ("活动在XX社区举行",)


def test_only_chinese_characters_count() -> None:
    assert chinese_characters("活动 2024，ok！𠮷") == 2


@pytest.mark.parametrize(
    "text",
    [
        "X" * 1_000_000,
        "_" * 1_000_000,
        "-" * 500_000,
        "…./" * 200_000,
        "年 " * 300_000,
        "活动：\n" * 100_000,
        "{{" * 500_000,
        "【请" * 300_000,
        "* " * 400_000,
    ],
)
def test_a_long_row_of_signs_takes_no_time(text: str) -> None:
    assert open_blanks(text) is not None


PIECES = st.text(
    st.sampled_from(
        "{}【】[]〔〕<>「」()示例范样待补充填写TODO请单点击双在此处输入根据按实际情况照片图插以下上为模板本仅供参考"
    )
    | st.sampled_from("20XXx×✕╳*年月日 AZOon….-/共约参加发放邀接收解答到场:：?？人次余△●○〇□▢_某街道局由于牵头一\n"),
    max_size=24,
)


@given(st.lists(st.sampled_from(FRAGMENTS) | PIECES, max_size=4).map("".join))
def test_nothing_is_passed_over_that_may_be_a_blank(text: str) -> None:
    slow = re.compile("|".join(prose._PATTERNS), re.MULTILINE)
    assert [found.span() for found in prose._BLANK.finditer(text)] == [found.span() for found in slow.finditer(text)]


def test_of_two_forms_the_one_with_more_headings_is_told() -> None:
    assert open_blanks("时间：\n\n地点：\n人员：\n已举办活动\n主题：\n内容：\n成效：\n建议：\n报送单位意见如下。") == (
        *("主题:", "内容:", "成效:", "建议:"),
    )
    assert open_blanks("时间：\n地点：\n人员：\n已举办活动\n主题：\n内容：\n成效：") == ("时间:", "地点:", "人员:")
    assert open_blanks("时间：\n地点：\n已举办活动\n主题：\n内容：") == ()

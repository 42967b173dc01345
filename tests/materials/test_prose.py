"""Blanks of a template that are still open, and what only looks like one."""

from __future__ import annotations

import pytest

from zhutiri_cli.materials.prose import chinese_characters, open_blanks


@pytest.mark.parametrize(
    "text",
    [
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
    ],
)
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
    ],
)
def test_what_only_looks_like_a_blank_is_none(text: str) -> None:
    assert open_blanks(f"活动总结\n{text}\n") == ()


def test_a_blank_is_quoted_with_its_neighbours_once() -> None:
    assert open_blanks("活动在XX社区举行。\n活动在XX社区举行。") == ("活动在XX社区举行",)


def test_only_chinese_characters_count() -> None:
    assert chinese_characters("活动 2024，ok！𠮷") == 2


@pytest.mark.parametrize("text", ["X" * 1_000_000, "_" * 1_000_000, "{{" * 500_000, "【请" * 300_000, "* " * 400_000])
def test_a_long_row_of_signs_takes_no_time(text: str) -> None:
    assert open_blanks(text) is not None

"""A number belongs to the verb of its own clause; counts are heard as they are said; what is not certain is quoted."""

from __future__ import annotations

import pytest

from zhutiri_cli.plan.importing.asked_materials import asked_of
from zhutiri_cli.plan.importing.notice import read_notice


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("活动结束后3个工作日内上传专栏，5个工作日内报送活动总结、图片。", 5),
        ("活动结束后次日发布动态；3日内在专栏上传信息，10个工作日内报送总结。", 10),
        ("自活动结束之日起5个工作日内，将活动方案、图片、总结报送区政务公开办。", 5),
        ("活动开展后，各单位形成情况报告，于七个工作日内报区政务公开组。", 7),
        ("活动结束后5个工作日内报送总结。5个工作日内未报送的，予以通报。", 5),
    ],
)
def test_the_number_of_the_reports_own_clause(text: str, within: int) -> None:
    assert read_notice([text]).within == within


@pytest.mark.parametrize(
    "text",
    [
        "活动结束后5个工作日内（最迟不超过10个工作日）报送总结。",
        "活动结束后5至7个工作日内报送总结。",
        "活动结束后5个工作日内、特殊情况10个工作日内报送总结。",
        "活动结束后不再要求5个工作日内报送总结。",
        "活动结束后5个工作日内无需报送总结。",
        "活动结束后两个月内报送总结、图片。",
        "活动结束后及时报送总结。",
        "各单位于5个工作日内报送总结。",
    ],
)
def test_a_second_term_or_a_negation_leaves_it_open_and_is_quoted(text: str) -> None:
    notice = read_notice([text])
    assert (notice.within, notice.open_report) == (None, True)
    assert any(text.strip("。")[-8:] in hint for hint in notice.hints)


def test_what_is_due_otherwise_is_quoted_and_not_taken() -> None:
    text = [
        "一、活动前5天在区门户网站发布公告，活动开展前7个工作日报备方案。",
        "二、活动结束次日发布动态；10个工作日内报送总结。",
        "三、每月25日前报送进展表，各单位于3月7日12:00前报送年度计划表。",
    ]
    notice = read_notice(text)
    assert notice.within == 10
    for words in (
        "活动前5天",
        "活动开展前7个工作日",
        "次日发布动态",
        "每月25日前报送进展表",
        "3月7日12:00前报送年度计划表",
    ):
        assert sum(words in hint for hint in notice.hints) == 1, words


def test_silence_is_not_open() -> None:
    assert not read_notice(["各单位要高度重视，加强宣传报道。"]).open_report


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("照片3-5张", {"minimum": 3, "maximum": 5}),
        ("照片（3至5张）", {"minimum": 3, "maximum": 5}),
        ("照片（3—5张（JPG格式））", {"minimum": 3, "maximum": 5}),
        ("照片不超过5张", {"minimum": 1, "maximum": 5}),
        ("图片5张以内", {"minimum": 1, "maximum": 5}),
        ("图片（3张以上5张以下，不含视频）", {"minimum": 3, "maximum": 5}),
        ("照片不少于三张", 3),
        ("照片（至少3张）", 3),
        ("照片三张以上", 3),
        ("照片4幅", 4),
        ("照片", 1),
    ],
)
def test_counts(words: str, told: object) -> None:
    notice = read_notice([f"活动结束后5个工作日内报送活动总结、{words}。"])
    assert notice.materials == {"photos": told, "summary": 1}
    notice = read_notice([f"活动结束后5个工作日内报送活动资料（活动总结、{words}）。"])
    assert notice.materials == {"photos": told, "summary": 1}


def test_words_of_a_summary_and_copies() -> None:
    notice = read_notice(["活动结束后5个工作日内报送总结（一式两份，不少于800字）、照片（单张不小于1MB）。"])
    assert notice.materials == {"photos": 1, "summary": {"minimum": 1, "minimum_words": 800}}
    assert any("单张不小于1MB" in hint for hint in notice.hints)


def test_without_and_or_are_heard() -> None:
    notice = read_notice(["活动结束后5个工作日内报送活动资料（活动方案、总结、照片或视频、不含签到表）。"])
    assert notice.materials == {"plan": 1, "summary": 1}
    assert [hint for hint in notice.hints if "照片或视频" in hint and "几种读法" in hint]
    assert not [hint for hint in notice.hints if "签到表" in hint]


@pytest.mark.parametrize(
    ("words", "minimums", "open_ones", "unknown"),
    [
        ("照片5张、活动方案、总结各1份", {"plan": 1, "photos": 5, "summary": 1}, (), ()),
        ("总结（方案或者照片）2份", {}, ("总结（方案或者照片）2份",), ()),
        ("照片不少于5张不超过3张", {}, ("照片不少于5张不超过3张",), ()),
        ("材料不少于3份", {}, (), ("材料不少于3份",)),
    ],
)
def test_what_can_be_read_in_two_ways_is_left_open(
    words: str, minimums: dict[str, int], open_ones: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    found = asked_of(words)
    assert (found.minimums, found.open, found.unknown) == (minimums, open_ones, unknown)

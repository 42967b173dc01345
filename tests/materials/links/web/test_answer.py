"""An answer judged without any network: status, type, packing, character set, and what a page says."""

from __future__ import annotations

import gzip
import zlib
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.web_site import PROSE, page
from zhutiri_cli.materials.links.hosts import public
from zhutiri_cli.materials.links.web.answer import Answer, judged
from zhutiri_cli.materials.links.web.html_text import decoded, read_page
from zhutiri_cli.materials.links.web.page_facts import PageOutcome
from zhutiri_cli.materials.similarity.mentions import letters, mentions, telling

MOST = 100_000


def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("kind", ["application/pdf", "image/jpeg", "video/mp4", "application/json"])
def test_only_pages_are_read(kind: str) -> None:
    facts = judged(Answer(200, kind, body=page()), MOST)
    assert (facts.outcome, "不是网页" in facts.reason) == (PageOutcome.UNCHECKED, True)


@pytest.mark.parametrize("kind", ["text/html", "TEXT/HTML; charset=utf-8", "application/xhtml+xml", "text/plain", ""])
def test_what_counts_as_a_page(kind: str) -> None:
    assert judged(Answer(200, kind, body=page()), MOST).outcome is PageOutcome.REACHED


@pytest.mark.parametrize(
    "title", ["404 Not Found", "页面不存在", "您访问的页面找不到了", "用户登录", "安全验证", "文章已删除", "系统出错"]
)
def test_a_page_served_instead_of_the_one_asked_for(title: str) -> None:
    facts = judged(Answer(200, body=page(title=title)), MOST)
    assert (facts.outcome, facts.reason) == (PageOutcome.UNCHECKED, "打开的像是登录、验证或出错提示页")


@pytest.mark.parametrize("title", ["4046人参加招聘会", "区人社局：春风送岗", ""])
def test_an_ordinary_title(title: str) -> None:
    assert judged(Answer(200, body=page(title=title)), MOST).outcome is PageOutcome.REACHED


@pytest.mark.parametrize(
    "body", [b"", b"<html></html>", b"<!-- nothing -->", f"<script>{PROSE}</script>".encode(), "<p>请稍候</p>".encode()]
)
def test_a_page_of_nearly_no_text(body: bytes) -> None:
    facts = judged(Answer(200, body=body), MOST)
    assert (facts.outcome, "几乎没有文字" in facts.reason) == (PageOutcome.UNCHECKED, True)


def test_packings() -> None:
    bare = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    for packing, body in [
        ("gzip", gzip.compress(page())),
        ("X-GZIP", gzip.compress(page())),
        ("deflate", zlib.compress(page())),
        ("deflate", bare.compress(page()) + bare.flush()),
        ("identity", page()),
    ]:
        assert judged(Answer(200, packing=packing, body=body), MOST).outcome is PageOutcome.REACHED


@pytest.mark.parametrize(
    ("packing", "body"),
    [("gzip", b"nonsense"), ("gzip", gzip.compress(page())[:-20]), ("br", b"x"), ("deflate", b""), ("gzip, gzip", b"")],
)
def test_damaged_packings(packing: str, body: bytes) -> None:
    facts = judged(Answer(200, packing=packing, body=body), MOST)
    assert (facts.outcome, facts.reason) == (PageOutcome.UNCHECKED, "网站送来的内容残缺")


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, body=b"x" * (MOST + 1)),
        Answer(200, body=b"", whole=False),
        Answer(200, packing="gzip", body=gzip.compress(b"\0" * 10_000_000)),
    ],
)
def test_too_much(answer: Answer) -> None:
    facts = judged(answer, MOST)
    assert (facts.outcome, "太大" in facts.reason) == (PageOutcome.UNCHECKED, True)


@pytest.mark.parametrize(
    ("body", "parameters"),
    [
        ("政务公开".encode(), ""),
        ("政务公开".encode(), "charset=gbk"),  # named wrongly
        ("政务公开".encode("gbk"), "charset=gb2312"),
        ("政务公开".encode("gbk"), " charset=UTF-8"),
        ("政务公开".encode("gb18030"), ""),
        ("政务公开".encode("utf-16"), ""),
        ("﻿政务公开".encode(), "charset=iso-8859-1"),
        ("<meta charset='GBK'>政务公开".encode("gbk"), "charset=rot13"),
        ("政務公開".encode("big5"), "charset=Big5"),
    ],
)
def test_character_sets(body: bytes, parameters: str) -> None:
    assert any(words in decoded(body, parameters) for words in ("政务公开", "政務公開"))


def test_bytes_of_no_character_set_are_still_text() -> None:
    assert "abc" in decoded(b"abc\xff\xff\xff", "")


def test_everything_that_a_page_carries() -> None:
    source = """<html><head><title>标题</title><meta name="description" content="简介"></head>
    <body>正文<!-- 注释 --><img alt="图注" title="悬停"><script>var t = "\\u811a\\u672c";</script>
    <style>样式</style></body>"""
    read = read_page(source)
    assert read.title == "标题"
    assert read.characters == 2
    assert all(word in read.words for word in ("标题", "简介", "正文", "图注", "悬停", "脚本"))
    assert not any(word in read.words for word in ("注释", "样式"))


def test_a_hostile_page_is_read_quickly() -> None:
    for piece in ("<div>", "<![CDATA[", "<a b='", "&#", "<!--", "\0"):
        assert read_page(piece * 100_000).characters == 0


@given(
    status=st.integers(100, 599),
    kind=st.sampled_from(["text/html", "text/html; charset=gbk", "text/html; charset=\udcff", "", "application/pdf"]),
    packing=st.sampled_from(["", "gzip", "deflate", "br"]),
    body=st.binary(max_size=400) | st.text(alphabet="<>/!-[]&;\"'= a政\0\ud800", max_size=200).map(_raw),
    packed=st.booleans(),
)
def test_whatever_a_site_answers_there_is_an_outcome(
    status: int, kind: str, packing: str, body: bytes, packed: bool
) -> None:
    facts = judged(Answer(status, kind, packing, zlib.compress(body) if packed else body), 300)
    assert (facts.reason == "") is (facts.outcome is PageOutcome.REACHED)
    assert (facts.outcome is PageOutcome.UNREACHABLE) is (status in (404, 410))


# ---- mention -----------------------------------------------------------------------------------------------------

THEMES = ("惠企政策解读", "“春风行动”招聘暨政策宣传", "垃圾分类政策宣传", "普法")


@pytest.mark.parametrize(
    ("said", "theme", "found"),
    [
        ("本次政务公开 主题日 活动", "普法", True),
        ("政 务\u200b公\n开主题日", "普法", True),
        ("政府开放日活动", "惠企政策解读", False),
        ("全区 惠企政策 宣讲会", "惠企政策解读", True),
        ("政策宣传进社区", "垃圾分类政策宣传", False),
        ("我区开展《垃圾·分类》活动", "垃圾分类政策宣传", True),
        ("春风、行动来了", "“春风行动”招聘暨政策宣传", True),
        ("送法下乡", "普法", False),
        ("普法宣传", "普法", True),
        ("", "惠企政策解读", False),
    ],
)
def test_mentions(said: str, theme: str, found: bool) -> None:
    assert mentions(letters(said), theme, THEMES) is found


def test_the_same_theme_twice_is_told_by_all_of_it() -> None:
    assert telling("惠企政策解读", [*THEMES, "惠企政策解读"]) == {"惠企政策", "企政策解", "政策解读", "惠企政策解读"}


def test_six_letters_are_enough_though_another_theme_has_them() -> None:
    themes = ("老旧小区改造方案意见征集", "老旧小区改造技术交底", "垃圾分类")
    said = letters("街道推进“老旧小区”改造")
    assert [mentions(said, theme, themes) for theme in themes] == [True, True, False]
    assert not mentions(letters("老旧小区焕新颜"), themes[0], themes)


# ---- addresses ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "open_to_all"),
    [
        ("223.5.5.5", True),
        ("2400:3200::1", True),
        ("64:ff9b::df05:505", True),
        ("2002:df05:505::1", True),
        ("::ffff:223.5.5.5", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("192.0.2.1", False),
        ("198.18.0.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("0.0.0.0", False),
        ("::", False),
        ("::1", False),
        ("::127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b:1::1", False),
        ("2002:a00:1::1", False),
        ("2001:0:53aa:64c::1", False),
        ("2001:db8::1", False),
        ("fc00::1", False),
        ("fe80::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
    ],
)
def test_addresses_that_anybody_can_reach(address: str, open_to_all: bool) -> None:
    assert public(ip_address(address)) is open_to_all

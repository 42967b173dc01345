"""HTML as pages, saved annexes and mails have it: what is shown, in its order, however deep and however broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhutiri_cli.materials.formats.html_page import html_tree, shown_text, shown_with_links
from zhutiri_cli.materials.links.written_addresses import find_urls


def shown(text: str) -> str:
    root = html_tree(text).root
    return "" if root is None else shown_text(root)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("<p>政务<b>公开</b></p><p>主题日</p>", "政务公开\n主题日"),
        ("一<br>二<!-- 注 -->三\n四", "一\n二三 四"),
        ("<head><title>题</title></head>文<script>x</script><style>y</style><noscript>z</noscript>", "文"),
        ("<table><tr><td>一</td><td>二</td></tr></table>三", "一\n二\n三"),
        ("<html><body>一</body></html><p>二</p>三", "一\n二\n三"),
        ('<?xml version="1.0" encoding="GBK"?><html><meta charset="gbk">政务</html>', "政务"),
        ("\0一&nbsp;&#x4e8c;", "一 二"),
        ("<!-- 注 -->", ""),
        ("", ""),
    ],
)
def test_what_a_page_shows(text: str, seen: str) -> None:
    assert shown(text) == seen


def with_links(text: str) -> str:
    root = html_tree(text, deep=True).root
    return "" if root is None else shown_with_links(root)


def test_a_link_stands_where_it_is_and_apart_from_the_words_around_it() -> None:
    text = '<p>见http://a.example/1<a href=" http://b.example/2 ">http://b.example/3</a>续<a name="x">四</a></p>'
    assert find_urls(with_links(text)) == ("http://a.example/1", "http://b.example/2", "http://b.example/3")


def test_a_mail_that_quotes_many_others_is_read_to_its_ground() -> None:
    inner = '<a href="http://a.example/1">链接</a>'
    assert "http://a.example/1" in with_links("<table><tr><td>" * 150 + inner)


def test_what_lies_too_deep_is_told() -> None:
    assert not html_tree("<div>" * 100).cut
    assert html_tree("<div>" * 50_000).cut


@given(st.text(st.sampled_from(list("<>/=\"'ab pdivtarhefscl!-&;政务\0\n\ud800"))))
def test_any_text_is_read(text: str) -> None:
    assert "\0" not in shown(text)
    assert "\0" not in with_links(text)

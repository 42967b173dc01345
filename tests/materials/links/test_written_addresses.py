"""Addresses in running text: labels, no scheme, broken at a line's end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhutiri_cli.materials.links.written_addresses import find_urls, written_addresses

PORTAL = "https://www.tianxin.gov.cn/zwgk/ztzl/202403/t20240321_1.html"


def doubtful_urls(text: str) -> tuple[str, ...]:
    """The addresses of which nobody can tell where they end."""
    return tuple(one.url for one in written_addresses(text) if one.doubtful)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("红网：https://hn.rednet.cn/a/1.html", "https://hn.rednet.cn/a/1.html"),
        ("链接:https://a.cn/b。", "https://a.cn/b"),
        ("见www.rednet.cn/a/1.html。", "www.rednet.cn/a/1.html"),
        ("网址：tianxin.gov.cn/zwgk/1.html", "tianxin.gov.cn/zwgk/1.html"),
        ("（www.yunxi.example/zwgk/2024/1.html）", "www.yunxi.example/zwgk/2024/1.html"),
        ("hn.rednet.cn:8080/content/1.html", "hn.rednet.cn:8080/content/1.html"),
    ],
)
def test_without_a_scheme_or_behind_a_label(text: str, url: str) -> None:
    assert find_urls(text) == (url,)


@pytest.mark.parametrize(
    "text",
    ["邮箱 a@b.com/x", "网站 www.tianxin.gov.cn", "1.5/2.0", "文件 a.docx/b", "www./a", "3.cn元", "u@www.a.cn/b"],
)
def test_no_address(text: str) -> None:
    assert find_urls(text) == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", " \n  ", "\n\t"])
@pytest.mark.parametrize("at", range(len("https://"), len(PORTAL)))
def test_broken_anywhere_an_address_is_joined_or_doubtful_never_cut(at: int, end: str) -> None:
    text = f"报道：{PORTAL[:at]}{end}{PORTAL[at:]}\n参加群众 120 人"
    assert find_urls(text) in ((PORTAL,), ())
    assert find_urls(text) == (PORTAL,) or doubtful_urls(text) == (PORTAL[:at],)


def test_what_follows_only_from_the_sense_is_doubtful() -> None:
    text = "https://mp.weixin.qq.com/s/AbCdEfGh\nIjKlMnOp\n特此报告"
    assert (find_urls(text), doubtful_urls(text)) == ((), ("https://mp.weixin.qq.com/s/AbCdEfGh",))


@pytest.mark.parametrize(
    "text",
    [
        f"{PORTAL}\n2. 第二条",
        f"{PORTAL}\nhttps://b.cn/2",
        f"{PORTAL}\n12\n",
        f"{PORTAL}\n(3) x",
        f"{PORTAL}\n参加 120 人",
        f"{PORTAL}\nABC 公司",
        f"{PORTAL}\n------",
        "https://a.cn/b\nABC 公司",
        "https://a.cn/b\n2. 第二条",
    ],
)
def test_whole_addresses_stay_as_they_are(text: str) -> None:
    assert find_urls(text)[0] == text.partition("\n")[0]
    assert doubtful_urls(text) == ()


@given(st.text(st.sampled_from(list("https://www.a.cn/b?c=1&\r\n 见，.")), max_size=200))
def test_any_text_is_read_and_what_is_whole_is_not_doubtful(text: str) -> None:
    found = list(written_addresses(text))
    assert all(one.url for one in found)


TWO = "https://moment.rednet.cn/a/1.html"
MESSAGE = "https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv"


@pytest.mark.parametrize("between", [",", ";", "\n", " ", "、", "；"])
def test_two_addresses_side_by_side_are_two(between: str) -> None:
    assert find_urls(f"{TWO}{between}{PORTAL}") == (TWO, PORTAL)


def test_the_next_line_may_be_an_address_of_its_own() -> None:
    assert find_urls(f"{MESSAGE}\ntianxin.gov.cn/zwgk/a.html") == (MESSAGE, "tianxin.gov.cn/zwgk/a.html")


def test_a_messengers_number_has_its_length() -> None:
    assert find_urls(f"{MESSAGE[:-3]}\n{MESSAGE[-3:]}\n特此报告") == (MESSAGE,)


def test_a_narrow_cell_of_a_table() -> None:
    text = "http://\nwww.tianxin.gov.cn/\nzwgk/ztzl/202403/\nt20240321_12345.ht\nml\n"
    assert find_urls(text) == ("http://www.tianxin.gov.cn/zwgk/ztzl/202403/t20240321_12345.html",)


@pytest.mark.parametrize("gap", [" ", "\n\n", "\n  \n"])
def test_a_blank_or_an_empty_line_within_an_address(gap: str) -> None:
    at = PORTAL.index("202403")
    assert find_urls(f"{PORTAL[:at]}{gap}{PORTAL[at:]}") == (PORTAL,)


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("https://v.douyin.com/iYAbCdEf/复制此链接，打开抖音", ("https://v.douyin.com/iYAbCdEf/",)),
        (f"{MESSAGE}_红网：{TWO}", (f"{MESSAGE}_", TWO)),
        (f"1、{TWO}2、{PORTAL}", (TWO, PORTAL)),
        (f"{PORTAL}\n1/2\n", (PORTAL,)),
        ("https://baike.a.cn/item/政务公开\n见", ("https://baike.a.cn/item/政务公开",)),
        ("https://a.cn/政策/1.html，见", ("https://a.cn/政策/1.html",)),
        ("https://a.cn/s?to=https://b.cn/c", ("https://a.cn/s?to=https://b.cn/c",)),
    ],
)
def test_what_stands_around_an_address(text: str, urls: tuple[str, ...]) -> None:
    assert find_urls(text) == urls


def test_a_stump_with_its_rest_behind_an_empty_line() -> None:
    at = len(PORTAL) - 9
    assert find_urls(f"{PORTAL[:at]}\n\n{PORTAL[at:]}\n见") == (PORTAL,)
    assert doubtful_urls(f"{PORTAL[:at]} {PORTAL[at:]}") == (PORTAL[:at],)


@pytest.mark.parametrize("slip", ["http//", "ttp://", "htp://", "http:/", "http;//", "https//"])
def test_slips_in_the_scheme(slip: str) -> None:
    assert find_urls(f"链接：{slip}www.rednet.cn/a/1.html") == ("http://www.rednet.cn/a/1.html",)

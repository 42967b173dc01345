"""Finding links in text and judging them (ZT401, ZT402)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from url_normalize import url_normalize

from zhutiri_cli.materials.links.urls import judge_url, on_domain
from zhutiri_cli.materials.links.written_addresses import find_urls


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("见https://www.tianxin.gov.cn/a.html。", ["https://www.tianxin.gov.cn/a.html"]),
        ("（http://x.cn/a?b=1&c=%E4%BD%A0#d），", ["http://x.cn/a?b=1&c=%E4%BD%A0#d"]),
        ("“https://x.cn/a.”", ["https://x.cn/a"]),
        ("https://x.cn/a.html详见附件", ["https://x.cn/a.html"]),
        ("https://x.cn/a,https://x.cn/b;", ["https://x.cn/a", "https://x.cn/b"]),
        ("https://x.cn/ahttps://x.cn/b", ["https://x.cn/a", "https://x.cn/b"]),
        ("https://x.cn/r?to=https://y.cn/", ["https://x.cn/r?to=https://y.cn/"]),
        ("[题](https://x.cn/a) <https://x.cn/b> 'https://x.cn/c'", [f"https://x.cn/{c}" for c in "abc"]),
        ("https://例子.中国/新闻/1", ["https://例子.中国/新闻/1"]),
        ("ｈｔｔｐ：／／ｗｗｗ．ｘ．ｃｎ／ａ，见", ["http://www.x.cn/a"]),
        ("HTTP://X.CN/A\u3000b", ["HTTP://X.CN/A"]),
        ("https://x.cn/a https://x.cn/a", ["https://x.cn/a"]),
        ("https://x.cn/a\u200b下", ["https://x.cn/a"]),
        ("http://[2001:db8::1]/a", ["http://[2001:db8::1]/a"]),
        ("https:// ftp://x.cn/a 没有", []),
    ],
)
def test_find_urls(text: str, urls: list[str]) -> None:
    assert find_urls(text) == tuple(urls)


@pytest.mark.parametrize(
    ("raw", "url", "host"),
    [
        ("https://www.tianxin.gov.cn/a", "https://www.tianxin.gov.cn/a", "www.tianxin.gov.cn"),
        (" https://X.cn/a。 ", "https://x.cn/a", "x.cn"),
        ("“https://x.cn/a”（红网）", "https://x.cn/a", "x.cn"),
        ("ｈｔｔｐｓ：／／ｘ．ｃｎ／ａ", "https://x.cn/a", "x.cn"),
        ("www.x.gov.cn/a", "https://www.x.gov.cn/a", "www.x.gov.cn"),
        ("www.x.cn:8080/a", "https://www.x.cn:8080/a", "www.x.cn"),
        ("//x.cn/a", "https://x.cn/a", "x.cn"),
        ("https://例子.中国/a", "https://xn--fsqu00a.xn--fiqs8s/a", "xn--fsqu00a.xn--fiqs8s"),
        ("https://www。x。cn/a", "https://www.x.cn/a", "www.x.cn"),
        ("https://x.cn./a", "https://x.cn/a", "x.cn"),
        ("http://8.8.8.8/a", "http://8.8.8.8/a", "8.8.8.8"),
        ("http://[2606:4700::1111]/a", "http://[2606:4700::1111]/a", "2606:4700::1111"),
        ("http://[::ffff:8.8.8.8]/a", "http://[::ffff:8.8.8.8]/a", "::ffff:8.8.8.8"),
        ("https://example.com/a", "https://example.com/a", "example.com"),
        ("https://localhost.example.com/a", "https://localhost.example.com/a", "localhost.example.com"),
        ("https://www.tianxin.gov.cn@evil.com/a", "https://www.tianxin.gov.cn@evil.com/a", "evil.com"),
    ],
)
def test_good_links(raw: str, url: str, host: str) -> None:
    facts = judge_url(raw)
    assert (facts.url, facts.host, facts.problem) == (url, host, "")


@pytest.mark.parametrize(
    ("raw", "clause"),
    [
        ("", "空"),
        ("https://x.cn/a b", "空格"),
        ("https://x\u200b.cn/", "不可见字符"),
        ("http://", "没有主机名"),
        ("http:///a", "没有主机名"),
        ("https:/x.cn/a", "缺少"),
        ("https://x.cn:99999/", "端口"),
        ("https://x.cn:0/", "端口"),
        ("https://x.cn:ab/", "端口"),
        ("http://[::1", "写法有误"),
        ("https://a..cn/", "主机名写法有误"),
        ("https://-.cn/", "主机名写法有误"),
        ("https://1.2.3.256/", "主机名写法有误"),
        ("https://x.cn\\@evil.com", "反斜杠"),
        ("ftp://x.cn/a", "ftp:"),
        ("file:///c:/a.htm", "file:"),
        ("javascript:alert(1)", "javascript:"),
        ("mailto:a@x.cn", "mailto:"),
        ("data:text/html,x", "data:"),
        ("C:\\报道\\a.html", "本机文件"),
        ("已发布", "“已发布”不是完整的网站域名"),
        ("http://portal/", "不是完整"),
        ("http://intranet/", "内网"),
        ("localhost:8080/a", "内网"),
        ("http://a.localhost/", "内网"),
        ("http://oa.local/", "内网"),
        ("http://oa.internal/", "内网"),
        ("http://oa.lan/", "内网"),
        ("http://x.invalid/", "内网"),
        ("http://10.1.2.3/", "内网"),
        ("http://192.168.1.1:80/", "内网"),
        ("http://127.0.0.1/", "内网"),
        ("http://127.1/", "内网"),
        ("http://2130706433/", "内网"),
        ("http://0x7f000001/", "内网"),
        ("http://0177.0.0.1/", "内网"),
        ("http://①②⑦.0.0.1/", "内网"),
        ("http://169.254.169.254/", "内网"),
        ("http://100.64.0.1/", "内网"),
        ("http://0.0.0.0/", "内网"),
        ("http://240.0.0.1/", "内网"),
        ("http://224.0.0.1/", "内网"),
        ("http://[::1]/", "内网"),
        ("http://[::]/", "内网"),
        ("http://[fe80::1]/", "内网"),
        ("http://[fd00::1]/", "内网"),
        ("http://[::ffff:10.0.0.1]/", "内网"),
        ("http://[2002:a00:1::]/", "内网"),
    ],
)
def test_links_that_no_publicity_can_have(raw: str, clause: str) -> None:
    assert clause in judge_url(raw).problem


@pytest.mark.parametrize(
    ("host", "domain", "on"),
    [
        ("tianxin.gov.cn", "tianxin.gov.cn", True),
        ("www.tianxin.gov.cn", "tianxin.gov.cn", True),
        ("WWW.TIANXIN.GOV.CN.", "Tianxin.gov.cn.", True),
        ("eviltianxin.gov.cn", "tianxin.gov.cn", False),
        ("tianxin.gov.cn.evil.com", "tianxin.gov.cn", False),
        ("gov.cn", "tianxin.gov.cn", False),
        ("xn--fsqu00a.xn--fiqs8s", "例子.中国", True),
        ("", "", False),
        ("x.cn", "", False),
        ("", "x.cn", False),
    ],
)
def test_on_domain(host: str, domain: str, on: bool) -> None:
    assert on_domain(host, domain) is on


PIECES = st.lists(
    st.sampled_from(["http", "https", ":", "//", "/", "@", "[", "]", "a.cn", "%", "0x", "1.", "：", "。", "\\"])
)


@given(st.one_of(st.text(max_size=40), PIECES.map("".join)))
def test_judging_never_raises_and_good_links_stay_good(raw: str) -> None:
    facts = judge_url(raw)
    find_urls(raw)
    if not facts.problem:
        again = judge_url(facts.url)
        assert (again.host, again.problem) == (facts.host, "")


@pytest.mark.parametrize(
    "wrapped",
    [
        "https://apc01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.cn%2Fa&data=05",
        "https://security.feishu.cn/link/safety?target=https://x.cn/a",
        "https://mail.qq.com/cgi-bin/mail_spam?action=check_link&url=https%3A%2F%2Fx.cn%2Fa",
    ],
)
def test_what_a_mail_program_wraps_is_the_link(wrapped: str) -> None:
    assert judge_url(wrapped).url == "https://x.cn/a"
    assert judge_url("https://mail.qq.com/cgi-bin/ftnExs_download?k=1").holds


PLAIN = st.lists(
    st.sampled_from(
        [
            *"aZ0-_.~/",
            "a1",
            ".",
            "..",
            "//",
            "/./",
            "/../",
            "xn--",
            "x.cn",
            "-a",
            "%41",
            "?",
            "?q=1",
            "#a",
            ":80",
            "WWW",
        ]
    ),
    max_size=8,
)


@given(st.sampled_from(["https://", "http://", "https://x.cn/", "http://a.gov.cn/b"]), PLAIN.map("".join))
def test_links_have_the_spelling_that_the_library_gives_them(start: str, rest: str) -> None:
    facts = judge_url(start + rest)
    if not facts.problem:
        assert facts.url == url_normalize(facts.url, default_scheme="https")
        assert facts.url == url_normalize(start + rest, default_scheme="https")

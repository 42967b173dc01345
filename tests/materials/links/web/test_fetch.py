"""Opening links: what is reached, what is not there, what cannot be said, and what is never touched."""

from __future__ import annotations

import gc
import gzip
import inspect
import socket
import threading
import time
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.web_site import GUARD, SMALL, Site, names_of, serving
from zhutiri_cli import __version__
from zhutiri_cli.materials.links.web import answer, fetch, page_reader
from zhutiri_cli.materials.links.web.answer import Answer, judged
from zhutiri_cli.materials.links.web.fetch import open_pages, pages_of
from zhutiri_cli.materials.links.web.html_text import decoded
from zhutiri_cli.materials.links.web.page_facts import PageFacts, PageOutcome

INSIDE = "指向内网、本机或保留地址"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def test_a_page_is_reached_and_read(site: Site) -> None:
    facts = site.one("/news")
    assert facts.outcome is PageOutcome.REACHED
    assert "政务公开主题日" in facts.letters
    assert (facts.title, facts.final) == ("新闻", "")


def test_it_says_who_it_is_and_nothing_else(site: Site) -> None:
    site.one("/news")
    ((host, _, headers),) = site.asked
    assert host == "www.yunxi.example"
    assert headers["User-Agent"] == f"zhutiri/{__version__}"
    assert headers.keys() == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Accept-Language"}


@pytest.mark.parametrize("name", ["gb18030", "GBK", "x-gbk", "gb2312"])
def test_a_page_with_one_bad_byte_is_read_as_it_says(name: str) -> None:
    body = f"<html><meta charset={name}><p>{'政务公开' * 30}".encode("gb18030") + b"\xff</p></html>"
    assert "政务公开" * 30 in decoded(body, "")


def test_gb18030_and_gzip(site: Site) -> None:
    found = site.open(site.url("/gb"), site.url("/zipped"))
    assert "春季就业服务日" in found[site.url("/gb")].letters
    assert "政务公开主题日" in found[site.url("/zipped")].letters


@pytest.mark.parametrize("status", [404, 410])
def test_what_the_site_says_is_not_there(site: Site, status: int) -> None:
    facts = site.one(f"/status/{status}")
    assert facts.outcome is PageOutcome.UNREACHABLE
    assert str(status) in facts.reason


@pytest.mark.parametrize("status", [400, 401, 403, 405, 406, 412, 418, 429, 451, 500, 502, 503, 521, 300])
def test_a_refusal_may_be_meant_for_programs(site: Site, status: int) -> None:
    facts = site.one(f"/status/{status}")
    assert facts.outcome is PageOutcome.UNCHECKED
    assert str(status) in facts.reason


def test_a_redirect_is_followed_without_cookies(site: Site) -> None:
    site.moves["/old"] = "/news"
    facts = site.one("/old")
    assert facts.outcome is PageOutcome.REACHED
    assert facts.final == site.url("/news")
    assert all("Cookie" not in headers for _, _, headers in site.asked)


def test_a_redirect_to_another_allowed_host(site: Site) -> None:
    site.moves["/old"] = site.url("/status/404", "new.yunxi.example")
    facts = site.one("/old")
    assert facts.outcome is PageOutcome.UNREACHABLE
    assert facts.final == site.moves["/old"]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("http://127.0.0.1:{port}/secret", INSIDE),
        ("http://[::1]:{port}/secret", INSIDE),
        ("http://[::ffff:127.0.0.1]:{port}/secret", INSIDE),
        ("http://[64:ff9b::7f00:1]:{port}/secret", INSIDE),
        ("http://2130706433:{port}/secret", INSIDE),
        ("http://localhost:{port}/secret", INSIDE),
        ("http://169.254.169.254/latest/meta-data", INSIDE),
        ("http://printer/", INSIDE),
        ("file:///etc/passwd", "不是 http 或 https"),
        ("ftp://www.yunxi.example/a", "不是 http 或 https"),
        ("javascript:alert(1)", "不是 http 或 https"),
        ("http://user:word@www.yunxi.example:{port}/secret", "用户名或密码"),
        ("http://[nonsense/", "写法有误"),
        ("http://:{port}/secret", "写法有误"),
    ],
)
def test_where_a_redirect_may_not_lead(site: Site, target: str, said: str) -> None:
    site.moves["/old"] = target.format(port=site.port)
    facts = site.one("/old")
    assert facts.outcome is PageOutcome.UNCHECKED
    assert said in facts.reason
    assert "跳转后" in facts.reason
    assert site.paths == ["/old"]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.8", "::1", "::ffff:127.0.0.1", "fe80::1", "fec0::1", "64:ff9b::a00:1", "2002:7f00:1::"],
)
def test_a_public_name_that_points_inside_is_refused_at_the_socket(site: Site, address: str) -> None:
    """DNS rebinding: the name is fine, the address is judged when the connection is made."""
    names = {"www.yunxi.example": address, "evil.example": address}
    allow: frozenset[tuple[str, int]] = frozenset({("127.0.0.1", 1)})  # another port than the server's
    url = site.url("/secret", "evil.example")
    (facts,) = open_pages([url], None, SMALL, allow=allow, look_up=names_of(names)).values()
    assert (facts.outcome, INSIDE in facts.reason) == (PageOutcome.UNCHECKED, True)
    assert site.asked == []


def test_a_redirect_to_a_name_that_points_inside(site: Site) -> None:
    site.moves["/old"] = f"http://evil.example:{site.port + 1}/secret"
    facts = site.one("/old", names={"evil.example": "127.0.0.1"})
    assert (facts.outcome, INSIDE in facts.reason) == (PageOutcome.UNCHECKED, True)


def test_one_inner_address_among_others_is_not_tried(site: Site) -> None:
    def both(*_: object, **__: object) -> list[object]:
        closed = ("127.0.0.1", 0)
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("::1", 0, 0, 0)),
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", closed),
        ]

    allow = frozenset({("127.0.0.1", site.port)})
    (facts,) = open_pages([site.url("/news")], None, SMALL, allow=allow, look_up=both).values()
    assert facts.outcome is PageOutcome.REACHED


def test_without_an_allow_list_nothing_on_this_machine_is_asked(site: Site) -> None:
    (facts,) = open_pages([site.url("/news")], None, SMALL, look_up=names_of({})).values()
    assert (facts.outcome, INSIDE in facts.reason) == (PageOutcome.UNCHECKED, True)
    assert site.asked == []


def test_the_allow_list_cannot_be_set_from_outside(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(inspect.signature(pages_of).parameters) == {"urls", "progress"}
    assert "environ" not in inspect.getsource(fetch)
    monkeypatch.setattr(socket, "getaddrinfo", names_of({}))
    facts = pages_of([f"http://127.0.0.1:{site.port}/news"])
    assert [one.outcome for one in facts.values()] == [PageOutcome.UNCHECKED]
    assert site.asked == []


def test_proxies_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert site.one("/news").outcome is PageOutcome.REACHED


def test_a_loop_and_a_long_way(site: Site) -> None:
    site.moves |= {"/loop": "/pool", "/pool": "/loop"}
    assert "来回跳转" in site.one("/loop").reason
    facts = site.one("/deep0")
    assert (facts.outcome, facts.reason) == (PageOutcome.UNCHECKED, "网站跳转超过 3 次")
    assert site.paths[-1] == "/deep3"


def test_no_more_than_so_much_is_read(site: Site) -> None:
    facts = site.one("/endless")
    assert (facts.outcome, "超过 0.2 MB" in facts.reason) == (PageOutcome.UNCHECKED, True)
    assert site.sent < 50_000_000, "what lies in the buffers of the two ends"


def test_no_more_than_so_much_is_unpacked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes, unpacked = list[int](), answer.unpacked

    def counted(*given: Any) -> Any:
        sizes.append(given[2])
        return unpacked(*given)

    monkeypatch.setattr(answer, "unpacked", counted)
    facts = site.one("/bomb")
    assert (facts.outcome, "超过 0.2 MB" in facts.reason) == (PageOutcome.UNCHECKED, True)
    assert sizes == [SMALL.body]
    packed = gzip.compress(b"\0" * 50_000_000)
    tracemalloc.start()
    assert unpacked(packed, "gzip", SMALL.body) is None
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10 * SMALL.body


def test_a_slow_site_and_a_broken_answer(site: Site) -> None:
    limits = replace(SMALL, request=0.3)
    assert site.one("/slow", limits=limits).reason == "0.3 秒内没有等到网站答复"
    facts = site.one("/cut")
    assert (facts.outcome, facts.reason) == (PageOutcome.UNCHECKED, "网站中断了连接，或答复不合规范")


def test_the_total_time_is_kept(site: Site) -> None:
    urls = [site.url("/news"), *(site.url("/slow", f"host{i}.example") for i in range(20))]
    found = site.open(*urls, limits=replace(SMALL, total=3))
    assert found[urls[0]].outcome is PageOutcome.REACHED
    late = [found[url] for url in urls[1:]]
    assert {facts.outcome for facts in late} == {PageOutcome.UNCHECKED}
    assert {facts.reason for facts in late} == {"总时间 3 秒已到，没有轮到或没有等到"}


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    look_up = Hanging()
    yield look_up
    look_up.end.set()


class Hanging:
    """A look-up that gives no answer while the test runs; how often it was asked, and how often it came back."""

    def __init__(self) -> None:
        self.end = threading.Event()
        self.asked = self.answered = 0

    def __call__(self, *_: object, **__: object) -> list[object]:
        self.asked += 1
        self.end.wait(GUARD)
        self.answered += 1
        return []


def test_a_look_up_that_hangs_holds_nobody_up(hanging: Hanging) -> None:
    (facts,) = open_pages(["http://www.yunxi.example/"], None, replace(SMALL, total=0.3), look_up=hanging).values()
    assert (facts.outcome, facts.reason) == (PageOutcome.UNCHECKED, "总时间 0.3 秒已到，没有轮到或没有等到")
    assert (hanging.asked, hanging.answered) == (1, 0)


def test_a_site_that_cannot_be_connected_to_is_tried_once(hanging: Hanging, monkeypatch: pytest.MonkeyPatch) -> None:
    tried, get = list[str](), fetch._Visitor._get

    def counted(self: fetch._Visitor, *given: Any) -> Any:
        tried.append(given[0])
        return get(self, *given)

    monkeypatch.setattr(fetch._Visitor, "_get", counted)
    urls = [f"http://www.yunxi.example/{i}" for i in range(20)]
    found = open_pages(urls, None, replace(SMALL, connect=0.3), look_up=hanging)
    assert {facts.reason for facts in found.values()} == {"连不上网站，或本机没有联网"}
    assert tried == urls[:2], "as many as a host is asked at a time"
    assert (hanging.asked, hanging.answered) == (1, 0)


def test_two_at_a_time_on_one_host_and_hosts_side_by_side(site: Site) -> None:
    """Six requests are answered when all six are there: three hosts, two each."""
    hosts = ["a.example", "b.example", "c.example"]
    urls = [site.url(f"/together{i}", host) for host in hosts for i in range(8)]
    found = site.open(*urls)
    assert {facts.outcome for facts in found.values()} == {PageOutcome.REACHED}
    assert site.most == dict.fromkeys(hosts, 2)


def test_a_link_is_opened_once_and_a_name_looked_up_once(site: Site) -> None:
    names: list[str] = []

    def counting(name: str, *_: object, **__: object) -> list[object]:
        names.append(name)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 0))]

    allow = frozenset({("127.0.0.1", site.port)})
    urls = [site.url("/a"), site.url("/a"), site.url("/b")]
    told: list[tuple[int, int]] = []
    found = open_pages(urls, lambda done, total: told.append((done, total)), SMALL, allow=allow, look_up=counting)
    assert sorted(site.paths) == ["/a", "/b"]
    assert names == ["www.yunxi.example."]
    assert told == [(1, 2), (2, 2)]
    assert list(found) == [site.url("/a"), site.url("/b")]


def test_offline_is_unchecked(site: Site) -> None:
    closed = socket.socket()
    closed.bind(("127.0.0.1", 0))
    port = closed.getsockname()[1]
    closed.close()
    urls = [site.url("/a", "no-such.example"), f"http://www.yunxi.example:{port}/"]
    allow = frozenset({("127.0.0.1", port)})
    found = open_pages(urls, None, SMALL, allow=allow, look_up=names_of({}))
    assert [facts.outcome for facts in found.values()] == [PageOutcome.UNCHECKED] * 2
    assert [facts.reason for facts in found.values()] == [
        "域名查不到：网址有误，或本机没有联网",
        "连不上网站，或本机没有联网",
    ]


def test_a_plain_server_behind_https_is_unchecked(site: Site) -> None:
    (facts,) = site.open(site.url("/news").replace("http:", "https:")).values()
    assert (facts.outcome, facts.reason) == (PageOutcome.UNCHECKED, "网站的安全证书或加密连接有问题")


def test_a_broken_certificate_says_nothing_of_the_plain_site(site: Site) -> None:
    plain = [site.url(f"/news?{number}") for number in range(2)]
    safe = [url.replace("http:", "https:") for url in plain]
    found = site.open(*safe, *plain)
    assert {found[url].outcome for url in safe} == {PageOutcome.UNCHECKED}
    assert {found[url].outcome for url in plain} == {PageOutcome.REACHED}


def test_a_link_with_a_password_is_not_opened(site: Site) -> None:
    (facts,) = site.open(f"http://user:word@www.yunxi.example:{site.port}/news").values()
    assert facts.reason == "网址带有用户名或密码，没有访问"
    assert site.asked == []


def test_a_page_that_breaks_the_reader_does_not_hide_the_others(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(answer: Answer, most: int) -> PageFacts:
        if answer.status == 410:
            raise KeyError("made to fail")
        return judged(answer, most)

    monkeypatch.setattr(page_reader, "judged", breaking)
    found = list(site.open(site.url("/status/410"), site.url("/news")).values())
    assert [facts.outcome for facts in found] == [PageOutcome.UNCHECKED, PageOutcome.REACHED]
    assert "KeyError" in found[0].reason


@pytest.mark.reader_processes
def test_pages_are_read_in_other_processes(site: Site) -> None:
    found = site.open(site.url("/news"), site.url("/zipped"), site.url("/status/404"), site.url("/cut"))
    outcomes = [facts.outcome for facts in found.values()]
    assert outcomes == [PageOutcome.REACHED, PageOutcome.REACHED, PageOutcome.UNREACHABLE, PageOutcome.UNCHECKED]
    assert "政务公开主题日" in found[site.url("/zipped")].letters


@pytest.mark.reader_processes
def without_end(*_: object) -> None:
    """Reads a page for longer than any test waits."""
    time.sleep(GUARD)


@pytest.mark.reader_processes
def test_a_page_that_is_not_read_in_time_is_unchecked(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(page_reader, "judged", without_end)
    facts = site.one("/news", limits=replace(SMALL, reading=0.5))
    gc.collect()
    assert caplog.records == []  # asyncio's own words, which would stand on the terminal
    assert facts.outcome is PageOutcome.UNCHECKED
    assert facts.reason == "网页0.5 秒内没有读完，没有核对内容"


def test_a_name_that_moves_inward_after_the_first_look_up(site: Site) -> None:
    """DNS rebinding against a live server: the name is asked once, and no second answer leads anywhere."""
    with serving() as inner:
        answers = iter(["127.0.0.1", "127.0.0.2", "127.0.0.2"])

        def moving(*_: object, **__: object) -> list[object]:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), 0))]

        site.moves |= {"/old": site.url("/older"), "/older": f"http://www.yunxi.example:{inner.port}/secret"}
        allow = frozenset({("127.0.0.1", site.port)})
        (facts,) = open_pages([site.url("/old")], None, SMALL, allow=allow, look_up=moving).values()
        assert (facts.outcome, INSIDE in facts.reason) == (PageOutcome.UNCHECKED, True)
        assert site.paths == ["/old", "/older"]
        assert inner.asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0x7f.1", "127.1", "inner.example"])
def test_a_redirect_never_reaches_a_live_server_inside(site: Site, host: str) -> None:
    with serving() as inner:
        site.moves["/old"] = f"http://{host}:{inner.port}/secret"
        assert site.one("/old").outcome is PageOutcome.UNCHECKED
        assert inner.asked == []


def test_nothing_to_open() -> None:
    assert pages_of([]) == {}


@given(st.text(alphabet="htps:/@[]%.0123456789ax\\ \udcff。", max_size=60))
def test_whatever_stands_in_a_location_is_visited_or_not(address: str) -> None:
    assert fetch.unfit(address) == "" or fetch.unfit(address).endswith("没有访问")

"""``check --online`` as people meet it: what is asked for, what is said, and that the network decides nothing."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterable
from typing import Any

import pytest

from tests.support.command import Ran, zhutiri
from tests.support.places import EXAMPLES
from tests.support.web_site import page
from zhutiri_cli.materials.links.web import fetch
from zhutiri_cli.materials.links.web.answer import Answer, judged
from zhutiri_cli.materials.links.web.page_facts import PageFacts, unchecked

PLAN = EXAMPLES / "data" / "plan_2024.yaml"


def check(*more: str, as_of: str = "2024-04-12") -> Ran:
    return zhutiri("check", "--plan", str(PLAN), "--as-of", as_of, *more)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The links asked for; one is read, one is gone, the others are offline."""
    found: list[str] = []

    def pages_of(urls: Iterable[str], progress: Any) -> dict[str, PageFacts]:
        now = list(urls)
        found.extend(now)
        answers = [judged(Answer(200, body=page()), 10_000), judged(Answer(404), 10_000)]
        for done in range(len(now)):
            progress(done + 1, len(now))
        return dict(zip(now, [*answers, *[unchecked("本机没有联网")] * len(now)], strict=False))

    monkeypatch.setattr(fetch, "pages_of", pages_of)
    return found


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any look-up or connection fails the test."""

    def refuse(*arguments: object, **_: object) -> None:
        raise AssertionError(f"the network was used: {arguments}")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    connect = socket.socket.connect

    def within_the_machine(self: socket.socket, address: str) -> None:
        if self.family != socket.AF_UNIX:  # how the readers' processes are asked for
            refuse(address)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", within_the_machine)


@pytest.mark.usefixtures("no_network")
def test_without_the_option_nothing_leaves_the_machine(asked: list[str]) -> None:
    ran = check("-f", "json")
    assert asked == []
    assert "联网" not in ran.err
    assert not {found["rule"] for item in json.loads(ran.out)["activities"] for found in item["findings"]} & {
        "ZT403", "ZT404",
    }  # fmt: skip


def test_every_usable_link_of_what_was_submitted_is_asked_for_once(asked: list[str]) -> None:
    check("--online")
    assert len(asked) == len(set(asked)) == 9
    assert all(url.startswith("https://") for url in asked)


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (("--id", "6"), ["tushuguan"]),
        (("--unit", "云汐示范区晴窗文旅局"), ["tushuguan"]),
        (("--status", "迟报"), ["jieshui"]),
        (("--status", "逾期未报"), []),
        (("--id", "4"), []),
    ],
)
def test_only_selected_activities_are_asked_for(asked: list[str], filters: tuple[str, ...], words: list[str]) -> None:
    ran = check("--online", *filters)
    assert bool(asked) is bool(words)
    assert all(any(word in url for word in words) for url in asked)
    assert words or "没有需要联网核对的链接" in ran.out


def test_only_what_is_there_on_the_day_is_asked_for(asked: list[str]) -> None:
    check("--online", as_of="2024-02-26")
    early = len(asked)
    assert early < 9


@pytest.mark.usefixtures("asked")
def test_it_is_said_how_many_were_not_checked_and_why() -> None:
    said = "联网核对链接 9 条：可打开 1、打不开 1、未检查 7（本机没有联网 7）；未检查的既不算通过，也不算不通过"
    assert said in "".join(line.strip() for line in check("--online").out.splitlines())
    ran = check("--online", "-f", "json")
    assert said in ran.err
    assert json.loads(ran.out)["schema"] == "zhutiri/check/1"


@pytest.mark.usefixtures("asked")
def test_each_link_is_listed_with_all() -> None:
    plain = "".join(check("--online", "--all", "-f", "markdown").out.split())
    assert plain.count("是，联网可打开") == 1
    assert plain.count("是，联网打不开（网站答复没有这个网页，404）") == 1
    assert plain.count("是，联网未检查（本机没有联网）") == 7


@pytest.mark.usefixtures("asked")
def test_a_gone_page_is_a_warning_and_its_link_still_counts() -> None:
    without, report = (json.loads(check(*more, "-f", "json").out) for more in ((), ("--online",)))
    assert [item["status"] for item in report["activities"]] == [item["status"] for item in without["activities"]]
    assert [item["materials"] for item in report["activities"]] == [item["materials"] for item in without["activities"]]
    assert report["summary"]["findings"]["warning"] == without["summary"]["findings"]["warning"] + 1


def test_offline_changes_no_exit_status(monkeypatch: pytest.MonkeyPatch) -> None:
    def offline(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "offline")

    monkeypatch.setattr(socket, "getaddrinfo", offline)
    defaults = fetch.open_pages.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "look_up", offline)
    for threshold in ("error", "warning", "never"):
        ran = check("--online", "--fail-on", threshold, "--id", "1")
        assert ran.status == check("--fail-on", threshold, "--id", "1").status
        assert "未检查 1" in ran.out


def test_without_the_extra_it_is_said_how_to_get_it(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "aiohttp", None)
    ran = zhutiri("check", "--plan", "no such file.yaml", "--online")
    assert (ran.status, ran.out, asked) == (2, "", [])
    assert ran.err == '错误：--online 需要的组件没有安装（缺少 aiohttp）。请先运行 pip install "zhutiri-cli[links]"\n'


@pytest.mark.usefixtures("no_network")
def test_a_filter_that_matches_nothing_is_an_error_before_anything_is_asked(asked: list[str]) -> None:
    ran = check("--online", "--unit", "没有这个单位")
    assert (ran.status, asked) == (2, [])

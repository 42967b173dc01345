"""Longer output than the terminal goes through the pager; never elsewhere, and nothing is lost without one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.support.command import zhutiri
from tests.support.places import BASE_PLAN
from zhutiri_cli.cli import pager

TEXT = "".join(f"第{n}行\n" for n in range(60))
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pagers are tried with sh and cat")


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 24 lines."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("LINES", "24")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")


def test_long_text_goes_through_the_pager(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PAGER", f"sh -c 'cat > \"{tmp_path}/shown\"'")
    assert pager.through_pager(TEXT)
    assert (tmp_path / "shown").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    "words", ["", "cat", "no-such-pager-here", "sh -c 'exit 3'", "sh -c 'kill -9 $$'", "sh -c 'unclosed", "/"]
)
def test_what_no_pager_shows_is_still_to_be_printed(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setenv("PAGER", words)
    assert not pager.through_pager(TEXT)


def test_short_text_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "sh -c 'exit 0'")
    assert not pager.through_pager("一行\n" * 20)


def test_long_lines_fill_a_screen_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "sh -c 'cat > /dev/null'")
    letter = f"{'请尽快报齐。' * 40}\n" * 6  # 480 cells each: six rows of 80 columns
    assert pager.through_pager(letter)
    assert not pager.through_pager(letter[: len(letter) // 2])


@pytest.mark.parametrize(
    "words",
    [
        "check --all",
        "deadlines",
        "rank",
        "rules",
        "remind",
        "remind --for 1",
        "diff PLAN PLAN",
        "validate",
        "workdays 2024-03-01 30",
    ],
)
def test_every_command_shows_through_the_same_door(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    seen = list[str]()

    def shown_there(text: str) -> bool:
        seen.append(text)
        return True

    monkeypatch.setattr("zhutiri_cli.cli.output.through_pager", shown_there)
    plan = str(BASE_PLAN)
    given = [plan if word == "PLAN" else word for word in words.split()]
    if given[-2:] == ["--for", "1"]:
        given[-1] = "麦浪人社局"
    at = [] if given[0] == "validate" else ["--plan", plan]
    shown = zhutiri(*given, *at)
    assert (len(seen), shown.out) == (1, ""), shown.err
    plain = zhutiri(*given, *at, "--no-pager")
    assert (len(seen), plain.out) == (1, seen[0])


def test_nothing_is_paged_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "sh -c 'exit 0'")
    monkeypatch.setattr("sys.stdout.isatty", lambda: False, raising=False)
    assert not pager.through_pager(TEXT)


def test_a_dumb_terminal_is_not_paged_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "sh -c 'exit 0'")
    monkeypatch.setenv("TERM", "dumb")
    assert not pager.through_pager(TEXT)


def test_without_less_and_without_a_wish_it_is_printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PAGER", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not pager.through_pager(TEXT)

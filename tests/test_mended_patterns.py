"""Patterns that once blew up find what their plain spelling finds."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhutiri_cli.common.yaml import syntax
from zhutiri_cli.materials import text_kinds, told_day
from zhutiri_cli.plan.importing import deadline_clauses
from zhutiri_cli.plan.importing.cell_text import HAN
from zhutiri_cli.plan.importing.columns import cell_pieces, contacts, footnote_marks, heading_words, month_cells
from zhutiri_cli.plan.importing.sources import markdown_marks, unseen_by_style
from zhutiri_cli.workspace.receiving.packages import own_words

_DASH = own_words._DASH
_PLAIN_DIVIDER = re.compile(
    rf"{_DASH}{{2,}}\s*(?:以下(?:是|为)?)?\s*[\u4e00-\u9fff]{{0,6}}"
    rf"(?:原始邮件|原信|转发(?:的)?邮件|original\s+message)"
    rf"|{_DASH}{{2,}}\s*(?:原文|原始信息|转发(?:的)?(?:信息|内容|消息))\s*{_DASH}{{2,}}"
    rf"|^\s*(?:原始邮件|以下(?:是|为)?转发(?:的)?邮件)(?:\s*{_DASH}{{2,}}|\s*[:：]?\s*$)",
    re.IGNORECASE,
)
_PLAIN_LIST_MARK = re.compile(
    "(?:^|(?<=[\\s、，,；;]))\\s*(?:[0-9]{1,2}[.．、)）]|[(（][0-9一二三四五六七八九十]{1,2}[)）])\\s*(?=[^\\s0-9])"
    "|\\s*[①-⑳❶-❿]\\s*(?=[^\\s、，,；;])"
)
_PLAIN_SAID = re.compile(
    f"[；;，,、 \\n]*{contacts._LABEL}[ ]*(?:{contacts._PERSON.pattern})?[，,、 ]*(?:{contacts._NUMBER})?(?![{HAN}])"
)
_PLAIN_ROLES = re.compile(
    heading_words._ROLES.pattern.replace("(?!牵头|承办|主办|举办)", "").replace("(?!承办|责任)", "")
)
_PLAIN_WRITTEN = re.compile(r"(?:(20\d\d)\s*年)?\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")
_PLAIN_DONE = re.compile(
    text_kinds._DONE.pattern.replace(r"|\d\s*+(?:余|多)?(?:人|名|位|家|户", r"|\d+\s*(?:余|多)?(?:人|名|位|家|户")
)
_PLAIN_STRUCK = re.compile(
    "(?<![~0-9月日年季度])~~(?=[^\\s~])([^~\n]*[^\\s~])~~(?![~0-9])|<(?P<tag>del|s|strike)>(?P<words>.*?)</(?P=tag)>",
    re.IGNORECASE,
)
_PLAIN_STRONG = re.compile(r"(\*\*|__)(?=[^\s*_])(.+?)(?<=[^\s*_])\1")
_PLAIN_MARKS = re.compile(footnote_marks._AFTER.pattern.replace("++(?:(?=", "+(?=").replace("|(?P<within>))", ""))
_PLAIN_MEDIA = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^{};]*;")
_PLAIN_COMMA = re.compile(r"[^#]*\{[^}]*?(，)")
_WORDS = {
    "divider": "-|--|——| |\n|以下|是|原信|转发邮件|转发|信息|原始邮件|Original|Message|:|政",
    "list mark": "1|12|.|、| |\n|①|（|二|）|；|局",
    "contacts": "；|，| |\n|、|电话|联系人|：|张三|局|13800000000|及电话",
    "roles": "联合|牵头|承办|主办|责任|共同承办|参与配合|配合|拟|单位|部门|方|名称",
    "a day": "2024|年|3|15|月|日| |\n|政",
    "what was done": "5|12|人| |余|共|月|日|，|。|\n|政府|参加|1月1日",
    "struck out": "~~|<s>|</s>|</S>|<del>|</del>|月|1| |政",
    "strong": "**|__|*|_| |政",
    "footnotes": "政|）|¹|²|**|★|（注）|[1]|、| |x",
    "other media": "@|@media|{|}|;|.a{}|政",
    "a comma in braces": "{|}|，|#| |政",
}
_FOUND: dict[str, tuple[Callable[[str], object], Callable[[str], object]]] = {
    "divider": (lambda text: bool(own_words._DIVIDER.search(text)), lambda text: bool(_PLAIN_DIVIDER.search(text))),
    "list mark": (
        lambda text: cell_pieces._LIST_MARK.sub("|", text),
        lambda text: _PLAIN_LIST_MARK.sub("|", text),
    ),
    "contacts": (
        lambda text: contacts._SAID.sub(lambda found: "" if found[1] else found[0], text),
        lambda text: _PLAIN_SAID.sub("", text),
    ),
    "roles": (
        lambda text: (found := heading_words._ROLES.match(text)) and found.groupdict(),
        lambda text: (found := _PLAIN_ROLES.match(text)) and found.groupdict(),
    ),
    "a day": (
        lambda text: told_day._WRITTEN.findall(text),  # noqa: PLW0108  # compiled at its first use
        _PLAIN_WRITTEN.findall,
    ),
    "what was done": (
        lambda text: len(text_kinds._DONE.findall(text)),
        lambda text: len(_PLAIN_DONE.findall(text)),
    ),
    "struck out": (
        lambda text: markdown_marks._between(
            text, markdown_marks._STRUCK, markdown_marks._STRUCK_ENDS, lambda words: f"[{words}]"
        ),
        lambda text: _PLAIN_STRUCK.sub(lambda found: f"[{found[1] or found['words']}]", text),
    ),
    "strong": (
        lambda text: markdown_marks._between(text, markdown_marks._STRONG, markdown_marks._STRONG_ENDS, str),
        lambda text: _PLAIN_STRONG.sub(r"\2", text),
    ),
    "footnotes": (
        lambda text: [found[0] for found in footnote_marks._AFTER.finditer(text) if found["within"] is None],
        lambda text: [found[0] for found in _PLAIN_MARKS.finditer(text)],
    ),
    "other media": (
        lambda text: unseen_by_style._MEDIA.sub(unseen_by_style._ended, text),
        lambda text: _PLAIN_MEDIA.sub("", text),
    ),
    "a comma in braces": (
        lambda text: (found := syntax._SLIP[4][0].match(text)) and found.start(1),
        lambda text: (found := _PLAIN_COMMA.match(text)) and found.start(1),
    ),
}


@pytest.mark.parametrize("name", _WORDS)
def test_it_finds_the_same(name: str) -> None:
    now, plain = _FOUND[name]

    @settings(max_examples=200)
    @given(st.lists(st.sampled_from(_WORDS[name].split("|")), max_size=9).map("".join))
    def same(text: str) -> None:
        assert now(text) == plain(text)

    same()


def test_a_clause_of_many_units_is_answered_at_once() -> None:
    assert deadline_clauses._SOME.search("区卫生局" + "、区卫生局" * 100) is None
    assert deadline_clauses._SOME.search("区卫生局" + "、区卫生局" * 100 + "负责") is not None


def test_a_time_of_many_words_is_answered_at_once() -> None:
    assert month_cells._VAGUE.fullmatch("每月" + "前后" * 200 + "政") is None
    assert month_cells._VAGUE.fullmatch("每月前后各1次".replace("各", "")) is not None


def test_a_heading_of_many_roles_is_answered_at_once() -> None:
    assert heading_words.meaning("联合牵头牵头承办" * 200) is None
    assert heading_words.meaning("联合牵头牵头承办" * 200 + "单位") is heading_words.PlanColumn.UNITS


@pytest.mark.parametrize("mark", ["<s>政", "<del>政<s>策 ", "**政 ", "__政 **策 ", "<!-- "])
def test_a_line_of_many_marks_that_never_end_is_answered_at_once(mark: str) -> None:
    assert markdown_marks.plain_lines([mark * 50_000]) == ([mark * 50_000], [])


def test_a_cell_of_many_footnote_marks_is_answered_at_once() -> None:
    assert footnote_marks.without_marks("政" + "¹*（注）" * 5_000 + "府").marks == ()
    assert footnote_marks.without_marks("政府" + "¹" * 50).marks == (("政府", "1" * 50),)

"""Words as they are typed: what stands on the line is what the shell hands over."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhutiri_cli.common.paths import typed_word


@pytest.mark.parametrize(("word", "typed"), [
    ("data/plan_2024.yaml", "data/plan_2024.yaml"), ("周报.html", "周报.html"), ("4-6,9", "4-6,9"),
    ("我的 计划.yaml", '"我的 计划.yaml"'),
    ("https://a.example/b?x=1&y=2", '"https://a.example/b?x=1&y=2"'), ("$HOME", "'$HOME'"), ("", '""'),
])  # fmt: skip
def test_only_what_needs_quotes_gets_them(word: str, typed: str) -> None:
    assert typed_word(word) == typed


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).filter(lambda word: "\\" not in word))
def test_a_shell_reads_back_what_was_meant(word: str) -> None:
    assert shlex.split(typed_word(word)) == [word]

"""Words as they are typed: what stands on the line is what the shell hands over. Paths as they are shown."""

from __future__ import annotations

import shlex
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhutiri_cli.common.paths import as_called, called, path_shown, typed_word


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


def test_what_lies_in_a_copy_is_shown_where_the_original_lies(tmp_path: Path) -> None:
    own = tmp_path / "own"
    with called(own, "s3://桶/甲县"), ThreadPoolExecutor(1) as other:
        assert path_shown(own) == "s3://桶/甲县"
        assert path_shown(own / "data" / "计划\n.yaml") == "s3://桶/甲县/data/计划‹U+000A›.yaml"
        assert path_shown(tmp_path / "own2") == f"{tmp_path}/own2"
        assert as_called(f"{own}/a 打不开") == "s3://桶/甲县/a 打不开"
        assert other.submit(path_shown, own).result() == str(own)  # another thread may be at another copy
    assert path_shown(own) == str(own)
    assert as_called(str(own)) == str(own)


def test_paths_below_the_current_folder_are_shown_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    assert path_shown(here / "data" / "a.yaml") == "data/a.yaml"
    assert path_shown(here) == "."
    assert path_shown(tmp_path / "here2" / "a") == f"{tmp_path}/here2/a"
    assert path_shown(Path("../a")) == "../a"
    monkeypatch.chdir("/")
    assert path_shown(here / "a") == str(here / "a").removeprefix("/")

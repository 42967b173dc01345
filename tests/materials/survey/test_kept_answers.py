"""Answers about many contents: worked out once for the same contents, whatever their order."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from pathlib import Path

import pytest

from zhutiri_cli.materials.survey import cache
from zhutiri_cli.materials.survey.kept_answers import recalling
from zhutiri_cli.materials.survey.opened_cache import opened_cache

ONE, OTHER, THIRD = (b"a" * 32, b"b" * 32, b"c" * 32)


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(cache, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr("zhutiri_cli.materials.survey.opened_cache.cache_folder", lambda: tmp_path / "cache")
    return []


def answer(asked: list[str], text: str) -> str:
    asked.append(text)
    return text


def test_the_same_contents_are_asked_once_in_any_order(asked: list[str], tmp_path: Path) -> None:
    recall = recalling(partial(opened_cache, tmp_path / "root", pytest.fail))
    assert recall("alike", [ONE, OTHER], lambda: answer(asked, "first")) == "first"
    assert recall("alike", [OTHER, ONE, ONE], lambda: answer(asked, "second")) == "first"
    assert asked == ["first"]


def test_another_question_or_another_set_is_worked_out(asked: list[str], tmp_path: Path) -> None:
    recall = recalling(partial(opened_cache, tmp_path / "root", pytest.fail))
    for question, contents in (("alike", [ONE]), ("other", [ONE]), ("alike", [ONE, THIRD]), ("alike", [])):
        text = f"{question} {len(contents)}"
        assert recall(question, contents, partial(answer, asked, text)) == text
    assert len(asked) == 4


def test_another_release_of_ours_asks_again(asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recall = recalling(partial(opened_cache, tmp_path / "root", pytest.fail))
    recall("alike", [ONE], lambda: answer(asked, "old"))
    monkeypatch.setattr(cache, "readers_version", lambda: "another")
    assert recall("alike", [ONE], lambda: answer(asked, "new")) == "new"


def test_without_a_cache_nothing_is_kept(asked: list[str]) -> None:
    recall = recalling(nullcontext)
    assert recall("alike", [ONE], lambda: answer(asked, "first")) == "first"
    assert recall("alike", [ONE], lambda: answer(asked, "second")) == "second"

"""Patterns that are compiled at their first use."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import Any

import pytest

import zhutiri_cli
from zhutiri_cli.common.lazy_pattern import lazy_pattern


def made(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What is compiled from now on."""
    asked: list[tuple[Any, ...]] = []
    real = re.compile

    def noted(*given: Any) -> re.Pattern[str]:
        asked.append(given)
        return real(*given)

    monkeypatch.setattr(re, "compile", noted)
    return asked


def test_nothing_is_compiled_before_the_first_use_and_once_after(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = made(monkeypatch)
    pattern = lazy_pattern("a+", re.IGNORECASE)
    assert asked == []
    assert [found[0] for found in pattern.finditer("aAbA")] == ["aA", "A"]
    assert pattern.search("bbb") is None
    assert pattern.sub("-", "cab") == "c-b"
    assert asked == [("a+", re.IGNORECASE)]


@pytest.mark.parametrize("text", ["", "2024年3月", "x 3月 y"])
def test_it_finds_what_a_compiled_one_finds(text: str) -> None:
    lazy, eager = lazy_pattern(r"(\d+)(年|月)"), re.compile(r"(\d+)(年|月)")
    assert lazy.findall(text) == eager.findall(text)
    assert lazy.split(text) == eager.split(text)
    assert lazy.subn("_", text) == eager.subn("_", text)
    assert bool(lazy.match(text)) == bool(eager.match(text))
    assert bool(lazy.fullmatch(text, 2)) == bool(eager.fullmatch(text, 2))
    assert (lazy.pattern, lazy.flags, lazy.groups) == (eager.pattern, eager.flags, eager.groups)


def test_a_mistake_is_raised_at_the_first_use() -> None:
    pattern = lazy_pattern("(")
    with pytest.raises(re.error):
        pattern.search("")


def test_every_pattern_of_the_house_can_be_compiled() -> None:
    """What an import no longer shows: a mistake in an expression."""
    lazy: dict[str, re.Pattern[str]] = {}
    for info in pkgutil.walk_packages(zhutiri_cli.__path__, "zhutiri_cli."):
        if not info.name.endswith("__main__"):
            module = importlib.import_module(info.name)
            found = {name: value for name, value in vars(module).items() if type(value).__name__ == "_Uncompiled"}
            lazy |= {f"{info.name}.{name}": value for name, value in found.items()}
    assert len(lazy) > 40
    assert all(isinstance(value.pattern, str) for value in lazy.values())

"""Rules by code, number or a word of theirs."""

from __future__ import annotations

import pytest

from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.rules.catalogue import catalogue
from zhutiri_cli.rules.typed_rules import read_rules


def codes(*words: str) -> tuple[list[str], bool]:
    found = read_rules(words, catalogue())
    return [rule.code for rule in found.rules], found.listed


@pytest.mark.parametrize("word", ["ZT203", "zt203", "203", "ＺＴ２０３"])
def test_one_rule_is_explained(word: str) -> None:
    assert codes(word) == (["ZT203"], False)
    assert codes(word, "301") == (["ZT203", "ZT301"], False)


def test_a_word_that_several_have_lists_them() -> None:
    found, listed = codes("迟报")
    assert listed
    assert "ZT204" in found
    assert found == sorted(found)
    assert codes("40") == ([f"ZT40{n}" for n in range(1, 6)], True)


def test_a_word_that_one_has_explains_it() -> None:
    assert codes("身份证") == (["ZT313"], False)
    assert codes("逾期") == (["ZT203"], False)


def test_nothing_asked_is_all() -> None:
    assert codes() == ([rule.code for rule in catalogue()], True)


@pytest.mark.parametrize(
    ("word", "advice"), [("ZT2O3", "是否应为 ZT203"), ("999", "zhutiri rules"), ("没有的词", "zhutiri rules")]
)
def test_a_word_that_no_rule_has(word: str, advice: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        codes(word)
    assert word in refused.value.message
    assert advice in refused.value.advice

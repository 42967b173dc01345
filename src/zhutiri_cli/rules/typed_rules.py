"""Rules as they are asked for: by code or its number (``203``), the beginning of it (``2``), or a word of the rule's
title, manual or remedy. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.common.spelling import shorten, squeeze
from zhutiri_cli.rules.rule import Rule


class AskedRules(Struct, frozen=True):
    """The rules meant; ``listed``: they are found by a word that several have, and so are listed, not explained."""

    rules: tuple[Rule, ...]
    listed: bool


def read_rules(words: Sequence[str], catalogue: Sequence[Rule]) -> AskedRules:
    """The rules meant by ``words``, each once, in the order asked for; all where nothing is asked.

    Raises ``UsageProblem`` for a word that no rule has.
    """
    found, listed = dict[str, Rule](), not words
    for word in words:
        rules = _meant(word, catalogue)
        if not rules:
            raise UsageProblem(f"没有规则 {shorten(word)}", _advice(word, catalogue))
        listed |= len(rules) > 1
        found |= {rule.code: rule for rule in rules}
    return AskedRules(tuple(found.values()) if words else tuple(catalogue), listed)


def _meant(word: str, catalogue: Iterable[Rule]) -> list[Rule]:
    key = squeeze(word)
    if code := re.fullmatch(r"(?:zt)?(\d{1,3})", key, re.ASCII):
        return [rule for rule in catalogue if rule.code.startswith(f"ZT{code[1]}")]
    return [rule for rule in catalogue if key and any(key in squeeze(text) for text in _texts(rule))]


def _texts(rule: Rule) -> tuple[str, ...]:
    return rule.code, rule.title, rule.manual, rule.remedy


def _advice(word: str, catalogue: Iterable[Rule]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word.upper(), [rule.code for rule in catalogue], n=1, cutoff=0.7)
    hint = f"是否应为 {near[0]}；" if near and not re.search("[\u4e00-\u9fff]", word) else ""
    return f"{hint}运行 zhutiri rules 查看全部规则编号"

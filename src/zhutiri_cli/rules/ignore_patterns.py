"""Patterns of a plan's ``ignore`` that would take out a whole kind of material: refused, with what they would take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.spelling import normalise, shorten
from zhutiri_cli.rules.rule import Hit, InPlan
from zhutiri_cli.submission.ignored_names import swallowed

KEY = "ignore"


_TYPED = lazy_pattern("[“”‘’]|，(?=[＊*])")


def greedy_patterns(tree: Any) -> Iterator[Hit]:
    """Every pattern in a plan's plain tree by which all files of a suffix or of a word that tells material are lost."""
    said = tree.get(KEY) if isinstance(tree, dict) else None
    patterns = [(at, one) for at, one in enumerate(said if isinstance(said, list) else ()) if isinstance(one, str)]
    if not patterns:
        return
    from zhutiri_cli.materials.kinds import DOCUMENT_SUFFIXES, IMAGE_SUFFIXES, LINK_FILE_SUFFIXES, LINK_TEXT_SUFFIXES
    from zhutiri_cli.materials.title_words import LINK_WORDS, PLAN_WORDS, SUMMARY_WORDS

    own_suffixes, own_words = _declared(tree)
    suffixes = sorted(DOCUMENT_SUFFIXES | IMAGE_SUFFIXES | LINK_FILE_SUFFIXES | LINK_TEXT_SUFFIXES | own_suffixes)
    words = [*PLAN_WORDS, *SUMMARY_WORDS, *LINK_WORDS, *own_words]
    for at, pattern in patterns:
        if odd := _TYPED.search(pattern):
            message = f"{KEY} 的“{shorten(pattern)}”里有全角的“{odd[0]}”，不会对应任何文件"
            yield Hit(message, '请用英文半角的引号和逗号，如 ["*.bak", "*.tmp"]', InPlan((KEY, at)))
            continue
        if lost := list(swallowed(pattern, suffixes, words)):
            more = " 等" if len(lost) > 3 else ""
            message = f"{KEY} 的“{shorten(pattern)}”会把材料整类漏掉（{'、'.join(lost[:3])}{more}），不能这样写"
            yield Hit(message, "请写得更具体，只对应不算材料的文件，如 *.bak、*草稿*、旧版/", InPlan((KEY, at)))


def _declared(tree: Any) -> tuple[frozenset[str], list[str]]:
    """The suffixes and words of kinds that the plan itself declares, wherever ``materials`` stand."""
    suffixes, words = set[str](), list[str]()
    stack: list[Any] = [tree.get("requirements"), tree.get("obligations")]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack += value
        elif isinstance(value, dict):
            stack += value.values()
            listed = value.get("suffixes")
            found = [normalise(one) for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
            suffixes |= {one if one.startswith(".") else f".{one}" for one in found}
            said = value.get("words")
            words += [one for one in said if isinstance(one, str)] if isinstance(said, list) else []
    return frozenset(suffixes), words

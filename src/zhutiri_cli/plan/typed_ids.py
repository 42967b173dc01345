"""Ids of activities as they are typed: ``4``, ``4,5``, ``4-8``, ``4、5``, ``第4项``. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.spelling import half_width, shorten, visible_only
from zhutiri_cli.plan.model import Plan

_FORMS = "可以写作 4、4,5 或 4-8"
_JOIN = lazy_pattern(r"(?:(?<!\s)\s++)?(?:\.\.|至|到|[-~—–―]+)\s*")
_PIECES = lazy_pattern(r"[\s,、;；和及]+")
_NAME = lazy_pattern("[\u3400-\u9fff（）()·“”]{2,}")
_SHAPE = lazy_pattern(r"[\s,、;；和及.至到~—–―第项号-]*+\d[\s\d,、;；和及.至到~—–―第项号-]*", re.ASCII)


def looks_like_ids(word: str) -> bool:
    """Whether a word is made of numbers and what stands between them, and so names no unit and no file."""
    return _SHAPE.fullmatch(_plain(word)) is not None


def apart(words: Iterable[str]) -> tuple[list[str], list[str]]:
    """The words that are to be read as ids, and those that name a unit. Raises ``UsageProblem`` where both are there:
    whether one narrows the other or adds to it, nobody can tell."""
    found = list(words)
    units = [word for word in found if _NAME.fullmatch(_plain(word))]
    ids = [word for word in found if word not in units]
    if units and ids:
        raise UsageProblem(f"序号（{ids[0]}）和单位（{shorten(units[0])}）不能写在一起", "请只写序号，或只写单位")
    return ids, units


def read_ids(words: Iterable[str], plan: Plan, what: str = "序号") -> list[int]:
    """The ids typed for the option or argument ``what``, each once, in the order typed. A range takes those that the
    plan has between its two ends.

    Raises ``UsageProblem`` for what is no id, and for one that the plan does not have.
    """
    known = [activity.id for activity in plan.activities]
    return list(dict.fromkeys(number for word in words for number in _read(word, known, what)))


def one_choice(arguments: Iterable[str], options: Iterable[str], plan: Plan, command: str) -> list[int]:
    """The ids of a command that takes them as arguments and by ``--id``. Raises ``UsageProblem`` where both are given
    and differ."""
    plainly, by_option = read_ids(arguments, plan), read_ids(options, plan, "--id")
    if plainly and by_option and set(plainly) != set(by_option):
        one, other = (",".join(map(str, ids)) for ids in (plainly, by_option))
        raise UsageProblem(f"序号写了 {one}，--id 又写了 {other}", f"请只写一处，如 zhutiri {command} {one}")
    return plainly or by_option


def _read(word: str, known: list[int], what: str) -> Iterator[int]:
    pieces = [piece for piece in _PIECES.split(_JOIN.sub("-", _plain(word).strip())) if piece]
    if not pieces:
        raise UsageProblem(f"{what} 是空的", _FORMS)
    for piece in pieces:
        bare = re.sub(r"第(?=\d)|(?<=\d)[项号]", "", piece)
        found = re.fullmatch(r"(\d{1,9})(?:-(\d{1,9}))?", bare, re.ASCII)
        if found is None:
            if what == "序号":
                raise UsageProblem(f"计划中没有序号 {shorten(word)} 的活动", _FORMS + _otherwise(word))
            raise UsageProblem(f"{what} 的值有误：“{shorten(word)}”不是序号", _FORMS)
        first, last = int(found[1]), int(found[2] or found[1])
        for end in (first, last):
            if end not in known:
                raise UsageProblem(f"计划中没有序号 {end} 的活动", f"序号为 {min(known)} 至 {max(known)}")
        if last < first:
            raise UsageProblem(f"{what} 的值有误：“{shorten(word)}”的两头写反了", f"请写作 {last}-{first}")
        yield from (number for number in sorted(known) if first <= number <= last)


def _otherwise(word: str) -> str:
    """How to ask for what a word seems to mean that is no id."""
    if re.fullmatch(r"\d{1,2}月份?", _plain(word), re.ASCII):
        return f"；要按月份看，运行 zhutiri check --month {word}"
    return "" if word.isascii() else f"；要按单位看，运行 zhutiri check --unit {shorten(word)}"


def _plain(word: str) -> str:
    return half_width(visible_only(word))

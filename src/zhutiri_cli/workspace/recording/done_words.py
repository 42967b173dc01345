"""``--done KEY=DATE``, ``--done KEY:2024-03=DATE``: which obligation was met when, as typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches

from msgspec import Struct

from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.common.numerals import numerals_in_digits
from zhutiri_cli.common.spelling import half_width, shorten
from zhutiri_cli.common.yaml.scalars import Month
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.plan.obligations import REPORT, Obligation

_HOW = "写作 --done 代号=日期，如 --done preview=2024-03-08；按月、按季的写 --done progress:2024-03=2024-03-24"
_MONTH = re.compile(r"(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})(?:月份?)?", re.ASCII)
_QUARTER = re.compile(r"(?:(\d{4})年)?第?([1-4])季度?", re.ASCII)


class DoneWord(Struct, frozen=True):
    """An obligation, the period where it comes back (``None``: not said), and the day on which it was met."""

    obligation: Obligation
    period: Month | None
    day: date

    @property
    def key(self) -> str:
        """The obligation's key."""
        return self.obligation.key


def read_done(words: Iterable[str], plan: Plan, read_day: Callable[[str], date]) -> tuple[DoneWord, ...]:
    """What was typed, against the plan; ``read_day`` reads a day in any way that it is typed.

    Raises ``UsageProblem`` for a key that the plan does not have (the labels do as well), or a word that is no such
    pair.
    """
    return tuple(_read(word, plan, read_day) for word in words)


def _read(word: str, plan: Plan, read_day: Callable[[str], date]) -> DoneWord:
    named, mark, day = half_width(word).partition("=")
    key, colon, period = named.strip().partition(":")
    if not mark or not key or not day.strip():
        raise UsageProblem(f"--done “{shorten(word)}”看不明白", _HOW)
    obligation = _known(key.strip(), plan)
    every = obligation.due.every
    if colon and not every:
        raise UsageProblem(f"--done 的 {obligation.key} 不分期", f"请写作 --done {obligation.key}=日期")
    return DoneWord(obligation, _period(period, obligation, plan) if colon else None, read_day(day.strip()))


def _known(key: str, plan: Plan) -> Obligation:
    known = {word: one for one in plan.other_obligations for word in (one.label, one.key)}
    if len(alike := [one.key for one in plan.other_obligations if one.label == key]) > 1:
        raise UsageProblem(f"计划里有 {len(alike)} 项都叫“{shorten(key)}”", f"请写代号：{'、'.join(alike)}")
    if key in known:
        return known[key]
    if key in (REPORT, "整套资料") and key not in known:
        raise UsageProblem("整套资料不用 --done 登记", "报齐的日期用 --submitted 登记")
    if not known:
        raise UsageProblem("计划里没有另有期限的事项（obligations），不能用 --done", "整套资料报齐用 --submitted 登记")
    near = get_close_matches(key, known, 1, 0.5)
    listed = "、".join(f"{one.key}（{one.label}）" for one in plan.other_obligations)
    advice = f"是否应为 {known[near[0]].key}；计划里有：{listed}" if near else f"计划里有：{listed}"
    raise UsageProblem(f"计划里没有代号为 {shorten(key)} 的事项", advice)


def _period(word: str, obligation: Obligation, plan: Plan) -> Month:
    known = [name for name, _ in obligation.due.days_of(plan.year)]
    plain = numerals_in_digits(word.strip())
    month = None
    if obligation.due.every == "quarter" and (quarter := _QUARTER.fullmatch(plain)):
        month = Month(int(quarter[1] or plan.year), int(quarter[2]) * 3)
    elif found := _MONTH.fullmatch(plain):
        month = Month(int(found[1] or plan.year), int(found[2]))
    if month is None or str(month) not in known:
        raise UsageProblem(f"{obligation.label}没有“{shorten(word)}”这一期", f"可用：{'、'.join(known)}")
    return month

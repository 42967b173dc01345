"""The levels that a plan gives to rules: which of them hold, what a finding becomes by them, and what is faulty.

Pure. A level that may not be (an unknown code, a rule that must always be heard) holds nowhere, and is an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.rule_levels import LEVELS, RuleLevel, read_levels
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.nearest_code import code_advice
from zhutiri_cli.rules.rule import Hit, InPlan, Rule

KEY = "rules"


def levels_in_force(tree: Any, rules: Sequence[Rule]) -> Mapping[str, RuleLevel]:
    """The levels in a plan's plain tree that hold, by code, in the plan's order."""
    known = {rule.code: rule for rule in rules}
    said = read_levels(tree)
    return {code: level for code, level in said.items() if code in known and not _too_low(known[code], level)}


def faulty_levels(tree: Any, known: Mapping[str, Rule]) -> Iterator[Hit]:
    """Codes that no rule has, each with the nearest known one, and rules that may not be switched off or lowered."""
    said = tree.get(KEY) if isinstance(tree, dict) else None
    for code in said if isinstance(said, dict) else ():
        if code not in known:
            where = InPlan((KEY, code), key=True)
            yield Hit(f"{KEY} 中的规则“{shorten(str(code))}”不存在", code_advice(str(code), known), where)
    for code, level in read_levels(tree).items():
        rule = known.get(code)
        if rule is not None and _too_low(rule, level):
            what = "关闭" if level.off else f"改为{LEVELS[level.level]}"
            message = f"规则 {code}（{rule.title}）不能{what}：没有这一条，打不开、不可信的就会被当作没有问题"
            yield Hit(message, f"请删去 {KEY} 中的 {code}；个别情况请在问题出处改正", InPlan((KEY, code, "level")))


def severity_of(rule: Rule, hit: Hit, level: RuleLevel | None) -> Severity:
    """How serious a hit is by the plan. Where the rule itself speaks more mildly than it does otherwise (what is still
    awaited is information), a level never makes it worse."""
    own = hit.severity or rule.severity
    if level is None or level.off:
        return own
    asked = Severity(level.level)
    if own.rank > rule.severity.rank and asked.rank < own.rank:
        return own
    return asked


def _too_low(rule: Rule, level: RuleLevel) -> bool:
    return rule.always_said and (level.off or Severity(level.level).rank > rule.severity.rank)

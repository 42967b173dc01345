"""The catalogue of rules with the clauses that the plan at hand gives for them: what ``zhutiri rules`` shows."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.rules.rule import Rule


class RulePage(Struct, frozen=True):
    """A rule and the clause it cites, its number and its words, where the plan has one."""

    rule: Rule
    clause: tuple[Shown, Shown] | None


class Manual(Struct, frozen=True):
    """The pages asked for; ``whole`` when they are listed, not explained. ``source``: whose clauses are quoted."""

    pages: tuple[RulePage, ...]
    whole: bool
    source: Shown | None


def manual(rules: Sequence[Rule], plan: Plan | None, *, whole: bool) -> Manual:
    """Pages for ``rules``; without a plan no clause is cited (never another district's)."""
    clauses = plan.document.clauses if plan else None
    cited = {rule.code: getattr(clauses, rule.topic) if clauses and rule.topic else None for rule in rules}
    pages = tuple(
        RulePage(rule, (Shown(clause.ref), Shown(clause.text)) if (clause := cited[rule.code]) else None)
        for rule in rules
    )
    return Manual(pages, whole, Shown(plan.document.number) if plan and plan.document.number else None)

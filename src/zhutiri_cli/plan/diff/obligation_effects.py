"""What a changed obligation brings about, and to how many activities or units it applies, in plain Chinese.

The comparison knows the plans alone: an activity's days are the one that the plan names, or none; so of terms from an
activity only those whose planned day is known can be said to be past.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhutiri_cli.plan.diff.differences import Meaning, meaning
from zhutiri_cli.plan.diff.field_changes import FieldChange, Kind
from zhutiri_cli.plan.diff.term_effects import Terms
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.plan.obligations import REPORT, Obligation
from zhutiri_cli.plan.typed_units import bound_units


def obligation_meanings(change: FieldChange, terms: Terms) -> Iterator[Meaning]:
    """What a change within ``obligations`` means."""
    if len(change.path) < 2:
        yield meaning("另有期限的事项改变次序，期限不变" if change.kind is Kind.REORDERED else "另有期限的事项改变")
        return
    key = change.path[1]
    before, after = _named(terms.old, key), _named(terms.new, key)
    if len(change.path) > 2 and change.path[2] in ("label", "clause"):
        yield meaning("报告、函件里的名称和依据随之改变，期限不变")
    elif after is None and before is not None:
        yield meaning(f"不再要求{before.label}；已登记的办结日期不再读取")
    elif after is not None and before is None:
        past = _past(after, terms)
        yield meaning(f"新增事项{after.label}，{_applies(after, terms)}{past}", flagged=bool(past))
    elif after is not None and len(change.path) > 2 and change.path[2] == "due":
        past = _past(after, terms)
        yield meaning(f"期限改为{after.due.words}，{_applies(after, terms)}{past}", flagged=bool(past))
    elif after is not None:
        yield meaning(f"{after.label}的要求改变，{_applies(after, terms)}")


def _named(plan: Plan, key: str) -> Obligation | None:
    return next((one for one in plan.obligations if one.key == key), None)


def _applies(one: Obligation, terms: Terms) -> str:
    if one.per == "unit":
        return f"适用于 {len(bound_units(terms.new))} 家单位"
    return f"适用于未取消的 {len(terms.living())} 项活动"


def _past(one: Obligation, terms: Terms) -> str:
    """Which of its deadlines are over on the day, as far as the plan alone tells."""
    if not terms.same_year:
        return ""
    if one.due.every is not None:
        issued = terms.new.document.issued
        days = [day for _, day in one.due.days_of(terms.new.year) if issued is None or day >= issued]
        over = sum(day < terms.as_of for day in days)
        return f"；其中 {over} 期的期限已过，没有登记的会列为逾期" if over else ""
    if one.due.on is not None:
        return f"；期限 {one.due.on} 已过，没有登记的会列为逾期" if one.due.on < terms.as_of else ""
    if one.key == REPORT:
        over = terms.past(terms.living())
        return f"；其中 {over} 项的最迟报送日已过" if over else ""
    over = sum(activity.target(terms.new.year).last < terms.as_of for activity in terms.living())
    return f"；其中 {over} 项的计划日期已过，已举办而没有登记的会列为逾期" if over else ""

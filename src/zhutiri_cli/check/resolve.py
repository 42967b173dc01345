"""The words of filters resolved against the plan, before anything is opened; a filter that can match nothing is an
error, never an empty report."""

from __future__ import annotations

from collections.abc import Iterable

from zhutiri_cli.case.selection import Selection
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.plan.model import Plan


def resolve(
    plan: Plan,
    units: Iterable[str] | None = None,
    months: Iterable[str] | None = None,
    ids: Iterable[int] | None = None,
    statuses: Iterable[str] | None = None,
) -> Selection:
    """The activities asked for. Raises ``UsageProblem`` for a unit, month or id that the plan does not have, or a
    status that there is not."""
    return Selection(
        frozenset(_unit(word, plan) for word in units or ()),
        frozenset(_month(word, plan) for word in months or ()),
        frozenset(_id(number, plan) for number in ids or ()),
        frozenset(_status(word) for word in statuses or ()),
    )


def _unit(word: str, plan: Plan) -> str:
    known = {unit for activity in plan.activities for unit in activity.units}
    if word not in known:
        from difflib import get_close_matches

        near = get_close_matches(word, known, n=3, cutoff=0.5)
        raise UsageProblem(f"计划中没有单位 {word}", f"是否应为：{'、'.join(near)}" if near else "请核对单位名称")
    return word


def _month(word: str, plan: Plan) -> str:
    digits = word.strip().removesuffix("月")
    full = f"{plan.year:04d}-{int(digits):02d}" if digits.isascii() and digits.isdigit() else digits
    known = sorted({str(activity.target(plan.year)) for activity in plan.activities})
    if full not in known:
        raise UsageProblem(f"计划中没有 {word} 的活动", f"有活动的月份：{'、'.join(known)}")
    return full


def _id(number: int, plan: Plan) -> int:
    known = {activity.id for activity in plan.activities}
    if number not in known:
        raise UsageProblem(f"计划中没有序号 {number} 的活动", f"序号为 {min(known)} 至 {max(known)}")
    return number


def _status(word: str) -> Status:
    for status in Status:
        if word in (status.value, status.label):
            return status
    known = "、".join(f"{status.value}（{status.label}）" for status in Status)
    raise UsageProblem(f"没有 {word} 这种状态", f"可选：{known}")

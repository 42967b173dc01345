"""The words of filters resolved against the plan, before anything is opened; a filter that can match nothing is an
error, never an empty report."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhutiri_cli.case.selection import Selection
from zhutiri_cli.case.typed_status import read_status
from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.spelling import half_width, shorten
from zhutiri_cli.common.typed_dates import in_digits
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.plan.typed_units import read_unit

_MONTH = lazy_pattern(r"(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*月?(?:份)?", re.ASCII)


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
        frozenset(name for word in units or () for name in read_unit(word, plan)[0].spelled),
        frozenset(_month(word, plan) for word in months or ()),
        frozenset(_id(number, plan) for number in ids or ()),
        frozenset(read_status(word) for word in statuses or ()),
    )


def _month(word: str, plan: Plan) -> str:
    found = _MONTH.fullmatch(in_digits(half_width(word).strip()))
    full = f"{int(found[1] or plan.year):04d}-{int(found[2]):02d}" if found else word
    known = sorted({str(month) for activity in plan.activities for month in activity.target(plan.year).months})
    if full not in known and found and not found[1]:  # a month of the next year, of a plan that goes on into it
        others = [month for month in known if month.endswith(full[4:])]
        full = others[0] if len(others) == 1 else full
    if full not in known:
        raise UsageProblem(f"计划中没有 {shorten(word)} 的活动", f"有活动的月份：{'、'.join(known)}")
    return full


def _id(number: int, plan: Plan) -> int:
    known = {activity.id for activity in plan.activities}
    if number not in known:
        raise UsageProblem(f"计划中没有序号 {number} 的活动", f"序号为 {min(known)} 至 {max(known)}")
    return number

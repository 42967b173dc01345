"""ZT110: deadlines that rest on a year whose official holiday schedule is not published."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.common.yaml.periods import Period
from zhutiri_cli.common.yaml.scalars import FIRST_YEAR, LAST_YEAR
from zhutiri_cli.rules.bearing import Bearing
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.rule import Hit, InPlan, Rule, Scope
from zhutiri_cli.workdays.unknown_years import CARRY_IT, before_said, parted, unpublished_years

if TYPE_CHECKING:
    from zhutiri_cli.rules.views import PlanView, WorkspaceView

ZT110 = Rule(
    "ZT110",
    Severity.WARNING,
    "所涉年份的放假调休安排尚未公布",
    topic="report",
    manual="截止日的计数涉及尚未公布放假调休安排的年份，只能按法定节日推算，为暂定。国务院办公厅一般在上一年年底公布次年安排。"
    "早于本程序收录的年份也一样，请自行写入。",
    remedy="安排公布后用 zhutiri workdays --import 导入全年安排，或升级 holidays 组件，"
    "或手工写入 calendar 的 days_off 和 workdays，并把年份列入 confirmed_years。",
    bearing=Bearing(lasting=True),
)


@ZT110.looks_at(Scope.PLAN)
def unpublished(view: PlanView) -> Iterator[Hit]:
    """Count every activity's latest deadline and name the unpublished years that the counts touch."""
    year = view.table.year
    rows = (row for row in view.table.rows if not row.cancelled)
    periods = (Period.of(row.moved_to) if row.moved_to else row.planned(year) for row in rows)
    yield from _said({*_touched({period for period in periods if period is not None}, view)})


@ZT110.looks_at(Scope.WORKSPACE)
def unpublished_in_check(view: WorkspaceView) -> Iterator[Hit]:
    """The same, said once at the head of a check, where recorded holdings may touch a later year still, and what has a
    date of its own another one than the whole set."""
    yield from _said({*_touched(view.planned, view.plan), *view.unpublished})


def _touched(periods: Set[Period], view: PlanView) -> Iterator[int]:
    """The unpublished years that the reports of activities of those periods are counted through."""
    year, term = view.table.year, view.table.report_term
    if year is None or term is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return  # its own fault is reported as ZT102, and a day that is named is certain
    for period in periods:
        try:
            count = term.count(period.last, view.calendar)
        except UsageProblem:
            continue  # an absurd term: ZT102 has it
        if count.provisional:
            yield from unpublished_years(count, view.calendar)


def _said(years: set[int]) -> Iterator[Hit]:
    before, to_come = parted(years)
    if before:
        yield Hit(f"{before_said(before)}，涉及的截止日为暂定", CARRY_IT, InPlan(("year",)))
    if to_come:
        named = "、".join(f"{year}年" for year in to_come)
        hint = "公布后用 zhutiri workdays --import 把安排写入计划的 calendar，或升级 holidays 组件"
        yield Hit(f"{named}的放假调休安排尚未公布，涉及的截止日为暂定", hint, InPlan(("year",)))

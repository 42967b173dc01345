"""ZT110: deadlines that rest on a year whose official holiday schedule is not published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.common.yaml.periods import Period
from zhutiri_cli.common.yaml.scalars import FIRST_YEAR, LAST_YEAR
from zhutiri_cli.rules.bearing import Bearing
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.rule import Hit, InPlan, Rule, Scope
from zhutiri_cli.workdays.unknown_years import CARRY_IT, before_said, parted

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case
    from zhutiri_cli.rules.views import PlanView, WorkspaceView
    from zhutiri_cli.workdays.calendar import Count, WorkCalendar

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
    yield from _said({*_by_plan(view)})


@ZT110.looks_at(Scope.WORKSPACE)
def unpublished_in_check(view: WorkspaceView) -> Iterator[Hit]:
    """The same, said once at the head of a check, where recorded holdings may touch a later year still, and what has a
    date of its own another one than the whole set."""
    years = {*_by_plan(view.plan)}
    for case in view.cases:
        if case.activity.cancelled:
            continue
        if case.deadline.provisional:
            years |= _unpublished(case.deadline.count, case.calendar)
        years |= {year for year in _obliged(case) if not case.calendar.published(year)}
    yield from _said(years)


def _obliged(case: Case) -> Iterator[int]:
    """The years that the counts of provisional dates of its own touch: from the activity to the date, or back."""
    held = case.record.held
    for one in case.obligations:
        if one.timing.provisional and one.timing.deadline is not None:
            ends = (held.first.year, held.last.year) if held else (case.planned.first.year, case.planned.last.year)
            every = (*ends, one.timing.deadline.year)
            yield from range(min(every), max(every) + 1)


def _by_plan(view: PlanView) -> Iterator[int]:
    table = view.table
    if table.year is None or table.report_term is None or not FIRST_YEAR <= table.year <= LAST_YEAR:
        return  # its own fault is reported as ZT102, and a day that is named is certain
    periods = {
        Period.of(row.moved_to) if row.moved_to else planned
        for row in table.rows
        if not row.cancelled and (planned := row.planned(table.year)) is not None
    }
    for period in periods:
        try:
            count = table.report_term.count(period.last, view.calendar)
        except UsageProblem:
            continue  # an absurd term: ZT102 has it
        if count.provisional:
            yield from _unpublished(count, view.calendar)


def _unpublished(count: Count, calendar: WorkCalendar) -> set[int]:
    """The years of a provisional count that are not published: of its days, and of the day on which it ends, which is
    not among them where a term before an event rolls on to it."""
    touched = {count.result.year, *(step.day.date.year for step in count.days)}
    return {year for year in touched if not calendar.published(year)}


def _said(years: set[int]) -> Iterator[Hit]:
    before, to_come = parted(years)
    if before:
        yield Hit(f"{before_said(before)}，涉及的截止日为暂定", CARRY_IT, InPlan(("year",)))
    if to_come:
        named = "、".join(f"{year}年" for year in to_come)
        hint = "公布后用 zhutiri workdays --import 把安排写入计划的 calendar，或升级 holidays 组件"
        yield Hit(f"{named}的放假调休安排尚未公布，涉及的截止日为暂定", hint, InPlan(("year",)))

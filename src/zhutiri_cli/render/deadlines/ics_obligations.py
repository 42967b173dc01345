"""Obligations as events: one for each of an activity, one for each (and each period) of all units together.

Dozens of units with the same day would bury a calendar; which of them have not met it stands in the description. One
that has no day yet has no event.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhutiri_cli.case.obligation_state import ObligationState
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.deadlines.ics_event import Said, event_of, source_line
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.obligation_board import OF_ACTIVITIES, OF_UNITS, UnitSum, unit_sums
from zhutiri_cli.report.obligation_lines import ObligationLine
from zhutiri_cli.report.report import Report

if TYPE_CHECKING:
    from icalendar import Event

_STATES = {
    ObligationState.DONE: "已办",
    ObligationState.LATE: "已办（迟办）",
    ObligationState.OVERDUE: "逾期未办",
    ObligationState.WAIVED: "已豁免",
}


def obligation_events(report: Report) -> Iterator[Event]:
    """Those of activities in the plan's order, then those of units by deadline."""
    doubts = {(one.activity, one.line.key): one.doubt for one in report.open_obligations}
    for item in report.activities:
        for line in item.obligations:
            if line.deadline is not None:
                yield event_of(_of_activity(item, line, doubts.get((item.id, line.key), Shown()), report), report)
    for one in unit_sums(report.units):
        if one.line.deadline is not None:
            yield event_of(_of_units(one, report), report)


def _of_activity(item: ActivityReport, line: ObligationLine, doubt: Shown, report: Report) -> Said:
    assert line.deadline is not None
    cancelled = item.status is Status.CANCELLED
    state = "已取消" if cancelled else "期限已过，待核对" if doubt and line.state is ObligationState.OVERDUE else ""
    head = _noted(state or _STATES.get(line.state, "期限"), line)
    lines = [f"事项：{line.name}（{OF_ACTIVITIES}）", f"责任单位：{'、'.join(item.units) or '无'}", *_terms(line)]
    lines += [f"核对：{doubt}"] if doubt else []
    return Said(
        names=(str(item.id), line.key),
        day=line.deadline,
        summary=Shown(f"{head}：{line.name}　{item.id}. {item.theme}（{item.lead or '无责任单位'}）"),
        description=(*lines, f"状态：{line.state.label}", source_line(report)),
        status="CANCELLED" if cancelled else _certainty(line),
        remind_on=line.remind_on if not cancelled and _awaited(line, report) else None,
    )


def _of_units(one: UnitSum, report: Report) -> Said:
    line = one.line
    assert line.deadline is not None
    overdue = one.units(ObligationState.OVERDUE)
    left = one.units(ObligationState.DUE, ObligationState.NOT_DUE, ObligationState.OVERDUE)
    head = f"逾期未办 {len(overdue)} 家" if overdue else "期限" if left else "已办"
    every = sum(len(units) for _, units in one.states)
    lines = [f"事项：{one.head.name}（{OF_UNITS}）", *_terms(line)]
    lines += [f"{state.label} {len(units)} 家：{'、'.join(units)}" for state, units in one.states]
    return Said(
        names=("units", line.key, line.period),
        day=line.deadline,
        summary=Shown(f"{_noted(head, line)}：{one.head.name}（{every} 家单位）"),
        description=(*lines, source_line(report)),
        status=_certainty(line),
        remind_on=line.remind_on if left and line.deadline >= report.as_of else None,
    )


def _terms(line: ObligationLine) -> list[str]:
    clause = f"（依据{line.clause}）" if line.clause else ""
    lines = [f"期限：{line.due}，{line.asked}{clause}"]
    if line.provisional:
        lines.append("暂定：所涉年份的放假调休安排尚未公布，公布后可能变动")
    if line.estimated:
        lines.append("预计：没有登记举办日期，按计划日期起算")
    return lines


def _noted(head: str, line: ObligationLine) -> str:
    if line.state in (ObligationState.DONE, ObligationState.LATE, ObligationState.WAIVED):
        return head
    notes = "、".join([*(["预计"] if line.estimated else []), *(["暂定"] if line.provisional else [])])
    return f"{head}（{notes}）" if notes else head


def _certainty(line: ObligationLine) -> str:
    return "TENTATIVE" if line.provisional or line.estimated else "CONFIRMED"


def _awaited(line: ObligationLine, report: Report) -> bool:
    """Whether anybody still has to be reminded."""
    waiting = line.state in (ObligationState.NOT_DUE, ObligationState.DUE)
    return waiting and line.deadline is not None and line.deadline >= report.as_of

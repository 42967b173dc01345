"""``deadlines`` as CSV: one row an activity; what else the plan asks for in rows and three columns more."""

from __future__ import annotations

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.csv import Cell, month, table
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.obligation_board import ActivityDuty, activity_duties
from zhutiri_cli.report.obligation_lines import ObligationLine
from zhutiri_cli.report.report import Report

_HEADS = (
    *("序号", "活动主题", "责任单位", "计划月份", "举办首日", "举办末日", "截止日", "延期前截止日", "最迟报送日"),
    *("暂定", "距截止日工作日", "状态"),
)


_MORE = ("事项", "办结日期", "哪一期")
"""Only where the plan asks for anything by dates of its own; the rows of activities say 整套资料 there."""


def render(report: Report, display: Display) -> bytes:
    """Every activity in the plan's order, each with its obligations, then the units' own."""
    duties = activity_duties(report)
    if not duties and not report.units:
        return table(_HEADS, map(_row, report.activities))
    rows: list[list[Cell]] = []
    for item in report.activities:
        rows.append([*_row(item), "整套资料", item.submitted, None])
        rows += [_duty_row(duty) for duty in duties if duty.item is item]
    rows += [_unit_row(one.unit, line) for one in report.units for line in one.obligations]
    return table((*_HEADS, *_MORE), rows)


def _duty_row(duty: ActivityDuty) -> list[Cell]:
    item = duty.item
    whose: list[Cell] = [item.id, item.theme, "、".join(item.units), month(item.month)]
    return [*whose, *(item.held or (None, None)), *_dated(duty.line)]


def _unit_row(unit: Shown, line: ObligationLine) -> list[Cell]:
    return [None, None, unit, None, None, None, *_dated(line)]


def _dated(line: ObligationLine) -> list[Cell]:
    state = line.state.label + ("（期限按计划日期预计）" if line.estimated else "")
    return [line.deadline, None, None, line.provisional, line.left, state, line.label, line.met, line.period]


def _row(item: ActivityReport) -> list[Cell]:
    start, end = item.held or (None, None)
    return [
        *(item.id, item.theme, "、".join(item.units), month(item.month), start, end, item.deadline, item.extended_from),
        *(item.latest_deadline, item.provisional, item.working_days_left, item.label),
    ]


FORMAT = Format("csv", ".csv", True, render)

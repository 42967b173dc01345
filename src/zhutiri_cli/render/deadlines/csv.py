"""``deadlines`` as CSV: one row an activity."""

from __future__ import annotations

from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.csv import Cell, month, table
from zhutiri_cli.report.report import ActivityReport, Report

_HEADS = (
    *("序号", "活动主题", "责任单位", "计划月份", "举办首日", "举办末日", "截止日", "延期前截止日", "最迟报送日"),
    *("暂定", "距截止日工作日", "状态"),
)


def render(report: Report, display: Display) -> bytes:
    """Every activity in the plan's order."""
    return table(_HEADS, map(_row, report.activities))


def _row(item: ActivityReport) -> list[Cell]:
    start, end = item.held or (None, None)
    return [
        *(item.id, item.theme, "、".join(item.units), month(item.month), start, end, item.deadline, item.extended_from),
        *(item.latest_deadline, item.provisional, item.working_days_left, item.label),
    ]


FORMAT = Format("csv", ".csv", True, render)

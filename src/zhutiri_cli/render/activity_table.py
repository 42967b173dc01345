"""The table of all activities that closes a check on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from zhutiri_cli.render.sums import MARKS
from zhutiri_cli.render.terminal import lines, simple_table, words
from zhutiri_cli.report import ActivityReport, Report
from zhutiri_cli.status import Status

if TYPE_CHECKING:
    from rich.console import Console

STYLES = {
    Status.COMPLIANT: "green",
    Status.LATE: "red",
    Status.INCOMPLETE: "red",
    Status.OVERDUE: "red",
    Status.AWAITING: "yellow",
    Status.UNRECORDED: "magenta",
    Status.NOT_HELD: "magenta",
    Status.SCHEDULED: "",
    Status.CANCELLED: "dim",
}
WIDE = 110  # cells from which theme and unit have a column each


def activity_table(out: Console, report: Report) -> None:
    """Every activity in the plan's order: state, deadline in force, working days to it, theme and units."""
    wide = out.width >= WIDE
    table = simple_table()
    table.expand = True
    table.add_column("序号", justify="right", no_wrap=True, min_width=4)
    table.add_column("状态", no_wrap=True, min_width=max(cell_len(_state(item)) for item in report.activities))
    table.add_column("截止日", no_wrap=True, min_width=10)
    table.add_column("工作日", justify="right", no_wrap=True, min_width=6)
    for title in ("活动主题", "责任单位") if wide else ("活动主题／责任单位",):
        table.add_column(title, overflow="fold", ratio=1)
    for item in report.activities:
        unrecorded = item.status is Status.UNRECORDED
        number = "" if item.working_days_left is None or unrecorded else str(item.working_days_left)
        units = "、".join(item.units) or "（无责任单位）"
        whose = (words(item.theme), words(units)) if wide else (lines([item.theme, units]),)
        state = words(_state(item), STYLES[item.status])
        table.add_row(str(item.id), state, lines(_due(item)), number, *whose)
    out.print(table)
    out.print(words("工作日：距截止日还有几个工作日，负数为已过几个；没有举办日期的按最迟报送日。", "dim"))


def _state(item: ActivityReport) -> str:
    return f"{MARKS[item.status]} {item.status.label}" + ("*" if item.waived else "")


def _due(item: ActivityReport) -> list[str]:
    if item.status is Status.CANCELLED:
        return []
    notes = [] if item.deadline else ["（最迟）"]
    notes += ["（延期）"] if item.extended_from else []
    return [str(item.due), *notes, *(["（暂定）"] if item.provisional else [])]

"""``deadlines`` on the terminal: when each activity's material is due, and the latest possible day without a date."""

from __future__ import annotations

from zhutiri_cli.case.obligation_state import ObligationState
from zhutiri_cli.case.phrases import weekday
from zhutiri_cli.case.status import Status
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.terminal import (
    Screen,
    console,
    lines,
    paragraph,
    printed,
    put,
    section,
    simple_table,
    write,
)
from zhutiri_cli.render.shared.headline import MARKS, days, mark_of
from zhutiri_cli.render.shared.obligation_looks import LOOKS, state_words
from zhutiri_cli.render.shared.status_looks import NARROW
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.obligation_board import OF_ACTIVITIES, OF_UNITS, activity_duties, unit_sums, when_words
from zhutiri_cli.report.report import Report

_NAMED = 5
"""Units with something open that are named."""


def render(report: Report, display: Display) -> str:
    """One row an activity, in the plan's order."""
    out = console(display)
    put(out, f"{report.plan_title}　报送截止日", "bold")
    put(out, f"截至 {report.as_of}（{weekday(report.as_of)}）")
    write(out)
    for notice in (*report.notices, *report.unread_said):
        paragraph(out, "注意：", notice, "yellow")
    if out.width < NARROW:
        for item in report.activities:
            pieces = (" ".join(_held(item)), "，".join(_due(item, report)), item.theme, _whose(item))
            paragraph(out, f"{item.id:>4}  ", "　".join(pieces))
    else:
        _table(out, report)
    _duties(out, report)
    paragraph(out, "最迟：", "尚无举办日期，按计划月份（或改期后月份）最后一天起算。", "dim")
    return printed(out)


def _table(out: Screen, report: Report) -> None:
    table = simple_table()
    table.expand = True
    table.add_column("序号", justify="right", no_wrap=True, min_width=4)
    table.add_column("举办日期", no_wrap=True, min_width=10)
    table.add_column("截止日", no_wrap=True, min_width=14)
    table.add_column("活动主题／责任单位", overflow="fold", ratio=1)
    for item in report.activities:
        table.add_row(str(item.id), lines(_held(item)), lines(_due(item, report)), lines([item.theme, _whose(item)]))
    out.rich.print(table)


def _duties(out: Screen, report: Report) -> None:
    """What is asked by dates of its own: of each activity, then of all units."""
    duties, sums = activity_duties(report), unit_sums(report.units)
    if duties:
        section(out, OF_ACTIVITIES)
        for duty in duties:
            state = state_words(duty.line, duty.doubt)
            said = f"{duty.line.name}　{state}　{when_words(duty.line)}　{duty.item.theme}"
            paragraph(out, f"{duty.item.id:>4}  ", said)
    if sums:
        section(out, OF_UNITS)
        for one in sums:
            open_units = one.units(ObligationState.OVERDUE, ObligationState.DUE)
            names = "：" + "、".join(open_units[:_NAMED]) + ("等" if len(open_units) > _NAMED else "")
            said = f"{one.line.due}　{one.head.name}　{one.said}{names if open_units else ''}"
            paragraph(out, f"{MARKS[LOOKS[one.states[0][0]]]} ", said)
    if duties or sums:
        write(out)


def _whose(item: ActivityReport) -> str:
    return "、".join(item.units) or "（无责任单位）"


def _held(item: ActivityReport) -> list[str]:
    if item.held is None:
        return [f"（{item.period.words}）"]
    start, end = item.held
    return [str(start)] if start == end else [f"{start} 至", str(end)]


def _due(item: ActivityReport, report: Report) -> list[str]:
    if item.status is Status.CANCELLED:
        return [f"{mark_of(item)} {item.status.label}"]
    notes = [f"由 {item.extended_from} 延期"] if item.extended_from else []
    notes += ["暂定"] if item.provisional else []
    state = item.label if item.waived else days(item, report.as_of) or item.label
    return [f"{item.due}{'' if item.deadline else ' 最迟'}", *notes, state]


FORMAT = Format("table", ".txt", False, render, default=True)

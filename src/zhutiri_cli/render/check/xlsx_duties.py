"""The sheet of what is asked by dates of its own: a row for each of an activity, then a row for each of a unit."""

from __future__ import annotations

from zhutiri_cli.case.obligation_state import ObligationState
from zhutiri_cli.render.kit.xlsx import Cell, Column, Sheet, Value
from zhutiri_cli.render.shared.obligation_looks import LOOKS, mark
from zhutiri_cli.render.shared.status_looks import TONES
from zhutiri_cli.report.obligation_board import OF_ACTIVITIES, OF_UNITS, activity_duties, state_counts
from zhutiri_cli.report.obligation_lines import ObligationLine
from zhutiri_cli.report.report import Report

Row = tuple[Cell | Value, ...]
_COLUMNS = (
    Column("事项", 20), Column("序号", 6, "int"), Column("主题", 36), Column("单位", 26), Column("哪一期", 10),
    Column("期限", 12, "date"), Column("期限说明", 26), Column("情况", 14), Column("办结日期", 12, "date"),
    Column("距期限工作日", 14, "int"), Column("依据", 10), Column("说明", 40),
)  # fmt: skip
_WAITING = (ObligationState.OVERDUE, ObligationState.DUE, ObligationState.NOT_DUE)


def duty_sheets(report: Report) -> tuple[Sheet, ...]:
    """The sheet; none where the plan asks for nothing but the whole sets."""
    rows: list[Row] = [
        (duty.line.label, duty.item.id, duty.item.theme, duty.item.lead, *_told(duty.line, duty.doubt))
        for duty in activity_duties(report)
    ]
    rows += [
        (line.label, None, "", one.unit, *_told(line, line.doubt)) for one in report.units for line in one.obligations
    ]
    if not rows:
        return ()
    note = "活动的在前，按单位的在后；活动的办结日期在台账里填写，这里填写无效"
    return (Sheet(OF_ACTIVITIES, _COLUMNS, tuple(rows), (f"{OF_ACTIVITIES}　共 {len(rows)} 条", note), frozen=3),)


def duty_counts(report: Report) -> list[Row]:
    """The rows of the overview: how many are in each state, of activities and of units."""
    parts = (
        (OF_ACTIVITIES, [duty.line for duty in activity_duties(report)]),
        (OF_UNITS, [line for one in report.units for line in one.obligations]),
    )
    return [
        (
            name,
            len(lines),
            "、".join(f"{state.label} {number}" for state, number in state_counts(lines).items()),
            "",
            "",
        )
        for name, lines in parts
        if lines
    ]


def _told(line: ObligationLine, doubt: str) -> Row:
    notes = [line.asked, *(["按计划日期预计"] if line.estimated else []), *(["暂定"] if line.provisional else [])]
    return (
        line.period,
        line.deadline,
        "；".join(notes),
        Cell(f"{mark(line)} {line.state.label}", TONES[LOOKS[line.state]]),
        line.met,
        line.left if line.state in _WAITING else None,
        line.clause,
        f"{doubt}，请核对" if doubt else line.reason or "",
    )

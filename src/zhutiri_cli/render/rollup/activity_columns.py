"""The columns of one activity among many, the same in every table for programs and people: name, kind, value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from msgspec import Struct

from zhutiri_cli.render.shared.rollup_words import ACTORS
from zhutiri_cli.report.summing.workspace_row import ActivityLine, WorkspaceRow
from zhutiri_cli.rules.finding import Severity

Value = str | int | bool | date | None


class ActivityColumn(Struct, frozen=True):
    """A column: what it is called by people and by programs, ``text``, ``int``, ``bool``, ``date`` or ``month``, how
    wide it is (half-width signs), and its value in a row; ``None`` for the activity where a workspace has none."""

    title: str
    key: str
    kind: str
    width: int
    value: Callable[[WorkspaceRow, ActivityLine | None], Value]


def _of(read: Callable[[ActivityLine], Value]) -> Callable[[WorkspaceRow, ActivityLine | None], Value]:
    return lambda _, line: read(line) if line is not None else None


def _counted(severity: Severity, line: ActivityLine) -> int:
    return line.counted()[severity.value]


def _message(row: WorkspaceRow, line: ActivityLine | None) -> str:
    """The findings of an activity, or why its workspace has none."""
    if line is None:
        return row.reason or ""
    return "；".join(f"{found.rule} {found.message}" for found in line.findings)


COLUMNS = (
    ActivityColumn("工作区", "workspace", "text", 24, lambda row, _: row.path),
    ActivityColumn("计划", "plan", "text", 36, lambda row, _: row.title),
    ActivityColumn("年度", "year", "int", 8, lambda row, _: row.year),
    ActivityColumn("核对情况", "outcome", "text", 12, lambda row, _: "没有核对成" if row.error else "已核对"),
    ActivityColumn("序号", "id", "int", 8, _of(lambda line: line.id)),
    ActivityColumn("活动主题", "theme", "text", 40, _of(lambda line: line.theme)),
    ActivityColumn("计划月份", "month", "month", 12, _of(lambda line: line.month)),
    ActivityColumn("牵头单位", "lead", "text", 24, _of(lambda line: line.lead)),
    ActivityColumn("联合承办单位", "joint", "text", 20, _of(lambda line: "、".join(line.units[1:]))),
    ActivityColumn("状态", "status", "text", 14, _of(lambda line: line.status.label)),
    ActivityColumn("已豁免", "waived", "bool", 8, _of(lambda line: line.waived)),
    ActivityColumn("谁来办", "action", "text", 8, _of(lambda line: ACTORS[line.action])),
    ActivityColumn("举办首日", "held_from", "date", 12, _of(lambda line: line.held[0] if line.held else None)),
    ActivityColumn("举办末日", "held_to", "date", 12, _of(lambda line: line.held[1] if line.held else None)),
    ActivityColumn("报齐日期", "submitted", "date", 12, _of(lambda line: line.submitted)),
    ActivityColumn("截止日", "deadline", "date", 12, _of(lambda line: line.deadline)),
    ActivityColumn("最迟报送日", "latest_deadline", "date", 12, _of(lambda line: line.latest_deadline)),
    ActivityColumn("暂定", "provisional", "bool", 8, _of(lambda line: line.provisional)),
    ActivityColumn("距截止日工作日", "working_days_left", "int", 16, _of(lambda line: line.left)),
    *(ActivityColumn(f"{one.label}数", f"{one.value}s", "int", 8, _of(partial(_counted, one))) for one in Severity),
    ActivityColumn("问题", "findings", "text", 60, _message),
    ActivityColumn(
        "怎么办",
        "hints",
        "text",
        60,
        _of(lambda line: "；".join(dict.fromkeys(found.hint for found in line.findings if found.hint))),
    ),
    ActivityColumn("注意", "notices", "text", 40, lambda row, _: "；".join(row.notices)),
)


def activity_rows(row: WorkspaceRow) -> Iterator[list[Value]]:
    """A row of values for each activity; a workspace that could not be checked has one row that says why."""
    for line in row.activities or (None,):
        yield [column.value(row, line) for column in COLUMNS]

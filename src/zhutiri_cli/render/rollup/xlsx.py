"""``rollup`` as a workbook: 总览 (workspaces, the worst first), 单位, 月份, 活动; real dates, filters, words beside
colours. A workspace that could not be checked stands in 总览 with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from zhutiri_cli.case.status import Action
from zhutiri_cli.render.format import Display, Format, Streamed
from zhutiri_cli.render.kit.xlsx import Cell, Value
from zhutiri_cli.render.kit.xlsx_long import LongColumn, LongSheet, long_workbook
from zhutiri_cli.render.rollup.activity_columns import COLUMNS, activity_rows
from zhutiri_cli.render.shared.headline import ORDER
from zhutiri_cli.render.shared.rollup_words import NO_UNIT, counters, ratio, verdict
from zhutiri_cli.render.shared.status_looks import TONES
from zhutiri_cli.report.summing.rolled_up import Rollup
from zhutiri_cli.report.summing.sums import Sums, by_unit
from zhutiri_cli.rules.finding import Severity

_SUMS = tuple(
    LongColumn(title, 12, "int")
    for title in (
        *("项数", *(status.label for status in ORDER), "到期或已报送", "合规率（%）", "单位要办", "办公室要办"),
        *(severity.label for severity in Severity),
    )
)
_KINDS = {"bool": "text", "month": "text"}
_LABELS = {status.label: TONES[status] for status in ORDER}
_STATUS = [column.key for column in COLUMNS].index("status")
_OVERVIEW, _UNITS, _MONTHS, _ACTIVITIES = range(4)


def render(rollup: Rollup, display: Display) -> Streamed:
    """The workbook, made when it is written."""
    title = f"{len(rollup.standings)} 个工作区汇总　截至 {rollup.as_of}"
    notes = (title, verdict(rollup), f"共 {rollup.total.activities} 项：{counters(rollup.total)}", ratio(rollup.total))
    place, reason = LongColumn("工作区", 28), LongColumn("没有核对成的原因和办法", 50)
    sheets = (
        LongSheet("总览", (place, LongColumn("计划", 40), *_SUMS, LongColumn("注意", 50), reason), notes, 1),
        LongSheet("单位", (place, LongColumn("单位", 28), *_SUMS), frozen=2),
        LongSheet("月份", (LongColumn("月份", 12), *_SUMS), frozen=1),
        LongSheet("活动", tuple(LongColumn(c.title, c.width, _KINDS.get(c.kind, c.kind)) for c in COLUMNS)),
    )
    return Streamed(long_workbook(sheets, _rows(rollup), title, rollup.as_of))


def _rows(rollup: Rollup) -> Iterator[tuple[int, Sequence[Cell | Value]]]:
    for one in rollup.worst_first():
        sums: Sequence[Cell | Value] = _sums(one.sums) if one.error is None else [None] * len(_SUMS)
        reason = Cell(one.error, "bad") if one.error is not None else None
        title = one.title if one.error is None else Cell("没有核对成，原因在最右一列", "bad")
        notices = Cell("；".join(one.notices), "warn") if one.notices else None
        yield _OVERVIEW, [one.path, title, *sums, notices, reason]
    for month, own in rollup.months:
        yield _MONTHS, [month, *_sums(own)]
    for row in rollup.rows:
        for unit, own in by_unit(row).items():
            yield _UNITS, [row.path, unit or NO_UNIT, *_sums(own)]
        for values in activity_rows(row):
            yield _ACTIVITIES, [_cell(place, value) for place, value in enumerate(values)]


def _sums(sums: Sums) -> list[Cell | Value]:
    errors = sums.findings[Severity.ERROR]
    return [
        *(sums.activities, *(sums.statuses[status] for status in ORDER), sums.settled, sums.percent),
        *(sums.actions[Action.UNIT], sums.actions[Action.OFFICE], Cell(errors, "bad" if errors else "")),
        *(sums.findings[severity] for severity in Severity if severity is not Severity.ERROR),
    ]


def _cell(place: int, value: str | int | date | None) -> Cell | Value:
    if isinstance(value, bool):
        return "是" if value else "否"
    return Cell(value, _LABELS.get(value, "")) if place == _STATUS and isinstance(value, str) else value


FORMAT = Format("xlsx", ".xlsx", True, render)

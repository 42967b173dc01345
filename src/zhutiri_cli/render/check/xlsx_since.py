"""The sheet 与上次相比 of a workbook: every finding of now and then with what became of it, and moved deadlines."""

from __future__ import annotations

from zhutiri_cli.render.kit.xlsx import Cell, Column, Sheet, Value
from zhutiri_cli.render.shared.since_lines import MARKS, TITLE, headline, moved_words, remarks
from zhutiri_cli.report.comparison import Change, Comparison
from zhutiri_cli.report.report import Report

_TONES = {
    Change.NEW: "bad",
    Change.RAISED: "bad",
    Change.MENDED: "good",
    Change.WAIVED: "dim",
    Change.UNCHECKED: "warn",
    Change.OPEN: "",
}
"""In the order of the rows, too."""


def since_sheets(report: Report) -> tuple[Sheet, ...]:
    """The sheet, where an earlier report was given."""
    since = report.comparison
    return (_sheet(since, report),) if since is not None else ()


def _sheet(since: Comparison, report: Report) -> Sheet:
    leads = {item.id: item.lead for item in report.activities}
    columns = (
        Column("变化", 16), Column("序号", 6, "int"), Column("主题", 30), Column("牵头单位", 26), Column("规则", 8),
        Column("级别", 8), Column("内容", 70),
    )  # fmt: skip
    rows: list[tuple[Cell | Value, ...]] = []
    for change, tone in _TONES.items():
        for found in since.of(change):
            theme = found.theme if found.activity is not None else "（工作区）"
            lead = leads.get(found.activity) if found.activity is not None else None
            label = Cell(f"{MARKS[change]} {change.label}", tone)
            rows.append((label, found.activity, theme, lead, found.rule, found.severity.label, found.message))
    for moved in since.moved:
        label, lead = Cell("● 截止日变化", "warn"), leads.get(moved.activity)
        rows.append((label, moved.activity, moved.theme, lead, None, None, moved_words(moved)))
    return Sheet(TITLE, columns, tuple(rows), (TITLE, headline(since), *remarks(since)))

"""The ledger (台账): one row per activity; what a clerk fills in stands together under a header of its own colour."""

from __future__ import annotations

from pathlib import PurePosixPath

from zhutiri_cli.case.phrases import weekday
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spool import spooled
from zhutiri_cli.plan.obligations import FILING, MET
from zhutiri_cli.render.format import Display
from zhutiri_cli.render.kit.xlsx import Cell, Column, Sheet, Value
from zhutiri_cli.render.kit.xlsx_text import folder_href
from zhutiri_cli.render.shared.headline import days, mark_of
from zhutiri_cli.render.shared.status_looks import TONES
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.report import Report

MARKED = ("是", "否")
_ACTIONS = {Action.UNIT: "单位", Action.OFFICE: "办公室", Action.NONE: ""}
_PLANNED = (
    Column("序号", 6, "int"),
    Column("主题", 36),
    Column("牵头单位", 26),
    Column("联合承办单位", 24),
    Column("计划月份", 10),
)
_FILLED = (
    Column("举办开始", 12, "date", fill=True),
    Column("举办结束", 12, "date", fill=True),
    Column("报齐日期", 12, "date", fill=True),
    Column("报备日期", 12, "date", fill=True),
    Column("延期至", 12, "date", fill=True),
    Column("延期理由", 24, fill=True),
    Column("会标", 8, fill=True, choices=MARKED),
    Column("LOGO", 8, fill=True, choices=MARKED),
)
_JUDGED = (
    Column("状态", 18),
    Column("谁来办", 10),
    Column("截止日", 14, "date"),
    Column("截止日说明", 20),
    Column("距截止日", 20),
    Column("还差材料", 24),
    Column("错误", 8, "int"),
    Column("警告", 8, "int"),
    Column("文件夹", 30),
)


def ledger(report: Report, display: Display) -> Sheet:
    """The sheet; the columns of the filing and of other obligations are there where the plan asks."""
    keep = [place for place, column in enumerate(_FILLED) if report.filing or column.title != "报备日期"]
    others = {line.key: line.label for item in report.activities for line in item.obligations}
    if report.filing:
        others.pop(Shown(FILING), None)  # it has the column that it always had
    duties = tuple(Column(f"{label}{MET}", 12, "date", fill=True) for label in others.values())
    columns = (*_PLANNED, *(_FILLED[place] for place in keep), *duties, *_JUDGED)

    def row(item: ActivityReport) -> tuple[Cell | Value, ...]:
        filled = _filled(item)
        met = tuple(item.recorded.done.get(key) for key in others)
        return (*_planned(item), *(filled[place] for place in keep), *met, *_judged(item, report, display))

    filing = f"；报备日期即{report.filing}的日期" if report.filing else ""
    notes = (
        f"{report.plan_title}　台账　截至 {report.as_of}（{weekday(report.as_of)}）",
        f"黄色表头的各列可填写（日期写作 2024-03-15；会标、LOGO 填“是”或“否”{filing}）；其余各列由程序算出，填写无效",
    )
    return Sheet("台账", columns, spooled(map(row, report.activities)), notes, frozen=2)


def folder_cell(item: ActivityReport, display: Display) -> Cell:
    """The folder's name with a link to it; without one where the path holds what may not be shown."""
    if item.folder is None:
        return Cell(None)
    link = item.folder_link
    return Cell(
        PurePosixPath(item.folder).name, href=folder_href(link.text, display.here, display.place) if link else ""
    )


def status_cell(item: ActivityReport) -> Cell:
    """Mark, word and colour of an activity's status."""
    return Cell(f"{mark_of(item)} {item.label}", "" if item.waived else TONES[item.status])


def _planned(item: ActivityReport) -> tuple[Cell | Value, ...]:
    lead = Cell("（无责任单位）", "warn") if item.lead is None else item.lead
    return (item.id, item.theme, lead, "、".join(item.units[1:]), item.period.words)


def _filled(item: ActivityReport) -> tuple[Cell | Value, ...]:
    """In the order of ``_FILLED``. What is recorded stands there as recorded, whatever the day of the check."""
    own = item.recorded
    start, end = item.held or (None, None)
    marks = (_mark(own.banner), _mark(own.logo))
    return (start, end, item.submitted, own.filed, own.extended_to, own.reason or None, *marks)


def _mark(value: bool | None) -> str | None:
    return None if value is None else MARKED[0 if value else 1]


def _judged(item: ActivityReport, report: Report, display: Display) -> tuple[Cell | Value, ...]:
    cancelled = item.status is Status.CANCELLED
    counted = [found.severity.value for found in item.findings if found.counts]
    errors, warnings = counted.count("error"), counted.count("warning")
    lacking = "、".join(line.label for line in item.lacking) if item.status in _TOLD else ""
    left = days(item, report.as_of)
    return (
        status_cell(item),
        _ACTIONS[report.actor(item)],
        None if cancelled else item.due,
        "" if cancelled else _about_due(item),
        Cell(left, "bad" if left and item.due < report.as_of else ""),
        lacking,
        Cell(errors, "bad") if errors else 0,
        Cell(warnings, "warn") if warnings else 0,
        folder_cell(item, display),
    )


_TOLD = (Status.AWAITING, Status.OVERDUE, Status.INCOMPLETE)


def _about_due(item: ActivityReport) -> str:
    notes = [] if item.deadline else ["最迟报送日"]
    notes += [f"由 {item.extended_from} 延期"] if item.extended_from else []
    return "；".join([*notes, *(["暂定"] if item.provisional else [])])

"""``check`` as a workbook: 总览, 台账, 问题清单, 单位汇总, 归档清单; real dates, filters, words beside colours.

另有期限的事项 comes next where the plan asks for any; 与上次相比 is the last sheet, and a column of 问题清单, where an
earlier report was given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.listed_numbers import listed
from zhutiri_cli.common.spool import spooled
from zhutiri_cli.render.check.xlsx_duties import duty_counts, duty_sheets
from zhutiri_cli.render.check.xlsx_ledger import folder_cell, ledger, status_cell
from zhutiri_cli.render.check.xlsx_since import since_sheets
from zhutiri_cli.render.format import Display, Format, Streamed
from zhutiri_cli.render.kit.xlsx import Cell, Column, Sheet, Value, pieces_of_workbook, workbook
from zhutiri_cli.render.shared.asks import asked_of
from zhutiri_cli.render.shared.headline import MARKS, ORDER, days, owed, ratio, verdict
from zhutiri_cli.render.shared.since_lines import TITLE, fates
from zhutiri_cli.render.shared.status_looks import TONES
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.folding import worth_saying
from zhutiri_cli.report.outlines import Outline
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.finding import Finding, Severity

_SEVERITIES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: ""}
LONG = 500
"""Activities from which on the sheets are too long to be held."""
Row = tuple[Cell | Value, ...]


def render(report: Report, display: Display) -> bytes | Streamed:
    """The whole report; filters have already narrowed it."""
    sheets, title = _sheets(report, display), f"{report.plan_title} {report.as_of}"
    if _long(report):
        return Streamed(pieces_of_workbook(sheets, title, report.as_of))
    return workbook(sheets, title, report.as_of)


def _long(report: Report) -> bool:
    return len(report.activities) > LONG


def _sheets(report: Report, display: Display) -> Iterator[Sheet]:
    """Each made when it is written."""
    yield _overview(report, display.due_within)
    yield ledger(report, display)
    yield _findings(report)
    yield _units(report)
    yield _archive(report, display)
    yield from duty_sheets(report)
    yield from since_sheets(report)


def _overview(report: Report, within: int) -> Sheet:
    counts = report.tally()
    said = verdict(report, within)
    tone = "bad" if said.startswith("×") else "good" if said.startswith("√") else "warn"
    rows: list[Row] = [
        (Cell("截至", "head"), report.as_of, "", "", ""),
        (Cell("结论", "head"), Cell(said, tone), "", "", ""),
        (Cell("活动", "head"), len(report.activities), _share(report), "", ""),
        *((Cell("注意", "head"), Cell(notice, "warn"), "", "", "") for notice in report.notices),
    ]
    rows += [_state(status, [one.id for one in report.outlines if one.status is status]) for status in ORDER]
    rows += duty_counts(report)
    rows += [(f"{severity.label}（条）", counts[severity.value], "", "", "") for severity in Severity]
    columns = (Column("项目", 26), Column("内容", 44), Column("说明", 44), Column("办法", 32), Column("期限", 22))
    return Sheet(
        "总览", columns, spooled(chain(rows, _acting(report), _due_next(report, within))), (report.plan_title,)
    )


def _acting(report: Report) -> Iterator[Row]:
    """Who must act, and how."""
    for item in report.pending():
        whose = "办公室" if report.actor(item) is Action.OFFICE else item.lead
        told = "；".join(found.message for found in worth_saying(item))
        whom = Cell(f"要办：{whose}", "head")
        yield (whom, Cell(_titled(item), TONES[item.status]), told, asked_of(item), _due(item, report))


def _due_next(report: Report, within: int) -> Iterator[Row]:
    for item in report.due_next(within):
        whom = Cell(f"近期到期：{item.lead or '办公室'}", "head")
        yield (whom, _titled(item), owed(item), "请单位按时报齐" if item.lacking else "", _due(item, report))


def _first(findings: list[Finding]) -> str:
    """What is wrong in the first finding's words; the sheet of all findings has the rest."""
    more = f"；另有 {len(findings) - 1} 个问题，见问题清单" if len(findings) > 1 else ""
    return f"{findings[0].message}{more}" if findings else ""


def _state(status: Status, ids: list[int]) -> Row:
    numbers = f"序号{listed(ids)}" if ids else ""
    return (f"{MARKS[status]} {status.label}", Cell(len(ids), TONES[status] if ids else ""), numbers, "", "")


def _share(report: Report) -> str:
    filtered = f"已筛选，计划共 {report.total} 项" if len(report.activities) != report.total else ""
    return "；".join(part for part in (filtered, ratio(report) or "") if part)


def _titled(item: ActivityReport) -> str:
    return f"{item.id}. {item.theme}：{item.label}"


def _due(item: ActivityReport, report: Report) -> tuple[str, ...]:
    """The deadline in force, what is to be known of it, and how far off it is: a line each."""
    notes = [*([] if item.deadline else ["最迟"]), *(["延期"] if item.extended_from else [])]
    noted = "、".join([*notes, *(["暂定"] if item.provisional else [])])
    left = days(item, report.as_of)
    return (f"{item.due}{f'（{noted}）' if noted else ''}", *([left] if left else []))


def _findings(report: Report) -> Sheet:
    columns = (
        Column("序号", 6, "int"), Column("主题", 30), Column("牵头单位", 26), Column("规则", 8), Column("级别", 16),
        Column("问题", 60), Column("依据", 10), Column("怎么办", 50), Column("位置", 36), Column("行", 6, "int"),
        Column("豁免理由", 24),
        *((Column(TITLE, 12),) if report.comparison else ()),
    )  # fmt: skip
    since = report.comparison
    owners = chain(
        [(None, "（工作区）", None, report.findings)],
        ((item.id, item.theme, item.lead, item.findings) for item in report.activities),
    )
    rows = spooled(
        (number, theme, lead, *_finding(found), *((word,) if since else ()))
        for number, theme, lead, findings in owners
        for found, word in zip(findings, fates(since, number, findings), strict=True)
    )
    note = "错误、警告、提示逐条列出；已豁免的写明理由，不计入统计"
    return Sheet("问题清单", columns, rows, (f"问题清单　共 {len(rows)} 条", note), frozen=2)


def _finding(found: Finding) -> Row:
    state = found.severity.label if found.counts else f"{found.severity.label}（已豁免）"
    tone = _SEVERITIES[found.severity] if found.counts else "dim"
    return (
        found.rule,
        Cell(state, tone),
        found.message,
        found.clause,
        found.hint,
        found.place.path,
        found.place.line,
        found.waived,
    )


def _units(report: Report) -> Sheet:
    """A unit's row counts every activity it leads or hosts jointly; the last row counts each activity once."""
    columns = (
        Column("单位", 34), Column("活动", 8, "int"), Column("其中牵头", 10, "int"),
        *(Column(status.label, 14, "int") for status in ORDER), Column("要办（牵头）", 14, "int"),
    )  # fmt: skip
    by_unit: dict[str | None, list[Outline]] = {}
    for one, item in zip(report.outlines, report.activities, strict=True):
        for unit in dict.fromkeys(item.units) or (None,):
            by_unit.setdefault(unit, []).append(one)
    unowned = by_unit.pop(None, [])
    every: list[tuple[str, Sequence[Outline], str | None]] = [(unit or "", own, unit) for unit, own in by_unit.items()]
    every += [("（无责任单位）", unowned, None)] if unowned else []
    every += [("合计（每项活动计一次）", report.outlines, None)]
    rows = spooled(_counted(report, name, own, unit) for name, own, unit in every)
    note = "联合承办的活动在每个单位各计一次，合计只计一次；要办的只计牵头单位"
    return Sheet("单位汇总", columns, rows, ("单位汇总", note), frozen=1)


def _counted(report: Report, name: str, ones: Sequence[Outline], unit: str | None) -> Row:
    counts = Counter(one.status for one in ones)
    led = [one for one in ones if unit is None or one.lead == unit]
    acting = sum(report.actor(one) is Action.UNIT and one.status is not Status.AWAITING for one in led)
    cells = (Cell(counts[status], TONES[status] if counts[status] else "") for status in ORDER)
    return (name, len(ones), len(led), *cells, Cell(acting, "bad" if acting else ""))


def _archive(report: Report, display: Display) -> Sheet:
    columns = (
        Column("序号", 6, "int"), Column("主题", 30), Column("牵头单位", 26), Column("状态", 18), Column("种类", 20),
        Column("文件", 44), Column("收到日期", 12, "date"), Column("大小（字节）", 14, "int"), Column("SHA-256", 66),
        Column("核对情况", 36), Column("文件夹", 30),
    )  # fmt: skip
    rows = spooled(chain.from_iterable(_archived(item, display, _long(report)) for item in report.activities))
    without = [str(one.id) for one in report.outlines if not one.files and one.status is not Status.CANCELLED]
    notes = [
        f"归档清单　截至 {report.as_of}，共 {len(rows)} 个文件",
        "不含登记文件 submission.yaml；收到日期以收件记录为准，没有登记的空着",
    ]
    notes += [f"没有任何文件的活动：序号 {'、'.join(without)}"] if without else []
    notes += report.ignored_said
    return Sheet("归档清单", columns, rows, tuple(notes), frozen=2)


def _archived(item: ActivityReport, display: Display, long: bool) -> Iterator[Row]:
    """A row for each file of an activity. In a long workbook, which holds every link until its end, only the first of
    them leads to the folder."""
    status, folder = status_cell(item), folder_cell(item, display)
    for place, file in enumerate(item.files):
        where = Cell(folder.value) if long and place else folder
        yield (item.id, item.theme, item.lead, status, "、".join(file.kinds) or "未识别", file.path,
               file.received, file.size, file.digest, file.state, where)  # fmt: skip


FORMAT = Format("xlsx", ".xlsx", True, render, sums=True)

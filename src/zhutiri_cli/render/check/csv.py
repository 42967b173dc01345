"""``check`` as CSV: one row an activity, for a spreadsheet or a script; then, in the same columns and without a number,
one row for each obligation of each unit, where the plan asks units for anything of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from zhutiri_cli.case.obligation_state import ObligationState
from zhutiri_cli.case.status import Action
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.csv import Cell, month, table
from zhutiri_cli.render.shared.since_lines import moved_words
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.comparison import Change, Compared
from zhutiri_cli.report.level_lines import levels_said
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.finding import Finding, Severity, tally

_ACTORS = {Action.UNIT: "单位", Action.OFFICE: "办公室", Action.NONE: ""}
_SINCE = ("新增问题", "已整改", "仍未整改", "本次未核对", "截止日变化")
"""Only where an earlier report was given; what a waiver covers stands among the waived."""
_LEVELS = ("本计划规则级别",)
"""Only where the plan changes the level of a rule; the same words in every row, so that no row is read without."""
_HEADS = (
    *("序号", "活动主题", "计划月份", "活动形式", "牵头单位", "联合承办单位", "状态", "已豁免", "谁来办"),
    *("举办首日", "举办末日", "报齐日期", "截止日", "延期前截止日", "最迟报送日", "暂定", "距截止日工作日"),
)
_FOUND = ("错误数", "警告数", "提示数", "问题", "依据条款", "怎么办", "已豁免的问题")


def render(report: Report, display: Display) -> bytes:
    """Every activity in the plan's order; a pair of columns for each kind of material, then what was found."""
    kinds = {line.kind: line.label for item in report.activities for line in item.materials}
    counted = [f"{label}{what}" for label in kinds.values() for what in ("要求数", "可用数")]
    found = (*_FOUND, "文件夹")
    since = report.comparison
    changes = since.by_activity() if since else {}
    moved = {one.activity: moved_words(one) for one in since.moved} if since else {}
    own = ["；".join(levels_said(report.levels))] if report.levels else []
    asked = {line.key: line.label for item in report.activities for line in item.obligations}
    duties = [f"{label}{what}" for label in asked.values() for what in ("期限", "办结日期", "情况")]
    rows = (
        [
            *_row(item, list(kinds)),
            *(_since(changes.get(item.id, []), moved.get(item.id)) if since else ()),
            *own,
            *_duties(item, list(asked)),
        ]
        for item in report.activities
    )
    heads = (*_HEADS, *counted, *found, *(_SINCE if since else ()), *(_LEVELS if own else ()), *duties)
    return table(heads, chain(rows, _of_units(report, heads), _of_workspace(report, heads)))


def _of_workspace(report: Report, heads: Sequence[str]) -> Iterator[list[Cell]]:
    """What is found of the workspace itself, in one row of its own, 序号 left empty."""
    own = tuple(found for found in report.findings if not found.bearing.obligation)
    if own:
        said = dict(zip(_FOUND, _found(own), strict=True)) | {"活动主题": "（工作区）"}
        yield [said.get(head) for head in heads]


def _of_units(report: Report, heads: Sequence[str]) -> Iterator[list[Cell]]:
    """The units' own obligations: the unit under 牵头单位, the obligation under 活动主题, 序号 left empty."""
    for unit in report.units:
        for line in unit.obligations:
            said: dict[str, Cell] = {
                "活动主题": line.name,
                "计划月份": month(line.period) if line.period else None,
                "牵头单位": unit.unit,
                "状态": line.state.label,
                "已豁免": line.state is ObligationState.WAIVED,
                "谁来办": _ACTORS[Action.UNIT] if line.state.open else None,
                "报齐日期": line.met,
                "截止日": line.deadline,
                "暂定": line.provisional,
                "距截止日工作日": line.left if line.met is None and line.reason is None else None,
                "依据条款": line.clause or None,
                "已豁免的问题": line.reason,
            }
            yield [said.get(head) for head in heads]


def _duties(item: ActivityReport, keys: list[Shown]) -> list[Cell]:
    """Three cells an obligation: by when, when it was met, its state."""
    lines, cells = {line.key: line for line in item.obligations}, list[Cell]()
    for key in keys:
        line = lines.get(key)
        estimated = "（期限按计划日期预计）" if line and line.estimated else ""
        cells += [line.deadline, line.met, f"{line.state.label}{estimated}"] if line else [None, None, None]
    return cells


def _row(item: ActivityReport, kinds: list[Shown]) -> list[Cell]:
    start, end = item.held or (None, None)
    lines = {line.kind: line for line in item.materials}
    counted: list[Cell] = []
    for kind in kinds:
        line = lines.get(kind)
        counted += [line.required, line.usable] if line else [None, None]
    return [
        *(item.id, item.theme, _planned(item), "、".join(item.forms), item.lead, "、".join(item.units[1:])),
        *(item.status.label, item.waived, _ACTORS[item.action], start, end, item.submitted, item.deadline),
        *(item.extended_from, item.latest_deadline, item.provisional, item.working_days_left),
        *counted,
        *_found(item.findings),
        item.folder,
    ]


def _planned(item: ActivityReport) -> str:
    """The month planned; what the plan names instead of one (several months, a day) as every output writes it."""
    return month(item.month) if str(item.period) == item.month else item.period.words


def _found(findings: tuple[Finding, ...]) -> list[Cell]:
    counts = tally(findings)
    counting = [found for found in findings if found.counts]
    waived = [f"{found.rule} {found.message}（{found.waived}）" for found in findings if not found.counts]
    return [
        *(counts[severity.value] for severity in Severity),
        "；".join(f"{found.rule} {found.message}" for found in counting),
        "、".join(dict.fromkeys(found.clause for found in counting if found.clause)),
        "；".join(dict.fromkeys(found.hint for found in counting if found.hint)),
        "；".join(waived),
    ]


def _since(about: list[Compared], moved: str | None) -> list[Cell]:
    def listed(*changes: Change) -> str:
        raised = f"（{Change.RAISED.label}）"
        return "；".join(
            f"{found.rule} {found.message}{raised if found.change is Change.RAISED else ''}"
            for found in about
            if found.change in changes
        )

    return [
        listed(Change.NEW),
        listed(Change.MENDED),
        listed(Change.RAISED, Change.OPEN),
        listed(Change.UNCHECKED),
        moved,
    ]


FORMAT = Format("csv", ".csv", True, render)

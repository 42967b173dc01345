"""The table of all activities that closes a check on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from zhutiri_cli.case.status import Status
from zhutiri_cli.render.kit.terminal import Screen, painted, paragraph, write
from zhutiri_cli.render.kit.wrap import wrapped
from zhutiri_cli.render.shared.headline import days, mark_of
from zhutiri_cli.render.shared.status_looks import NARROW, STYLES
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.report import Report

WIDE = 110  # cells from which theme and unit have a column each
_FIXED = (10, 6)  # cells of a date, and of the heading 工作日
_GAP = "  "
_RIGHT = (0, 3)
_STATE = 1


def activity_table(out: Screen, report: Report) -> None:
    """Every activity in the plan's order: state, deadline in force, working days to it, theme and units.

    Laid out here rather than by rich, which takes seconds for 5,000 rows: the columns are few and their widths known.
    """
    if out.width < NARROW:
        _paragraphs(out, report)
        return
    wide = out.width >= WIDE
    first = max(4, *(len(str(item.id)) for item in report.activities))
    state = max(cell_len(line) for item in report.activities for line in _state(item))
    rest = max(out.width - first - state - sum(_FIXED) - len(_GAP) * 4, 2)
    theme = (rest - len(_GAP)) // 2 if wide else rest
    widths = (first, state, *_FIXED, *((theme, rest - len(_GAP) - theme) if wide else (theme,)))
    heads = ("序号", "状态", "截止日", "工作日", *(("活动主题", "责任单位") if wide else ("活动主题／责任单位",)))
    _row(out, widths, [wrapped(head, width) for head, width in zip(heads, widths, strict=True)], "bold")
    write(out, "─" * out.width)
    for item in report.activities:
        unrecorded = item.status is Status.UNRECORDED
        number = "" if item.working_days_left is None or unrecorded else str(item.working_days_left)
        themes = wrapped(item.theme, theme)
        units = wrapped("、".join(item.units) or "（无责任单位）", widths[-1])
        whose = [themes, units] if wide else [[*themes, *units]]
        cells = [[str(item.id)], _state(item), _due(item), [number], *whose]
        _row(out, widths, cells, STYLES[item.status])
    paragraph(out, "工作日：", "距截止日还有几个工作日，负数为已过几个；没有举办日期的按最迟报送日。", "dim")


def _paragraphs(out: Screen, report: Report) -> None:
    """The same on a screen too narrow for columns."""
    for item in report.activities:
        units = "、".join(item.units) or "（无责任单位）"
        due, left = "".join(_due(item)), days(item, report.as_of)
        pieces = ("".join(_state(item)), f"{due}{f'（{left}）' if left else ''}", item.theme, units)
        paragraph(out, f"{item.id:>4}  ", "　".join(filter(None, pieces)), STYLES[item.status])


def _row(out: Screen, widths: Sequence[int], cells: Sequence[Sequence[str]], style: str) -> None:
    """One row of as many lines as its highest cell; the head is styled whole, other rows in their state alone."""
    for at in range(max(map(len, cells))):
        pieces = []
        for column, (width, cell) in enumerate(zip(widths, cells, strict=True)):
            text = cell[at] if at < len(cell) else ""
            pad = " " * (width - cell_len(text))
            shown = painted(out, text, style) if style == "bold" or column == _STATE else text
            pieces.append(pad + shown if column in _RIGHT else shown + pad)
        write(out, _GAP.join(pieces).rstrip())


def _state(item: ActivityReport) -> list[str]:
    return [f"{mark_of(item)} {item.status.label}", *(["（已豁免）"] if item.waived else [])]


def _due(item: ActivityReport) -> list[str]:
    if item.status is Status.CANCELLED:
        return []
    notes = [] if item.deadline else ["（最迟）"]
    notes += ["（延期）"] if item.extended_from else []
    return [str(item.due), *notes, *(["（暂定）"] if item.provisional else [])]

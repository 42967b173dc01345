"""Who must act, on the terminal: one line an activity with unit, matter, deadline and the next command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from zhutiri_cli.case.status import Status
from zhutiri_cli.common.listed_numbers import listed
from zhutiri_cli.plan.obligations import FILING
from zhutiri_cli.render.format import Display
from zhutiri_cli.render.kit.terminal import Screen, painted, paragraph, section, write
from zhutiri_cli.render.kit.wrap import clipped
from zhutiri_cli.render.shared.headline import MARKS, OFFICE, groups, mark_of
from zhutiri_cli.render.shared.obligation_looks import LOOKS
from zhutiri_cli.render.shared.status_looks import NARROW, STYLES
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.next_step import command, matter
from zhutiri_cli.report.obligation_lines import OpenObligation, by_duty
from zhutiri_cli.report.report import Report

WIDE = 120  # cells from which the theme has a column, too
_LONGEST_THEME = 40
_LEAST_MATTER = 12  # cells: 未见举办记录
_WHAT, _STEP = 2, 3


class _Row(NamedTuple):
    """One line: its mark, its style, whose it is, and its cells: unit, deadline, matter, next command, theme."""

    mark: str
    style: str
    id: int
    cells: tuple[str, str, str, str, str]


def acts(out: Screen, report: Report, display: Display) -> None:
    """Units first, then the office, each most urgent first; what is due soon stands among what its unit owes."""
    grouped = groups(report, report.acting(display.due_within))
    by_office = grouped.pop(OFFICE, ())
    if of_units := [_row(item, report) for items in grouped.values() for item in items]:
        section(out, f"单位 {len(grouped)} 家 {len(of_units)} 项　写提醒：zhutiri remind -o 催办.docx")
        _rows(out, of_units)
    if by_office:
        section(out, f"{OFFICE} {len(by_office)} 项（登记、核实）")
        _rows(out, [_row(item, report) for item in by_office])
    open_ones = {one.activity for one in report.open_obligations}
    themes = {item.id: item.theme for item in report.activities if item.id in open_ones} if open_ones else {}
    others = [_obligation_row(one, it, themes[it]) for one in report.open_obligations if (it := one.activity)]
    if others:
        section(out, f"另有期限的事项 {len(others)} 项")
        _rows(out, others)
    if shared := by_duty(report.open_obligations):
        number = sum(len(units) for _, units in shared)
        section(out, f"按单位的事项 {number} 项　登记：zhutiri record 单位 --done 代号=日期")
        for line, units in shared:
            looks = LOOKS[line.state]
            said = (
                f"{line.name}{line.state.label} {len(units)} 家，期限 {line.due}，代号 {line.key}：{'、'.join(units)}"
            )
            write(out, f"{painted(out, MARKS[looks], STYLES[looks])} {clipped(said, out.width - 3)}")
    if planned := report.this_month():
        numbers = listed(item.id for item in planned)
        paragraph(out, "", f"本月计划举办、尚未结束的还有 {len(planned)} 项（序号 {numbers}）")


def _rows(out: Screen, rows: Sequence[_Row]) -> None:
    """One line each; on a screen too narrow for columns a paragraph each."""
    if out.width < NARROW:
        for row in rows:
            unit, due, what, step, theme = row.cells
            paragraph(out, f"{row.mark} ", f"{row.id}. {theme}〔{unit}〕：{what}，截止日 {due}；{step}", row.style)
        return
    first = max(2, *(len(str(row.id)) for row in rows))
    widest = [max(cell_len(row.cells[column]) for row in rows) for column in range(5)]
    for row in rows:
        widths = _widths(widest, row.cells, out.width - 2 - first)
        columns = [_fit(cell, width) for cell, width in zip(row.cells, widths, strict=True)]
        columns[_WHAT] = painted(out, columns[_WHAT], row.style)
        shown = [columns[0], *(columns[4:] if out.width >= WIDE else []), *columns[1:4]]
        write(out, " ".join([f"{painted(out, row.mark, row.style)}{row.id:>{first}}", *shown]).rstrip())


def _widths(widest: Sequence[int], row: Sequence[str], room: int) -> list[int]:
    """The cells of each column of one row in ``room``: the matter has what a shorter command leaves."""
    unit, due, what, step, theme = widest
    room -= due + step + 4
    theme = min(theme, _LONGEST_THEME, max(room - unit - what - 1, 2))
    if unit + what > room:
        unit = max(min(unit, room - min(what, _LEAST_MATTER)), 4)
        what = max(room - unit, 4)
    spare = step - cell_len(row[_STEP])
    return [unit, due, max(what, min(cell_len(row[_WHAT]), what + spare)), cell_len(row[_STEP]), theme]


def _row(item: ActivityReport, report: Report) -> _Row:
    due = f"{item.due}{'暂定' if item.provisional else ''}"
    cells = (item.lead or "（无责任单位）", due, matter(item, report), command(item, report), item.theme)
    return _Row(mark_of(item), STYLES[item.status], item.id, cells)


def _obligation_row(one: OpenObligation, number: int, theme: str) -> _Row:
    looks = Status.UNRECORDED if one.office else LOOKS[one.line.state]
    what = f"{one.line.name}{one.line.state.label}{'，请核对' if one.doubt else ''}"  # cut at its end: the mark tells
    option = "--filed 日期" if one.line.key == FILING else f"--done {one.line.key}=日期"
    due = f"{one.line.deadline or ''}{'预计' if one.line.estimated else '暂定' if one.line.provisional else ''}"
    cells = (one.unit or "（无责任单位）", due, what, f"zhutiri record {number} {option}", theme)
    return _Row(MARKS[looks], STYLES[looks], number, cells)


def _fit(text: str, width: int) -> str:
    shown = clipped(text, width)
    return shown + " " * (width - cell_len(shown))

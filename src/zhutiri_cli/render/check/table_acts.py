"""Who must act, on the terminal: one line an activity with unit, matter, deadline and the next command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from zhutiri_cli.render.format import Display
from zhutiri_cli.render.kit.terminal import painted, paragraph, section, write
from zhutiri_cli.render.kit.wrap import clipped
from zhutiri_cli.render.shared.headline import MARKS, OFFICE, groups
from zhutiri_cli.render.shared.status_looks import NARROW, STYLES
from zhutiri_cli.report.next_step import command, matter
from zhutiri_cli.report.report import ActivityReport, Report

if TYPE_CHECKING:
    from rich.console import Console

WIDE = 120  # cells from which the theme has a column, too
_LONGEST_THEME = 40
_LEAST_MATTER = 12  # cells: 未见举办记录
_WHAT, _STEP = 2, 3


def acts(out: Console, report: Report, display: Display) -> None:
    """Units first, then the office, each most urgent first; what is due soon stands among what its unit owes."""
    everything = (*report.pending(), *report.owed_soon(display.due_within))
    grouped = groups(report, everything)
    by_office = grouped.pop(OFFICE, [])
    of_units = [item for items in grouped.values() for item in items]
    if of_units:
        section(out, f"单位 {len(grouped)} 家 {len(of_units)} 项　写提醒：zhutiri remind -o 催办.docx")
        _lines(out, of_units, report)
    if by_office:
        section(out, f"{OFFICE} {len(by_office)} 项（登记、核实）")
        _lines(out, by_office, report)
    if planned := report.this_month():
        numbers = "、".join(str(item.id) for item in planned)
        paragraph(out, "", f"本月计划举办、尚未结束的还有 {len(planned)} 项（序号 {numbers}）")


def _lines(out: Console, items: Sequence[ActivityReport], report: Report) -> None:
    """One line each; on a screen too narrow for columns a paragraph each."""
    rows = [(item, _cells(item, report)) for item in items]
    if out.width < NARROW:
        for item, (unit, due, what, step, theme) in rows:
            said = f"{item.id}. {theme}〔{unit}〕：{what}，截止日 {due}；{step}"
            paragraph(out, f"{MARKS[item.status]} ", said, STYLES[item.status])
        return
    first = max(2, *(len(str(item.id)) for item in items))
    widest = [max(cell_len(row[column]) for _, row in rows) for column in range(5)]
    for item, row in rows:
        widths = _widths(widest, row, out.width - 2 - first)
        columns = [_fit(cell, width) for cell, width in zip(row, widths, strict=True)]
        columns[_WHAT] = painted(out, columns[_WHAT], STYLES[item.status])
        shown = [columns[0], *(columns[4:] if out.width >= WIDE else []), *columns[1:4]]
        head = f"{painted(out, MARKS[item.status], STYLES[item.status])}{item.id:>{first}}"
        write(out, " ".join([head, *shown]).rstrip())


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


def _cells(item: ActivityReport, report: Report) -> tuple[str, str, str, str, str]:
    """Unit, deadline in force, matter, next command, theme."""
    due = f"{item.due}{'暂定' if item.provisional else ''}"
    return item.lead or "（无责任单位）", due, matter(item, report), command(item, report), item.theme


def _fit(text: str, width: int) -> str:
    shown = clipped(text, width)
    return shown + " " * (width - cell_len(shown))

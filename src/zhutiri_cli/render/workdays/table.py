"""``workdays`` on the terminal: the count day by day, with the reason for every day that does not count."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from zhutiri_cli.case.phrases import weekday
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.terminal import Screen, console, painted, paragraph, printed, put, write
from zhutiri_cli.render.kit.wrap import clipped
from zhutiri_cli.workdays.calendar import Count, CountedDay, DayKind
from zhutiri_cli.workdays.unknown_years import CARRY_IT, before_said, parted


def render(count: Count, display: Display) -> str:
    """The verdict first, then every day of the count."""
    out = console(display)
    side = "后" if count.count >= 0 else "前"
    note = "（暂定）" if count.provisional else ""
    start, result = (f"{day}（{weekday(day)}）" for day in (count.start, count.result))
    line = f"{start}{side}第 {abs(count.count)} 个工作日：{result}"
    put(out, line + note, "bold")
    before, to_come = parted(step.day.date.year for step in count.days if not step.day.published)
    if before:
        paragraph(out, "注意：", f"{before_said(before)}，按法定节日推算；{CARRY_IT}", "yellow")
    if to_come:
        paragraph(out, "注意：", "所涉年份的放假调休安排尚未公布，按法定节日推算，公布后可能变动", "yellow")
    if count.days:
        write(out)
        _days(out, count.days)
        rule = "起始日不计入，从次日起数" if count.count >= 0 else "起始日不计入，从前一日起往前数"
        put(out, f"{rule}（《民法典》第二百零一条）。", "dim")
    for notice in count.notices:
        write(out, Shown(f"依据：{notice.said}"), "dim")  # an address in two pieces leads nowhere
    return printed(out)


def _days(out: Screen, days: Sequence[CountedDay]) -> None:
    """One line a day; the columns are narrow and no text in them is longer than a few words."""
    reasons = [Shown(_reason(step)) for step in days]
    write(out, clipped(f"{'日期':<8}  {'星期':<4}  是否计入", out.width), "bold")
    write(out, "─" * min(_WIDTH + max(map(cell_len, ("是否计入", *reasons))), out.width))
    for step, reason in zip(days, reasons, strict=True):
        said = clipped(f"{weekday(step.day.date)}  {reason}", out.width - _DATE)
        write(out, f"{step.day.date}  {painted(out, said, '' if step.counted else 'dim')}")


_DATE, _WIDTH = len("2024-04-12  "), len("2024-04-12  ") + cell_len("星期五  ")
"""Cells before the day of the week, and before the reason."""


def _reason(step: CountedDay) -> str:
    if step.counted is None:
        return f"不计：{step.day.name}"
    named = f"（{step.day.name}）" if step.day.kind in (DayKind.MAKEUP, DayKind.LOCAL) else ""
    return f"计入第 {step.counted} 天{named}"


FORMAT = Format("table", ".txt", False, render, default=True)

"""``workdays`` on the terminal: the count day by day, with the reason for every day that does not count."""

from __future__ import annotations

from zhutiri_cli.case.phrases import weekday
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.terminal import console, paragraph, printed, simple_table, words
from zhutiri_cli.workdays.calendar import Count, CountedDay, DayKind


def render(count: Count, display: Display) -> str:
    """The verdict first, then every day of the count."""
    out = console(display)
    side = "后" if count.count >= 0 else "前"
    note = "（暂定）" if count.provisional else ""
    start, result = (f"{day}（{weekday(day)}）" for day in (count.start, count.result))
    line = f"{start}{side}第 {abs(count.count)} 个工作日：{result}"
    out.print(words(line + note, "bold"))
    if count.provisional:
        paragraph(out, "注意：", "所涉年份的放假调休安排尚未公布，按法定节日推算，公布后可能变动", "yellow")
    if count.days:
        out.print()
        table = simple_table()
        table.add_column("日期", no_wrap=True)
        table.add_column("星期", no_wrap=True)
        table.add_column("是否计入", no_wrap=True)
        for step in count.days:
            style = "" if step.counted else "dim"
            table.add_row(str(step.day.date), words(weekday(step.day.date), style), words(_reason(step), style))
        out.print(table)
        rule = "起始日不计入，从次日起数" if count.count >= 0 else "起始日不计入，从前一日起往前数"
        out.print(words(f"{rule}（《民法典》第二百零一条）。", "dim"))
    for notice in count.notices:
        out.print(words(f"依据：{notice.said}", "dim"), soft_wrap=True)  # an address in two pieces leads nowhere
    return printed(out)


def _reason(step: CountedDay) -> str:
    if step.counted is None:
        return f"不计：{step.day.name}"
    named = f"（{step.day.name}）" if step.day.kind in (DayKind.MAKEUP, DayKind.LOCAL) else ""
    return f"计入第 {step.counted} 天{named}"


FORMAT = Format("table", ".txt", False, render, default=True)

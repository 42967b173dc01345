"""``check`` on the terminal: who must act, one line an activity; verdict and counts last, where a terminal stops.

Details with ``--all`` or for activities asked for by number. Readable at 80 columns without colour: marks and words
carry the meaning, colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len

from zhutiri_cli.case.phrases import weekday
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.check.link_rows import HEADS, link_rows
from zhutiri_cli.render.check.link_rows import TITLE as LINKS_TITLE
from zhutiri_cli.render.check.photo_rows import HEADS as PHOTO_HEADS
from zhutiri_cli.render.check.photo_rows import TITLE as PHOTOS_TITLE
from zhutiri_cli.render.check.photo_rows import photo_rows
from zhutiri_cli.render.check.table_activities import activity_table
from zhutiri_cli.render.check.table_acts import acts
from zhutiri_cli.render.check.table_details import activity_details, other_details, pending_details
from zhutiri_cli.render.check.table_others import others
from zhutiri_cli.render.check.table_since import since_lines
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.terminal import (
    Screen,
    console,
    paragraph,
    printed,
    put,
    section,
    simple_table,
    words,
    write,
)
from zhutiri_cli.render.kit.wrap import joined
from zhutiri_cli.render.shared.headline import counters, ratio, verdict
from zhutiri_cli.report.report import Report


def render(report: Report, display: Display) -> str:
    """The whole screen as text."""
    out = console(display)
    _head(out, report, display)
    since_lines(out, report, display)
    narrowed = len(report.activities) != report.total
    if display.detailed and report.activities:
        section(out, "明细")
        for item in report.activities:
            activity_details(out, item, report)
    elif display.everything:
        pending_details(out, report, display)
        other_details(out, report, display)
    else:
        acts(out, report, display)
        others(out, report, display)
    if report.activities and (display.everything or (narrowed and not display.detailed)):
        section(out, "全部活动" if display.everything else "所选活动")
        activity_table(out, report)
    if display.everything:
        _listed(out, LINKS_TITLE, HEADS, link_rows(report))
        _listed(out, PHOTOS_TITLE, PHOTO_HEADS, photo_rows(report))
    _verdict(out, report, display)
    return printed(out)


def _head(out: Screen, report: Report, display: Display) -> None:
    day = f"截至 {report.as_of}（{weekday(report.as_of)}）"
    if cell_len(title := f"{report.plan_title}　{day}") <= out.width:
        put(out, title, "bold")
    else:
        paragraph(out, "", report.plan_title, "bold")
        put(out, day)
    remarks = [*([report.plan_remark] if report.plan_remark else []), *report.ignored_said]
    for notice in (*report.notices, *(remarks if display.everything else ())):
        paragraph(out, "注意：", notice, "yellow")


def _verdict(out: Screen, report: Report, display: Display) -> None:
    write(out)
    if hidden := _hidden(report, display):
        paragraph(out, "", hidden, "dim")
    for row in joined(counters(report), out.width):
        put(out, row)
    if share := ratio(report):
        put(out, share)
    line = verdict(report, display.due_within)
    style = "bold red" if line.startswith("×") else "bold green" if line.startswith("√") else "bold"
    if cell_len(line) > out.width:  # who has to act is what stands last
        line, _, found = line.partition("（")
        paragraph(out, "", found.replace("）", "", 1))
    paragraph(out, "", line, style)


def _hidden(report: Report, display: Display) -> str:
    """What is not on the screen, and how to see it."""
    if display.everything or display.detailed:
        return ""
    waived, hints = report.waived, report.tally()["info"]
    counts = [*([f"提示 {hints} 条"] if hints else []), *([f"已豁免 {waived} 个问题"] if waived else [])]
    said = f"没有列出：{'、'.join(counts)}。" if counts else ""
    return f"{said}全部明细加 --all，一项的看 check 序号"


def _listed(out: Screen, title: str, heads: tuple[str, ...], found: Iterable[tuple[Shown, ...]]) -> None:
    """A table of links or photos; nothing where there are none."""
    rows = list(found)
    if not rows:
        return
    section(out, title)
    table = simple_table()
    for head in heads:
        ratio_of = {"链接": 3, "算数": 2, "图片": 2, "读到的字": 3, "会标": 2}.get(head)
        table.add_column(head, overflow="fold", ratio=ratio_of, justify="right" if head == "序号" else "left")
    table.expand = True
    for row in rows:
        table.add_row(*(words(cell) for cell in row))
    out.rich.print(table)


FORMAT = Format("table", ".txt", False, render, default=True)

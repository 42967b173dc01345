"""``check`` on the terminal: verdict and counters, who must act, what is due next, then the whole table.

Readable at 80 columns without colour: marks and words carry the meaning, colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from zhutiri_cli.case.phrases import weekday
from zhutiri_cli.case.status import Action
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.check.link_rows import HEADS, link_rows
from zhutiri_cli.render.check.link_rows import TITLE as LINKS_TITLE
from zhutiri_cli.render.check.photo_rows import HEADS as PHOTO_HEADS
from zhutiri_cli.render.check.photo_rows import TITLE as PHOTOS_TITLE
from zhutiri_cli.render.check.photo_rows import photo_rows
from zhutiri_cli.render.check.table_activities import activity_table
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.terminal import console, paragraph, printed, section, simple_table, words
from zhutiri_cli.render.kit.wrap import joined
from zhutiri_cli.render.shared.headline import MARKS, OFFICE, counters, days, groups, owed, ratio, same_as, verdict
from zhutiri_cli.render.shared.since_lines import LISTED, TITLE, finding_line, headline, moved_line, remarks
from zhutiri_cli.render.shared.since_lines import MARKS as CHANGE_MARKS
from zhutiri_cli.render.shared.status_looks import STYLES
from zhutiri_cli.report.report import ActivityReport, Report
from zhutiri_cli.rules.finding import Finding, Severity

if TYPE_CHECKING:
    from rich.console import Console

SEVERITY_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


def render(report: Report, display: Display) -> str:
    """The whole screen as text."""
    out = console(display)
    _head(out, report)
    _since(out, report)
    _pending(out, report, display)
    _due_next(out, report, display.due_within)
    _notes(out, report, display)
    if report.activities:
        section(out, "全部活动")
        activity_table(out, report)
    if display.everything:
        _listed(out, LINKS_TITLE, HEADS, link_rows(report))
        _listed(out, PHOTOS_TITLE, PHOTO_HEADS, photo_rows(report))
    _tail(out, report, display)
    return printed(out)


def _head(out: Console, report: Report) -> None:
    out.print(words(report.plan_title, "bold"))
    out.print(words(f"截至 {report.as_of}（{weekday(report.as_of)}）"))
    out.print()
    for notice in report.notices:
        paragraph(out, "注意：", notice, "yellow")
    line = verdict(report)
    out.print(words(line, "bold red" if line.startswith("×") else "bold green" if line.startswith("√") else "bold"))
    for row in joined(counters(report), out.width):
        out.print(words(row))
    if share := ratio(report):
        out.print(words(share))


def _since(out: Console, report: Report) -> None:
    since = report.comparison
    if since is None:
        return
    section(out, TITLE)
    paragraph(out, "", headline(since))
    for remark in remarks(since):
        paragraph(out, "  注意：", remark, "yellow")
    for found in since.of(*LISTED):
        paragraph(out, f"  {CHANGE_MARKS[found.change]} ", finding_line(found))
    for moved in since.moved:
        paragraph(out, "  ● ", moved_line(moved))


def _pending(out: Console, report: Report, display: Display) -> None:
    pending = report.pending()
    if not pending:
        return
    section(out, "该谁办、办什么（最急的在前）")
    told: dict[str, int] = {}
    for name, items in groups(pending).items():
        _unit(out, name, items)
        for item in items:
            _item(out, item, report, display, told)


def _unit(out: Console, name: str, items: list[ActivityReport]) -> None:
    by_office = items[0].action is Action.OFFICE
    title = f"{OFFICE}（登记、核实 {len(items)} 项）" if by_office else f"{name}（{len(items)} 项）"
    out.print(words(title, "bold"))


def _item(out: Console, item: ActivityReport, report: Report, display: Display, told: dict[str, int]) -> None:
    """One activity with its findings; advice given above in the same words is told by the number it stands at."""
    joint = f"（联合承办：{'、'.join(item.units[1:])}）" if len(item.units) > 1 else ""
    whose = f"〔{item.lead or '无责任单位'}〕" if item.action is Action.OFFICE else ""
    paragraph(
        out, f"  {MARKS[item.status]} ", f"{item.id}. {item.theme}{whose}{joint}：{item.label}", STYLES[item.status]
    )
    shown = [found for found in item.findings if found.counts and found.severity is not Severity.INFO]
    if not shown:
        paragraph(out, "    · ", days(item, report.as_of))
    for found in item.findings if display.everything else shown:
        advice = found.hint.replace(f"record {item.id} ", "record 序号 ")
        again = bool(advice) and advice in told and not display.everything
        first = told.setdefault(advice, item.id)
        _finding(out, replace(found, hint=Shown(same_as(first, item))) if again else found, "    ", item.folder)


def _finding(out: Console, found: Finding, indent: str, folder: str | None = None) -> None:
    cited = f"，依据{found.clause}" if found.clause else ""
    waived = f"〔已豁免：{found.waived}〕" if found.waived is not None else ""
    hint = f" → {found.hint}" if found.hint and found.counts else ""
    text = f"{found.message}{_place(found, folder)}〔{found.severity.label} {found.rule}{cited}〕{waived}{hint}"
    paragraph(out, f"{indent}· ", text, SEVERITY_STYLES[found.severity] if found.counts else "dim")


def _place(found: Finding, folder: str | None) -> str:
    """Where to look, without the activity's folder; nothing where the message names the file itself."""
    path, line = found.place.path, found.place.line
    if path is None or line is None:
        return ""
    return f"（{path.removeprefix(f'{folder}/')} 第 {line} 行）"


def _due_next(out: Console, report: Report, within: int) -> None:
    due = report.due_next(within)
    planned = report.this_month()
    if not due and not planned:
        return
    section(out, f"未来 {within} 个工作日内到期")
    if not due:
        out.print(words("  没有"))
    for item in due:
        state = owed(item)
        note = "（暂定）" if item.provisional else ""
        when = f"{item.due}{note}（{days(item, report.as_of)}）"
        paragraph(out, "  ● ", f"{when}{item.lead or '无责任单位'}　{item.id}. {item.theme}：{state}")
    if planned:
        numbers = "、".join(str(item.id) for item in planned)
        paragraph(out, "  ", f"本月计划举办、尚未结束的还有 {len(planned)} 项（序号 {numbers}）")


def _notes(out: Console, report: Report, display: Display) -> None:
    """Findings of the workspace and of activities on which nobody acts now."""
    listed = {item.id for item in report.pending()}
    rest = [
        (item, found)
        for item in report.activities
        if item.id not in listed
        for found in item.findings
        if display.everything or (found.counts and found.severity is not Severity.INFO)
    ]
    own = [found for found in report.findings if display.everything or found.severity is not Severity.INFO]
    if not rest and not own:
        return
    section(out, "其他问题")
    for found in own:
        _finding(out, found, "  ")
    last = 0
    for item, found in rest:
        if item.id != last:
            paragraph(out, f"  {MARKS[item.status]} ", f"{item.id}. {item.theme}：{item.label}", STYLES[item.status])
        last = item.id
        _finding(out, found, "    ", item.folder)


def _listed(out: Console, title: str, heads: tuple[str, ...], found: Iterable[tuple[Shown, ...]]) -> None:
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
    out.print(table)


def _tail(out: Console, report: Report, display: Display) -> None:
    hidden = report.tally()["info"]
    waived = sum(not found.counts for found in report.all_findings())
    if waived:
        out.print(words(f"已豁免 {waived} 个问题，不计入统计；加 --all 查看理由"))
    if hidden and not display.everything:
        out.print(words(f"另有 {hidden} 条提示，加 --all 逐条列出；规则说明见 zhutiri rules 编号"))


FORMAT = Format("table", ".txt", False, render, default=True)

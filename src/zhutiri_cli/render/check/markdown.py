"""``check`` as Markdown, for an issue, a pull-request comment or a wiki page; people's text cannot become markup."""

from __future__ import annotations

from zhutiri_cli.case.phrases import weekday
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.render.check.link_rows import HEADS, TITLE, link_rows
from zhutiri_cli.render.check.photo_rows import HEADS as PHOTO_HEADS
from zhutiri_cli.render.check.photo_rows import TITLE as PHOTOS_TITLE
from zhutiri_cli.render.check.photo_rows import photo_rows
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.markdown import escaped
from zhutiri_cli.render.shared.headline import OFFICE, counters, days, groups, mark_of, owed, ratio, verdict
from zhutiri_cli.render.shared.obligation_looks import LEGEND, cell, state_words
from zhutiri_cli.render.shared.since_lines import LISTED, finding_line, headline, moved_line, remarks
from zhutiri_cli.render.shared.since_lines import MARKS as CHANGE_MARKS
from zhutiri_cli.render.shared.since_lines import TITLE as SINCE_TITLE
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.folding import told
from zhutiri_cli.report.obligation_board import (
    OF_ACTIVITIES,
    OF_UNITS,
    activity_duties,
    state_counts,
    telling,
    unit_grid,
    when_words,
)
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.finding import Finding, Severity


def render(report: Report, display: Display) -> str:
    """The same order as on the terminal: verdict, counters, who must act, what is due, everything."""
    parts = [
        f"# {escaped(report.plan_title)}",
        f"截至 {report.as_of}（{weekday(report.as_of)}）",
        *(f"> 注意：{escaped(notice)}" for notice in report.notices),
        *(f"> 注意：{escaped(said)}" for said in (report.ignored_said if display.everything else ())),
        f"**{escaped(verdict(report, display.due_within))}**",
        escaped("".join(counters(report))),
        *([escaped(share)] if (share := ratio(report)) else []),
        *_since(report),
        *_pending(report, display),
        *_due_next(report, display.due_within),
        *_duties(report),
        *_units(report),
        *_notes(report, display),
        "## 全部活动",
        _table(report),
        *([*_links(report), *_photos(report)] if display.everything else []),
    ]
    return "\n\n".join(parts) + "\n"


def _since(report: Report) -> list[str]:
    since = report.comparison
    if since is None:
        return []
    lines = [f"- {CHANGE_MARKS[found.change]} {escaped(finding_line(found))}" for found in since.of(*LISTED)]
    lines += [f"- ● {escaped(moved_line(moved))}" for moved in since.moved]
    notes = [f"> 注意：{escaped(remark)}" for remark in remarks(since)]
    return [f"## {SINCE_TITLE}", escaped(headline(since)), *notes, *(["\n".join(lines)] if lines else [])]


def _pending(report: Report, display: Display) -> list[str]:
    pending = report.pending()
    parts = ["## 该谁办、办什么（最急的在前）"] if pending else []
    for name, items in groups(report, pending).items():
        by_office = report.actor(items[0]) is Action.OFFICE
        parts.append(f"### {OFFICE if by_office else escaped(name)}（{len(items)} 项）")
        parts.append("\n".join(line for item in items for line in _item(item, report, display)))
    return parts


def _item(item: ActivityReport, report: Report, display: Display) -> list[str]:
    whose = f"〔{escaped(item.lead or '无责任单位')}〕" if report.actor(item) is Action.OFFICE else ""
    joint = f"（联合承办：{escaped('、'.join(item.units[1:]))}）" if len(item.units) > 1 else ""
    left = days(item, report.as_of)
    lines = [f"- {mark_of(item)} {item.id}\\. {escaped(item.theme)}{whose}{joint}：**{item.label}**"]
    shown = [found for found in told(item) if _wanted(found, display)]
    lines += [f"  - {_finding(found)}" for found in shown] or ([f"  - {left}"] if left else [])
    return lines


def _wanted(found: Finding, display: Display) -> bool:
    return display.everything or (found.counts and found.severity is not Severity.INFO)


def _finding(found: Finding) -> str:
    cited = f"，依据{escaped(found.clause)}" if found.clause else ""
    place = f"（{escaped(found.place.path)}:{found.place.line}）" if found.place.path and found.place.line else ""
    waived = f"〔已豁免：{escaped(found.waived)}〕" if found.waived is not None else ""
    hint = f" → {escaped(found.hint)}" if found.hint and found.counts else ""
    return f"{escaped(found.message)}{place}〔{found.severity.label} {found.rule}{cited}〕{waived}{hint}"


def _due_next(report: Report, within: int) -> list[str]:
    due = report.due_next(within)
    if not due:
        return []
    lines = []
    for item in due:
        state = owed(item)
        whose = escaped(item.lead or "无责任单位")
        note = "（暂定）" if item.provisional else ""
        when = f"{item.due}{note}（{days(item, report.as_of)}）"
        lines.append(f"- {when} {whose} {item.id}\\. {escaped(item.theme)}：{escaped(state)}")
    return [f"## 未来 {within} 个工作日内到期", "\n".join(lines)]


def _duties(report: Report) -> list[str]:
    """What of activities is open or was late, and how many are in each state."""
    duties = activity_duties(report)
    if not duties:
        return []
    counts = state_counts(duty.line for duty in duties)
    lines = []
    for duty in telling(duties):
        line, item = duty.line, duty.item
        doubt = f"；{escaped(duty.doubt)}，请核对" if duty.doubt else ""
        whose = escaped(item.lead or "无责任单位")
        name = f"**{escaped(line.name)}** {state_words(line)}"
        lines.append(f"- {name}：{item.id}\\. {escaped(item.theme)}〔{whose}〕，{escaped(when_words(line))}{doubt}")
    said = "、".join(f"{state.label} {number}" for state, number in counts.items())
    return [f"## {OF_ACTIVITIES}", f"{said}。", *(["\n".join(lines)] if lines else [])]


def _units(report: Report) -> list[str]:
    """The grid of the units' own obligations."""
    grid = unit_grid(report.units)
    if not grid.heads:
        return []
    heads = " | ".join(f"{escaped(head.name)}<br>{escaped(head.due)}" for head in grid.heads)
    rows = [f"| 单位 | {heads} |", f"| --- |{' --- |' * len(grid.heads)}"]
    rows += [f"| {escaped(unit)} | {' | '.join(map(cell, cells))} |" for unit, cells in grid.rows]
    return [f"## {OF_UNITS}", LEGEND, "\n".join(rows)]


def _notes(report: Report, display: Display) -> list[str]:
    listed = {one.id for one in report.outlines if one.pending}
    lines = [f"- {_finding(found)}" for found in report.findings if _wanted(found, display)]
    for item in report.activities:
        shown = [found for found in told(item) if _wanted(found, display)]
        if item.id not in listed and shown:
            lines.append(f"- {mark_of(item)} {item.id}\\. {escaped(item.theme)}：{item.label}")
            lines += [f"  - {_finding(found)}" for found in shown]
    return ["## 其他问题", "\n".join(lines)] if lines else []


def _table(report: Report) -> str:
    rows = ["| 序号 | 状态 | 截止日 | 工作日 | 责任单位 | 活动主题 |", "| ---: | --- | --- | ---: | --- | --- |"]
    for item in report.activities:
        untimed = item.working_days_left is None or item.status is Status.UNRECORDED
        number = "" if untimed else str(item.working_days_left)
        units = escaped("、".join(item.units) or "（无）")
        state = f"{mark_of(item)} {item.label}"
        rows.append(f"| {item.id} | {state} | {_due(item)} | {number} | {units} | {escaped(item.theme)} |")
    return "\n".join(rows)


def _links(report: Report) -> list[str]:
    rows = [f"| {' | '.join(escaped(cell) for cell in row)} |" for row in link_rows(report)]
    head = [f"| {' | '.join(HEADS)} |", "| ---: | --- | --- | --- | --- |"]
    return [f"## {TITLE}", "\n".join([*head, *rows])] if rows else []


def _photos(report: Report) -> list[str]:
    rows = [f"| {' | '.join(escaped(cell) for cell in row)} |" for row in photo_rows(report)]
    head = [f"| {' | '.join(PHOTO_HEADS)} |", "| ---: | --- | --- | --- | --- |"]
    return [f"## {PHOTOS_TITLE}", "\n".join([*head, *rows])] if rows else []


def _due(item: ActivityReport) -> str:
    if item.status is Status.CANCELLED:
        return ""
    notes = "" if item.deadline else "（最迟）"
    notes += "（延期）" if item.extended_from else ""
    return f"{item.due}{notes}" + ("（暂定）" if item.provisional else "")


FORMAT = Format("markdown", ".md", False, render)

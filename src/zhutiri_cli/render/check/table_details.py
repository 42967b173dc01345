"""Activities told in full on the terminal: dates, material, every finding with its advice, the next command."""

from __future__ import annotations

from zhutiri_cli.case.material_lines import all_elsewhere
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.render.format import Display
from zhutiri_cli.render.kit.terminal import Screen, paragraph, put, section
from zhutiri_cli.render.shared.headline import OFFICE, days, groups, mark_of
from zhutiri_cli.render.shared.obligation_looks import LOOKS, said_by
from zhutiri_cli.render.shared.obligation_looks import told as duty_told
from zhutiri_cli.render.shared.status_looks import STYLES
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.folding import told
from zhutiri_cli.report.next_step import command, held_told, look
from zhutiri_cli.report.obligation_board import TELLING
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.finding import Finding, Severity

SEVERITY_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


def pending_details(out: Screen, report: Report, display: Display) -> None:
    """What somebody must act on, by who acts, most urgent first."""
    acting = report.acting(display.due_within)
    if not acting:
        return
    section(out, "该谁办、办什么（最急的在前）")
    for name, items in groups(report, acting).items():
        title = f"{OFFICE}（登记、核实 {len(items)} 项）" if name == OFFICE else f"{name}（{len(items)} 项）"
        put(out, title, "bold")
        for item in items:
            activity_details(out, item, report)


def other_details(out: Screen, report: Report, display: Display) -> None:
    """Every finding of the workspace and of the activities on which nobody acts now."""
    rest = [
        place
        for place, (one, item) in enumerate(zip(report.outlines, report.activities, strict=True))
        if item.findings and not one.acting(display.due_within)
    ]
    if not rest and not report.findings:
        return
    section(out, "其他问题")
    for found in report.findings:
        finding(out, found, "  ")
    for place in rest:
        activity_details(out, report.activities[place], report)


def activity_details(out: Screen, item: ActivityReport, report: Report) -> None:
    """One activity in full."""
    units = "、".join(item.units) or "无责任单位"
    paragraph(out, f"  {mark_of(item)} ", f"{item.id}. {item.theme}〔{units}〕：{item.label}", STYLES[item.status])
    paragraph(out, "    ", _dates(item, report))
    if there := "、".join(f"{line.label} {line.usable}/{line.required}" for line in item.materials if line.required):
        paragraph(out, "    ", f"材料（可用/应有）：{there}")
    if item.status is not Status.CANCELLED:
        spoken = [found.message for found in item.findings if found.bearing.obligation]
        for line in item.obligations:
            if said_by(line, spoken):
                continue
            paragraph(out, "    ", duty_told(line), STYLES[LOOKS[line.state]] if line.state in TELLING else "")
    if item.status is Status.NOT_HELD and item.held is None and all_elsewhere(item.materials):
        named = "、".join(dict.fromkeys(name for line in item.lacking for name in line.unopened))
        paragraph(
            out, "    → ", f"材料可能在尚未核对的“{named}”里：请先打开看；是这项活动的，文件夹改名为以 {item.id} 开头"
        )
    for found in told(item):
        finding(out, found, "    ", item.folder)
    if report.actor(item) is not Action.NONE and (step := command(item, report)) != look(item):
        source = held_told(item)
        paragraph(out, "    → ", f"{step}（{source}）" if source else step)


def finding(out: Screen, found: Finding, indent: str, folder: str | None = None) -> None:
    """One finding with its place, code, clause, waiver and advice."""
    cited = f"，依据{found.clause}" if found.clause else ""
    waived = f"〔已豁免：{found.waived}〕" if found.waived is not None else ""
    hint = f" → {found.hint}" if found.hint and found.counts else ""
    text = f"{found.message}{_place(found, folder)}〔{found.severity.label} {found.rule}{cited}〕{waived}{hint}"
    paragraph(out, f"{indent}· ", text, SEVERITY_STYLES[found.severity] if found.counts else "dim")


def _dates(item: ActivityReport, report: Report) -> str:
    if item.status is Status.CANCELLED:
        return f"计划{item.period.named}"
    first, last = item.held or (None, None)
    held = f"举办 {first}" + (f" 至 {last}" if first != last else "") if first else f"计划{item.period.named}"
    notes = ["暂定"] if item.provisional else []
    notes += [f"由 {item.extended_from} 延期"] if item.extended_from else []
    notes += [left] if (left := days(item, report.as_of)) else []
    due = f"{'截止日' if item.deadline else '最迟报送日'} {item.due}" + (f"（{'，'.join(notes)}）" if notes else "")
    yet = "（还没有到）" if item.submitted and item.submitted > report.as_of else ""
    return "；".join([held, due, *([f"报齐 {item.submitted}{yet}"] if item.submitted else [])])


def _place(found: Finding, folder: str | None) -> str:
    """Where to look, without the activity's folder; nothing where the message names the file itself."""
    path, line = found.place.path, found.place.line
    if path is None or line is None:
        return ""
    return f"（{path.removeprefix(f'{folder}/')} 第 {line} 行）"

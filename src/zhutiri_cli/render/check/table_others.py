"""The rest of a check in few lines on the terminal: the workspace's findings, and where else there is something."""

from __future__ import annotations

from zhutiri_cli.case.status import TIMING_RULES, Status
from zhutiri_cli.render.format import Display
from zhutiri_cli.render.kit.terminal import Screen, paragraph, section, write
from zhutiri_cli.render.kit.wrap import clipped
from zhutiri_cli.report.folding import worth_saying
from zhutiri_cli.report.report import ActivityReport, Report
from zhutiri_cli.rules.finding import Finding, Severity

MOST = 3
"""Warnings of the workspace, and numbers of activities, that are named; errors all are."""


def others(out: Screen, report: Report, display: Display) -> None:
    """Findings that ask nobody for material."""
    own = sorted((found for found in report.findings if _wanted(found)), key=lambda found: found.severity.rank)
    listed = {item.id for item in (*report.pending(), *report.owed_soon(display.due_within))}
    rest = [item for item in report.activities if item.id not in listed and _left(item)]
    if not own and not rest:
        return
    section(out, "其他问题")
    errors = sum(found.severity is Severity.ERROR for found in own)
    shown = own[: max(MOST, errors)]
    for found in shown:
        write(out, clipped(f"  · {found.severity.label} {found.rule}　{found.message}", out.width))
    if len(own) > len(shown):
        write(out, f"  · 另有 {len(own) - len(shown)} 条，加 --all 列出")
    if rest:
        number = sum(len(_left(item)) for item in rest)
        numbers = "、".join(str(item.id) for item in rest[:MOST]) + (f" 等 {len(rest)} 项" if len(rest) > MOST else "")
        paragraph(out, "  · ", f"不用催办的活动另有 {number} 条（序号 {numbers}）：zhutiri check {rest[0].id}")


def _wanted(found: Finding) -> bool:
    return found.counts and found.severity is not Severity.INFO and not found.bearing.obligation


def _left(item: ActivityReport) -> list[Finding]:
    """Without that a set came late: that is counted, and stands on record; obligations have lines of their own."""
    late = TIMING_RULES[Status.LATE]
    return [found for found in worth_saying(item) if found.rule != late and not found.bearing.obligation]

"""The rest of a check in few lines on the terminal: the workspace's findings, and where else there is something."""

from __future__ import annotations

from zhutiri_cli.case.status import TIMING_RULES, Status
from zhutiri_cli.render.format import Display
from zhutiri_cli.render.kit.terminal import Screen, paragraph, section, write
from zhutiri_cli.render.kit.wrap import clipped
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.folding import worth_saying
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.finding import Finding, Severity

MOST = 3
"""Warnings of the workspace, and numbers of activities, that are named; errors all are."""


def others(out: Screen, report: Report, display: Display) -> None:
    """Findings that ask nobody for material."""
    own = sorted((found for found in report.findings if _wanted(found)), key=lambda found: found.severity.rank)
    both = zip(report.outlines, report.activities, strict=True)
    left = {item.id: len(_left(item)) for one, item in both if not one.acting(display.due_within)}
    rest = [number for number, findings in left.items() if findings]
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
        numbers = "、".join(map(str, rest[:MOST])) + (f" 等 {len(rest)} 项" if len(rest) > MOST else "")
        said = f"不用催办的活动另有 {sum(left.values())} 条（序号 {numbers}）：zhutiri check {rest[0]}"
        paragraph(out, "  · ", said)


def _wanted(found: Finding) -> bool:
    return found.counts and found.severity is not Severity.INFO and not found.bearing.obligation


def _left(item: ActivityReport) -> list[Finding]:
    """Without that a set came late: that is counted, and stands on record; obligations have lines of their own."""
    late = TIMING_RULES[Status.LATE]
    return [found for found in worth_saying(item) if found.rule != late and not found.bearing.obligation]

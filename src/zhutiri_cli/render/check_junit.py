"""``check`` as JUnit XML: one case an activity.

Passed means 合规 and nothing else: an activity that is not due, not recorded, cancelled or waived is skipped with the
reason, so that a green row is never mere silence.
"""

from __future__ import annotations

from typing import Any

from zhutiri_cli.finding import Finding, Severity
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.junit import case, document, suite
from zhutiri_cli.report import ActivityReport, Report
from zhutiri_cli.status import Status


def render(report: Report, display: Display) -> bytes:
    """One suite: every activity in the plan's order, then the workspace where something is to be said of it."""
    cases = [_case(item) for item in report.activities]
    if report.findings:
        cases.append(case("工作区", "工作区", report.findings))
    about = [("as_of", str(report.as_of)), ("plan", report.plan_path), *(("notice", text) for text in report.notices)]
    return document("zhutiri check", [suite(report.plan_title, cases, about)])


def _case(item: ActivityReport) -> Any:
    return case(f"{item.id}. {item.theme}", item.lead or "（无责任单位）", item.findings, skipped=_not_judged(item))


def _not_judged(item: ActivityReport) -> str:
    waived = [_reason(found) for found in item.findings if not found.counts and found.severity is Severity.ERROR]
    if item.status is Status.COMPLIANT and not waived:
        return ""
    return "；".join([item.label, *waived])


def _reason(found: Finding) -> str:
    return f"{found.rule} 已豁免：{found.waived}"


FORMAT = Format("junit", ".xml", True, render)

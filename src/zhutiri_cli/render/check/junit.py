"""``check`` as JUnit XML: one case an activity.

Passed means 合规 and nothing else: an activity that is not due, not recorded, cancelled or waived is skipped with the
reason, so that a green row is never mere silence.
"""

from __future__ import annotations

from typing import Any

from zhutiri_cli.case.status import Status
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.junit import case, document, suite
from zhutiri_cli.render.shared.since_lines import TITLE, moved_words, remarks, said
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.comparison import Change, Comparison
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.finding import Finding, Severity


def render(report: Report, display: Display) -> bytes:
    """One suite: every activity in the plan's order, then the workspace where something is to be said of it."""
    since = report.comparison
    changes = _changes(since) if since else {}
    cases = [_case(item, changes.get(item.id, [])) for item in report.activities]
    if report.findings or changes.get(None):
        cases.append(case("工作区", "工作区", report.findings, more=changes.get(None, [])))
    about = [("as_of", str(report.as_of)), ("plan", report.plan_path), *(("notice", text) for text in report.notices)]
    about += _figures(since) if since else []
    return document("zhutiri check", [suite(report.plan_title, cases, about)])


def _case(item: ActivityReport, changes: list[str]) -> Any:
    name, group = f"{item.id}. {item.theme}", item.lead or "（无责任单位）"
    return case(name, group, item.findings, skipped=_not_judged(item), more=changes)


def _changes(since: Comparison) -> dict[int | None, list[str]]:
    """What became of each finding since the earlier report, and how deadlines moved: lines by activity."""
    lines: dict[int | None, list[str]] = {}
    for found in since.findings:
        lines.setdefault(found.activity, []).append(f"{TITLE}，{found.change.label}：{said(found)}")
    for moved in since.moved:
        lines.setdefault(moved.activity, []).append(f"{TITLE}，{moved_words(moved)}")
    return lines


def _figures(since: Comparison) -> list[tuple[str, str]]:
    counts = since.counts()
    about = [("baseline", since.path), ("baseline.as_of", str(since.as_of))]
    about += [(f"baseline.{change.value}", str(counts[change])) for change in Change]
    about.append(("baseline.deadlines", str(len(since.moved))))
    return about + [("notice", words) for words in remarks(since)]


def _not_judged(item: ActivityReport) -> str:
    waived = [_reason(found) for found in item.findings if not found.counts and found.severity is Severity.ERROR]
    if item.status is Status.COMPLIANT and not waived:
        return ""
    return "；".join([item.label, *waived])


def _reason(found: Finding) -> str:
    return f"{found.rule} 已豁免：{found.waived}"


FORMAT = Format("junit", ".xml", True, render)

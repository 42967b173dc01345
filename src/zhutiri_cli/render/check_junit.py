"""``check`` as JUnit XML: one case an activity.

Passed means 合规 and nothing else: an activity that is not due, not recorded, cancelled or waived is skipped with the
reason, so that a green row is never mere silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhutiri_cli.baseline.facts import Change, Comparison
from zhutiri_cli.finding import Finding, Severity
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.junit import case, document, suite
from zhutiri_cli.render.since import TITLE, moved_words, remarks, said
from zhutiri_cli.report import ActivityReport, Report
from zhutiri_cli.status import Status


def render(report: Report, display: Display) -> bytes:
    """One suite: every activity in the plan's order, then the workspace where something is to be said of it."""
    since = report.comparison
    cases = [_case(item, since) for item in report.activities]
    changes = list(_changes(since, None))
    if report.findings or changes:
        cases.append(case("工作区", "工作区", report.findings, more=changes))
    about = [("as_of", str(report.as_of)), ("plan", report.plan_path), *(("notice", text) for text in report.notices)]
    about += _figures(since) if since else []
    return document("zhutiri check", [suite(report.plan_title, cases, about)])


def _case(item: ActivityReport, since: Comparison | None) -> Any:
    name, group, more = f"{item.id}. {item.theme}", item.lead or "（无责任单位）", _changes(since, item.id)
    return case(name, group, item.findings, skipped=_not_judged(item), more=more)


def _changes(since: Comparison | None, activity: int | None) -> Iterator[str]:
    """What became of each finding since the earlier report, and how the deadline moved, line by line."""
    if since is not None:
        yield from (f"{TITLE}，{found.change.label}：{said(found)}" for found in since.about(activity))
        yield from (f"{TITLE}，{moved_words(moved)}" for moved in since.moved if moved.activity == activity)


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

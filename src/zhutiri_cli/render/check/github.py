"""``check`` as GitHub workflow commands: what counts, at its place, else at the activity's row of the plan.

Information and what is waived is annotated with ``--all`` only; the last line always says the verdict, so that an
output without annotations cannot be taken for a check that did not run.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.github import LEVELS, annotation
from zhutiri_cli.render.shared.headline import verdict
from zhutiri_cli.render.shared.since_lines import TITLE, fates, fresh, headline, remarks
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.comparison import Comparison
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.finding import Finding, Place, Severity


def render(report: Report, display: Display) -> str:
    """Annotations activity by activity, then those of the workspace, notices and the verdict."""
    since = report.comparison
    lines = [line for item in report.activities for line in _of_activity(item, since, display)]
    lines += [
        _annotated(found, mark, Place(report.plan_path))
        for found, mark in zip(report.findings, _marks(since, None, report.findings), strict=True)
        if _wanted(found, display)
    ]
    lines += [annotation("notice", "注意", notice) for notice in report.notices]
    lines += [annotation("notice", TITLE, words) for words in ([headline(since), *remarks(since)] if since else ())]
    return "".join(
        [*lines, annotation("notice", report.plan_title, f"截至 {report.as_of}：{verdict(report, display.due_within)}")]
    )


def _of_activity(item: ActivityReport, since: Comparison | None, display: Display) -> Iterator[str]:
    whose = f"{item.id}. {item.theme}〔{item.lead or '无责任单位'}〕{item.label}："
    for found, mark in zip(item.findings, _marks(since, item.id, item.findings), strict=True):
        if _wanted(found, display):
            yield _annotated(found, f"{mark}{whose}", item.row)


def _marks(since: Comparison | None, activity: int | None, findings: tuple[Finding, ...]) -> list[str]:
    """新增： or 加重： before what is fresh, nothing before the rest."""
    return [f"{fresh(word)}：" if fresh(word) else "" for word in fates(since, activity, findings)]


def _wanted(found: Finding, display: Display) -> bool:
    return display.everything or (found.counts and found.severity is not Severity.INFO)


def _annotated(found: Finding, whose: str, otherwise: Place) -> str:
    waived = f"（已豁免：{found.waived}）" if found.waived is not None else ""
    cited = f"（依据{found.clause}）" if found.clause else ""
    hint = f"。{found.hint}" if found.hint else ""
    level = LEVELS[found.severity] if found.counts else "notice"
    place = found.place if found.place.path else otherwise
    return annotation(level, found.rule, f"{whose}{found.message}{cited}{waived}{hint}", place)


FORMAT = Format("github", None, True, render)

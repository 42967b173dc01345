"""``check`` as SARIF 2.1.0; a finding without a place of its own points at its activity's row in the plan.

With an earlier report every result has its baselineState; what is mended is an absent one, suppressed so that readers
without that notion do not take it for a finding. What was not looked at this time is a notification: it is not absent.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.json import dumps
from zhutiri_cli.render.kit.sarif import log
from zhutiri_cli.render.shared.since_lines import finding_line, headline, moved_line, remarks
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.comparison import Change, Comparison
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.finding import Finding, Place

_STATES = {Change.NEW: "new", Change.RAISED: "updated"}


def render(report: Report, display: Display) -> str:
    """One run; what is waived is listed as suppressed."""
    since = report.comparison
    if since is None:
        return dumps(log(report.rules, _about(report), report.notices))
    mended = list(_mended(since, report))
    states = [state for item in report.activities for state in _states(since, item.id)]
    states += [*_states(since, None), *("absent" for _ in mended)]
    unsure = [finding_line(found) for found in since.of(Change.UNCHECKED)]
    said = [headline(since), *remarks(since), *map(moved_line, since.moved), *unsure]
    return dumps(log(report.rules, [*_about(report), *mended], [*report.notices, *said], states))


def _states(since: Comparison, activity: int | None) -> Iterator[str]:
    """In SARIF's words, what became of the findings of an activity or of the workspace."""
    yield from (_STATES.get(change, "unchanged") for change in since.fates[activity])


def _mended(since: Comparison, report: Report) -> Iterator[tuple[Finding, str]]:
    rows = {item.id: item for item in report.activities}
    for gone in since.of(Change.MENDED):
        mended = Shown(f"{since.as_of} 的报告之后已整改")
        found = Finding(gone.rule, gone.severity, gone.message, waived=mended)
        item = rows.get(gone.activity) if gone.activity is not None else None
        if item is None:
            yield _placed(found, Place(report.plan_path), ""), ""
        else:
            yield _placed(found, item.row, _whose(item)), f"{report.year}/{item.id}"


def _about(report: Report) -> Iterator[tuple[Finding, str]]:
    for item in report.activities:
        whose = _whose(item)
        for found in item.findings:
            yield _placed(found, item.row, whose), f"{report.year}/{item.id}"
    for found in report.findings:
        yield _placed(found, Place(report.plan_path), ""), ""


def _whose(item: ActivityReport) -> str:
    return f"{item.id}. {item.theme}〔{item.lead or '无责任单位'}〕{item.label}："


def _placed(found: Finding, otherwise: Place, whose: str) -> Finding:
    place = found.place if found.place.path else otherwise
    return replace(found, place=place, message=Shown.of(whose, found.message))


FORMAT = Format("sarif", ".sarif", True, render)

"""Cases judged and reported, each when its turn comes: of many one is held at a time. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from zhutiri_cli.case.case import Case
from zhutiri_cli.check.reporting import JudgedCase, activity_reports, report_of
from zhutiri_cli.check.request import CheckRequest
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.engine import Judged, judge_case, judge_workspace
from zhutiri_cli.rules.views import WorkspaceView
from zhutiri_cli.submission.discover import Discovery
from zhutiri_cli.submission.reminded_file import SentReminders

if TYPE_CHECKING:
    from zhutiri_cli.case.obliged import UnitObliged
    from zhutiri_cli.workdays.calendar import Count


class Owed(Struct, frozen=True):
    """The units' own obligations, and why what is recorded of these could not be read ("": it could)."""

    units: tuple[UnitObliged, ...] = ()
    fault: str = ""


def judged_report(
    request: CheckRequest,
    discovery: Discovery,
    cases: Sequence[Case],
    notices: Iterable[str] = (),
    owed: Owed | None = None,
    reminded: SentReminders | None = None,
) -> Report:
    """The report of cases, which are gone through once; ``reminded``: what units were reminded of."""
    counts: dict[tuple[date, date], Count] = {}
    found = activity_reports(request, _judged(request, cases, counts), reminded)
    owed = owed or Owed()
    whole = WorkspaceView(request.sound.view, discovery, tuple(counts.values()), owed.units, owed.fault)
    return report_of(request, discovery, len(cases), found, _of_workspace(request, whole), notices)


def _judged(
    request: CheckRequest, cases: Iterable[Case], counts: dict[tuple[date, date], Count]
) -> Iterator[JudgedCase]:
    """The selected cases with what is found of each; the provisional counts to the deadlines of all go to ``counts``,
    each once."""
    for case in cases:
        if case.deadline.provisional and not case.activity.cancelled:
            count = case.deadline.count
            counts[count.start, count.result] = count
        if request.selection.keeps(case):
            yield JudgedCase(case, judge_case(case, request.sound.view, request.rules))


def _of_workspace(request: CheckRequest, whole: WorkspaceView) -> Judged:
    """What is found of the workspace; filters leave of it what lasts, and what the selected units owe."""
    workspace = judge_workspace(whole, request.rules)
    if request.selection.empty:
        return workspace
    left = tuple(found for found in workspace.findings if found.bearing.lasting or found.bearing.obligation)
    return replace(workspace, findings=left)

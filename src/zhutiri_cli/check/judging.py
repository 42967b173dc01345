"""Cases judged and reported, each when its turn comes: of many one is held at a time. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from zhutiri_cli.case.case import Case
from zhutiri_cli.case.days_to_come import day_to_come, days_to_come
from zhutiri_cli.case.provisional_years import provisional_years
from zhutiri_cli.check.reporting import JudgedCase, activity_reports, report_of
from zhutiri_cli.check.request import CheckRequest
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.engine import Judged, judge_case, judge_workspace
from zhutiri_cli.rules.views import WorkspaceView
from zhutiri_cli.submission.discover import Discovery
from zhutiri_cli.submission.reminded_file import SentReminders

if TYPE_CHECKING:
    from zhutiri_cli.case.obliged import UnitObliged


class OfUnits(Struct, frozen=True):
    """The units' own obligations, and why what is recorded of these could not be read ("": it could)."""

    units: tuple[UnitObliged, ...] = ()
    fault: str = ""


def judged_report(
    request: CheckRequest,
    discovery: Discovery,
    cases: Sequence[Case],
    notices: Iterable[str] = (),
    owed: OfUnits | None = None,
    reminded: SentReminders | None = None,
) -> Report:
    """The report of cases, which are gone through once; ``reminded``: what units were reminded of."""
    walk = _Walk(request)
    found = activity_reports(request, walk.judged(cases), reminded)
    owed = owed or OfUnits()
    plan = request.sound.plan
    planned = frozenset(activity.target(plan.year) for activity in plan.activities if not activity.cancelled)
    whole = WorkspaceView(request.sound.view, discovery, planned, frozenset(walk.years), owed.units, owed.fault)
    notices = [*notices, *days_to_come(walk.to_come)]
    return report_of(request, discovery, len(cases), found, _of_workspace(request, whole), notices)


class _Walk:
    """What is noticed on the way through the cases: of all the years that their provisional dates rest on (``years``),
    of the selected ones what is recorded for a day to come (``to_come``, by id)."""

    def __init__(self, request: CheckRequest) -> None:
        self._request = request
        self.years: set[int] = set()
        self.to_come: dict[int, str] = {}

    def judged(self, cases: Iterable[Case]) -> Iterator[JudgedCase]:
        """The selected cases with what is found of each."""
        for case in cases:
            self.years |= provisional_years(case)
            if self._request.selection.keeps(case):
                if said := day_to_come(case):
                    self.to_come[case.activity.id] = said
                yield JudgedCase(case, judge_case(case, self._request.sound.view, self._request.rules))


def _of_workspace(request: CheckRequest, whole: WorkspaceView) -> Judged:
    """What is found of the workspace; filters leave of it what lasts, and what the selected units owe."""
    workspace = judge_workspace(whole, request.rules)
    if request.selection.empty:
        return workspace
    left = tuple(found for found in workspace.findings if found.bearing.lasting or found.bearing.obligation)
    return replace(workspace, findings=left)

"""A report narrowed by filters, and whether what it found fails the check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from zhutiri_cli.case.status import Status
from zhutiri_cli.report.report import ActivityReport, Report
from zhutiri_cli.rules.finding import Severity


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters of a check; an empty one keeps everything. A unit matches as lead or joint host."""

    units: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    ids: frozenset[int] = frozenset()
    statuses: frozenset[Status] = frozenset()

    @property
    def empty(self) -> bool:
        """Whether nothing is filtered."""
        return not (self.units or self.months or self.ids or self.statuses)

    def keeps(self, item: ActivityReport) -> bool:
        """Whether an activity passes every filter that is set."""
        return (
            (not self.units or any(unit in self.units for unit in item.units))
            and (not self.months or item.month in self.months)
            and (not self.ids or item.id in self.ids)
            and (not self.statuses or item.status in self.statuses)
        )


def narrowed(report: Report, selection: Selection) -> Report:
    """The report of the selected activities alone; of the workspace's findings only those that last."""
    if selection.empty:
        return report
    return replace(
        report,
        activities=tuple(item for item in report.activities if selection.keeps(item)),
        findings=tuple(finding for finding in report.findings if finding.bearing.lasting),
    )


class Weighed(Protocol):
    """What can fail a check: a finding, or what became of one since an earlier report."""

    @property
    def counts(self) -> bool:
        """Whether it counts at all."""

    @property
    def severity(self) -> Severity:
        """How serious it is."""


def fails(findings: Iterable[Weighed], threshold: Severity | None) -> bool:
    """Whether any unwaived finding is at or above the threshold (``None``: never)."""
    return threshold is not None and any(f.counts and f.severity.rank <= threshold.rank for f in findings)

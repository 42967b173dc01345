"""Whether what was found fails a command (``--fail-on``)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from zhutiri_cli.rules.finding import Severity

if TYPE_CHECKING:
    from zhutiri_cli.report.report import Report


class Weighed(Protocol):
    """What can fail a check: a finding, or what became of one since an earlier report."""

    @property
    def counts(self) -> bool:
        """Whether it counts at all."""

    @property
    def severity(self) -> Severity:
        """How serious it is."""


def weighed(report: Report, *, only_new: bool) -> Iterable[Weighed]:
    """What the exit status of a check looks at: every finding, or those that are new or raised."""
    return report.comparison.fresh() if only_new and report.comparison else report.all_findings()


def fails(findings: Iterable[Weighed], threshold: Severity | None) -> bool:
    """Whether any unwaived finding is at or above the threshold (``None``: never)."""
    return threshold is not None and any(f.counts and f.severity.rank <= threshold.rank for f in findings)

"""A report whose names hold no citizen's number: for formats that print names as they stand."""

from __future__ import annotations

from dataclasses import replace

from zhutiri_cli.common.privacy import harmless
from zhutiri_cli.report.report import ActivityReport, Report


def masked(report: Report) -> Report:
    """The same report with the plan's title, the themes and the units' names harmless."""
    return replace(report, plan_title=harmless(report.plan_title), activities=tuple(map(_masked, report.activities)))


def _masked(item: ActivityReport) -> ActivityReport:
    theme, units = harmless(item.theme), tuple(map(harmless, item.units))
    return item if (theme, units) == (item.theme, item.units) else replace(item, theme=theme, units=units)

"""``deadlines`` as JSON: ``zhutiri/deadlines/1`` (contract §6)."""

from __future__ import annotations

from zhutiri_cli.render.deadlines.json_shape import DeadlineShape, DeadlinesShape
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.json import day, dumps, obligation, of_units, span
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.report import Report


def render(report: Report, display: Display) -> str:
    """Every activity's deadline."""
    tree: DeadlinesShape = {
        "schema": "zhutiri/deadlines/1",
        "as_of": day(report.as_of),
        "deadlines": [_deadline(item) for item in report.activities],
        "units": of_units(report.units),
    }
    return dumps(tree)


def _deadline(item: ActivityReport) -> DeadlineShape:
    return {
        "id": item.id,
        "theme": item.theme,
        "units": list(item.units),
        "month": item.month,
        "held": span(item.held),
        "deadline": day(item.deadline),
        "latest_deadline": day(item.latest_deadline),
        "provisional": item.provisional,
        "working_days_left": item.working_days_left,
        "status": item.status.value,
        "obligations": [obligation(line) for line in item.obligations],
    }


FORMAT = Format("json", ".json", True, render)

"""``deadlines`` as JSON: ``zhutiri/deadlines/1`` (contract §6)."""

from __future__ import annotations

from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.json import day, dumps
from zhutiri_cli.report.report import Report


def render(report: Report, display: Display) -> str:
    """Every activity's deadline."""
    return dumps(
        {
            "schema": "zhutiri/deadlines/1",
            "as_of": day(report.as_of),
            "deadlines": [
                {
                    "id": item.id,
                    "theme": item.theme,
                    "units": list(item.units),
                    "month": item.month,
                    "held": {"start": day(item.held[0]), "end": day(item.held[1])} if item.held else None,
                    "deadline": day(item.deadline),
                    "latest_deadline": day(item.latest_deadline),
                    "provisional": item.provisional,
                    "working_days_left": item.working_days_left,
                    "status": item.status.value,
                }
                for item in report.activities
            ],
        }
    )


FORMAT = Format("json", ".json", True, render)

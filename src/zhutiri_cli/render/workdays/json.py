"""``workdays`` as JSON: ``zhutiri/workdays/1`` (contract §6)."""

from __future__ import annotations

from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.json import day, dumps
from zhutiri_cli.render.workdays.json_shape import WorkdaysShape
from zhutiri_cli.workdays.calendar import Count


def render(count: Count, display: Display) -> str:
    """The count and its steps, from the day next to the start to the result."""
    tree: WorkdaysShape = {
        "schema": "zhutiri/workdays/1",
        "start": day(count.start),
        "count": count.count,
        "result": day(count.result),
        "provisional": count.provisional,
        "days": [
            {
                "date": day(step.day.date),
                "weekday": step.day.date.isoweekday(),
                "kind": step.day.kind.value,
                "name": step.day.name,
                "counted": step.counted,
            }
            for step in count.days
        ],
        "notices": [
            {"year": one.year, "number": one.number, "issued": day(one.issued), "address": one.address}
            for one in count.notices
        ],
    }
    return dumps(tree)


FORMAT = Format("json", ".json", True, render)

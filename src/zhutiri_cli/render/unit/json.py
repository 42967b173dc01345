"""A unit's page as JSON: ``zhutiri/unit/1``."""

from __future__ import annotations

from zhutiri_cli.case.material_lines import MaterialItem
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.json import day, dumps, obligation, span
from zhutiri_cli.render.unit.json_shape import ArrivedShape, DutyTaskShape, TaskShape, TickShape, UnitShape
from zhutiri_cli.report.letters.unit_duty_tasks import UnitDutyTask
from zhutiri_cli.report.letters.unit_page import UnitPage
from zhutiri_cli.report.letters.unit_tasks import KindTick, UnitTask


def render(page: UnitPage, display: Display) -> str:
    """All that the page says, by named keys."""
    tree: UnitShape = {
        "schema": "zhutiri/unit/1",
        "as_of": day(page.as_of),
        "plan": {"path": page.plan_path, "title": page.plan_title, "year": page.year},
        "unit": page.unit.name,
        "summary": page.summary,
        "asks": list(page.asks),
        "remarks": list(page.remarks),
        "activities": [_task(task, page) for task in page.tasks],
        "obligations": [_duty(one) for one in page.duties],
    }
    return dumps(tree)


def _task(task: UnitTask, page: UnitPage) -> TaskShape:
    item = task.item
    return {
        "id": item.id,
        "theme": item.theme,
        "units": list(item.units),
        "leads": task.leads,
        "month": item.month,
        "held": span(item.held),
        "status": item.status.value,
        "standing": task.standing,
        "deadline": day(item.deadline),
        "latest_deadline": day(item.latest_deadline),
        "provisional": item.provisional,
        "working_days_left": item.working_days_left,
        "submitted": day(item.submitted),
        "reminded": [day(one) for one in item.reminded if one < page.as_of],
        "checklist": [_tick(tick) for tick in task.ticks],
    }


def _duty(one: UnitDutyTask) -> DutyTaskShape:
    return {
        "id": one.item.id if one.item else None,
        "obligation": obligation(one.line),
        "tick": one.tick.value,
        "standing": one.standing,
    }


def _tick(tick: KindTick) -> TickShape:
    return {
        "label": tick.label,
        "state": tick.tick.value,
        "lacking": tick.lacking,
        "counted": [_item(entry) for entry in tick.counted],
        "refused": [_item(entry) for entry in tick.refused],
        "unchecked": list(tick.unopened),
    }


def _item(entry: MaterialItem) -> ArrivedShape:
    return {"path": entry.path, "url": entry.address or None, "note": entry.note or None}


FORMAT = Format("json", ".json", True, render)

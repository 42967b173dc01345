"""``check`` as JSON: ``zhutiri/check/1`` (contract §6)."""

from __future__ import annotations

from itertools import chain
from textwrap import indent

from zhutiri_cli.case.material_lines import MaterialItem, MaterialLine
from zhutiri_cli.common.spool import HELD
from zhutiri_cli.render.check.json_shape import (
    ActivityShape,
    BaselineShape,
    CheckShape,
    ItemShape,
    MaterialShape,
    SeenShape,
)
from zhutiri_cli.render.format import Display, Format, Streamed
from zhutiri_cli.render.kit.json import day, dumps, finding, levels, obligation, of_units, span, tallied
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.comparison import Comparison
from zhutiri_cli.report.photo_lines import PhotoLine
from zhutiri_cli.report.report import Report

_NONE, _ACTIVITIES = '\n  "activities": []', '\n  "activities": ['


def render(report: Report, display: Display) -> str | Streamed:
    """The whole report; filters have already narrowed it. Of many activities one is laid out when it is written."""
    tree: CheckShape = {
        "schema": "zhutiri/check/1",
        "as_of": day(report.as_of),
        "plan": {"path": report.plan_path, "title": report.plan_title, "year": report.year},
        "summary": {
            "activities": len(report.activities),
            "statuses": {status.value: count for status, count in report.statuses().items()},
            "findings": tallied(report.tally()),
        },
        "activities": [],
        "units": of_units(report.units),
        "findings": [finding(found) for found in report.findings],
    }
    if report.ignored:
        tree["ignored"] = report.ignored
    if report.levels:
        tree["rules"] = levels(report.levels)
    if report.comparison is not None:
        tree["baseline"] = _baseline(report.comparison)
    before, none, after = dumps(tree).partition(_NONE)
    if not report.activities:
        return before + none + after
    every = (f"{',' if place else ''}\n{_laid_out(item)}" for place, item in enumerate(report.activities))
    pieces = chain([f"{before}{_ACTIVITIES}"], every, [f"\n  ]{after}"])
    return "".join(pieces) if len(report.activities) <= HELD else Streamed(piece.encode() for piece in pieces)


def _laid_out(item: ActivityReport) -> str:
    """One activity as ``dumps`` lays it out within the whole: a tree of all would be twenty times as large as the
    text."""
    return indent(dumps(_activity(item)).rstrip("\n"), "    ")


def _baseline(since: Comparison) -> BaselineShape:
    """The comparison: a key that is there only when one was asked for."""
    return {
        "path": since.path,
        "as_of": day(since.as_of),
        "summary": {change.value: count for change, count in since.counts().items()},
        "findings": [
            {
                "change": found.change.value,
                "activity": found.activity,
                "rule": found.rule,
                "severity": found.severity.value,
                "message": found.message,
            }
            for found in since.findings
        ],
        "deadlines": [
            {"activity": moved.activity, "before": day(moved.before), "after": day(moved.after), "final": moved.final}
            for moved in since.moved
        ],
        "absent": list(since.absent),
        "gone": list(since.gone),
        "renamed": list(since.renamed),
    }


def _activity(item: ActivityReport) -> ActivityShape:
    own: ActivityShape = {
        "id": item.id,
        "theme": item.theme,
        "month": item.month,
        "forms": list(item.forms),
        "units": list(item.units),
        "status": item.status.value,
        "label": item.status.label,
        "action": item.action.value,
        "held": span(item.held),
        "submitted": day(item.submitted),
        "deadline": day(item.deadline),
        "extended_from": day(item.extended_from),
        "latest_deadline": day(item.latest_deadline),
        "provisional": item.provisional,
        "working_days_left": item.working_days_left,
        "folder": item.folder,
        "materials": {line.kind: _material(line) for line in item.materials},
        "findings": [finding(found) for found in item.findings],
        "obligations": [obligation(line) for line in item.obligations],
    }
    if str(item.period) != item.month:
        own["when"] = str(item.period)
    if item.planned_day is not None:
        own["planned"] = item.planned_day.isoformat()
    if item.seen is not None:
        own["seen"] = [_seen(line) for line in item.seen]
    return own


def _seen(line: PhotoLine) -> SeenShape:
    return {
        "photo": line.photo,
        "words": line.words,
        "verdict": line.verdict.value if line.verdict else None,
        "logo": line.logo,
    }


def _material(line: MaterialLine) -> MaterialShape:
    return {"required": line.required, "usable": line.usable, "items": [_item(item) for item in line.items]}


def _item(item: MaterialItem) -> ItemShape:
    own: ItemShape = {"path": item.path, "usable": item.usable}
    if item.url is not None:
        own["url"] = item.address
    return own


FORMAT = Format("json", ".json", True, render)

"""``diff`` as JSON: ``zhutiri/diff/1``. Values of fields stand whole, with the plan file's own keys (contract §1)."""

from __future__ import annotations

from collections.abc import Iterable

from zhutiri_cli.plan.diff.differences import ActivityDiff, Fate, Latest, Meaning, PlanDiff, Version
from zhutiri_cli.plan.diff.field_changes import FieldChange, plain
from zhutiri_cli.render.diff.json_shape import ActivityDiffShape, ChangeShape, DiffShape, MeaningShape, VersionShape
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.json import day, dumps


def render(diff: PlanDiff, display: Display) -> str:
    """Every change, and what it means."""
    tree: DiffShape = {
        "schema": "zhutiri/diff/1",
        "as_of": day(diff.as_of),
        "old": _version(diff.old),
        "new": _version(diff.new),
        "summary": {
            "added": len(diff.of(Fate.ADDED)),
            "removed": len(diff.of(Fate.REMOVED)),
            "renumbered": len(diff.of(Fate.RENUMBERED)),
            "changed": len(diff.of(Fate.CHANGED)),
            "fields": len(diff.fields),
            "deadlines_moved": len(diff.moved),
            "flagged": diff.flagged,
        },
        "activities": [_activity(item) for item in diff.activities],
        "fields": [{**_change(note.change), "meanings": _meanings(note.meanings)} for note in diff.fields],
        "meanings": _meanings(diff.meanings),
    }
    return dumps(tree)


def _version(version: Version) -> VersionShape:
    return {
        "path": version.path,
        "revision": version.revision,
        "title": version.plan.title,
        "year": version.plan.year,
    }


def _activity(item: ActivityDiff) -> ActivityDiffShape:
    """``old`` and ``new``: the whole activity, for one that was removed or added; else the changes say it."""
    whole = item.fate in (Fate.ADDED, Fate.REMOVED)
    return {
        "change": item.fate.value,
        "id": {"old": item.old.id if item.old else None, "new": item.new.id if item.new else None},
        "theme": item.activity.theme,
        "units": list(item.activity.units),
        "changes": [_change(change) for change in item.changes],
        "latest_deadline": {"old": _day(item.old_latest), "new": _day(item.new_latest)},
        "provisional": {"old": _provisional(item.old_latest), "new": _provisional(item.new_latest)},
        "old": plain(item.old) if whole else None,
        "new": plain(item.new) if whole else None,
        "meanings": _meanings(item.meanings),
    }


def _change(change: FieldChange) -> ChangeShape:
    return {
        "path": list(change.path),
        "label": change.label,
        "kind": change.kind.value,
        "old": change.old,
        "new": change.new,
        "words": [{"op": piece.op.value, "text": piece.text} for piece in change.pieces] or None,
    }


def _meanings(meanings: Iterable[Meaning]) -> list[MeaningShape]:
    return [{"text": meaning.text, "flagged": meaning.flagged} for meaning in meanings]


def _day(latest: Latest | None) -> str | None:
    return day(latest.day) if latest is not None else None


def _provisional(latest: Latest | None) -> bool | None:
    return latest.provisional if latest is not None else None


FORMAT = Format("json", ".json", True, render)

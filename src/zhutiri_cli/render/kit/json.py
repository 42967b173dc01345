"""Pieces of the JSON outputs that several formats share (contract §6), built from named fields."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, overload

import msgspec.json

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import unseen
from zhutiri_cli.render.kit.json_shape import (
    FindingShape,
    LevelShape,
    ObligationShape,
    SpanShape,
    TallyShape,
    UnitObligationsShape,
)
from zhutiri_cli.report.level_lines import LevelLine
from zhutiri_cli.report.obligation_lines import ObligationLine, UnitLines
from zhutiri_cli.rules.finding import Finding


def dumps(tree: Any) -> str:
    """JSON text as the contract shows it: UTF-8, indented, keys in the order given, ending in a newline; every text in
    it past the door. What could steer a terminal or disguise a name stands as its escape, which is the same to a
    program."""
    told = _told(tree)
    try:
        text = msgspec.json.format(msgspec.json.encode(told), indent=2).decode()
    except UnicodeEncodeError:  # half a sign: Python's own encoder, which takes twelve times as long, lets it pass
        text = json.dumps(told, ensure_ascii=False, indent=2)
    for sign in unseen(text):
        if sign != "\n":
            text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text + "\n"


def _told(tree: Any) -> Any:
    if isinstance(tree, str):
        return Shown(tree).only_masked
    if isinstance(tree, dict):
        return {Shown(key).only_masked: _told(value) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [_told(item) for item in tree]
    return tree


@overload
def day(value: date) -> str: ...


@overload
def day(value: None) -> None: ...


@overload
def day(value: date | None) -> str | None: ...


def day(value: date | None) -> str | None:
    """A date as ``YYYY-MM-DD``, or null."""
    return value.isoformat() if value is not None else None


def span(days: tuple[date, date] | None) -> SpanShape | None:
    """From a first to a last day, or null."""
    return {"start": day(days[0]), "end": day(days[1])} if days else None


def levels(lines: tuple[LevelLine, ...]) -> list[LevelShape]:
    """The rules whose level the plan changes."""
    return [{"rule": line.rule, "level": line.level, "reason": line.reason} for line in lines]


def tallied(counts: dict[str, int]) -> TallyShape:
    """Findings by severity."""
    return {"error": counts["error"], "warning": counts["warning"], "info": counts["info"]}


def finding(found: Finding) -> FindingShape:
    """One finding with the contract's keys."""
    return {
        "rule": found.rule,
        "severity": found.severity.value,
        "message": found.message,
        "clause": found.clause,
        "hint": found.hint,
        "path": found.place.path,
        "line": found.place.line,
        "column": found.place.column,
        "waived": found.waived,
    }


def obligation(line: ObligationLine) -> ObligationShape:
    """One obligation with the contract's keys."""
    own: ObligationShape = {
        "key": line.key,
        "label": line.label,
        "state": line.state.value,
        "deadline": day(line.deadline),
        "done": day(line.done),
        "provisional": line.provisional,
    }
    if line.period:
        own["period"] = line.period
    if line.estimated:
        own["estimated"] = True
    return own


def of_units(units: Iterable[UnitLines]) -> list[UnitObligationsShape]:
    """The units' own obligations."""
    return [{"unit": one.unit, "obligations": [obligation(line) for line in one.obligations]} for one in units]

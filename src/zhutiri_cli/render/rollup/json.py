"""``rollup`` as JSON: ``zhutiri/rollup/1`` (contract §4), entry after entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import indent
from typing import Any

from zhutiri_cli.case.status import Status
from zhutiri_cli.render.format import Display, Format, Streamed
from zhutiri_cli.render.kit.json import dumps, tallied
from zhutiri_cli.render.rollup.json_shape import MonthSumsShape, SumsShape, UnitSumsShape, WorkspaceShape
from zhutiri_cli.report.summing.rolled_up import Rollup, WorkspaceStanding
from zhutiri_cli.report.summing.sums import Sums, by_unit
from zhutiri_cli.rules.finding import Severity


def render(rollup: Rollup, display: Display) -> Streamed:
    """Every workspace, the whole, every month, every unit."""
    return Streamed(piece.encode() for piece in _written(rollup))


def _written(rollup: Rollup) -> Iterator[str]:
    yield f'{{\n  "schema": "zhutiri/rollup/1",\n  "as_of": "{rollup.as_of.isoformat()}",\n'
    yield from _list("workspaces", map(_workspace, rollup.standings))
    yield f',\n  "total": {indent(dumps(_sums(rollup.total)).rstrip(), "  ").lstrip()},\n'
    yield from _list("months", (_month(month, sums) for month, sums in rollup.months))
    yield ",\n"
    yield from _list("units", _units(rollup))
    yield "\n}\n"


def _list(key: str, entries: Iterable[Any]) -> Iterator[str]:
    """A list of the top level, laid out as ``dumps`` lays out a whole tree."""
    between = f'  "{key}": [\n'
    for entry in entries:
        yield between + indent(dumps(entry).rstrip("\n"), "    ")
        between = ",\n"
    yield f'  "{key}": []' if between != ",\n" else "\n  ]"


def _workspace(one: WorkspaceStanding) -> WorkspaceShape:
    return {
        "path": one.path,
        "title": one.title,
        "error": one.error,
        "notices": list(one.notices),
        "summary": _sums(one.sums) if one.error is None else None,
    }


def _month(month: str, sums: Sums) -> MonthSumsShape:
    return {"month": month, "summary": _sums(sums)}


def _units(rollup: Rollup) -> Iterator[UnitSumsShape]:
    for row in rollup.rows:
        for unit, sums in by_unit(row).items():
            yield {"path": row.path, "unit": unit, "summary": _sums(sums)}


def _sums(sums: Sums) -> SumsShape:
    return {
        "activities": sums.activities,
        "statuses": {status.value: sums.statuses[status] for status in Status if sums.statuses[status]},
        "findings": tallied({severity.value: sums.findings[severity] for severity in Severity}),
    }


FORMAT = Format("json", ".json", True, render)

"""Carrying measurements out: one that fails stops no other and loses no figure that it had taken."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.measurement import Measurement, NotMeasuredError, Row
from benchmarks.processes import ROOT

MISSING = "这一项没有给出数值"
PLACES = ((str(ROOT), "项目文件夹"), (tempfile.gettempdir(), "临时文件夹"), (str(Path.home()), "个人文件夹"))
"""Folders of this machine, which no table may name, the longest first where one holds another."""


def carry_out(measurement: Measurement, rounds: int | None = None) -> list[Row]:
    """A row for each of its figures, in their order. ``rounds``: instead of its own number."""
    declared = {figure.key: figure for figure in measurement.figures}
    found: dict[str, Row] = {}
    reason = MISSING
    try:
        for key, taken in measurement.take(rounds or measurement.rounds):
            found[key] = Row.of(declared[key], taken)
    except NotMeasuredError as problem:
        reason = without_places(str(problem))
    except Exception as problem:  # noqa: BLE001 - whatever goes wrong is told in the table; the others go on
        reason = without_places(f"量的时候出错：{type(problem).__name__}: {problem}")
    return [found.get(key) or Row(figure, reason=reason) for key, figure in declared.items()]


def without_places(text: str) -> str:
    """The text in one line, folders of this machine called by what they are."""
    for place, name in PLACES:
        if len(place) > 1:
            text = text.replace(place, name)
    return " ".join(text.split())

"""``rollup`` as CSV: one row an activity with its workspace beside it, so that a spreadsheet can filter and pivot by
either; a workspace that could not be checked is a row with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from zhutiri_cli.render.format import Display, Format, Streamed
from zhutiri_cli.render.kit.csv import Cell, lines, month
from zhutiri_cli.render.rollup.activity_columns import COLUMNS, activity_rows
from zhutiri_cli.report.summing.rolled_up import Rollup


def render(rollup: Rollup, display: Display) -> Streamed:
    """Every activity of every workspace, in their order."""
    return Streamed(lines([column.title for column in COLUMNS], _rows(rollup)))


def _rows(rollup: Rollup) -> Iterator[list[Cell]]:
    months = [place for place, column in enumerate(COLUMNS) if column.kind == "month"]
    for row in rollup.rows:
        for cells in activity_rows(row):
            for place in months:
                cells[place] = month(str(cells[place])) if cells[place] else None
            yield cells


FORMAT = Format("csv", ".csv", True, render)

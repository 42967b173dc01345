"""CSV files in UTF-8 or GB18030, separated by commas, tabs or semicolons."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.plan.importing.columns.plan_headings import BY_MEANING, Headings
from zhutiri_cli.plan.importing.grid import Grid, GridLine, SourceText, read_text, squared

SUFFIXES = (".csv", ".tsv")
_DELIMITERS = (",", "\t", ";")


def read(path: Path, headings: Headings = BY_MEANING) -> SourceText:
    """The file as one table, separated by the character that shows the header. Raises ``FileProblem``."""
    text = read_text(path)
    tries = [_grid(text, delimiter, path) for delimiter in _DELIMITERS]
    chosen = next((grid for grid in tries if any(headings.layout(line.cells) for line in grid.lines)), tries[0])
    return SourceText((chosen,))


def _grid(text: str, delimiter: str, path: Path) -> Grid:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows, starts, start = [], [], 1
    try:
        for row in reader:
            rows.append([cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row])
            starts.append(start)
            start = reader.line_num + 1
    except csv.Error:
        advice = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入"
        raise FileProblem(f"{path_shown(path)} 第 {start} 行的引号不成对或内容过长，读不下去", advice) from None
    return Grid(tuple(GridLine(row, f"第 {at} 行") for row, at in zip(squared(rows), starts, strict=True)))

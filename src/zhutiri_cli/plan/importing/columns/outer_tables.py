"""Tables that are no plan: frames of saved pages and boxes around a text are text; one within a cell is the cell's."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from msgspec.structs import replace

from zhutiri_cli.plan.importing.columns.plan_headings import Headings
from zhutiri_cli.plan.importing.grid import Grid, GridLine, SourceText

_OF_A_DOCUMENT = re.compile("索引号|发文字号|文号|成文日期|发布机构|发文机关|主题分类")


def settled(material: SourceText, headings: Headings) -> SourceText:
    """The source with the text of its frames and boxes as text, and tables within the cells of a plan as text there."""
    grids = list(material.grids)
    headed = [has_header(grid, headings) for grid in grids]
    framing = {grid.inside.grid for grid in grids if grid.inside is not None}
    folded = set()
    for at in range(len(grids) - 1, -1, -1):  # the inner ones first
        inside = grids[at].inside
        if inside is not None and not headed[at] and headed[inside.grid]:
            grids[inside.grid] = _with_inner(grids[inside.grid], grids[at])
            folded.add(at)
    text, kept, before = list(material.text), list[Grid](), list[str]()
    for at, grid in enumerate(grids):
        if at in folded:
            continue
        if not headed[at] and (at in framing or _is_box(grid)):
            cells = dict.fromkeys(cell for row in grid.lines for cell in row.cells)  # merged ones are repeated
            words = [line for cell in cells for line in cell.split("\n") if line.strip()]
            before += [*grid.before, *words]
            text += words
            kept.append(grid)
        else:
            kept.append(replace(grid, before=(*before, *grid.before)))
            before = []
    return replace(material, grids=tuple(kept), text=tuple(text))


def has_header(grid: Grid, headings: Headings) -> bool:
    """Whether a table has the header of a plan, of one line or of two."""
    lines = [line.cells for line in grid.lines]
    return any(headings.layout(cells) for cells in lines) or any(
        headings.joined(upper, lower) for upper, lower in itertools.pairwise(lines)
    )


def _is_box(grid: Grid) -> bool:
    filled = [line for line in grid.lines if line.filled]
    return all(len(line.filled) == 1 for line in filled) or any(
        _OF_A_DOCUMENT.search(cell) for line in filled for cell in line.cells
    )


def _with_inner(outer: Grid, inner: Grid) -> Grid:
    """The outer table with the text of one within it added to that cell."""
    assert inner.inside is not None
    _, at, column = inner.inside
    words = "\n".join(" ".join(cell for cell in line.cells if cell.strip()) for line in inner.lines if line.filled)
    if not words or at >= len(outer.lines) or column >= len(outer.lines[at].cells):
        return outer
    return replace(outer, lines=tuple(_added(outer.lines, at, column, words)))


def _added(lines: Sequence[GridLine], at: int, column: int, words: str) -> list[GridLine]:
    changed = list(lines)
    cells = list(lines[at].cells)
    own = cells[column].strip("\n ")
    cells[column] = f"{own}\n{words}" if own else words
    changed[at] = GridLine(tuple(cells), lines[at].place)
    return changed

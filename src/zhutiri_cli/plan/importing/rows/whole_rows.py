"""Lines that are no activity of their own: month headings, sums, notes, and units that run on below their line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.cell_text import flat, tidy, whole_number
from zhutiri_cli.plan.importing.columns.month_cells import read_time
from zhutiri_cli.plan.importing.columns.plan_headings import PlanColumn, PlanLayout
from zhutiri_cli.plan.importing.grid import GridLine

_SUM = re.compile("(合计|总计|小计|共计)(.*)|(注|备注|说明|填表说明|填报人|联系人)[:：].*")


def prepared(lines: Sequence[tuple[PlanLayout, GridLine]]) -> tuple[list[tuple[PlanLayout, GridLine]], list[str]]:
    """The lines that are activities, and notices on those left out.

    A month across the table goes to the time cell of the next line; a cell that only adds to the units joins the line
    above.
    """
    kept: list[tuple[PlanLayout, GridLine]] = []
    notices: list[str] = []
    month = ""
    for layout, line in lines:
        if _runs_on(layout, line) and kept and kept[-1][0] is layout:
            kept[-1] = (layout, _added(kept[-1][1], line))
        elif _is_month(layout, line):
            month = line.cells[line.filled[0]]
        elif _is_other(line):
            words = " ".join(tidy(cell) for cell in line.cells if cell.strip())
            notices.append(f"{line.place}“{shorten(words)}”不是活动，没有导入")
        else:
            kept.append((layout, _under(layout, line, month) if month else line))
            month = ""
    return kept, notices


def _lone(line: GridLine) -> str:
    """The text of a line's only filled cell, or nothing."""
    return line.cells[line.filled[0]] if len(line.filled) == 1 else ""


def _runs_on(layout: PlanLayout, line: GridLine) -> bool:
    return bool(_lone(line)) and line.filled[0] in layout.places(PlanColumn.UNITS)


def _is_month(layout: PlanLayout, line: GridLine) -> bool:
    lone = _lone(line)
    bare = (
        line.filled[0] in layout.places(PlanColumn.TIME) and "月" in layout.heading(PlanColumn.TIME) if lone else False
    )
    return bool(lone) and read_time(lone, year=0, bare=bare) is not None


def _is_other(line: GridLine) -> bool:
    first = flat(line.cells[line.filled[0]])
    return _SUM.fullmatch(first) is not None or (bool(_lone(line)) and whole_number(first) is None)


def _added(above: GridLine, line: GridLine) -> GridLine:
    at = line.filled[0]
    cells = list(above.cells)
    cells[at] = f"{cells[at]}\n{line.cells[at]}" if cells[at].strip() else line.cells[at]
    return GridLine(tuple(cells), above.place)


def _under(layout: PlanLayout, line: GridLine, month: str) -> GridLine:
    at = layout.places(PlanColumn.TIME)[0]
    cells = list(line.cells)
    cells[at] = cells[at] if cells[at].strip() else month
    return GridLine(tuple(cells), line.place)

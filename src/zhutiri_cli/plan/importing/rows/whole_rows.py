"""Lines that are no activity of their own: month headings, sums, notes, and units that run on below their line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.cell_text import flat, tidy, whole_number
from zhutiri_cli.plan.importing.columns.plan_headings import PlanColumn, PlanLayout
from zhutiri_cli.plan.importing.columns.plan_table import PlanLine
from zhutiri_cli.plan.importing.columns.segments import lone_month
from zhutiri_cli.plan.importing.grid import GridLine

_SUM = re.compile(
    "(合计|总计|小计|共计|总场次|合计场次)(.*)|(注|备注|说明|填表说明|填报人|填表人|审核人|联系人|联系电话|填报单位|制表)[:：].*"
)


class PreparedRows(Struct, frozen=True):
    """The lines that are activities, the text of notes under the table, and notices on all that is left out."""

    lines: tuple[PlanLine, ...]
    notes: tuple[str, ...]
    notices: tuple[str, ...]


def prepared(lines: Sequence[PlanLine]) -> PreparedRows:
    """The lines that are activities.

    A month across the table goes to the time cell of the next line, or to every line where there is no such column; a
    cell that only adds to the units joins the line above.
    """
    kept: list[PlanLine] = []
    notes: list[str] = []
    notices: list[str] = []
    month, fresh = "", False
    for entry in lines:
        layout, line = entry.layout, entry.line
        if _runs_on(layout, line) and kept and kept[-1].layout is layout:
            kept[-1] = replace(kept[-1], line=_added(kept[-1].line, line))
        elif heading := lone_month(layout, line):
            month, fresh = heading, True
        elif _is_other(line):
            words = " ".join(tidy(cell) for cell in line.cells if cell.strip())
            notes.append(words)
            notices.append(f"{line.place}“{shorten(words)}”不是活动，没有导入")
        else:
            timeless = PlanColumn.TIME not in layout.columns
            kept.append(replace(entry, month=(month if fresh or timeless else "") or entry.month, heads=fresh))
            fresh = False
    return PreparedRows(tuple(kept), tuple(notes), tuple(notices))


def _lone(line: GridLine) -> str:
    """The text of a line's only filled cell, or nothing."""
    return line.cells[line.filled[0]] if len(line.filled) == 1 else ""


def _runs_on(layout: PlanLayout, line: GridLine) -> bool:
    return bool(_lone(line)) and line.filled[0] in layout.places(PlanColumn.UNITS)


def _is_other(line: GridLine) -> bool:
    first = flat(line.cells[line.filled[0]])
    return _SUM.fullmatch(first) is not None or (bool(_lone(line)) and whole_number(first) is None)


def _added(above: GridLine, line: GridLine) -> GridLine:
    at = line.filled[0]
    cells = list(above.cells)
    cells[at] = f"{cells[at]}\n{line.cells[at]}" if cells[at].strip() else line.cells[at]
    return GridLine(tuple(cells), above.place)

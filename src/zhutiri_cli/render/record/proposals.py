"""What is proposed for packages: one line each where a usual terminal has room for it, two at most."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.kit.wrap import clipped
from zhutiri_cli.report.next_step import short_label
from zhutiri_cli.report.proposed import ProposedLine

_INDENT = " " * 4
_PACKAGE = 30
"""Cells of a package's name, of which the end tells most."""
_LEAST_THEME = 12
"""Cells by which an activity is still known again."""
_MOST_THEME = 40
_MOST_OTHERS = 5


def proposed_lines(rows: Sequence[ProposedLine], width: int = 80) -> list[Shown]:
    """The numbered lines of ``width`` cells."""
    shared = _shared_folder([row.package for row in rows])
    return [Shown(line) for row in rows for line in _lines(row, row.package.removeprefix(shared), width)]


def _lines(row: ProposedLine, package: str, width: int) -> list[str]:
    start = f"{row.at:>3} {_end_of(package)} → "
    number = f"第 {row.activity} 项{'' if row.certain else '？'}"
    if row.settled:
        return [clipped(f"{start}{row.settled}", width)]
    if row.activity is None:
        likely = f"，可能是第 {'、'.join(map(str, row.others[:_MOST_OTHERS]))} 项" if row.others else ""
        return _fitted(f"{start}待定{likely}", f"（{row.why}）", width)
    there = f"有{'、'.join(map(short_label, row.brought)) or '未识别的文件'}"
    there += f"，缺{'、'.join(map(short_label, row.missing))}" if row.missing else ""
    days = f"{row.day} 收到" if row.day else "收到日期不明"
    days += f"，像是 {row.held} 举办（{row.held_by}）" if row.held else ""
    head, why = f"{start}{number} ", f"（{row.why}）"
    for first, second in ((f"：{there}，{days}{why}", ""), (f"：{there}{why}", days), (f"：{there}", f"{days}{why}")):
        room = width - cell_len(head) - cell_len(first)
        if room >= min(cell_len(row.theme), _LEAST_THEME):
            line = f"{head}{clipped(row.theme, min(room, _MOST_THEME))}{first}"
            return [line, clipped(f"{_INDENT}{second}", width)] if second else [line]
    return [clipped(f"{head}{row.theme}", width), clipped(f"{_INDENT}{there}，{days}{why}", width)]


def _fitted(first: str, second: str, width: int) -> list[str]:
    if cell_len(first) + cell_len(second) <= width:
        return [f"{first}{second}"]
    return [clipped(first, width), clipped(f"{_INDENT}{second}", width)]


def _shared_folder(names: Sequence[str]) -> str:
    """The folder, with its slash, that all of several packages lie in; "" for one alone."""
    tops = {name.partition("/")[0] if "/" in name else "" for name in names}
    return f"{tops.pop()}/" if len(names) > 1 and len(tops) == 1 and "" not in tops else ""


def _end_of(name: str) -> str:
    """A long name without its beginning, which is the folder's or the unit's."""
    if cell_len(name) <= _PACKAGE:
        return name
    return f"…{clipped(name[::-1], _PACKAGE).removesuffix('…')[::-1]}"

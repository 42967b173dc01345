"""``rollup`` on the screen: what is wrong first, the workspaces with the most to do, the months, the verdict last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zhutiri_cli.case.status import Status
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.terminal import (
    Screen,
    console,
    paragraph,
    printed,
    put,
    section,
    simple_table,
    words,
    write,
)
from zhutiri_cli.render.shared.rollup_words import counters, ratio, verdict
from zhutiri_cli.render.shared.status_looks import NARROW
from zhutiri_cli.report.summing.rolled_up import Rollup
from zhutiri_cli.report.summing.sums import Sums
from zhutiri_cli.rules.finding import Severity

if TYPE_CHECKING:
    from rich.table import Table

LISTED = 20
"""Workspaces on one screen; all of them stand in the files."""
NAMED = 3
"""Of how many workspaces one reads the names where the same is said of them."""
_HEADS = ("项数", "合规", "合规率", "要办", "错误", "警告")


def render(rollup: Rollup, display: Display) -> str:
    """The overview."""
    out = console(display)
    put(out, f"{len(rollup.standings)} 个工作区汇总　截至 {rollup.as_of}", "bold")
    if rollup.broken:
        section(out, f"没有核对成的 {len(rollup.broken)} 个工作区")
        for one in rollup.broken[:LISTED]:
            paragraph(out, "× ", f"{one.path}：{one.error}", "red")
        _more(out, len(rollup.broken) - LISTED)
    noticed = rollup.noticed
    if noticed:
        section(out, f"核对时要注意的 {len(noticed)} 个工作区")
        said = dict[str, list[str]]()
        for one in noticed:
            for notice in one.notices:
                said.setdefault(notice, []).append(one.path)
        for text, paths in list(said.items())[:LISTED]:
            paragraph(out, "● ", f"{_named(paths)}：{text}", "yellow")
        _more(out, len(said) - LISTED, "条")
    sound = [one for one in rollup.worst_first() if one.error is None]
    if sound:
        section(out, "各工作区（要办最多的在前）")
        out.rich.print(_table("工作区", [(one.path, one.sums) for one in sound[:LISTED]], display))
        _more(out, len(sound) - LISTED)
    if rollup.months:
        section(out, "按月份")
        out.rich.print(_table("月份", rollup.months, display))
    write(out)
    paragraph(out, "", f"共 {rollup.total.activities} 项：{counters(rollup.total)}")
    paragraph(out, "", ratio(rollup.total))
    paragraph(out, "", verdict(rollup), "bold")
    return printed(out)


def _table(first: str, lines: Sequence[tuple[str, Sums]], display: Display) -> Table:
    narrow = display.width < NARROW
    heads = [head for head in _HEADS if not (narrow and head in ("项数", "合规"))]
    table = simple_table()
    table.add_column(first, overflow="fold")
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True)
    for name, sums in lines:
        values = dict(zip(_HEADS, _values(sums), strict=True))
        table.add_row(words(name), *(values[head] for head in heads))
    return table


def _values(sums: Sums) -> tuple[str, ...]:
    percent = "－" if sums.percent is None else f"{sums.percent}%"
    found = sums.findings
    return (
        *(str(sums.activities), str(sums.statuses[Status.COMPLIANT]), percent, str(sums.acting)),
        *(str(found[Severity.ERROR]), str(found[Severity.WARNING])),
    )


def _named(paths: Sequence[str]) -> str:
    """Workspaces of which the same is said: of many the first few."""
    few = "、".join(paths[:NAMED])
    return few if len(paths) <= NAMED else f"{few} 等 {len(paths)} 个工作区"


def _more(out: Screen, number: int, unit: str = "个") -> None:
    if number > 0:
        paragraph(out, "  ", f"另有 {number} {unit}未列出，全部见 -o 写出的文件")


FORMAT = Format("table", ".txt", False, render, default=True)

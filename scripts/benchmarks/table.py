"""Rows as Markdown tables, a section each, in Chinese: median and spread of every value."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.measurement import Row, Section, Unit
from benchmarks.spread import Spread

HEADS = ("量的是什么", "本工具", "对照", "对照的数值", "比值", "目标", "轮数")
NONE = "—"


def section(what: Section, rows: Sequence[Row]) -> str:
    """Heading, what is compared, and the table."""
    lines = [f"## {what.title}", "", what.about, "", _line(HEADS), _line(("---", "---:", "---", *["---:"] * 4))]
    return "\n".join([*lines, *(_line(cells(row)) for row in rows), ""])


def cells(row: Row) -> tuple[str, ...]:
    """The cells of a row, in the order of the heads."""
    figure = row.figure
    other = figure.beside or NONE
    if row.ours is None:
        return figure.ours, f"没有量出：{row.reason}", other, NONE, NONE, _aim(row), NONE
    return (
        figure.ours,
        shown(row.ours, figure.unit),
        other,
        shown(row.others, figure.unit) if row.others else NONE,
        shown(row.ratio) if row.ratio else NONE,
        _aim(row),
        str(row.ours.rounds),
    )


def shown(spread: Spread, unit: Unit = Unit.POWER) -> str:
    """The median with its unit, and the smallest and the largest where there are several rounds."""
    middle = f"{number(spread.median * unit.scale)} {unit.sign}".strip()
    if spread.rounds == 1:
        return middle
    return f"{middle}（{number(spread.low * unit.scale)}–{number(spread.high * unit.scale)}）"


def number(value: float) -> str:
    """Three figures that count, written out."""
    size = abs(value)
    digits = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3
    return f"{value:,.{digits}f}"


def _aim(row: Row) -> str:
    if row.figure.aim is None:
        return NONE
    unit = "" if row.figure.beside else row.figure.unit.sign
    scale = 1 if row.figure.beside else row.figure.unit.scale
    verdict = {True: "，达到", False: "，没有达到", None: ""}[row.reached]
    return f"不超过 {row.figure.aim * scale:g} {unit}".strip() + verdict


def _line(words: Sequence[str]) -> str:
    escaped = [word.replace("|", r"\|") for word in words]
    return f"| {' | '.join(escaped)} |"

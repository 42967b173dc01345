"""A unit's page as text, to paste into a chat or a mail."""

from __future__ import annotations

from zhutiri_cli.case.phrases import long_day
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.unit.tick_words import (
    DETAILS_TITLE,
    LEGEND,
    MARKS,
    SET_TITLE,
    TABLE_TITLE,
    closing,
    heading,
    row,
    tick_words,
)
from zhutiri_cli.report.letters.unit_page import UnitPage


def render(page: UnitPage, display: Display) -> str:
    """The page from top to bottom; lines are as long as the sentences."""
    lines = [page.title, f"截至{long_day(page.as_of)}", "", *page.remarks, page.summary, "", f"■ {TABLE_TITLE}"]
    for task in page.tasks:
        number, theme, part, when, due, standing = row(task)
        dates = "，".join(said for said in (when, f"报送期限{due}" if due else "") if said)
        lines.append(f"{number}. {theme}：{part}；{dates}；{standing}")
    lines += ["", f"■ {SET_TITLE}", *(f"{place}. {ask}" for place, ask in enumerate(page.asks, 1))]
    if page.told:
        lines += ["", f"■ {DETAILS_TITLE}（{LEGEND}）"]
    for task in page.told:
        lines += ["", heading(task), *([task.count] if task.count else [])]
        lines += [f"  {MARKS[tick.tick]} {tick.label}：{tick_words(tick)}" for tick in task.ticks]
        lines += [said] if (said := Shown.of(page.reminded(task), page.asked(task))) else []
    lines += ["", closing(page), page.office.issuer]
    return "\n".join([*lines, ""])


FORMAT = Format("text", ".txt", False, render, default=True)

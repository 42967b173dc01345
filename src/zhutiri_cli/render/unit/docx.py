"""A unit's page as .docx, in the fonts of official documents and smaller type: one or two sheets to hand out."""

from __future__ import annotations

from typing import Any

from zhutiri_cli.case.phrases import long_day
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.docx import saved
from zhutiri_cli.render.kit.official_page import FANGSONG, HEITI, KAITI, Look, official_document, write
from zhutiri_cli.render.kit.official_page import TITLE as TITLE_FONT
from zhutiri_cli.render.kit.official_table import ruled_table
from zhutiri_cli.render.unit.tick_words import (
    DETAILS_TITLE,
    HEADS,
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

_TITLE = Look(font=TITLE_FONT, size=16, align="center", line=25, grid=False)
_DATE = Look(font=KAITI, size=11, align="center", line=18, grid=False)
_HEAD = Look(font=HEITI, size=12, align="left", line=22, grid=False)
_ACTIVITY = Look(font=KAITI, size=10.5, align="left", line=18, grid=False)
_TEXT = Look(font=FANGSONG, size=10.5, align="left", line=16.5, grid=False)
_SIGNED = Look(font=FANGSONG, size=10.5, align="right", line=18, grid=False)
_WIDTHS = (9.0, 47.0, 31.0, 24.0, 33.0, 30.0)
_MARGIN = 17


def render(page: UnitPage, display: Display) -> bytes:
    """The page: the same facts give the same bytes."""
    document = official_document(numbered=False)
    _narrow(document)
    write(document, page.title, _TITLE)
    write(document, f"截至{long_day(page.as_of)}", _DATE)
    for sentence in (*page.remarks, page.summary):
        write(document, sentence, _TEXT)
    write(document, TABLE_TITLE, _HEAD, keep=True)
    ruled_table(document, HEADS, _WIDTHS, map(row, page.tasks))
    write(document, SET_TITLE, _HEAD, keep=True)
    for number, ask in enumerate(page.asks, 1):
        write(document, f"{number}．{ask}", _TEXT)
    if page.told:
        write(document, f"{DETAILS_TITLE}（{LEGEND}）", _HEAD, keep=True)
    for task in page.told:
        write(document, heading(task), _ACTIVITY, keep=True)
        if task.count:
            write(document, task.count, _TEXT, keep=bool(task.ticks))
        for number, tick in enumerate(task.ticks, 1):
            words = f"{MARKS[tick.tick]} {tick.label}：{tick_words(tick)}"
            write(document, words, _TEXT, keep=number < len(task.ticks))
        if said := Shown.of(page.reminded(task), page.asked(task)):
            write(document, said, _TEXT)
    write(document, "", _TEXT)
    write(document, closing(page), _TEXT)
    write(document, page.office.issuer, _SIGNED)
    return saved(document, page.title, page.office.issuer, page.as_of)


def _narrow(document: Any) -> None:
    """A handout, not an official letter: narrower margins."""
    from docx.shared import Mm

    section = document.sections[0]
    section.top_margin = section.bottom_margin = section.left_margin = section.right_margin = Mm(_MARGIN)


FORMAT = Format("docx", ".docx", True, render)

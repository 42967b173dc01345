"""A unit's page as .docx, in the fonts of official documents and smaller type: one or two sheets to hand out."""

from __future__ import annotations

from typing import Any

from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.docx import saved
from zhutiri_cli.render.kit.official_page import FANGSONG, HEITI, KAITI, TITLE, Look, official_document, write
from zhutiri_cli.render.kit.official_table import ruled_table
from zhutiri_cli.render.unit.page_lines import Part, page_lines
from zhutiri_cli.render.unit.tick_words import DUTY_HEADS, HEADS, duty_row, row
from zhutiri_cli.report.letters.unit_page import UnitPage

_TEXT = Look(font=FANGSONG, size=10.5, align="left", line=16.5, grid=False)
_LOOKS = {
    Part.TITLE: Look(font=TITLE, size=16, align="center", line=25, grid=False),
    Part.DATE: Look(font=KAITI, size=11, align="center", line=18, grid=False),
    Part.HEAD: Look(font=HEITI, size=12, align="left", line=22, grid=False),
    Part.ACTIVITY: Look(font=KAITI, size=10.5, align="left", line=18, grid=False),
    Part.SIGNED: Look(font=FANGSONG, size=10.5, align="right", line=18, grid=False),
}
_WIDTHS = (9.0, 47.0, 31.0, 24.0, 33.0, 30.0)
_DUTY_WIDTHS = (17.0, 62.0, 55.0, 40.0)
_MARGIN = 17


def render(page: UnitPage, display: Display) -> bytes:
    """The page: the same facts give the same bytes."""
    document = official_document(numbered=False)
    _narrow(document)
    for line in page_lines(page):
        if line.part is Part.TABLE:
            ruled_table(document, HEADS, _WIDTHS, map(row, page.tasks))
            continue
        if line.part is Part.DUTIES:
            ruled_table(document, DUTY_HEADS, _DUTY_WIDTHS, map(duty_row, page.duties))
            continue
        if line.part is Part.CLOSING:
            write(document, "", _TEXT)
        text = f"{line.number}．{line.text}" if line.part is Part.ASK else line.text
        write(document, text, _LOOKS.get(line.part, _TEXT), keep=line.keep)
    return saved(document, page.title, page.office.issuer, page.as_of)


def _narrow(document: Any) -> None:
    """A handout, not an official letter: narrower margins."""
    from docx.shared import Mm

    section = document.sections[0]
    section.top_margin = section.bottom_margin = section.left_margin = section.right_margin = Mm(_MARGIN)


FORMAT = Format("docx", ".docx", True, render)

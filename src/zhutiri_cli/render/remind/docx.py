"""``remind`` as one .docx, a page for each letter, in the page and fonts of GB/T 9704; the office's own list is last.

The layout is read off the text: the first line is the title, a line that opens with two full-width spaces a paragraph,
one that opens with four or more (署名, 日期) stands at the right. Empty lines only part the title and the signature.
"""

from __future__ import annotations

from typing import Any

from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.docx import saved
from zhutiri_cli.render.kit.official_page import HEADLINE, INDENTED, PLAIN, Look, official_document, write
from zhutiri_cli.render.remind.letter import TITLE, Written, own_lines, written
from zhutiri_cli.report.letters.letter_facts import TEMPLATE, Reminders
from zhutiri_cli.report.letters.official_phrases import title_lines

SPACE = "\u3000"
RIGHT = Look(align="right", right=2)
_FLUSH = Look(align="left")


def render(facts: Reminders, display: Display) -> bytes:
    """The letters as one document: the same facts give the same bytes."""
    document = official_document(numbered=False)
    letters = written(facts, display)
    for number, letter in enumerate(letters):
        _page(document, letter, first=number == 0)
    if not letters:
        write(document, facts.verdict, PLAIN)
    if facts.own or facts.own_duties:
        write(document, TITLE, HEADLINE, page_break=bool(letters))
        write(document, "")
        for number, line in enumerate(own_lines(facts), 1):
            write(document, f"{number}．{line}。", INDENTED)
    return saved(document, facts.title, facts.office.issuer, facts.as_of)


def _page(document: Any, letter: Written, *, first: bool) -> None:
    for number, line in enumerate(title_lines(letter.title)):
        write(document, line, HEADLINE, page_break=not first and number == 0)
    write(document, "")
    looks = [(text, _look(line)) for line in letter.lines if (text := line.strip(SPACE + " "))]
    for number, (text, look) in enumerate(looks):
        signed = number + 1 < len(looks) and looks[number + 1][1] is RIGHT
        write(document, text, look, keep=signed)
        if signed and look is not RIGHT:
            write(document, "", keep=True)


def _look(line: str) -> Look:
    indent = len(line) - len(line.lstrip(SPACE + " "))
    return RIGHT if indent >= 4 else INDENTED if indent else _FLUSH


FORMAT = Format("docx", ".docx", True, render, template=TEMPLATE)

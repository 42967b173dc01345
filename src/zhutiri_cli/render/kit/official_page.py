"""The page of an official document by GB/T 9704-2012, as python-docx objects: margins, grid, fonts, page numbers.

A4, margins 37, 35, 28 and 26 mm (top, bottom, left, right), 22 lines of 28 characters in 三号仿宋. Every run carries
its ``w:eastAsia`` font, so that Word and WPS take the same face. Lengths are points unless said otherwise.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from zhutiri_cli.common.shown import Shown

FANGSONG, KAITI, HEITI, SONG, TITLE = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
BODY_SIZE, TITLE_SIZE, NUMBER_SIZE, TABLE_SIZE = 16.0, 22.0, 14.0, 10.5
LINE = 28.95
"""The fixed line spacing of 22 lines in the 225 mm between the margins."""
TIGHTER = -5
"""Twentieths of a point by which body characters stand closer, so that 28 of them fill the 156 mm of a line. (Word's
character grid would do the same; other programs read it otherwise.)"""


class Look(Struct, frozen=True):
    """How a paragraph looks: its face and size, its side, its indents in characters of its own size,
    and whether its lines keep to the page's grid."""

    font: str = FANGSONG
    size: float = BODY_SIZE
    align: str = "both"
    first: float = 0
    right: float = 0
    line: float = LINE
    grid: bool = True


PLAIN = Look()
INDENTED = Look(first=2)
LEVEL_ONE = Look(font=HEITI, first=2)
LEVEL_TWO = Look(font=KAITI, first=2)
HEADLINE = Look(font=TITLE, size=TITLE_SIZE, align="center", line=34)
CELL = Look(size=TABLE_SIZE, align="left", line=16, grid=False)
CELL_HEAD = Look(font=HEITI, size=TABLE_SIZE, align="center", line=16, grid=False)


def official_document(*, numbered: bool = True) -> Any:
    """An empty document with the page, the base style and (``numbered``) the page numbers of the standard."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(23)  # the number stands 7 mm under the text
    grid = section._sectPr.find(_q("w:docGrid"))
    grid.set(_q("w:type"), "lines")
    grid.set(_q("w:linePitch"), str(round(LINE * 20)))
    base = document.styles["Normal"]
    base.font.name = FANGSONG
    _face(base.element.get_or_add_rPr(), FANGSONG, BODY_SIZE)
    if numbered:
        document.settings.odd_and_even_pages_header_footer = True
        _page_number(section.footer, "right")
        _page_number(section.even_page_footer, "left")
    return document


def write(target: Any, text: str, look: Look = PLAIN, *, page_break: bool = False, keep: bool = False) -> Any:
    """A paragraph at the end of a document; people's text passes the door. ``keep``: on the page of the next one."""
    paragraph = target.add_paragraph()
    shape(paragraph, look)
    paragraph.paragraph_format.page_break_before = page_break or None
    paragraph.paragraph_format.keep_with_next = keep or None
    if text:
        run(paragraph, text, look)
    return paragraph


def run(paragraph: Any, text: str, look: Look = PLAIN) -> Any:
    """A piece of text in a paragraph, in the face and size of a look."""
    piece = paragraph.add_run(Shown(text))
    _face(piece._r.get_or_add_rPr(), look.font, look.size)
    return piece


def shape(paragraph: Any, look: Look) -> None:
    """Give a paragraph its side, its indents (in characters, as WPS and Word show them) and its fixed line spacing."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    form = paragraph.paragraph_format
    sides = WD_ALIGN_PARAGRAPH
    form.alignment = {"both": sides.JUSTIFY, "left": sides.LEFT, "center": sides.CENTER, "right": sides.RIGHT}[
        look.align
    ]
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.line)
    form.widow_control = False
    if not look.grid:
        snap = OxmlElement("w:snapToGrid")
        snap.set(_q("w:val"), "0")
        paragraph._p.pPr.insert_element_before(snap, "w:spacing", "w:ind", "w:jc", "w:rPr")
    if look.first:
        form.first_line_indent = Pt(look.first * look.size)
        paragraph._p.pPr.ind.set(_q("w:firstLineChars"), str(round(look.first * 100)))
    if look.right:
        form.right_indent = Pt(look.right * look.size)
        paragraph._p.pPr.ind.set(_q("w:rightChars"), str(round(look.right * 100)))


def _face(properties: Any, font: str, size: float) -> None:
    """The font for every script, the East Asian one included, and the size, on a run's or a style's properties."""
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(_q(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(_q(f"w:{script}"), font)
    properties.sz_val = Pt(size)
    if size == BODY_SIZE:
        spacing = OxmlElement("w:spacing")
        spacing.set(_q("w:val"), str(TIGHTER))
        properties.find(_q("w:sz")).addprevious(spacing)


def _page_number(footer: Any, side: str) -> None:
    """— 1 — at the outer edge, one character in."""
    from docx.shared import Pt

    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    look = Look(font=SONG, size=NUMBER_SIZE, align=side, line=16)
    shape(paragraph, look)
    form = paragraph.paragraph_format
    form.left_indent, form.right_indent = Pt(NUMBER_SIZE), Pt(NUMBER_SIZE)
    run(paragraph, "— ", look)
    _field(paragraph, "PAGE", look)
    run(paragraph, " —", look)


def _field(paragraph: Any, code: str, look: Look) -> None:
    from docx.oxml import OxmlElement

    for kind in ("begin", None, "separate", "1", "end"):
        piece = run(paragraph, "1" if kind == "1" else "", look)
        if kind is None:
            part = OxmlElement("w:instrText")
            part.text = f" {code} "
            piece._r.append(part)
        elif kind != "1":
            part = OxmlElement("w:fldChar")
            part.set(_q("w:fldCharType"), kind)
            piece._r.append(part)


def _q(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))

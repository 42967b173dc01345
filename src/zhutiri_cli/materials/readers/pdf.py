"""PDF: text and links of the pages, through pdfium (which is not thread-safe: one thread at a time)."""

from __future__ import annotations

import ctypes
import itertools
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from zhutiri_cli.common.foreign_limits import DRAWING_SECONDS
from zhutiri_cli.common.foreign_limits import PDF_LINKS as MAX_LINKS
from zhutiri_cli.common.foreign_limits import PDF_PAGES as MAX_PAGES
from zhutiri_cli.common.foreign_limits import PDF_PAGES_DRAWN as MOST_DRAWN
from zhutiri_cli.common.foreign_limits import PDF_PICTURES as MAX_PICTURES
from zhutiri_cli.common.foreign_limits import TEXT_CHARACTERS as MAX_TEXT
from zhutiri_cli.common.listed_numbers import in_ranges
from zhutiri_cli.common.spelling import shows_anything
from zhutiri_cli.materials.file_facts import (
    END_MISSING,
    LOOK_AT_END,
    MIN_PICTURE_SIDE,
    FileFacts,
    Fitness,
    damaged,
    empty,
    encrypted,
    left_out,
    readable,
    unchecked,
)
from zhutiri_cli.materials.formats.sniff import head_of, require
from zhutiri_cli.materials.photos.codes import SIDE, codes_on

SUFFIXES = {".pdf": "document"}

SCAN = 0.8
"""Share of a page from which on its only picture is the page itself, scanned."""
_SAID_BY = (1, 3)  # FPDF_ANNOT_TEXT, FPDF_ANNOT_FREETEXT
"""The notes and typed lines that a reader of the document sees."""
FEW_WORDS = 20
_TAIL = 1024 * 1024
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_URI = 3  # PDFACTION_URI
_PDFIUM = threading.Lock()
"""pdfium keeps global state: two threads inside it crash the process. Held until the document is closed."""


def _links(document: Any, page: Any) -> Iterator[str]:
    """The addresses of a page's link annotations."""
    from pypdfium2 import raw

    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(MAX_LINKS):
        if not raw.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
            return
        action = raw.FPDFLink_GetAction(link)
        if action and raw.FPDFAction_GetType(action) == _URI:
            size = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFAction_GetURIPath(document.raw, action, buffer, size)
            yield buffer.value.decode("utf-8", "replace")


def _notes(page: Any) -> Iterator[str]:
    """What notes and lines typed onto a page say."""
    from pypdfium2 import raw

    for number in range(min(raw.FPDFPage_GetAnnotCount(page.raw), MAX_LINKS)):
        note = raw.FPDFPage_GetAnnot(page.raw, number)
        if not note:
            continue
        if raw.FPDFAnnot_GetSubtype(note) in _SAID_BY:
            size = raw.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFAnnot_GetStringValue(note, b"Contents", ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
            yield buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
        raw.FPDFPage_CloseAnnot(note)


def _pictures(page: Any, text: str) -> tuple[int, bool]:
    """How many pictures of a page may be photos, and whether it is scanned: the one picture that such a page is, is
    none."""
    from pypdfium2 import raw

    wide, high = page.get_size()
    found = []
    for item in itertools.islice(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), MAX_PICTURES):
        left, bottom, right, top = item.get_bounds()
        share = (right - left) * (top - bottom) / max(wide * high, 1)
        found.append((max(item.get_px_size()), share))
    if len(found) == 1 and found[0][1] >= SCAN and len(text.strip()) < FEW_WORDS:
        return 0, True
    return sum(side >= MIN_PICTURE_SIDE for side, _ in found), False


def _codes(page: Any) -> tuple[str, ...]:
    """The addresses of the QR codes on a page, as it is seen."""
    bitmap = page.render(scale=SIDE / max(*page.get_size(), 1), grayscale=True, may_draw_forms=False)
    try:
        return codes_on(bitmap.to_pil())
    finally:
        bitmap.close()


class _Read(Struct):
    """What the pages read so far hold; ``pictured``: how many show a picture; ``scanned``: the pages that are one, from
    1 on; ``more``: there are more links or codes. ``most_drawn``: as many pages are drawn to look for codes."""

    most_drawn: int = MOST_DRAWN
    texts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    pictures: int = 0
    pictured: int = 0
    scanned: list[int] = field(default_factory=list)
    more: bool = False
    drawn: bool = False


def _page(document: Any, number: int, read: _Read) -> None:
    """Add one page's text, links, codes and number of pictures."""
    from pypdfium2 import raw

    page = document[number]
    try:
        textpage = page.get_textpage()
        try:
            text = str(textpage.get_text_range()).replace("\ufffe", "")
        finally:
            textpage.close()
        links = list(_links(document, page))
        read.texts += [text, *_notes(page)]
        read.links += links
        pictures, scanned = _pictures(page, text)
        read.pictures += pictures
        read.scanned += [number + 1] * scanned
        read.more = read.more or len(links) == MAX_LINKS
        if any(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
            if read.pictured < read.most_drawn:
                read.pictured += 1
                read.codes.extend(_codes(page))
            else:
                read.more = True
        shown = raw.FPDFPage_CountObjects(page.raw) > 0 or raw.FPDFPage_GetAnnotCount(page.raw) > 0
        read.drawn = read.drawn or bool(shown)
    finally:
        page.close()


def _is_cut_off(path: Path) -> bool:
    """Whether the end mark is missing: pdfium then guesses what was there."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _TAIL))
        return b"%%EOF" not in stream.read()


def _oddity(path: Path) -> str:
    """What stands before or after the PDF itself, which readers pass over."""
    if not head_of(path, 8).startswith(b"%PDF-"):
        return "文件开头多了别的内容"
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _TAIL))
        behind = stream.read().rpartition(b"%%EOF")[2]
    return "文件末尾多了别的内容" if behind.strip(b"\r\n \t\0") else ""


def _opened(path: Path) -> Any:
    """The document. pdfium keeps the reason of its last failure even where a later one has none of its own: what is no
    document at all is opened first, so that none is taken for one with a password after another was."""
    import pypdfium2

    pypdfium2.raw.FPDF_LoadMemDocument(b"", 0, None)
    return pypdfium2.PdfDocument(path)


def read(path: Path) -> FileFacts:
    """Facts of a .pdf file, of which ``MAX_PAGES`` pages are read; a scan counts as unchecked."""
    return _read(path, _Read())


def read_plainly(path: Path) -> FileFacts:
    """The same without a look at the pages: a drawing can be made to take for ever, and nothing in pdfium ends it."""
    facts = _read(path, _Read(most_drawn=0))
    if facts.verdict is not Fitness.USABLE and not facts.partly:
        return facts
    reason = f"里面的图 {DRAWING_SECONDS:g} 秒没有画完，只看了文字，图上的二维码没有看"
    return replace(facts, verdict=Fitness.UNCHECKED, reason=reason, remedy="请人工打开看里面的图", local=True)


def _read(path: Path, seen: _Read) -> FileFacts:
    import pypdfium2

    require(path, ".pdf")
    pages, attached = 0, 0
    try:
        with _PDFIUM, _opened(path) as document:
            pages, attached = len(document), document.count_attachments()
            if pages == 0:
                raise empty("PDF 里一页也没有")
            for number in range(min(pages, MAX_PAGES)):
                _page(document, number, seen)
                if sum(map(len, seen.texts)) > MAX_TEXT:
                    break
    except pypdfium2.PdfiumError as error:
        raise (encrypted() if error.err_code == _PASSWORD else damaged()) from error
    text = "\n".join(seen.texts)
    if not seen.drawn:
        raise empty("PDF 的每一页都是空白")
    if _is_cut_off(path):
        return unchecked(END_MISSING, LOOK_AT_END)
    codes = tuple(dict.fromkeys(seen.codes))
    if not shows_anything(text):
        facts = unchecked("PDF 里没有可读取的文字（可能是扫描件）")
        return replace(facts, drawn=True, pictures=seen.pictures, codes=codes, more_links=seen.more)
    cut = f"有 {pages} 页，只看了前 {MAX_PAGES} 页" if pages > MAX_PAGES else ""
    scanned = [f"扫描的第 {in_ranges(seen.scanned, '、')} 页"] if seen.scanned else []
    facts = left_out(readable(text, seen.links, cut), [*scanned, *["附带的文件"] * (attached > 0)])
    facts = replace(facts, drawn=seen.pictures > 0, pictures=seen.pictures, codes=codes, more_links=seen.more)
    odd = _oddity(path) if facts.verdict is Fitness.USABLE else ""
    return replace(facts, reason=f"{odd}，不影响阅读", remedy="可以打开，不必重报") if odd else facts

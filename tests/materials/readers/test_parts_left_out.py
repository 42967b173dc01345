"""What of a page is not read is told, though the rest counts: scanned pages, attachments, notes, too many codes."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest

from tests.corpus.pieces import pdf_page, pdf_words, stream
from tests.support.material_files import ofd_of
from zhutiri_cli.common.foreign_limits import PDF_PAGES_DRAWN
from zhutiri_cli.materials.file_facts import Fitness
from zhutiri_cli.materials.survey.inspect import inspect

WORDS = pdf_page(pdf_words())
GREY = stream(
    b"\x80" * 60 * 80, b"/Type/XObject/Subtype/Image/Width 60/Height 80/BitsPerComponent 8/ColorSpace/DeviceGray"
)


def pictured(size: bytes) -> bytes:
    """A page that shows one picture."""
    return pdf_page(b"%s cm /I Do" % size, {6: GREY}, resources=b"/Font << /F 5 0 R >> /XObject << /I 6 0 R >>")


SCANNED, STAMPED = pictured(b"600 0 0 800 0 0"), pictured(b"60 0 0 80 0 0")


def bound(path: Path, *pages: bytes, attached: bytes = b"") -> Path:
    """The pages of several documents as one."""
    whole = pypdfium2.PdfDocument.new()
    for page in pages:
        whole.import_pages(pypdfium2.PdfDocument(page))
    if attached:
        whole.new_attachment("附件.txt").set_data(attached)
    out = io.BytesIO()
    whole.save(out)
    path.write_bytes(out.getvalue())
    return path


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ((WORDS, SCANNED, WORDS, SCANNED, SCANNED, SCANNED), "扫描的第 2、4-6 页没有核对"),
        ((WORDS, STAMPED), ""),
        ((WORDS,), ""),
    ],
)
def test_scanned_pages_among_others(tmp_path: Path, pages: tuple[bytes, ...], told: str) -> None:
    facts = inspect(bound(tmp_path / "a.pdf", *pages))
    assert (facts.verdict, facts.reason) == (Fitness.UNCHECKED if told else Fitness.USABLE, told)
    assert "three hundred leaflets" in facts.text


def test_files_attached_to_a_pdf(tmp_path: Path) -> None:
    facts = inspect(bound(tmp_path / "a.pdf", WORDS, attached=b"more"))
    assert (facts.verdict, facts.reason) == (Fitness.UNCHECKED, "附带的文件没有核对")
    assert "three hundred leaflets" in facts.text


SAID = "联系电话13812345678"


@pytest.mark.parametrize(("kind", "read"), [(b"FreeText", True), (b"Text", True), (b"Square", False)])
def test_notes_on_a_page_are_read(tmp_path: Path, kind: bytes, read: bool) -> None:
    said = b"feff%s" % SAID.encode("utf-16-be").hex().encode()
    note = b"<< /Type /Annot /Subtype /%s /Rect [50 50 300 80] /Contents <%s> >>" % (kind, said)
    (tmp_path / "a.pdf").write_bytes(pdf_page(pdf_words(), {8: note}, page=b"/Annots [8 0 R]"))
    facts = inspect(tmp_path / "a.pdf")
    assert (SAID in facts.text) is read
    assert facts.verdict is Fitness.USABLE


def test_codes_on_more_pages_than_are_drawn(tmp_path: Path) -> None:
    few = inspect(bound(tmp_path / "a.pdf", WORDS, *[STAMPED] * PDF_PAGES_DRAWN))
    many = inspect(bound(tmp_path / "b.pdf", WORDS, *[STAMPED] * (PDF_PAGES_DRAWN + 1)))
    assert (few.more_links, many.more_links) == (False, True)
    assert many.verdict is Fitness.USABLE


TEXT = "<ofd:TextCode>三月十五日上午在政务大厅开展活动，群众参加，现场答复咨询。</ofd:TextCode>"
PAGE = '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:ImageObject/></ofd:Page>'


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("Doc_0/Pages/Page_1/Content.xml", PAGE, "1 页扫描的图没有核对"),
        ("Doc_0/Tpls/Tpl_0/Content.xml", PAGE, ""),
        ("Doc_0/Pages/Page_1/Content.xml", "<broken", "读不出来的页面没有核对"),
        ("Doc_0/Document.xml", '<D><Page BaseLoc="Pages/Page_1/Content.xml"/></D>', "读不出来的页面没有核对"),
        ("Doc_0/Document.xml", '<D><Page BaseLoc="/Doc_0/Pages/Page_0/Content.xml"/></D>', ""),
        ("Doc_0/Document.xml", '<D><Page BaseLoc="Pages/Page_0/Content.xml"/></D>', ""),
    ],
)
def test_pages_of_an_ofd_that_are_not_read(tmp_path: Path, name: str, content: str, told: str) -> None:
    facts = inspect(ofd_of(tmp_path / "a.ofd", TEXT, {name: content}))
    assert (facts.verdict, facts.reason) == (Fitness.UNCHECKED if told else Fitness.USABLE, told)
    assert "群众参加" in facts.text

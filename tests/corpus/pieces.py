"""Small sound inputs, and ways to spoil them: the same bytes at every run."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from PIL import Image

from tests.corpus.case import Make

WORDS = "活动总结。3月15日在广场举办政策宣传活动，发放资料三百份，解答群众提问四十余人次，效果良好。"
PROSE = WORDS * 4
DOCX_XML = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>%s</w:body></w:document>'
)
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


Content = bytes | str | Callable[[], bytes | str]
"""The bytes of an input; a text in UTF-8; large ones are made when they are asked for."""


def put(content: Content) -> Make:
    """These bytes."""

    def make(path: Path) -> None:
        data = content() if callable(content) else content
        path.write_bytes(data.encode() if isinstance(data, str) else data)

    return make


def paragraph(words: str = PROSE) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def zip_of(members: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED, level: int = 6) -> bytes:
    """A zip archive, with the members in order; every date is the same."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression, compresslevel=level) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression, level)
    return out.getvalue()


def docx_xml(body: str = "") -> str:
    """The part that holds a document's text."""
    return DOCX_XML % (body or paragraph())


def docx_parts(body: str = "", extra: Mapping[str, str | bytes] | None = None) -> dict[str, str | bytes]:
    return {"word/document.xml": docx_xml(body), **(extra or {})}


def docx(body: str = "", extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """A .docx of a body in XML."""
    return zip_of(docx_parts(body, extra))


def related(*pairs: tuple[str, str]) -> str:
    """A list of relationships: kinds and targets."""
    found = "".join(f'<Relationship Id="r{i}" Type="{KINDS}/{k}" Target="{to}"/>' for i, (k, to) in enumerate(pairs))
    return f"<Relationships>{found}</Relationships>"


def xlsx(sheet: str, strings: str = "", extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """A workbook of one sheet, given as the XML of its rows."""
    return zip_of(
        {
            "_rels/.rels": related(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": "<workbook/>",
            "xl/_rels/workbook.xml.rels": related(("worksheet", "worksheets/s.xml"), ("sharedStrings", "t.xml")),
            "xl/t.xml": f"<sst>{strings}</sst>",
            "xl/worksheets/s.xml": f"<worksheet><sheetData>{sheet}</sheetData></worksheet>",
            **(extra or {}),
        }
    )


def cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def odt(body: str, extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """An .odt of a text in XML."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for name, space in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("table", "table"))
    )
    inner = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content{names}>{inner}</office:document-content>"
    return zip_of({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **(extra or {})})


def ofd(page: str, extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """An .ofd of one page in XML."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    content = f"<ofd:Page {space}><ofd:Content><ofd:Layer>{page}</ofd:Layer></ofd:Content></ofd:Page>"
    return zip_of({"OFD.xml": f"<ofd:OFD {space}/>", "Doc_0/Pages/Page_0/Content.xml": content, **(extra or {})})


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects; the first is the catalogue."""
    data, places = b"%PDF-1.4\n", {}
    for number, content in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    top = max(objects) + 1
    table = b"".join(
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n" for number in range(top)
    )
    data += b"xref\n0 %d\n%strailer\n<< /Size %d /Root 1 0 R %s >>\n" % (top, table, top, trailer)
    return data + b"startxref\n%d\n%%%%EOF\n" % data.rindex(b"xref\n0 ")


def stream(content: bytes, head: bytes = b"", *, packed: bool = False) -> bytes:
    """A stream object of a PDF."""
    if packed:
        content, head = zlib.compress(content, 9), head + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), head, content)


def pdf_page(drawing: bytes, more: Mapping[int, bytes] | None = None, **parts: bytes) -> bytes:
    """A PDF of one page; ``parts``: ``box``, ``resources``, ``page``, ``catalogue``, ``trailer``."""
    box = parts.get("box", b"0 0 600 800")
    resources = parts.get("resources", b"/Font << /F 5 0 R >>")
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % parts.get("catalogue", b""),
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << %s >> %s >>"
            % (box, resources, parts.get("page", b"")),
            4: drawing if drawing.startswith(b"<<") else stream(drawing),
            5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            **(more or {}),
        },
        parts.get("trailer", b""),
    )


def pdf_words(words: bytes = b"summary of the activity, three hundred leaflets") -> bytes:
    """A content stream that shows a line of text."""
    return b"BT /F 12 Tf 50 700 Td (%s) Tj ET" % words


@cache
def picture(form: str = "JPEG", seed: int = 1, size: tuple[int, int] = (640, 480), mode: str = "RGB") -> bytes:
    """A scene of soft light."""
    small = Image.frombytes("RGB", (11, 9), random.Random(seed).randbytes(297))
    out = io.BytesIO()
    small.resize(size, Image.Resampling.BICUBIC).convert(mode).save(out, form)
    return out.getvalue()


def png(width: int, height: int, *, depth: int = 8, colour: int = 0, data: bytes = b"", more: bytes = b"") -> bytes:
    """A PNG by its chunks; ``data``: the rows, not yet packed."""
    head = struct.pack(">2I5B", width, height, depth, colour, 0, 0, 0)
    chunks = png_chunk(b"IHDR", head) + more + png_chunk(b"IDAT", zlib.compress(data, 9)) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def png_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def noise(size: int, seed: int = 7) -> bytes:
    """Bytes that nothing makes smaller."""
    return random.Random(seed).randbytes(size)


@cache
def zeros_packed(size: int) -> bytes:
    """So many zero bytes, deflated with a zlib head: made piece by piece."""
    packer, piece, out = zlib.compressobj(9), bytes(1024 * 1024), []
    out += [packer.compress(piece) for _ in range(size // len(piece))]
    return b"".join([*out, packer.flush()])


def changed(data: bytes, at: int, new: bytes) -> bytes:
    """The same bytes but for those at a place."""
    return data[:at] + new + data[at + len(new) :]


def flagged(data: bytes) -> bytes:
    """A zip with the mark of encryption on every entry."""
    found = bytearray(data)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = found.find(magic)
        while at >= 0:
            found[at + offset] |= 1
            at = found.find(magic, at + 4)
    return bytes(found)


def made(*makers: Make) -> Make:
    """One maker after the other."""

    def make(path: Path) -> None:
        for one in makers:
            one(path)

    return make

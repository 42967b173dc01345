"""Making the files that the tests read: whole ones by the real libraries, odd ones byte by byte."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import openpyxl

OOXML = "application/vnd.openxmlformats-officedocument"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODT_MIME = "application/vnd.oasis.opendocument.text"
ODF_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("manifest", "manifest"))
)
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def zipped(path: Path, members: Mapping[str, str | bytes]) -> Path:
    """A zip archive, deflated, its members in order."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def zip_encrypted(path: Path) -> None:
    """Set the encryption bit on every entry of a zip."""
    data = bytearray(path.read_bytes())
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(magic)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(magic, at + 4)
    path.write_bytes(data)


def paragraph(words: str) -> str:
    """A paragraph of a .docx, for ``docx_of``."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def docx_of(path: Path, body: str, extra: Mapping[str, str | bytes] | None = None) -> Path:
    """A .docx whose body is given as XML (prefixes ``w``, ``mc``, ``r``)."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = (
        f'<w:document xmlns:w="{space}" xmlns:r="{RELATIONS}" '
        f'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{body}</w:body></w:document>'
    )
    return zipped(path, {"word/document.xml": document, **(extra or {})})


def odt_of(path: Path, body: str, extra: Mapping[str, str | bytes] | None = None) -> Path:
    """An .odt whose text is given as XML (prefixes ``office``, ``text``, ``draw``, ``xlink``)."""
    content = (
        f'<office:document-content {ODF_NAMES} xmlns:xlink="http://www.w3.org/1999/xlink"><office:body>'
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped(path, {"mimetype": ODT_MIME, "content.xml": content, **(extra or {})})


def ofd_of(path: Path, page: str, extra: Mapping[str, str | bytes] | None = None) -> Path:
    """An .ofd of one page whose layer is given as XML."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    content = f"<ofd:Page {space}><ofd:Content><ofd:Layer>{page}</ofd:Layer></ofd:Content></ofd:Page>"
    root = f"<ofd:OFD {space}/>"
    return zipped(path, {"OFD.xml": root, "Doc_0/Pages/Page_0/Content.xml": content, **(extra or {})})


def ole_of(path: Path, streams: Mapping[str, bytes]) -> Path:
    """A compound file ([MS-CFB] version 3) with up to three streams, each padded to 4096 bytes or more."""
    fat, body, entries = [FAT, END], b"", [_entry("Root Entry", 5, child=1)]
    for place, (name, content) in enumerate(streams.items(), start=1):
        padded = content.ljust(4096, b"\0")
        padded += b"\0" * (-len(padded) % 512)
        start, sectors = len(fat), len(padded) // 512
        fat += [*range(start + 1, start + sectors), END]
        body += padded
        right = place + 1 if place < len(streams) else FREE
        entries.append(_entry(name, 2, right=right, start=start, size=max(len(content), 4096)))
    entries += [b"\0" * 68 + struct.pack("<3I", FREE, FREE, FREE) + b"\0" * 48] * (4 - len(entries))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, END, 0, END, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    table = struct.pack("<128I", *fat, *[FREE] * (128 - len(fat)))
    path.write_bytes(head + table + b"".join(entries) + body)
    return path


def _entry(name: str, kind: int, *, child: int = FREE, right: int = FREE, start: int = END, size: int = 0) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<3I", FREE, right, child)
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBB", len(raw), kind, 1)
        + links
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )


def doc_of(path: Path, *, flags: int = 0, characters: int = 200) -> Path:
    """A .doc that is nothing but a file information block: its flags and the length of its main text."""
    fib = bytearray(4096)
    struct.pack_into("<HH", fib, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", fib, 0x0A, flags)
    struct.pack_into("<i", fib, 0x4C, characters)
    return ole_of(path, {"WordDocument": bytes(fib), "1Table": b"x"})


def pdf_of(path: Path, drawing: bytes, *, trailer: bytes = b"", link: bytes = b"") -> Path:
    """A PDF of one page with the given content stream, additions to the trailer, and the address of a link."""
    annotation = b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (%s) >> >>]" % link
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources "
        b"<< /Font << /F 5 0 R >> >> %s >>" % (annotation if link else b""),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R %s >>\n" % (table, trailer)
    path.write_bytes(data + b"startxref\n%d\n%%%%EOF\n" % data.rindex(b"xref\n0 6"))
    return path


def pdf_text(words: bytes) -> bytes:
    """A content stream that shows a line of text."""
    return b"BT /F 12 Tf 50 700 Td (%s) Tj ET" % words


def whole(folder: Path, suffix: str) -> Path:
    """A good document of each zip-based format, saying 活动总结."""
    path = folder / f"好{suffix}"
    if suffix == ".docx":
        document = docx.Document()
        document.add_paragraph("活动总结")
        document.save(str(path))
    elif suffix == ".xlsx":
        book = openpyxl.Workbook()
        book.create_sheet("总")["B2"] = "活动总结"
        book.save(path)
    elif suffix == ".odt":
        odt_of(path, "<text:p>活动总结</text:p>")
    else:
        ofd_of(path, "<ofd:TextObject><ofd:TextCode>活动总结</ofd:TextCode></ofd:TextObject>")
    return path

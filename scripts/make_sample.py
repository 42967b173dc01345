"""Write the documents and pictures of the sample workspace from ``sample_materials.yaml``.

    python scripts/make_sample.py [FOLDER]

FOLDER (default: ``examples/data/submissions/2024``) receives .docx, .pdf and .jpg files. Every run writes
the same bytes: no clock, no random seed, no author. The records (``submission.yaml``), link lists and the plan are
written by hand and not touched. Fictitious throughout.
"""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import yaml
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from sample_pictures import jpeg

HERE = Path(__file__).parent
SUBMISSIONS = HERE.parent / "examples" / "data" / "submissions" / "2024"
MATERIALS = HERE / "sample_materials.yaml"
EPOCH = datetime(2024, 2, 1)
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
PDF_LINE = 34  # characters on a line of an A4 page at 14 points
UNUSED_PARTS = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.NUMBERING,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)


def main(folder: Path) -> None:
    """Write every file of the list under ``folder``."""
    listed: dict[str, dict[str, Any]] = yaml.safe_load(MATERIALS.read_text(encoding="utf-8"))
    for activity, files in listed.items():
        for name, content in files.items():
            target = folder / activity / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(made(target.suffix, content))


def made(suffix: str, content: Any) -> bytes:
    """The bytes of one file: ``empty``, a text (.docx, .pdf) or the description of a picture."""
    if content == "empty":
        return b""
    if suffix == ".jpg":
        picture = jpeg(content["scene"], content["seed"], content.get("taken"))
        return picture[: round(len(picture) * content.get("keep", 1))]
    lines = content.splitlines()
    return word_file(lines) if suffix == ".docx" else pdf_file(lines)


def word_file(lines: list[str]) -> bytes:
    """A Word document: a centred title and plain paragraphs, without the template's thumbnail and unused styles."""
    document = docx.Document()
    document.add_paragraph(lines[0]).alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    for line in lines[1:]:
        document.add_paragraph(line)
    styles = document.styles.element
    for style in [*styles.findall(qn("w:style")), *styles.findall(qn("w:latentStyles"))]:
        if style.get(qn("w:styleId")) not in ("Normal", "DefaultParagraphFont", "TableNormal", "NoList"):
            styles.remove(style)
    for owner in (document.part.package, document.part):
        for key, relation in list(owner.rels.items()):
            if relation.reltype in UNUSED_PARTS:
                del owner.rels[key]
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.title = lines[0]
    properties.created = properties.modified = EPOCH
    buffer = io.BytesIO()
    document.save(buffer)
    return without_clock(buffer.getvalue())


def without_clock(package: bytes) -> bytes:
    """The same zip package, its entries in the same order, with a fixed time on each."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            fixed = zipfile.ZipInfo(entry.filename, ZIP_EPOCH)
            fixed.create_system = 0
            new.writestr(fixed, old.read(entry), zipfile.ZIP_DEFLATED, compresslevel=9)
    return buffer.getvalue()


def pdf_file(lines: list[str]) -> bytes:
    """A one-page PDF with Chinese text in a font that every reader brings (Adobe-GB1), so none is embedded."""
    wrapped = [line[i : i + PDF_LINE] for line in lines for i in range(0, len(line), PDF_LINE)]
    shown = " T*\n".join(f"<{line.encode('utf-16-be').hex().upper()}> Tj" for line in wrapped)
    stream = f"BT\n/F1 14 Tf\n22 TL\n60 760 Td\n{shown}\nET"
    objects = [
        "<</Type /Catalog /Pages 2 0 R>>",
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream",
        "<</Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R]>>",
        "<</Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R /DW 1000 /W [1 95 500]"
        " /CIDSystemInfo <</Registry (Adobe) /Ordering (GB1) /Supplement 2>>>>",
        "<</Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        " /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93>>",
    ]
    body, offsets = "%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<</Size {size} /Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SUBMISSIONS)

"""What a file really is, by its content: magic numbers, the members of zip archives, the streams of OLE containers."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import IO

from zhutiri_cli.materials.file_facts import UnfitError, damaged, encrypted, of_machine
from zhutiri_cli.materials.formats.decoding import decode
from zhutiri_cli.materials.formats.zipguard import zip_faults

ENCRYPTED = "encrypted"
BROKEN_ZIP = "broken zip"
HEAD = 8192
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECTOR_SIZES = (b"\x09\0\x06\0", b"\x0c\0\x06\0")
"""Of an OLE container, at 0x1E; olefile trusts what stands there."""

LABELS = {
    ".docx": "Word 文档（docx）",
    ".doc": "旧版 Word 文档（doc）",
    ".xlsx": "Excel 表格（xlsx）",
    ".xls": "旧版 Excel 表格（xls）",
    ".pptx": "PPT 演示文稿（pptx）",
    ".ppt": "旧版 PPT 演示文稿（ppt）",
    ".pdf": "PDF",
    ".ofd": "OFD 版式文件",
    ".odt": "ODT 文档",
    ".rtf": "RTF 文档",
    ".html": "网页（html）",
    ".mht": "单文件网页（mht）",
    ".xml": "XML 文件",
    ".zip": "ZIP 压缩包",
    ".txt": "纯文本",
    ".jpg": "JPEG",
    ".tif": "TIFF",
    ".heic": "HEIC",
}
"""Suffix to what people call it; a suffix not listed is shown in capitals without its dot."""

_TEXTUAL = ((b"{\\rtf", ".rtf"), (b"<!doctype html", ".html"), (b"<html", ".html"), (b"mime-version:", ".mht"))
_ZIP_MEMBERS = (("word/", ".docx"), ("xl/", ".xlsx"), ("ppt/", ".pptx"), ("ofd.xml", ".ofd"))
_OLE_STREAMS = (("EncryptedPackage", ENCRYPTED), ("WordDocument", ".doc"), ("Workbook", ".xls"), ("Book", ".xls"))
_ODF = {
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.presentation": ".odp",
}


def label(suffix: str) -> str:
    """The name of a format for people."""
    return LABELS.get(suffix, suffix.lstrip(".").upper())


def head_of(path: Path, size: int = HEAD) -> bytes:
    """The first bytes of a file."""
    with path.open("rb") as stream:
        return stream.read(size)


def _in_zip(source: Path | IO[bytes]) -> str:
    try:
        with zip_faults(), zipfile.ZipFile(source) as archive:
            if any(entry.flag_bits & 1 for entry in archive.infolist()):
                return ENCRYPTED
            names = [name.replace("\\", "/").lower() for name in archive.namelist()]
            for prefix, suffix in _ZIP_MEMBERS:
                if any(name.startswith(prefix) for name in names):
                    return suffix
            if "mimetype" in names:
                with archive.open("mimetype") as stream:
                    return _ODF.get(stream.read(200).decode("ascii", "replace").strip(), ".zip")
    except UnfitError:  # which is told by this name
        return BROKEN_ZIP
    return ".zip"


def _in_ole(source: Path | IO[bytes], head: bytes) -> str:
    """By the streams of an OLE container; the sector sizes ([MS-CFB] 2.2) are checked first, olefile trusts them."""
    import olefile

    if head[0x1E:0x22] not in SECTOR_SIZES:
        return ""
    try:
        with olefile.OleFileIO(source) as container:
            names = {entry[-1].lower() for entry in container.listdir()}
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        if of_machine(error):
            raise
        return ""
    for stream, suffix in _OLE_STREAMS:
        if stream.lower() in names:
            return suffix
    return ".ppt" if "powerpoint document" in names else ""


def sniff(path: Path) -> str:
    """The suffix that fits the content, ``ENCRYPTED``, ``BROKEN_ZIP``, or ``""`` where nothing is recognised."""
    return _sniffed(head_of(path), path)


def sniff_bytes(content: bytes) -> str:
    """The same of a file that is in memory."""
    return _sniffed(content[:HEAD], io.BytesIO(content))


def _sniffed(head: bytes, source: Path | IO[bytes]) -> str:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(source)
    if head.startswith(OLE_MAGIC):
        return _in_ole(source, head)
    if b"%PDF-" in head[:1024]:
        return ".pdf"
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for magic, suffix in _TEXTUAL:
        if text.startswith(magic):
            return suffix
    if text.startswith(b"<?xml"):
        return ".html" if b"<html" in text else ".xml"
    if re.match(rb"(?:from|subject|date|content-type):.*mime-version:", text, re.DOTALL):
        return ".mht"  # as browsers save a page
    return _by_magic(head)


def _by_magic(head: bytes) -> str:
    import filetype

    guess = filetype.guess(head)
    if guess is None:
        return ""
    return {"jpeg": ".jpg", "tiff": ".tif"}.get(guess.extension, f".{guess.extension}")


_TAKEN = frozenset(
    {".docx", ".doc", ".wps", ".pdf", ".ofd", ".odt", ".rtf", ".txt", ".xlsx", ".jpg", ".png", ".webp", ".bmp", ".gif"}
    | {".tif", ".heic", ".avif"}
)
"""Suffixes that the product reads; no other is advised (``tests/materials/formats/test_sniff.py`` holds it to that)."""
_ARCHIVES = frozenset({".zip", ".7z", ".rar", ".tar", ".gz"})
_SAVED_AS = {".xls": ".xlsx", ".ods": ".xlsx", ".xlsm": ".xlsx", ".csv": ".xlsx", ".ppt": ".pdf", ".pptx": ".pdf"}


_SORTS = {
    **dict.fromkeys((".jpg", ".jpeg", ".jfif", ".jpe", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff"), "图片"),
    **dict.fromkeys((".heic", ".heif", ".avif"), "图片"),
    **dict.fromkeys((".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".wmv", ".flv", ".mpg", ".3gp"), "视频"),
    **dict.fromkeys((".mp3", ".m4a", ".wav", ".ogg", ".flac", ".aac", ".amr", ".mid"), "录音"),
    **dict.fromkeys(sorted(_ARCHIVES), "压缩包"),
}
"""What people call content of a suffix; all else is a document."""


class MislabelledError(UnfitError):
    """The content is of another format (``real``) than the suffix says; where office programs open it all the same,
    ``inspect`` reads it as what it is."""

    def __init__(self, real: str, suffix: str) -> None:
        super().__init__(f"内容实为 {label(real)}，后缀却是 {suffix}", _advice(real, suffix))
        self.real = real


def _advice(real: str, suffix: str) -> str:
    """What to do about content of the format ``real`` under another suffix; of another sort altogether (a picture
    called a document) it is said what it is, since then what was wanted may lie elsewhere."""
    sort, named = _SORTS.get(real, "文档"), _SORTS.get(suffix, "文档")
    if sort != named:
        then = "解压后重新放入" if real in _ARCHIVES else "照常放入"
        return f"这是{sort}：请把后缀改为 {real}，{then}；应是{named}的，请单位重新报送真正的 {suffix} 文件"
    if real in _ARCHIVES:
        return f"请把后缀改为 {real}，解压后重新放入"
    if real in _TAKEN:
        own = f"另存为真正的 {suffix} 文件" if suffix in _TAKEN else "另存为 .docx"
        return f"请把后缀改为 {real}，或{own}后重新放入"
    return f"请用办公软件打开，另存为 {_SAVED_AS.get(real, suffix if suffix == '.xlsx' else '.docx')} 后重新放入"


def mislabelled(real: str, suffix: str) -> UnfitError:
    """The content is of another format than the suffix says."""
    return MislabelledError(real, suffix)


_LOCKED = (b"%TSD-Header", b"E-SafeNet", b"b\x14#e", b"\x00E-SafeNet")
"""How files begin that encryption software of offices has locked (天锐、亿赛通)."""


def locked(path: Path) -> UnfitError | None:
    """That encryption software of an office has locked the file, so that nobody else can open it; ``None``: it is
    not."""
    head = head_of(path, 512)
    if not head.startswith(_LOCKED) and b"E-SafeNet" not in head:
        return None
    return UnfitError(
        "文件被单位的文档加密软件锁定，在别处打不开", "请单位在装有加密软件的电脑上解密，或打印成 PDF 后重新报送"
    )


def require(path: Path, suffix: str, *, real: str | None = None) -> None:
    """Raise ``UnfitError`` unless the content is what ``suffix`` says (or ``real``, its other name)."""
    found = sniff(path)
    if found == (real or suffix):
        return
    if found == ENCRYPTED:
        raise encrypted()
    if found == BROKEN_ZIP or (found == "" and not is_plain_text(path)):
        raise damaged()
    raise mislabelled(found or ".txt", suffix)


_CONTROLS = re.compile("[\0-\x08\x0b\x0e-\x1f]")


def is_plain_text(path: Path) -> bool:
    """Whether a file begins as text does: in one of the encodings of offices, without control characters."""
    text = decode(head_of(path), whole=False)
    return bool(text) and _CONTROLS.search(text or "") is None

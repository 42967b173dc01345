"""Opening a source without trusting it: what it really is, how large it unpacks, and whether it carries macros."""

from __future__ import annotations

import zipfile
from pathlib import Path

from zhutiri_cli.errors import FileProblem
from zhutiri_cli.materials.decoding import decode
from zhutiri_cli.materials.facts import UnfitError
from zhutiri_cli.materials.sniff import BROKEN_ZIP, ENCRYPTED, label, sniff
from zhutiri_cli.materials.zipguard import MAX_ENTRIES, MAX_PART, MIB, zip_faults
from zhutiri_cli.paths import shown

MAX_PACKAGE = 100 * MIB
"""Unpacked size of all parts of a document; a plan with its pictures stays far below."""
MAX_TEXT_FILE = 10 * MIB
"""Size of a text, CSV or HTML file in bytes."""
_MACRO = "请另存为不含宏的文件（.docx 或 .xlsx）后再导入"


def refuse_macros(path: Path) -> FileProblem:
    """The error for a document that carries macros."""
    return FileProblem(f"{shown(path)} 是带宏的文件，为安全起见没有打开", _MACRO)


def check_package(path: Path, suffix: str) -> None:
    """Raise ``FileProblem`` unless ``path`` is a sound, modest, macro-free package of the format ``suffix``."""
    name = shown(path)
    found = sniff(path)
    if found == ENCRYPTED:
        raise FileProblem(f"{name} 已加密，需要密码才能打开", "请取消密码后另存一份再导入")
    if found in ("", BROKEN_ZIP):
        raise damaged(path)
    if found != suffix:
        advice = f"请用办公软件打开，另存为真正的 {suffix} 文件后再导入"
        raise FileProblem(f"{name} 的内容实为 {label(found)}，后缀却是 {suffix}", advice)
    try:
        with zip_faults(), zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except UnfitError:
        raise damaged(path) from None
    names = [entry.filename.replace("\\", "/").lower() for entry in entries]
    if any(entry.rpartition("/")[2] == "vbaproject.bin" for entry in names):
        raise refuse_macros(path)
    parts = [entry.file_size for entry, lower in zip(entries, names, strict=True) if lower.endswith((".xml", ".rels"))]
    if sum(entry.file_size for entry in entries) > MAX_PACKAGE or max(parts, default=0) > MAX_PART:
        raise too_large(path, "解压后体积过大")
    if len(entries) > MAX_ENTRIES:
        raise too_large(path, "内部文件过多")


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or GB18030. Raises ``FileProblem``."""
    with path.open("rb") as stream:
        data = stream.read(MAX_TEXT_FILE + 1)
    if len(data) > MAX_TEXT_FILE:
        raise too_large(path, f"超过 {MAX_TEXT_FILE // MIB} MB")
    return decoded(data, shown(path))


def decoded(data: bytes, name: str) -> str:
    """Bytes to text; raises ``FileProblem`` where no encoding fits or the content is no text."""
    text = decode(data)
    if text is None:
        raise FileProblem(f"{name} 不是文本，或文字编码无法识别", "请用记事本打开，另存为 UTF-8 编码后再导入")
    if not text.strip():
        raise FileProblem(f"{name} 是空的", "请确认选对了文件")
    return text


def damaged(path: Path) -> FileProblem:
    """The error for a document that cannot be read to its end."""
    advice = "请用办公软件打开确认，另存一份后再导入"
    return FileProblem(f"{shown(path)} 已损坏或不完整，打不开", advice)


def too_large(path: Path, why: str) -> FileProblem:
    """The error for a source beyond the limits."""
    return FileProblem(f"{shown(path)} {why}，没有打开", "请只保留计划表，另存一份后再导入")

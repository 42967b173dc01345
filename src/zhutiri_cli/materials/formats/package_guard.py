"""Opening a workbook or document without trusting it: what it really is, how large it unpacks, any macros."""

from __future__ import annotations

import zipfile
from pathlib import Path

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.foreign_limits import ENTRIES as MAX_ENTRIES
from zhutiri_cli.common.foreign_limits import PACKAGE_BYTES as MAX_PACKAGE
from zhutiri_cli.common.foreign_limits import PART_BYTES as MAX_PART
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.materials.file_facts import UnfitError
from zhutiri_cli.materials.formats.sniff import BROKEN_ZIP, ENCRYPTED, is_plain_text, label, sniff
from zhutiri_cli.materials.formats.zipguard import zip_faults

MACROS = frozenset({".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".xlam", ".pptm"})
"""Suffixes of documents that carry macros."""


def refuse_macros(path: Path, then: str = "导入") -> FileProblem:
    """The error for a document that carries macros. ``then``: what the reader wants to do with the file."""
    return FileProblem(
        f"{path_shown(path)} 是带宏的文件，为安全起见没有打开", f"请另存为不含宏的文件（.docx 或 .xlsx）后再{then}"
    )


def damaged(path: Path, then: str = "导入") -> FileProblem:
    """The error for a document that cannot be read to its end."""
    return FileProblem(f"{path_shown(path)} 已损坏或不完整，打不开", f"请用办公软件打开确认，另存一份后再{then}")


def too_large(path: Path, why: str, then: str = "导入") -> FileProblem:
    """The error for a source beyond the limits."""
    return FileProblem(f"{path_shown(path)} {why}，没有打开", f"请只保留要用的表格，另存一份后再{then}")


def check_package(path: Path, suffix: str, then: str = "导入") -> None:
    """Raise ``FileProblem`` unless ``path`` is a sound, modest, macro-free package of the format ``suffix``."""
    name = path_shown(path)
    found = sniff(path)
    if found == ENCRYPTED:
        raise FileProblem(f"{name} 已加密，需要密码才能打开", f"请取消密码后另存一份再{then}")
    if found == BROKEN_ZIP or (found == "" and not is_plain_text(path)):
        raise damaged(path, then)
    if found != suffix:
        advice = f"请用办公软件打开，另存为真正的 {suffix} 文件后再{then}"
        raise FileProblem(f"{name} 的内容实为 {label(found or '.txt')}，后缀却是 {suffix}", advice)
    try:
        with zip_faults(), zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except UnfitError:
        raise damaged(path, then) from None
    names = [entry.filename.replace("\\", "/").lower() for entry in entries]
    if any(entry.rpartition("/")[2] == "vbaproject.bin" for entry in names):
        raise refuse_macros(path, then)
    parts = [entry.file_size for entry, lower in zip(entries, names, strict=True) if lower.endswith((".xml", ".rels"))]
    if sum(entry.file_size for entry in entries) > MAX_PACKAGE or max(parts, default=0) > MAX_PART:
        raise too_large(path, "解压后体积过大", then)
    if len(entries) > MAX_ENTRIES:
        raise too_large(path, "内部文件过多", then)

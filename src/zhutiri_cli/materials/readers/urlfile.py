"""Internet shortcuts of Windows (.url): the address in the section [InternetShortcut], whatever its scheme."""

from __future__ import annotations

from pathlib import Path

from zhutiri_cli.common.foreign_limits import SHORTCUT_BYTES as MAX_BYTES
from zhutiri_cli.materials.file_facts import FileFacts, Fitness, UnfitError
from zhutiri_cli.materials.formats.decoding import decode, undecodable
from zhutiri_cli.materials.formats.sniff import head_of

SUFFIXES = {".url": "url"}


def _address(text: str) -> str:
    section = ""
    for line in text.splitlines():
        if line.strip().startswith("["):
            section = line.strip().lower()
        key, equals, value = line.partition("=")
        if section == "[internetshortcut]" and equals and key.strip().lower() == "url" and value.strip():
            return value.strip()
    return ""


def read(path: Path) -> FileFacts:
    """Facts of a .url file; the address is not judged here."""
    text = decode(head_of(path, MAX_BYTES), whole=False)
    if text is None:
        raise undecodable()
    address = _address(text)
    if not address:
        raise UnfitError("网址快捷方式里没有网址", "请把网址写进 submission.yaml 的 links，或重新保存快捷方式")
    return FileFacts(Fitness.USABLE, text=address, urls=(address,))

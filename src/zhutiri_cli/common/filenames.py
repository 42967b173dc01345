"""Names that every desk's file system takes, and the one by which a desktop knows what belongs together."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from zhutiri_cli.common.spelling import visible_only

_FORBIDDEN = re.compile(r'[<>:"|?*/\\]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
_MAX_BYTES = 200  # file systems take 255 bytes; a clash number and a temporary prefix need room


def portable(part: str) -> str:
    """One name that Windows, Linux and YAML all take: NFC, without invisible characters, with ``_`` for what is
    forbidden, never reserved, empty or too long."""
    text = "".join(" " if char.isspace() else char for char in unicodedata.normalize("NFC", part))
    text = "".join(char if char.isprintable() else "_" for char in visible_only(text))
    text = _FORBIDDEN.sub("_", text).lstrip(" ").rstrip(" .")
    return shortened(f"_{text}" if not text or _RESERVED.match(text) else text)


def shortened(text: str) -> str:
    """A name cut to what file systems take, its suffix kept."""
    if len(text.encode()) <= _MAX_BYTES:
        return text
    stem, dot, suffix = text.rpartition(".")
    if not dot or not stem or len(suffix) > 10:
        stem, dot, suffix = text, "", ""
    room = _MAX_BYTES - len((dot + suffix).encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .") + dot + suffix


_BESIDE = "_files"


def beside_name(stem: str) -> str:
    """The folder with the pages that belong to a web page, by the page's name without its suffix: a desktop that knows
    this form (Windows does) moves and deletes both together."""
    return f"{stem}{_BESIDE}"


def lies_beside(folder: Path) -> bool:
    """Whether a folder holds the pages of a web page beside it."""
    stem = folder.name.removesuffix(_BESIDE)
    return stem != folder.name and folder.with_name(f"{stem}.html").is_file()

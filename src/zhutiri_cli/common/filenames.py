"""Names that every desk's file system takes, and the one by which a desktop knows what belongs together."""

from __future__ import annotations

import os
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


def page_of(name: str) -> str | None:
    """The web page whose pages a folder of this name holds, if it holds any."""
    stem = name.removesuffix(_BESIDE)
    return f"{stem}.html" if stem != name else None


def lies_beside(folder: Path) -> bool:
    """Whether a folder holds the pages of a web page beside it."""
    page = page_of(folder.name)
    return page is not None and folder.with_name(page).is_file()


def lies_nowhere(part: str, *, windows: bool = os.name == "nt") -> bool:
    """Whether a name cannot be given to a file just so, here or on any desk: it would lead elsewhere, or no file system
    takes it; on ``windows`` also what only Windows takes for something else."""
    if part in ("", ".", "..") or any(sign in part for sign in "/\\\0") or len(part.encode("utf-8", "replace")) > 255:
        return True
    odd = _FORBIDDEN.search(part) or part != part.rstrip(" .") or _RESERVED.match(part) or min(part) < " "
    return windows and bool(odd)

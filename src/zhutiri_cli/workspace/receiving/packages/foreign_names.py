"""Names from foreign machines: decoded, made safe for every desk's file system, and never leading out of the folder."""

from __future__ import annotations

import re
import unicodedata

from zhutiri_cli.common.filenames import portable, shortened
from zhutiri_cli.common.spelling import readable, shorten, visible_only
from zhutiri_cli.materials.kinds import is_ignored
from zhutiri_cli.workspace.receiving.packages.parcel import Parcel

_HAN = re.compile("[\u3400-\u9fff]")
_TWO_HAN = re.compile("[\u4e00-\u9fff]{2}")
_FRAMES = re.compile("[\u2500-\u259f]")
"""Parts of drawn frames: bytes of Chinese shown in the letters of an old PC, in no name that a person wrote."""
_DRIVE = re.compile(r"[A-Za-z]:")


def decoded(raws: list[bytes]) -> list[str]:
    """Names in an unstated encoding: all UTF-8 where all can be (Macs), else GB18030 (Chinese Windows). Where both can
    be (图片.jpg), it is the one in which they are Chinese words."""
    try:
        found = [raw.decode("utf-8") for raw in raws]
    except UnicodeDecodeError:
        return [_chinese(raw) for raw in raws]
    if any(_HAN.search(name) for name in found) or not any(map(_is_chinese_in_gb, raws)):
        return found
    return [_chinese(raw) for raw in raws]


def _is_chinese_in_gb(raw: bytes) -> bool:
    """Whether bytes are two common Chinese characters in a row, or more, in GB 2312."""
    try:
        return _TWO_HAN.search(raw.decode("gb2312")) is not None
    except UnicodeDecodeError:  # then it is not
        return False


def _chinese(raw: bytes) -> str:
    for encoding in ("gb18030", "utf-8"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:  # then the next encoding
            continue
    return raw.decode("gb18030", "replace")


def _unframed(name: str) -> str:
    """A name that an unpacker before us read as if it came from an old PC (╫▄╜ß.docx), as it was: 总结.docx."""
    if _FRAMES.search(name) is None:
        return name
    try:
        meant = name.encode("cp437").decode("gbk")
    except UnicodeError:  # it was not: the name is meant as it is
        return name
    return meant if _HAN.search(meant) else name


def repaired(part: str) -> str:
    """One name that Windows, Linux and YAML all take: read rightly, NFC, without invisible characters, with ``_`` for
    what is forbidden, never reserved, hidden, empty or too long."""
    text = portable(_unframed(readable(part)))
    return shortened(f"_{text}") if is_ignored(text) else text


def same_to_the_eye(original: str, stored: str) -> bool:
    """Whether a repair need not be told: only the spelling of characters (Mac NFD) differs."""
    return unicodedata.normalize("NFC", original.replace("\\", "/")) == stored


def inner_parts(parcel: Parcel, name: str) -> tuple[str, ...] | None:
    """An archive entry's repaired path; ``None`` for what is skipped, and said so.

    Raises ``FileProblem`` for a name that leads out of the folder: absolute, with a drive letter, or with ``..``.
    """
    slashed = name.replace("\\", "/")
    pieces = [piece for piece in slashed.split("/") if visible_only(piece).strip() not in ("", ".")]
    climbs = any(visible_only(piece).strip() == ".." for piece in pieces)
    if slashed.startswith("/") or _DRIVE.match(slashed) or climbs:
        parcel.refuse(f"其中的“{shorten(name)}”指向文件夹之外", "请单位重新打包后发送")
    return None if skips(parcel, name, pieces) else tuple(repaired(piece) for piece in pieces)


def skips(parcel: Parcel, name: str, pieces: list[str]) -> bool:
    """Whether a file is one that no one sends on purpose (hidden, lock and system files); noted in the parcel."""
    if pieces and not any(is_ignored(piece) or piece.strip().casefold() == "__macosx" for piece in pieces):
        return False
    parcel.skipped.append((name, "系统或临时文件"))
    return True

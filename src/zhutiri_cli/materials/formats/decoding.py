"""Bytes of plain-text files to text, in the encodings that Chinese offices produce."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from zhutiri_cli.materials.file_facts import UnfitError

if TYPE_CHECKING:
    from email.message import Message

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

SAVE_AS_UTF8 = "请用记事本打开，另存为 UTF-8 编码后重新放入"


def decode_as(data: bytes, encoding: str, whole: bool) -> str:
    """Strict decoding; where the data was cut (not ``whole``) an unfinished character at its end is dropped."""
    return codecs.getincrementaldecoder(encoding)("strict").decode(data, whole)


def decode(data: bytes, *, whole: bool = True) -> str | None:
    """Text of a UTF-8 (with or without BOM), UTF-16 (with BOM) or GB18030 file; None if it is none of these.

    Text never holds NUL characters: their presence means binary content, and None.
    """
    encodings = ["utf-8", "gb18030"]
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            data, encodings = data[len(mark) :], [encoding]
    for encoding in encodings:
        try:
            text = decode_as(data, encoding, whole)
        except UnicodeDecodeError:  # then the next encoding
            continue
        return None if "\0" in text else text
    return None


def charset_of(part: Message) -> str:
    """The character set that a part names; ``""`` for none, and for one that can be no name."""
    try:
        return part.get_content_charset() or ""
    except ValueError:  # a zero byte in it
        return ""


def undecodable() -> UnfitError:
    """No known encoding fits."""
    return UnfitError("文字编码无法识别，或内容不是文字", SAVE_AS_UTF8)

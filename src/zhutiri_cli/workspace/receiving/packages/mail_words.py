"""What lies in a mail without being an attachment with a proper name: a summary typed into the mail itself, files that
old programs wrote into its text, attachments whose name lacks a suffix."""

from __future__ import annotations

import binascii
import re

from zhutiri_cli.common.spelling import suffix_of
from zhutiri_cli.materials.formats.sniff import BROKEN_ZIP, ENCRYPTED, sniff_bytes
from zhutiri_cli.materials.kinds import MEDIA_SUFFIXES, family_of
from zhutiri_cli.materials.text_kinds import kinds_by_text, kinds_by_title
from zhutiri_cli.workspace.receiving.packages.parcel import Parcel, Stage

BODY_NAME = "邮件正文.txt"
LONG = 200
"""Characters of a mail's own words from which on they may be more than a covering letter."""
_TITLED = 100
_UUENCODED = re.compile(
    r"(?m)^begin [0-7]{3,4} (\S[^\r\n]{0,200})\r?\n((?:[ -`]{1,90}\r?\n)+?)(?:[ `]\r?\n)?end[ \t]*$"
)
_HEADER = re.compile(
    rb"^(?:Received|Return-Path|From|To|Subject|Message-ID|MIME-Version|Date|X-[A-Za-z-]{1,40}): ",
    re.IGNORECASE | re.MULTILINE,
)
_HEADERS = 3
_LEFT_OUT = "邮件正文有 {} 字，没有收为材料；正文就是总结或方案的，请另存为 .txt 或 .docx 后再收"


def files_in_text(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """A text without the files that are written into it as letters (uuencode), and these files by name."""
    found: list[tuple[str, bytes]] = []

    def taken(match: re.Match[str]) -> str:
        try:
            content = b"".join(binascii.a2b_uu(line) for line in match[2].splitlines())
        except binascii.Error:
            return match[0]
        found.append((match[1].strip().replace("\\", "/").rpartition("/")[2], content))
        return ""

    return (_UUENCODED.sub(taken, text), found) if "begin " in text else (text, found)


def with_suffix(name: str, content: bytes) -> str:
    """The name of an attachment, with the suffix of what it holds where its own says nothing (材料, 材料.zip_)."""
    suffix = suffix_of(name)
    if family_of(name) != "other" or suffix in MEDIA_SUFFIXES or suffix in (".url", ".txt", ".html", ".htm", ".p7s"):
        return name
    head = content[:4096].lstrip()
    if _HEADER.match(head) and len(_HEADER.findall(head)) >= _HEADERS:
        return f"{name}.eml"
    real = sniff_bytes(content)
    return f"{name}{real}" if real not in ("", suffix, ENCRYPTED, BROKEN_ZIP) else name


def take_words(own: str, parcel: Parcel, stage: Stage) -> None:
    """A summary or plan that is typed into the mail itself becomes a file beside the attachments, unless one of these
    is a document; other long words are named, so that nothing disappears."""
    text = own.strip()
    size = len("".join(text.split()))
    titled = bool(kinds_by_title(text) or ()) and size >= _TITLED
    told = size >= LONG and bool(kinds_by_text(text, suffix_holds_links=False))
    if not (titled or told):
        return
    if any(family_of(item.parts[-1]) == "document" for item in parcel.items):
        if size >= LONG:
            parcel.skipped.append(("正文", _LEFT_OUT.format(size)))
        return
    stage.put(parcel, (BODY_NAME,), BODY_NAME, stage.next_group(), [f"{text}\n".encode()])

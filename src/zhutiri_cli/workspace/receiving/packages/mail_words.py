"""What lies in a mail without being an attachment with a proper name: a summary typed into the mail itself, files that
old programs wrote into its text, attachments whose name lacks a suffix."""

from __future__ import annotations

import base64
import binascii
import re

from zhutiri_cli.common.spelling import suffix_of
from zhutiri_cli.materials.formats.sniff import BROKEN_ZIP, ENCRYPTED, sniff_bytes
from zhutiri_cli.materials.kinds import family_of
from zhutiri_cli.materials.links.urls import judge_url
from zhutiri_cli.materials.text_kinds import kinds_by_text, kinds_by_title
from zhutiri_cli.workspace.receiving.packages.parcel import Parcel, Stage

BODY_NAME = "邮件正文.txt"
LONG = 200
"""Characters of a mail's own words from which on they may be more than a covering letter."""
_TITLED = 100
_UUENCODED = re.compile(
    r"(?m)^begin [0-7]{3,4} (\S[^\r\n]{0,200})\r?\n((?:[ -`]{1,90}\r?\n)+?)(?:[ `]\r?\n)?end[ \t]*\r?$"
)
_DATA = re.compile(r"data:image/(png|jpe?g|gif|bmp|webp);base64,([A-Za-z0-9+/=\s]{100,})", re.IGNORECASE)
_SHOWN_FROM = re.compile(r"<img\b[^<>]{0,2000}?\ssrc\s*=\s*[\"']?(https?://[^\s\"'>]{1,2000})", re.IGNORECASE)
_NO_SUFFIX = frozenset({"", ".dat", ".bin", ".tmp", ".download", ".att", ".file", ".rename", ".bak"})
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
_HEADER = re.compile(
    rb"^(?:Received|Return-Path|From|To|Subject|Message-ID|MIME-Version|Date|X-[A-Za-z-]{1,40}): ",
    re.IGNORECASE | re.MULTILINE,
)
_HEADERS = 3
_LEFT_OUT = "邮件正文有 {} 字，没有收为材料；正文就是总结或方案的，请另存为 .txt 或 .docx 后再收"


def files_in_text(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """A text without the files that are written into it as letters (uuencode; ``data:`` pictures of HTML), and these
    files by name."""
    found: list[tuple[str, bytes]] = []

    def pictured(match: re.Match[str]) -> str:
        try:
            content = base64.b64decode(match[2], validate=False)
        except binascii.Error:
            return match[0]
        found.append((f"正文图片{len(found) + 1}.{match[1].lower().replace('jpeg', 'jpg')}", content))
        return ""

    def taken(match: re.Match[str]) -> str:
        try:
            content = b"".join(binascii.a2b_uu(line) for line in match[2].splitlines())
        except binascii.Error:
            return match[0]
        found.append((match[1].strip().replace("\\", "/").rpartition("/")[2], content))
        return ""

    plain = _UUENCODED.sub(taken, text) if "begin " in text else text
    return (_DATA.sub(pictured, plain) if "data:image/" in plain else plain), found


def left_outside(text: str) -> list[str]:
    """The addresses of pictures that a mail's HTML shows and that lie on a mail or file server: they did not come."""
    found = dict.fromkeys(match[1] for match in _SHOWN_FROM.finditer(text))
    return [url for url in found if judge_url(url).holds and family_of(url.partition("?")[0]) != "photo"]


def with_suffix(name: str, content: bytes) -> str:
    """The name of an attachment, with the suffix of what it holds where its own says nothing (材料, 材料.zip_)."""
    suffix = suffix_of(name)
    if suffix not in _NO_SUFFIX and _SUFFIX.fullmatch(suffix):
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

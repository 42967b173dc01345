"""An .eml: its attachments (inline pictures and attached mails' included), the links of its text, and its date."""

from __future__ import annotations

import email
import io
import mimetypes
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

from zhutiri_cli.materials.formats.decoding import decode
from zhutiri_cli.materials.formats.html_page import text_with_links
from zhutiri_cli.materials.links.urls import find_urls, judge_url
from zhutiri_cli.workspace.receiving.packages import unpacker
from zhutiri_cli.workspace.receiving.packages.foreign_names import repaired, skips
from zhutiri_cli.workspace.receiving.packages.mail_headers import RawHeaders, attachment_name, mail_day
from zhutiri_cli.workspace.receiving.packages.parcel import CHUNK, Parcel, Stage

SUFFIXES = (".eml",)
_MAX_MAIL = 200 * 1024 * 1024  # it is parsed in memory; mail systems let through 50 MB
_NAMES = mimetypes.MimeTypes()  # Python's own table, not the machine's


def read(path: Path, stage: Stage) -> Parcel:
    """The package. Raises ``FileProblem`` when it is refused, ``OSError`` when the disk fails."""
    parcel = Parcel(path.name)
    if path.stat().st_size > _MAX_MAIL:
        parcel.refuse("邮件过大", "请把附件另存后再放入，并用 --on 写明收到日期")
    try:
        message = email.message_from_bytes(path.read_bytes(), policy=RawHeaders())
        parts = list(_leaves(message))
    except RecursionError:
        parcel.refuse("邮件层层嵌套，打不开", "请把附件另存后再放入，并用 --on 写明收到日期")
    parcel.day, parcel.dated_by = mail_day(message)
    for part in parts:
        _take(part, parcel, stage)
    if not parcel.items and not parcel.links:
        parcel.refuse("邮件里没有附件，也没有可用的链接", "请核对是否选错了邮件")
    return parcel


def _leaves(message: Message) -> Iterator[Message]:
    """Every part that holds content, those of attached mails too."""
    return (part for part in message.walk() if not part.is_multipart())


def _take(part: Message, parcel: Parcel, stage: Stage) -> None:
    name, kind = attachment_name(part), part.get_content_type()
    if not name and part.get_content_disposition() != "attachment" and kind.startswith("text/"):
        _take_links(part, parcel)
        return
    content = _content(part)
    if not name:
        if not content:
            return  # a multipart container that its sender left empty
        label = "图片" if kind.startswith("image/") else "附件"
        name = f"{label}{len(parcel.items) + 1}{_NAMES.guess_extension(kind) or ''}"
    unpack = unpacker(name)
    if unpack is not None:
        unpack(io.BytesIO(content), parcel, stage)
    elif not skips(parcel, name, [name]):
        chunks = (content[place : place + CHUNK] for place in range(0, len(content), CHUNK))
        stage.put(parcel, (repaired(name),), name, stage.next_group(), chunks)


def _content(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _take_links(part: Message, parcel: Parcel) -> None:
    """The http(s) links of a mail's text; those that no publicity can be behind are only mentioned."""
    raw = _content(part)
    text = _text(raw, part.get_content_charset())
    known = {judge_url(url).url for url in parcel.links}
    for url in find_urls(text_with_links(text) if part.get_content_type() == "text/html" else text):
        facts = judge_url(url)
        if facts.problem:
            parcel.misfits.append((url, facts.problem))
        elif facts.url not in known:
            known.add(facts.url)
            parcel.links.append(url)


def _text(raw: bytes, charset: str | None) -> str:
    wider = {"gb2312": "gb18030", "gbk": "gb18030"}
    try:
        return raw.decode(wider.get(charset or "", charset or "utf-8"))
    except (LookupError, UnicodeDecodeError):
        return decode(raw) or raw.decode("utf-8", "replace")

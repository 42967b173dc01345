"""An item of Outlook's as the mail as which it would have been sent, so that it is taken in like any other."""

from __future__ import annotations

import email
import mimetypes
import re
from email.message import Message

from zhutiri_cli.common.foreign_limits import LETTERS_INSIDE as MAX_INSIDE
from zhutiri_cli.workspace.receiving.packages.mail_headers import RawHeaders
from zhutiri_cli.workspace.receiving.packages.mapi import (
    ATTACHED,
    METHOD,
    OLE_OBJECT,
    Attachment,
    Item,
    Properties,
    codec_of,
)
from zhutiri_cli.workspace.receiving.packages.parcel import SAVE_APART, Parcel
from zhutiri_cli.workspace.receiving.packages.rtf_body import rtf_text

_PLAIN, _RTF, _HTML, _INTERNET_CODE_PAGE = 0x1000, 0x1009, 0x1013, 0x3FDE
_FROM, _ADDRESS = (0x5D01, 0x0C1F, 0x5D02, 0x0065), (0x39FE, 0x3003)
_NAME = (0x3707, 0x3704, 0x3001)
"""The long name of an attachment, its 8.3 name, and what is shown."""
_KIND, _CONTENT_ID, _HIDDEN, _FLAGS = 0x370E, 0x3712, 0x7FFE, 0x3714
_SHOWN_IN_TEXT = 4
_ELSEWHERE = (2, 3, 4, 7)
"""Methods by which only an address of the file is kept."""
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")
_NAMES = mimetypes.MimeTypes()  # Python's own table, not the machine's


def as_mail(item: Item, parcel: Parcel, depth: int = 1) -> Message:
    """The item as a mail. What of it lies elsewhere or cannot be taken out is noted as skipped in the parcel."""
    if depth > MAX_INSIDE:
        parcel.refuse(f"邮件套邮件超过 {MAX_INSIDE} 层", SAVE_APART)
    message, headers, own = _part("multipart/mixed"), item.headers(), item.properties
    senders = [own.text(which) for which in _FROM]
    reached = [one.text(which) for one in item.recipients for which in _ADDRESS]
    for name, known in (("from", senders), ("to", reached), ("cc", [])):
        for value in [*headers.get_all(name, []), *(address for address in known if "@" in address)]:
            message[name] = value
    message.attach(_body(own))
    for attachment in item.attachments:
        if (part := _attached(attachment, parcel, depth)) is not None:
            message.attach(part)
    return message


def _body(own: Properties) -> Message:
    """The text, of which people see the HTML where there is any."""
    found = _part("multipart/alternative")
    html, plain = own.data(_HTML), own.text(_PLAIN)
    if html:
        charset = codec_of(own.number(_INTERNET_CODE_PAGE) or 0)
        found.attach(_part("text/html", html, charset))
    elif page := own.text(_HTML):
        found.attach(_part("text/html", page.encode("utf-8", "replace"), "utf-8"))
    if not plain.strip() and not found.get_payload():
        plain = rtf_text(own.data(_RTF))
    if plain.strip():
        found.attach(_part("text/plain", plain.encode("utf-8", "replace"), "utf-8"))
    return found


def _attached(attachment: Attachment, parcel: Parcel, depth: int) -> Message | None:
    own, name = attachment.properties, attachment.properties.text(*_NAME)
    if attachment.inner is not None:
        part = _part("message/rfc822")
        part.attach(as_mail(attachment.inner, parcel, depth + 1))
        return part
    content, method = own.data(ATTACHED), own.number(METHOD)
    if method in _ELSEWHERE and not content:
        parcel.skipped.append((name or "附件", "邮件里只有它的存放地址，没有文件本身；请单位作为附件发来"))
        return None
    if method == OLE_OBJECT:
        parcel.skipped.append(
            (name or "嵌入的对象", "嵌在正文里的对象，不是附件，没有取出；请用 Outlook 打开，另存后再放入")
        )
        return None
    kind = own.text(_KIND).strip().lower()
    if kind == "message/rfc822" or kind.startswith("multipart/"):  # a signed mail is kept as the one it signs
        part = _part("message/rfc822")
        part.attach(email.message_from_bytes(content, policy=RawHeaders()))
        return part
    return _file(own, name, kind, content)


def _file(own: Properties, name: str, kind: str, content: bytes) -> Message:
    if not _MEDIA_TYPE.fullmatch(kind) or kind == "application/octet-stream":
        kind = _NAMES.guess_type(name)[0] or ""
    if not kind or kind.startswith("message/"):  # a mail in a file is told by its name
        kind = "application/octet-stream"
    part, mark = _part(kind, content), own.text(_CONTENT_ID).strip()
    shown = bool(own.number(_HIDDEN)) or (own.number(_FLAGS) or 0) & _SHOWN_IN_TEXT
    said = {"filename": ("utf-8", "", name)} if name else {}
    part.add_header("Content-Disposition", "inline" if shown and kind.startswith("image/") else "attachment", **said)
    if mark:
        part["Content-ID"] = f"<{mark.strip('<>')}>"
    return part


def _part(kind: str, content: bytes | None = None, charset: str = "") -> Message:
    part = Message(policy=RawHeaders())
    part.add_header("Content-Type", kind, **({"charset": charset} if charset else {}))
    part.set_payload([] if content is None else content)
    return part

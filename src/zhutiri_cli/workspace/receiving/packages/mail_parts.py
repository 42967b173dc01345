"""A mail taken apart: every part of it that holds content, those of the mails attached to it, too."""

from __future__ import annotations

import binascii
import email
import mmap
import quopri
import re
from collections.abc import Iterator
from email.message import Message
from email.utils import getaddresses

from msgspec import Struct

from zhutiri_cli.common.foreign_limits import LETTER_WORDS_BYTES, MIB
from zhutiri_cli.common.foreign_limits import LETTERS_INSIDE as MAX_INSIDE
from zhutiri_cli.workspace.receiving.packages import letter_of
from zhutiri_cli.workspace.receiving.packages.letter_texts import content_of, text_of
from zhutiri_cli.workspace.receiving.packages.mail_headers import RawHeaders, attachment_name, header_words, with_held
from zhutiri_cli.workspace.receiving.packages.mail_shape import too_complex
from zhutiri_cli.workspace.receiving.packages.mail_words import with_suffix
from zhutiri_cli.workspace.receiving.packages.parcel import SAVE_APART, Parcel
from zhutiri_cli.workspace.receiving.packages.set_aside import SetAside
from zhutiri_cli.workspace.receiving.packages.whole_mail import refuse_broken, refuse_broken_off, refuse_cut

_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_ELSEWHERE = {
    "message/external-body": "附件不在邮件里，只有下载地址；请在邮件程序里下载，另存后再收",
    "message/partial": "邮件被拆成几封，这里只有一部分；请单位把附件压缩后重新报送",
}
_SHOWN = re.compile(r"cid:([^\s\"'>)]+)", re.IGNORECASE)


def parsed(data: bytes | mmap.mmap, parcel: Parcel) -> Message:
    """The mail in RFC 5322 form, whatever blank lines or byte order mark stand before its headers."""
    held = SetAside(data)
    if held.size > LETTER_WORDS_BYTES:
        parcel.refuse(f"邮件除附件以外的内容超过 {LETTER_WORDS_BYTES // MIB} MB", SAVE_APART)
    letter = held.rest().removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if why := too_complex(letter):
        parcel.refuse(why, SAVE_APART)
    try:
        return email.message_from_bytes(letter, policy=with_held(held))
    except RecursionError:
        parcel.refuse("邮件层层嵌套，打不开", SAVE_APART)


class MailPart(Struct, frozen=True):
    """One part that holds content: whether its text is the sender's own (``heard``), and the marks of the pictures that
    its mail's HTML shows."""

    message: Message
    heard: bool
    shown: frozenset[str]


def take_heads(message: Message, parcel: Parcel) -> None:
    """Who sent a mail and what it is about, in words; the mails in it likewise."""
    parcel.senders += getaddresses([header_words(message, "from")])
    parcel.subjects += filter(None, [header_words(message, "subject")])


def leaves(message: Message, parcel: Parcel) -> Iterator[MailPart]:
    """Every part that holds content, those of attached mails too; of alternatives, the text that people see. An
    attached mail that one of the recipients wrote is the office's own letter sent back. Raises ``FileProblem`` where
    one of them did not come whole."""
    refuse_cut(message, parcel)
    reached = _addresses(message, "to", "cc")
    waiting: list[tuple[Message, bool, frozenset[str], int]] = [(message, True, _shown(message), 0)]
    while waiting:
        part, heard, shown, depth = waiting.pop()
        refuse_broken(part, parcel)
        inner = _attached(part, parcel)
        if inner is not None:
            if depth >= MAX_INSIDE:
                parcel.refuse(f"邮件套邮件超过 {MAX_INSIDE} 层", SAVE_APART)
            refuse_cut(inner, parcel)
            take_heads(inner, parcel)
            waiting.append((inner, heard and not _addresses(inner, "from") & reached, _shown(inner), depth + 1))
        elif part.get_content_type() in _ELSEWHERE:
            parcel.skipped.append(
                (attachment_name(part) or str(part.get_param("url", "附件")), _ELSEWHERE[part.get_content_type()])
            )
        elif not part.is_multipart():
            yield MailPart(part, heard, shown)
        else:
            inside = [one for one in part.get_payload() if isinstance(one, Message)]
            unseen = _unseen(part, inside)
            waiting += [(one, heard and one is not unseen, shown, depth) for one in reversed(inside)]


def _attached(part: Message, parcel: Parcel) -> Message | None:
    """The mail that a part is: attached as one, or a file of one of the kinds that are opened; ``None`` for others."""
    if part.get_content_type() == "message/rfc822":
        return _forwarded(part, parcel)
    if part.is_multipart():
        return None
    name = "winmail.dat" if part.get_content_type() in _TNEF else attachment_name(part)
    content = content_of(part)
    return letter_of(with_suffix(name, content), content, parcel) if name else None


def _forwarded(part: Message, parcel: Parcel) -> Message:
    """The mail in a ``message/rfc822`` part. Some programs encode it, against the standard, as they do a file."""
    inside = part.get_payload() if part.is_multipart() else []
    held = inside[0] if isinstance(inside, list) and inside else part
    encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
    if encoding in ("base64", "quoted-printable") and isinstance(held, Message) and not held.is_multipart():
        written = held.as_string(policy=RawHeaders())
        aside = getattr(part.policy, "held", None)
        whole = aside.put_back(written) if isinstance(aside, SetAside) else written
        text = whole.encode("utf-8", "surrogateescape").strip()
        if encoding == "base64":
            refuse_broken_off([text], part, parcel)
            return parsed(binascii.a2b_base64(text + b"=="), parcel)
        return parsed(quopri.decodestring(text), parcel)
    if held is part:
        parcel.skipped.append((attachment_name(part) or "转发的邮件", "附带的邮件是空的"))
        return Message()
    return held if isinstance(held, Message) else Message()


def _unseen(part: Message, inside: list[Message]) -> Message | None:
    """Of alternatives the plain text that people do not see, where HTML says the same."""
    if part.get_content_type() != "multipart/alternative":
        return None
    html = [one for one in inside if any(leaf.get_content_type() == "text/html" for leaf in one.walk())]
    if not any(content_of(leaf).strip() for one in html for leaf in one.walk() if not leaf.is_multipart()):
        return None
    return next((one for one in inside if one.get_content_type() == "text/plain"), None)


def _shown(message: Message) -> frozenset[str]:
    """The Content-IDs of the pictures that a mail's HTML shows."""
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    return frozenset(mark for part in pages for mark in _SHOWN.findall(text_of(part)))


def _addresses(message: Message, *headers: str) -> frozenset[str]:
    values = [str(value) for header in headers for value in message.get_all(header, [])]
    return frozenset(address.lower() for _, address in getaddresses(values) if "@" in address)

"""A mail taken in, whatever file it came in: its attachments and inline pictures, those of mails attached to it, and
the links that its sender states."""

from __future__ import annotations

import base64
import binascii
import email
import io
import mimetypes
import mmap
import quopri
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from email.message import Message
from email.utils import getaddresses
from pathlib import Path

from msgspec import Struct

from zhutiri_cli.common.foreign_limits import LETTER_BYTES as MAX_MAIL
from zhutiri_cli.common.foreign_limits import LETTER_TEXT_CHARACTERS, LETTER_WORDS_BYTES, MIB
from zhutiri_cli.common.foreign_limits import LETTERS_INSIDE as MAX_INSIDE
from zhutiri_cli.materials.kinds import INLINE_PICTURES
from zhutiri_cli.workspace.receiving.packages import letter_of, unpacker
from zhutiri_cli.workspace.receiving.packages.foreign_names import repaired, skips
from zhutiri_cli.workspace.receiving.packages.letter_texts import content_of, take_links, text_of
from zhutiri_cli.workspace.receiving.packages.mail_headers import RawHeaders, attachment_name, header_words, with_held
from zhutiri_cli.workspace.receiving.packages.mail_shape import too_complex
from zhutiri_cli.workspace.receiving.packages.mail_words import files_in_text, left_outside, take_words, with_suffix
from zhutiri_cli.workspace.receiving.packages.own_words import html_mail_text, mail_text
from zhutiri_cli.workspace.receiving.packages.parcel import CHUNK, SAVE_APART, Parcel, Stage
from zhutiri_cli.workspace.receiving.packages.set_aside import SetAside

DatedLetter = tuple[Message, date | None, str]
"""A mail, the Beijing day it came in, and what says so."""
SMALL_PICTURE = 300
"""Pixels of the longer side below which a picture inside a mail's text is taken for a mark of a signature."""
STRIP = 4
"""How many times longer than high a low picture inside a text is that is no photo but a strip."""
STRIP_HEIGHT = 200
"""Pixels of its shorter side below which a picture inside a text may be such a strip."""
_ON_SERVER = "正文里的图片放在邮件服务器上，没有收到；请在邮件里打开，另存后再收"
_NAMES = mimetypes.MimeTypes()  # Python's own table, not the machine's
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
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


@contextmanager
def _bytes_of(path: Path) -> Iterator[bytes | mmap.mmap]:
    with path.open("rb") as stream:
        if path.stat().st_size == 0:
            yield b""
            return
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
            yield data


def receive_letter(path: Path, stage: Stage, opened: Callable[[bytes | mmap.mmap, Parcel], DatedLetter]) -> Parcel:
    """The package that is one mail. Raises ``FileProblem`` where it is refused, ``OSError`` when the disk fails."""
    parcel = Parcel(path.name)
    if path.stat().st_size > MAX_MAIL:
        parcel.refuse("邮件过大", SAVE_APART)
    try:
        with _bytes_of(path) as data:
            message, parcel.day, parcel.dated_by = opened(data, parcel)
            take_mail(message, parcel, stage)
    except RecursionError:
        parcel.refuse("邮件层层嵌套，打不开", SAVE_APART)
    if not parcel.items and not parcel.links:
        why = "".join(f"；正文里的 {url} {reason}" for url, reason in parcel.misfits[:3])
        why += "".join(f"；{name}{reason}" for name, reason in parcel.skipped[:3])
        parcel.refuse(f"邮件里没有附件，也没有可用的链接{why}", "请核对是否选错了邮件")
    return parcel


class _Part(Struct, frozen=True):
    """One part that holds content: whether its text is the sender's own (``heard``), and the marks of the pictures that
    its mail's HTML shows."""

    message: Message
    heard: bool
    shown: frozenset[str]


def take_mail(message: Message, parcel: Parcel, stage: Stage) -> None:
    """Take in what a mail holds; its date counts for nothing."""
    with stage.inside(parcel):
        _take_heads(message, parcel)
        said = [_take(part, parcel, stage) for part in list(_leaves(message, parcel))]
        own = "\n".join(filter(None, said))
        parcel.said = "\n".join(filter(None, (parcel.said, own)))
        take_words(own, parcel, stage)


def _take_heads(message: Message, parcel: Parcel) -> None:
    """Who sent a mail and what it is about, in words; the mails in it likewise."""
    parcel.senders += getaddresses([header_words(message, "from")])
    parcel.subjects += filter(None, [header_words(message, "subject")])


def _leaves(message: Message, parcel: Parcel) -> Iterator[_Part]:
    """Every part that holds content, those of attached mails too; of alternatives, the text that people see. An
    attached mail that one of the recipients wrote is the office's own letter sent back."""
    reached = _addresses(message, "to", "cc")
    waiting: list[tuple[Message, bool, frozenset[str], int]] = [(message, True, _shown(message), 0)]
    while waiting:
        part, heard, shown, depth = waiting.pop()
        inner = _attached(part, parcel)
        if inner is not None:
            if depth >= MAX_INSIDE:
                parcel.refuse(f"邮件套邮件超过 {MAX_INSIDE} 层", SAVE_APART)
            _take_heads(inner, parcel)
            waiting.append((inner, heard and not _addresses(inner, "from") & reached, _shown(inner), depth + 1))
        elif part.get_content_type() in _ELSEWHERE:
            parcel.skipped.append(
                (attachment_name(part) or str(part.get_param("url", "附件")), _ELSEWHERE[part.get_content_type()])
            )
        elif not part.is_multipart():
            yield _Part(part, heard, shown)
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
        try:
            return parsed(base64.b64decode(text) if encoding == "base64" else quopri.decodestring(text), parcel)
        except (binascii.Error, ValueError):
            parcel.skipped.append((attachment_name(part) or "转发的邮件", "附带的邮件编码有误，没有打开"))
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


def _take(part: _Part, parcel: Parcel, stage: Stage) -> str:
    """Take in one part; what the sender wrote in it, if it is text."""
    message = part.message
    name, kind = attachment_name(message), message.get_content_type()
    if not name and message.get_content_disposition() != "attachment" and kind.startswith("text/"):
        return _take_text(message, parcel, stage) if part.heard else ""
    content = content_of(message)
    if kind in _SIGNATURES:
        parcel.skipped.append((name or kind, "邮件的数字签名，不是材料"))
        return ""
    if not name:
        if not content:
            return ""  # a multipart container that its sender left empty
        label = "图片" if kind.startswith("image/") else "附件"
        name = f"{label}{len(parcel.items) + 1}{_NAMES.guess_extension(kind) or ''}"
    _take_file(name, with_suffix(name, content), content, parcel, stage, mark=_is_mark(part, content))
    return ""


def _take_text(part: Message, parcel: Parcel, stage: Stage) -> str:
    """What a mail's text holds besides words: files that old programs wrote into it, and links; its sender's words."""
    text, files = files_in_text(text_of(part))
    for name, content in files:
        _take_file(name, with_suffix(name, content), content, parcel, stage, mark=_is_small(content))
    if len(text) > LETTER_TEXT_CHARACTERS:
        text = text[:LETTER_TEXT_CHARACTERS]
        parcel.skipped.append(("正文", f"正文超过 {LETTER_TEXT_CHARACTERS // 10_000} 万字，只看了前面的"))
    parcel.skipped += [(url, _ON_SERVER) for url in left_outside(text)]
    said = html_mail_text(text) if part.get_content_type() == "text/html" else mail_text(text)
    take_links(said, parcel)
    parcel.quoted = "\n".join(filter(None, (parcel.quoted, said.quoted)))
    return said.own


def _take_file(original: str, name: str, content: bytes, parcel: Parcel, stage: Stage, *, mark: bool) -> None:
    """Put an attachment into the stage, or what it holds; ``mark``: it is a small picture inside the text."""
    unpack_it = unpacker(name)
    if unpack_it is not None:
        unpack_it(io.BytesIO(content), parcel, stage)
    elif not skips(parcel, name, [name]):
        folder = (INLINE_PICTURES,) if mark else ()
        chunks = (content[place : place + CHUNK] for place in range(0, len(content), CHUNK))
        stage.put(parcel, (*folder, repaired(name)), original, stage.next_group(), chunks)


def _is_mark(part: _Part, content: bytes) -> bool:
    """Whether a picture is a small one inside a mail's text: a signature's mark, a spacer, an icon."""
    message = part.message
    if not message.get_content_type().startswith("image/") and message.get("content-id") is None:
        return False
    mark = str(message.get("content-id", "")).strip().strip("<>")
    if mark not in part.shown and message.get_content_disposition() != "inline":
        return False
    return _is_small(content)


def _is_small(content: bytes) -> bool:
    """Whether a picture is too small for a photo, or a strip as signatures and banners of mails are."""
    from zhutiri_cli.materials.photos.sizes import sides

    found = sides(content)
    return found is not None and (
        max(found) < SMALL_PICTURE or (min(found) < STRIP_HEIGHT and STRIP * min(found) < max(found))
    )

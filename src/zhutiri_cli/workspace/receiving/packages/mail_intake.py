"""A mail taken in, whatever file it came in: its attachments and inline pictures, those of mails attached to it, and
the links that its sender states."""

from __future__ import annotations

import io
import mimetypes
import mmap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from email.message import Message
from pathlib import Path

from zhutiri_cli.common.dates import today
from zhutiri_cli.common.foreign_limits import LETTER_BYTES as MAX_MAIL
from zhutiri_cli.common.foreign_limits import LETTER_TEXT_CHARACTERS
from zhutiri_cli.materials.kinds import INLINE_PICTURES
from zhutiri_cli.workspace.receiving.packages import unpacker
from zhutiri_cli.workspace.receiving.packages.foreign_names import repaired, skips
from zhutiri_cli.workspace.receiving.packages.letter_texts import content_of, take_links, text_of
from zhutiri_cli.workspace.receiving.packages.mail_headers import attachment_name
from zhutiri_cli.workspace.receiving.packages.mail_parts import MailPart, leaves, take_heads
from zhutiri_cli.workspace.receiving.packages.mail_words import files_in_text, left_outside, take_words, with_suffix
from zhutiri_cli.workspace.receiving.packages.own_words import html_mail_text, mail_text
from zhutiri_cli.workspace.receiving.packages.parcel import CHUNK, SAVE_APART, Parcel, Stage

DatedLetter = tuple[Message, date | None, str]
"""A mail, the Beijing day it came in, and what says so."""
SMALL_PICTURE = 300
"""Pixels of the longer side below which a picture inside a mail's text is taken for a mark of a signature."""
STRIP = 4
"""How many times longer than high a low picture inside a text is that is no photo but a strip."""
STRIP_HEIGHT = 200
"""Pixels of its shorter side below which a picture inside a text may be such a strip."""
_AHEAD = timedelta(days=1)
"""By how much a server's clock may be ahead: no mail of a day to come has come."""
_ON_SERVER = "正文里的图片放在邮件服务器上，没有收到；请在邮件里打开，另存后再收"
_NAMES = mimetypes.MimeTypes()  # Python's own table, not the machine's
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})


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
            message, day, said = opened(data, parcel)
            if day is not None and day <= today() + _AHEAD:
                parcel.day, parcel.dated_by = day, said
            take_mail(message, parcel, stage)
    except RecursionError:
        parcel.refuse("邮件层层嵌套，打不开", SAVE_APART)
    if not parcel.items and not parcel.links:
        why = "".join(f"；正文里的 {url} {reason}" for url, reason in parcel.misfits[:3])
        why += "".join(f"；{name}{reason}" for name, reason in parcel.skipped[:3])
        parcel.refuse(f"邮件里没有附件，也没有可用的链接{why}", "请核对是否选错了邮件")
    return parcel


def take_mail(message: Message, parcel: Parcel, stage: Stage) -> None:
    """Take in what a mail holds; its date counts for nothing."""
    with stage.inside(parcel):
        take_heads(message, parcel)
        said = [_take(part, parcel, stage) for part in list(leaves(message, parcel))]
        own = "\n".join(filter(None, said))
        parcel.said = "\n".join(filter(None, (parcel.said, own)))
        take_words(own, parcel, stage)


def _take(part: MailPart, parcel: Parcel, stage: Stage) -> str:
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
        if not content.strip():
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
    unpack_it = unpacker(name, content)
    if unpack_it is not None:
        unpack_it(io.BytesIO(content), parcel, stage)
    elif not skips(parcel, name, [name]):
        folder = (INLINE_PICTURES,) if mark else ()
        chunks = (content[place : place + CHUNK] for place in range(0, len(content), CHUNK))
        stage.put(parcel, (*folder, repaired(name)), original, stage.next_group(), chunks)


def _is_mark(part: MailPart, content: bytes) -> bool:
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

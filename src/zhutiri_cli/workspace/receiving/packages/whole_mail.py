"""Whether a mail came whole: it ends where its headers say that it does, and so does each part of it in base64.

The library takes a mail that is cut off for one that ends there, and decodes what there is of a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from email import errors
from email.message import Message

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.workspace.receiving.packages.letter_texts import pieces_of
from zhutiri_cli.workspace.receiving.packages.mail_headers import attachment_name, header_words
from zhutiri_cli.workspace.receiving.packages.parcel import Parcel
from zhutiri_cli.workspace.receiving.packages.set_aside import NO_LETTERS

_UNENDED = (
    errors.CloseBoundaryNotFoundDefect,
    errors.StartBoundaryNotFoundDefect,
    errors.NoBoundaryInMultipartDefect,
)
_GOES_ON = re.compile(rb"\A=*[ \t]*[A-Za-z0-9+/]|^[A-Za-z0-9+/]{4,}={0,2}[ \t]*\r?$", re.MULTILINE)
"""Behind the first ``=``: more on its line, or a line of base64; a footer that a mailing list adds is none."""
_AGAIN = (
    "请在邮件程序里重新导出这封邮件，或请单位重新报送；附件能完整打开的，也可以另存后再放入，并用 --on 写明收到日期"
)


def refuse_cut(message: Message, parcel: Parcel) -> None:
    """Refuse the package where a mail in it ends before its last part does. Parts within one that goes on are ended by
    what comes next (RFC 2046, 5.1.2)."""
    if any(isinstance(defect, _UNENDED) for defect in message.defects):
        subject = header_words(message, "subject")
        named = f"邮件“{shorten(subject)}”" if subject else "邮件"
        parcel.refuse(f"{named}没有传完整，后面的部分缺失", _AGAIN)


def refuse_broken(part: Message, parcel: Parcel) -> None:
    """Refuse the package where the base64 of a part breaks off."""
    if not part.is_multipart() and str(part.get("content-transfer-encoding", "")).strip().lower() == "base64":
        refuse_broken_off(pieces_of(part), part, parcel)


def refuse_broken_off(base64: Iterable[bytes], part: Message, parcel: Parcel) -> None:
    """The same of the base64 that came with a part."""
    if _breaks_off(base64):
        name = attachment_name(part)
        named = f"附件“{shorten(name)}”" if name else "正文或未命名的附件"
        parcel.refuse(f"邮件里的{named}没有传完整或已损坏，内容中途断开", _AGAIN)


def _breaks_off(base64: Iterable[bytes]) -> bool:
    """Whether base64 ends within a group of four letters, or goes on behind an ``=``, which ends it (RFC 2045, 6.8)."""
    letters = pads = 0
    for piece in base64:
        before, pad, behind = (b"", b"", piece) if pads else piece.partition(b"=")
        letters += len(before.translate(None, NO_LETTERS))
        pads += len(pad) + behind.count(b"=")
        if pads and _GOES_ON.search(behind):
            return True
    return letters % 4 == 1 or pads < -letters % 4

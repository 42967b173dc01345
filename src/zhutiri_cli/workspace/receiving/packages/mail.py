"""A mail as most programs save it (.eml), in RFC 5322 form."""

from __future__ import annotations

import mmap
from email.message import Message
from pathlib import Path

from zhutiri_cli.workspace.receiving.packages.mail_headers import mail_day
from zhutiri_cli.workspace.receiving.packages.mail_intake import DatedLetter, receive_letter
from zhutiri_cli.workspace.receiving.packages.mail_parts import parsed
from zhutiri_cli.workspace.receiving.packages.parcel import Parcel, Stage

SUFFIXES = (".eml",)


def read(path: Path, stage: Stage) -> Parcel:
    """The package. Raises ``FileProblem`` when it is refused, ``OSError`` when the disk fails."""
    return receive_letter(path, stage, _dated)


def _dated(data: bytes | mmap.mmap, parcel: Parcel) -> DatedLetter:
    if not data:
        parcel.refuse("文件是空的（0 字节）", "请单位重新报送")
    message = parsed(data, parcel)
    return message, *mail_day(message)


def letter(data: bytes, parcel: Parcel) -> Message:
    """The mail that lies inside a package."""
    return parsed(data, parcel)

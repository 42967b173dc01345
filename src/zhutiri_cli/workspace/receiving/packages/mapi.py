"""An item of Outlook's (MAPI): its properties, recipients and attachments.

``outlook.py`` finds items in .msg files, ``tnef.py`` in winmail.dat. Numbers and meanings are those of [MS-OXPROPS].
"""

from __future__ import annotations

import email
import struct
from codecs import lookup
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from email.message import Message

from msgspec import Struct, field
from msgspec.structs import replace

from zhutiri_cli.common.yaml.scalars import BEIJING, FIRST_YEAR, LAST_YEAR
from zhutiri_cli.workspace.receiving.packages.foreign_names import decoded
from zhutiri_cli.workspace.receiving.packages.mail_headers import RawHeaders, mail_day

UNICODE, EIGHT_BIT, BINARY, OBJECT = 0x001F, 0x001E, 0x0102, 0x000D
"""Types of properties whose value has no fixed length."""
ATTACHED = 0x3701
"""PidTagAttachDataBinary, or PidTagAttachDataObject."""
METHOD = 0x3705
"""PidTagAttachMethod."""
OLE_OBJECT = 6
"""A value of ``METHOD``."""
_HEADERS, _PLAIN = 0x007D, 0x1000
_INTERNET_CODE_PAGE, _CODE_PAGE, _LOCALE = 0x3FDE, 0x3FFD, 0x3FF1
_DELIVERED, _SUBMITTED = 0x0E06, 0x0039
_CODECS = {65001: "utf-8", 1200: "utf-16-le", 54936: "gb18030", 936: "gb18030", 20936: "gb18030", 52936: "gb18030"}
_CODECS |= {20866: "koi8-r", 50220: "iso2022_jp", 51932: "euc_jp", 51949: "euc_kr", 20932: "euc_jp"}
_BY_LOCALE = {0x0804: 936, 0x1004: 936, 0x0404: 950, 0x0C04: 950, 0x1404: 950}
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


class Properties(Struct, frozen=True):
    """The properties of one object: number to (type, bytes as stored). ``code_pages`` are those that its message names,
    the one of its strings first; objects inside inherit them."""

    values: Mapping[int, tuple[int, bytes]]
    code_pages: tuple[int, ...] = ()

    def number(self, which: int) -> int | None:
        """An integer or truth value."""
        _, raw = self.values.get(which, (0, b""))
        return int.from_bytes(raw[:4], "little") if raw else None

    def data(self, which: int) -> bytes:
        """Bytes; empty without the property."""
        kind, raw = self.values.get(which, (0, b""))
        return raw if kind in (BINARY, OBJECT) else b""

    def text(self, *which: int) -> str:
        """The first of these strings that is there and not blank; ``""`` without."""
        for number in which:
            kind, raw = self.values.get(number, (0, b""))
            found = self._decoded(number, raw) if kind == EIGHT_BIT else ""
            if kind == UNICODE:
                found = raw.decode("utf-16-le", "replace")
            if found := found.strip("\0"):
                return found
        return ""

    def day(self, which: int) -> date | None:
        """The Beijing day of a moment, stored as FILETIME."""
        _, raw = self.values.get(which, (0, b""))
        try:
            (ticks,) = struct.unpack("<Q", raw[:8])
            found = (_EPOCH + timedelta(microseconds=ticks // 10)).astimezone(BEIJING).date()
        except (struct.error, OverflowError, ValueError):  # no moment: --on is asked for
            return None
        return found if FIRST_YEAR <= found.year <= LAST_YEAR else None

    def with_own_code_pages(self) -> Properties:
        """The same, eight-bit strings being read in the code pages that it names itself."""
        found = [self.number(_CODE_PAGE), _BY_LOCALE.get(self.number(_LOCALE) or 0), self.number(_INTERNET_CODE_PAGE)]
        named = tuple(page for page in found if page)
        return replace(self, code_pages=named or self.code_pages)

    def _decoded(self, number: int, raw: bytes) -> str:
        pages = self.code_pages[::-1] if number == _PLAIN else self.code_pages
        for name in filter(None, map(codec_of, pages)):
            with suppress(UnicodeDecodeError):  # then the next code page
                return raw.strip(b"\0").decode(name)
        return decoded([raw.strip(b"\0")])[0]


def codec_of(page: int) -> str:
    """Python's name of a Windows code page; ``""`` for one that it has none for, and for ASCII, which says nothing."""
    name = _CODECS.get(page) or (f"iso8859_{page - 28590}" if 28591 <= page <= 28605 else f"cp{page}")
    try:
        return lookup(name).name if page != 20127 else ""
    except LookupError:  # the next code page is tried
        return ""


class Attachment(Struct, frozen=True):
    """What hangs on an item: bytes among its ``properties``, or ``inner``, an item of its own."""

    properties: Properties
    inner: Item | None = None


class Item(Struct, frozen=True):
    """A message, or whatever else Outlook keeps."""

    properties: Properties
    recipients: list[Properties] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)

    def headers(self) -> Message:
        """The headers with which it came; none for what was never sent."""
        return email.message_from_string(self.properties.text(_HEADERS), policy=RawHeaders())

    def day(self) -> tuple[date | None, str]:
        """The Beijing day it came in, and what says so: its headers, else when it was delivered, else sent."""
        day, said = mail_day(self.headers())
        for which, word in ((_DELIVERED, "送达时间"), (_SUBMITTED, "发送时间")):
            if day is None and (day := self.properties.day(which)) is not None:
                said = word
        return day, said


def property_list(entries: Iterator[tuple[int, int, bytes]]) -> dict[int, tuple[int, bytes]]:
    """Properties by number, of (number, type, bytes); of two with one number the Unicode string goes before."""
    found: dict[int, tuple[int, bytes]] = {}
    for number, kind, raw in entries:
        if number not in found or kind == UNICODE:
            found[number] = (kind, raw)
    return found

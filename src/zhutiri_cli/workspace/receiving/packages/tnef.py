"""What Outlook sends as winmail.dat (TNEF): a mail with its attachments in one file ([MS-OXTNEF]).

tnefparse was looked at first: what it cannot decode it logs and leaves out, and it copies the rest of the file for
every attribute; here each part is taken or the package is refused.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

from msgspec.structs import replace

from zhutiri_cli.common.foreign_limits import LETTERS_INSIDE as MAX_INSIDE
from zhutiri_cli.common.foreign_limits import RECEIVED_FILES as MAX_ENTRIES
from zhutiri_cli.workspace.receiving.packages.mail_intake import DatedLetter, receive_letter
from zhutiri_cli.workspace.receiving.packages.mapi import (
    ATTACHED,
    BINARY,
    EIGHT_BIT,
    METHOD,
    OBJECT,
    OLE_OBJECT,
    UNICODE,
    Attachment,
    Item,
    Properties,
    property_list,
)
from zhutiri_cli.workspace.receiving.packages.mapi_mail import as_mail
from zhutiri_cli.workspace.receiving.packages.parcel import SAVE_APART, Parcel, Stage
from zhutiri_cli.workspace.receiving.packages.unpacking import damage_refused

SUFFIXES = (".tnef",)
"""And winmail.dat, by its name."""
_SIGNATURE = bytes.fromhex("789f3e22")
_ATTRIBUTE = struct.Struct("<BHHI")  # level, number, type, length; the data and a checksum follow
_MESSAGE, _ATTACHMENT = 1, 2
_BLANK = b"\0\r\n\t "
"""What programs on the way leave behind the last attribute."""
_PROPERTIES, _CODE_PAGE, _BODY = 0x9003, 0x9007, 0x800C
_BEGIN, _TITLE, _DATA, _ITS_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_ITEM = bytes.fromhex("0703020000000000c000000000000046")
"""IID_IMessage: the object is an item of its own, in this very form."""
_FIXED = {0x0002: 2, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4, 0x000B: 2}
_FIXED |= {0x0014: 8, 0x0040: 8, 0x0048: 16, 0x0001: 0}
_LONG = (UNICODE, EIGHT_BIT, BINARY, OBJECT)
_MANY = 0x1000


def read(path: Path, stage: Stage) -> Parcel:
    """The package. Raises ``FileProblem`` when it is refused, ``OSError`` when the disk fails."""
    return receive_letter(path, stage, _dated)


def _dated(source: bytes | mmap.mmap, parcel: Parcel) -> DatedLetter:
    data = bytes(source)
    if not _is_ours(data):
        parcel.refuse("不是 Outlook 附件包（winmail.dat），或没有传完整", "请单位重新报送")
    item = _item(data, parcel)
    return as_mail(item, parcel), *item.day()


def letter(data: bytes, parcel: Parcel) -> Message | None:
    """The mail that lies inside a package; ``None`` where it is none."""
    return as_mail(_item(data, parcel), parcel) if _is_ours(data) else None


def _is_ours(data: bytes) -> bool:
    """Whether a file begins as these do."""
    return data.startswith(_SIGNATURE) and len(data) > 6


def _item(data: bytes, parcel: Parcel, depth: int = 1) -> Item:
    if depth > MAX_INSIDE:
        parcel.refuse(f"邮件套邮件超过 {MAX_INSIDE} 层", SAVE_APART)
    with damage_refused(parcel):
        own, parts = _sorted_out(data)
        if len(parts) > MAX_ENTRIES:
            parcel.refuse(f"文件超过 {MAX_ENTRIES} 个", "请分几次放入，或请单位精简后重新报送")
        return Item(own, [], [_attachment(part, own.code_pages, parcel, depth) for part in parts])


def _sorted_out(data: bytes) -> tuple[Properties, list[list[tuple[int, int, bytes]]]]:
    """The message's own properties, and those of each attachment."""
    own, parts, page = list[tuple[int, int, bytes]](), list[list[tuple[int, int, bytes]]](), 0
    for number, value in _attributes(data):
        if number == _CODE_PAGE:
            (page,) = struct.unpack_from("<I", value)
        elif number == _PROPERTIES:
            own += _properties(value)
        elif number == _BODY:
            own.append((0x1000, EIGHT_BIT, value))
        elif number == _BEGIN:
            parts.append([])
        elif number in (_TITLE, _DATA, _ITS_PROPERTIES):
            if not parts:
                parts.append([])
            parts[-1] += {
                _TITLE: [(0x3704, EIGHT_BIT, value)],
                _DATA: [(ATTACHED, BINARY, value)],
            }.get(number) or list(_properties(value))
    found = Properties(property_list(iter(own)), (page,) if page else ())
    return found.with_own_code_pages(), parts


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each attribute's number and data; blank bytes behind the last are none. Raises ``struct.error``, ``ValueError``
    where one is cut off, is of no level, or its bytes do not add up to its checksum ([MS-OXTNEF] 2.1.3)."""
    at = 6
    while at < len(data):
        if data[at] not in (_MESSAGE, _ATTACHMENT):
            if data[at:].strip(_BLANK):
                raise ValueError("no level")
            return
        _, number, _, length = _ATTRIBUTE.unpack_from(data, at)
        at += _ATTRIBUTE.size
        value = data[at : at + length]
        (checksum,) = struct.unpack_from("<H", data, at + length)
        if sum(value) & 0xFFFF != checksum:
            raise ValueError("checksum")
        yield number, value
        at += length + 2


def _attachment(
    entries: list[tuple[int, int, bytes]], code_pages: tuple[int, ...], parcel: Parcel, depth: int
) -> Attachment:
    own = Properties(property_list(iter(entries)), code_pages)
    content = own.data(ATTACHED)
    if own.values.get(ATTACHED, (0, b""))[0] != OBJECT:
        return Attachment(own)
    if content.startswith(_ITEM):
        return Attachment(own, _item(content[len(_ITEM) :], parcel, depth + 1))
    if own.number(METHOD) is None:
        own = replace(own, values={**own.values, METHOD: (0x0003, struct.pack("<I", OLE_OBJECT))})
    return Attachment(own)


def _properties(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """A list of properties, of several values the first. Raises ``struct.error``, ``ValueError`` where it is torn."""
    (count,), at = struct.unpack_from("<I", data), 4
    for _ in range(count):
        kind, number = struct.unpack_from("<HH", data, at)
        at += 4
        if number >= 0x8000:
            at = _behind_name(data, at)
        values, at = _values(data, at, kind)
        if values:
            yield number, kind & ~_MANY, values[0]


def _behind_name(data: bytes, at: int) -> int:
    """Where the value of a property with a name (a GUID, a kind, a number or words) begins."""
    (kind,) = struct.unpack_from("<I", data, at + 16)
    if kind == 0:
        return at + 24
    (length,) = struct.unpack_from("<I", data, at + 20)
    return at + 24 + _padded(length)


def _values(data: bytes, at: int, kind: int) -> tuple[list[bytes], int]:
    single, many = kind & ~_MANY, bool(kind & _MANY)
    count, found = 1, list[bytes]()
    if many or single in _LONG:
        (count,), at = struct.unpack_from("<I", data, at), at + 4
    for _ in range(count):
        if single in _LONG:
            (length,), at = struct.unpack_from("<I", data, at), at + 4
        elif single in _FIXED:
            length = _FIXED[single]
        else:
            raise ValueError("no type of property")
        if at + length > len(data):
            raise ValueError("cut off")
        found.append(data[at : at + length])
        at += length if many and single not in _LONG else _padded(length)
    return found, _padded(at)


def _padded(length: int) -> int:
    return length + -length % 4

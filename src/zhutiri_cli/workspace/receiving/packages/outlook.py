"""A mail as Outlook saves it (.msg, .oft): properties in the streams of a compound file ([MS-OXMSG]).

python-oxmsg was tried first: it reads no embedded items, gives names of attachments in Latin-9 where they are in the
code page of the message, and fails on eight-bit strings that do not fit.
"""

from __future__ import annotations

import io
import mmap
import re
import struct
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from zhutiri_cli.common.foreign_limits import LETTERS_INSIDE as MAX_INSIDE
from zhutiri_cli.common.foreign_limits import RECEIVED_FILES as MAX_ENTRIES
from zhutiri_cli.materials.formats.sniff import OLE_MAGIC, SECTOR_SIZES
from zhutiri_cli.workspace.receiving.packages.mail_intake import DatedLetter, receive_letter
from zhutiri_cli.workspace.receiving.packages.mapi import (
    ATTACHED,
    OBJECT,
    Attachment,
    Item,
    Properties,
    property_list,
)
from zhutiri_cli.workspace.receiving.packages.mapi_mail import as_mail
from zhutiri_cli.workspace.receiving.packages.parcel import SAVE_APART, Parcel, Stage
from zhutiri_cli.workspace.receiving.packages.unpacking import TimeLimit, damage_refused

SUFFIXES = (".msg", ".oft")
_FIXED = "__properties_version1.0"
_STREAM = re.compile(r"__substg1\.0_([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})")
_ENTRY = struct.Struct("<HHI8s")  # type, number, flags, value or size
_TOP, _EMBEDDED, _PART = 32, 24, 8
"""Bytes before the entries: of a file, of an item inside, of an attachment or recipient."""


def read(path: Path, stage: Stage) -> Parcel:
    """The package. Raises ``FileProblem`` when it is refused, ``OSError`` when the disk fails."""
    return receive_letter(path, stage, _dated)


def _dated(source: bytes | mmap.mmap, parcel: Parcel) -> DatedLetter:
    data = bytes(source)
    if not _is_ours(data):
        parcel.refuse("不是 Outlook 邮件，或没有传完整", "请单位重新报送")
    item = _item(data, parcel)
    return as_mail(item, parcel), *item.day()


def letter(data: bytes, parcel: Parcel) -> Message | None:
    """The mail that lies inside a package; ``None`` where it is none."""
    return as_mail(_item(data, parcel), parcel) if _is_ours(data) else None


def _is_ours(data: bytes) -> bool:
    """Whether a file begins as these do."""
    return data.startswith(OLE_MAGIC) and data[0x1E:0x22] in SECTOR_SIZES


def _item(data: bytes, parcel: Parcel) -> Item:
    import olefile

    with damage_refused(parcel), olefile.OleFileIO(io.BytesIO(data)) as container:
        if all(kid.name != _FIXED for kid in container.root.kids):
            parcel.refuse("内容不是 Outlook 邮件", "请核对后缀是否写错")
        return _Reading(container, len(data), parcel).item(container.root, [], _TOP, ())


class _Reading:
    """One file being read: no more bytes come out of it than it has, whatever its streams declare."""

    def __init__(self, container: Any, size: int, parcel: Parcel) -> None:
        self._container = container
        self._left = size
        self._parcel = parcel
        self._limit = TimeLimit(parcel)

    def item(self, storage: Any, path: list[str], head: int, code_pages: tuple[int, ...]) -> Item:
        """The item whose streams lie in a storage."""
        if path.count("__substg1.0_3701000D") > MAX_INSIDE:
            self._parcel.refuse(f"邮件套邮件超过 {MAX_INSIDE} 层", SAVE_APART)
        own = replace(self._properties(storage, path, head), code_pages=code_pages).with_own_code_pages()
        found = Item(own)
        for kid in _storages(storage):
            inside = [*path, kid.name]
            if kid.name.startswith("__recip_version1.0_"):
                found.recipients.append(replace(self._properties(kid, inside, _PART), code_pages=own.code_pages))
            elif kid.name.startswith("__attach_version1.0_"):
                found.attachments.append(self._attachment(kid, inside, own.code_pages))
            if len(found.attachments) > MAX_ENTRIES:
                self._parcel.refuse(f"文件超过 {MAX_ENTRIES} 个", "请分几次放入，或请单位精简后重新报送")
        return found

    def _attachment(self, storage: Any, path: list[str], code_pages: tuple[int, ...]) -> Attachment:
        own = replace(self._properties(storage, path, _PART), code_pages=code_pages)
        for kid in _storages(storage):
            if kid.name.upper() == f"__SUBSTG1.0_{ATTACHED:04X}{OBJECT:04X}" and any(
                one.name == _FIXED for one in kid.kids
            ):
                return Attachment(own, self.item(kid, [*path, kid.name], _EMBEDDED, code_pages))
        return Attachment(own)

    def _properties(self, storage: Any, path: list[str], head: int) -> Properties:
        return Properties(property_list(self._entries(storage, path, head)))

    def _entries(self, storage: Any, path: list[str], head: int) -> Iterator[tuple[int, int, bytes]]:
        """Values of fixed size, and those that have a stream each."""
        for kid in storage.kids:
            if kid.name == _FIXED:
                data = self._read(kid, path)
                for at in range(head, len(data) - _ENTRY.size + 1, _ENTRY.size):
                    kind, number, _, value = _ENTRY.unpack_from(data, at)
                    if _size(kind):
                        yield number, kind, value
            elif (named := _STREAM.fullmatch(kid.name)) and not kid.kids:
                yield int(named[1], 16), int(named[2], 16), self._read(kid, path)

    def _read(self, entry: Any, path: list[str]) -> bytes:
        self._limit.check()
        self._left -= entry.size
        if self._left < 0:
            self._parcel.refuse("解开后体积异常庞大（疑似压缩炸弹）", "请单位核对后重新报送")
        with self._container.openstream([*path, entry.name]) as stream:
            data = bytes(stream.read())
        if len(data) < entry.size:
            raise ValueError("cut off")
        return data


def _size(kind: int) -> int:
    """Bytes of a value that stands in the list itself; 0 for one with a stream of its own."""
    return {0x0002: 2, 0x0003: 4, 0x000B: 2, 0x0040: 8, 0x0005: 8, 0x0014: 8}.get(kind, 0)


def _storages(storage: Any) -> list[Any]:
    import olefile

    return [kid for kid in storage.kids if kid.entry_type == olefile.STGTY_STORAGE]

"""Outlook's files down to the byte: items as .msg, and as winmail.dat (TNEF)."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from msgspec import Struct, field

from tests.support.compound_file import Storage, compound_file

SUBJECT, BODY, HTML, RTF, HEADERS = 0x0037, 0x1000, 0x1013, 0x1009, 0x007D
SENDER, SENDER_NAME, SUBMITTED, DELIVERED = 0x5D01, 0x0C1A, 0x0039, 0x0E06
CODE_PAGE, INTERNET_CODE_PAGE = 0x3FFD, 0x3FDE
LONG_NAME, SHORT_NAME, SHOWN_NAME, CONTENT, METHOD = 0x3707, 0x3704, 0x3001, 0x3701, 0x3705
KIND, CONTENT_ID, FLAGS = 0x370E, 0x3712, 0x3714
ADDRESS = 0x39FE

Value = str | bytes | int | datetime
Properties = Mapping[int, Value]


class Hung(Struct, frozen=True):
    """An attachment; ``inner`` is an item, or a storage of another kind."""

    properties: Properties = field(default_factory=dict)
    inner: Mail | Storage | None = None


class Mail(Struct, frozen=True):
    """An item; strings are stored in the encoding ``eight_bit``, or else in Unicode."""

    properties: Properties
    attached: Sequence[Hung] = ()
    recipients: Sequence[str] = ()
    eight_bit: str = ""


def attached(name: str, content: bytes, **more: Value) -> Hung:
    """A file attached as Outlook does: with an 8.3 name besides."""
    known: dict[int, Value] = {LONG_NAME: name, SHORT_NAME: "HDFAN~1.DOC", CONTENT: content, METHOD: 1}
    return Hung(known | {globals()[key.upper()]: value for key, value in more.items()})


def msg(mail: Mail) -> bytes:
    """The .msg."""
    said = Mail({0x001A: "IPM.Note", **mail.properties}, mail.attached, mail.recipients, mail.eight_bit)
    return compound_file(_storage(said, 32) | {"__nameid_version1.0": {}})


def _storage(mail: Mail, head: int) -> dict[str, bytes | Storage]:
    found: dict[str, bytes | Storage] = dict(_streams(mail.properties, mail.eight_bit, head))
    for i, address in enumerate(mail.recipients):
        found[f"__recip_version1.0_#{i:08X}"] = _streams({ADDRESS: address, 0x0C15: 1}, mail.eight_bit, 8)
    for i, hung in enumerate(mail.attached):
        inside: dict[str, bytes | Storage] = dict(_streams(hung.properties, mail.eight_bit, 8))
        if hung.inner is not None:
            item = isinstance(hung.inner, Mail)
            inside["__substg1.0_3701000D"] = _storage(hung.inner, 24) if isinstance(hung.inner, Mail) else hung.inner
            if METHOD not in hung.properties:
                inside |= _streams({**hung.properties, METHOD: 5 if item else 6}, mail.eight_bit, 8)
        found[f"__attach_version1.0_#{i:08X}"] = inside
    return found


def _streams(properties: Properties, eight_bit: str, head: int) -> dict[str, bytes]:
    fixed, streams = bytes(head), dict[str, bytes]()
    for number, value in properties.items():
        kind, raw = _stored(value, eight_bit)
        if kind in (0x001E, 0x001F, 0x0102):
            streams[f"__substg1.0_{number:04X}{kind:04X}"] = raw
            raw = struct.pack("<II", len(raw), 0)
        fixed += struct.pack("<HHI", kind, number, 6) + raw.ljust(8, b"\0")
    return {"__properties_version1.0": fixed} | streams


def _stored(value: Value, eight_bit: str) -> tuple[int, bytes]:
    """The type of a property, and its bytes."""
    if isinstance(value, str):
        return (0x001E, value.encode(eight_bit)) if eight_bit else (0x001F, value.encode("utf-16-le"))
    if isinstance(value, datetime):
        since = value.astimezone(UTC) - datetime(1601, 1, 1, tzinfo=UTC)
        return 0x0040, struct.pack("<Q", int(since.total_seconds()) * 10_000_000)
    return (0x0102, value) if isinstance(value, bytes) else (0x0003, struct.pack("<I", value))


def tnef(mail: Mail, code_page: int = 936) -> bytes:
    """The winmail.dat."""
    out = bytes.fromhex("789f3e22") + struct.pack("<H", 1)
    out += _attribute(1, 0x00089006, struct.pack("<I", 0x10000)) + _attribute(
        1, 0x00069007, struct.pack("<II", code_page, 0)
    )
    out += _attribute(1, 0x00069003, _list(mail.properties, mail.eight_bit))
    for hung in mail.attached:
        plain = {number: value for number, value in hung.properties.items() if number != CONTENT}
        content = hung.properties.get(CONTENT, b"")
        assert isinstance(content, bytes)
        out += _attribute(2, 0x00069002, bytes(14))
        out += _attribute(2, 0x00018010, str(plain.pop(SHORT_NAME, "x")).encode("gb18030") + b"\0")
        out += _attribute(2, 0x0006800F, content) if hung.inner is None else b""
        inner = (
            bytes.fromhex("0703020000000000c000000000000046") + tnef(hung.inner)
            if isinstance(hung.inner, Mail)
            else b""
        )
        out += _attribute(2, 0x00069005, _list(plain, mail.eight_bit, inner))
    return out


def _attribute(level: int, number: int, data: bytes) -> bytes:
    return struct.pack("<BII", level, number, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def _list(properties: Properties, eight_bit: str, inner: bytes = b"") -> bytes:
    named = struct.pack("<HH16sIII", 0x001F, 0x8001, b"g" * 16, 1, 6, 0x00620061) + struct.pack("<I", 0x0063)
    out = struct.pack("<I", len(properties) + 2 + bool(inner)) + named + struct.pack("<IIII", 1, 4, 0x00780078, 0)[:12]
    out += struct.pack("<HHIIII", 0x1003, 0x3FEE, 3, 1, 2, 3)
    for number, value in properties.items():
        kind, raw = _stored(value, eight_bit)
        out += struct.pack("<HH", kind, number) + (_long(raw) if kind in (0x001E, 0x001F, 0x0102) else raw)
    return out + (struct.pack("<HH", 0x000D, CONTENT) + _long(inner) if inner else b"")


def _long(raw: bytes) -> bytes:
    return struct.pack("<II", 1, len(raw)) + raw + bytes(-len(raw) % 4)

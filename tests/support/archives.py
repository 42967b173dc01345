"""7z archives by py7zr, and RAR archives of stored files byte by byte (RAR 5.0 technical note; RAR 4 as in unrar)."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Mapping

import py7zr

LINK, HARD_LINK = 1, 4


def sevenzip(files: Mapping[str, bytes], *, password: str | None = None, plain: bool = False) -> bytes:
    """A .7z of these files; ``plain`` leaves its header uncompressed, so that names can be changed in it."""
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", password=password, header_encryption=password is not None) as archive:
        if plain:
            archive.set_encoded_header_mode(False)
        for name, content in files.items():
            archive.writestr(content, name)
    return out.getvalue()


def renamed(data: bytes, old: str, new: str) -> bytes:
    """A .7z with a plain header in which a name gives way to one of the same length, its checksums made to fit."""
    assert len(old) == len(new)
    changed = bytearray(data.replace(old.encode("utf-16-le"), new.encode("utf-16-le")))
    assert changed != data
    return with_checksums(changed)


def with_checksums(changed: bytearray) -> bytes:
    offset, size = struct.unpack_from("<QQ", changed, 12)
    struct.pack_into("<I", changed, 28, zlib.crc32(changed[32 + offset : 32 + offset + size]))
    struct.pack_into("<I", changed, 8, zlib.crc32(changed[12:32]))
    return bytes(changed)


def _number(value: int) -> bytes:
    """A number of variable length: seven bits a byte, the lowest first."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def _block(content: bytes) -> bytes:
    sized = _number(len(content)) + content
    return struct.pack("<I", zlib.crc32(sized)) + sized


def rar(
    files: Mapping[str, bytes],
    *,
    redirected: int = 0,
    encrypted: bool = False,
    mode: int = 0o100644,
    declared: int | None = None,
    volume: bool = False,
) -> bytes:
    """A RAR 5 archive of stored files; ``redirected``: links of that type; ``declared``: another size."""
    out = b"Rar!\x1a\x07\x01\x00" + _block(_number(1) + _number(0) + _number(0))
    for name, content in files.items():
        raw, extra = name.encode(), b""
        if redirected:
            record = _number(5) + _number(redirected) + _number(0) + _number(4) + b"/etc"
            extra += _number(len(record)) + record
        if encrypted:
            record = _number(1) + _number(0) + _number(0) + bytes([15]) + bytes(16) + bytes(16)
            extra += _number(len(record)) + record
        head = _number(2) + _number(0x03 | (0x10 if volume else 0)) + _number(len(extra)) + _number(len(content))
        head += _number(0x04) + _number(len(content) if declared is None else declared) + _number(mode)
        head += struct.pack("<I", zlib.crc32(content)) + _number(0) + _number(1) + _number(len(raw)) + raw + extra
        out += _block(head) + content
    return out + _block(_number(5) + _number(0) + _number(0))


def _old_block(kind: int, flags: int, content: bytes) -> bytes:
    head = struct.pack("<BHH", kind, flags, 7 + len(content)) + content
    return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head


def old_rar(files: Mapping[bytes, bytes]) -> bytes:
    """A RAR 4 archive of stored files whose names are raw bytes, as old Chinese programs wrote them."""
    out = b"Rar!\x1a\x07\x00" + _old_block(0x73, 0, bytes(6))
    for name, content in files.items():
        size, check = len(content), zlib.crc32(content)
        fields = struct.pack("<IIBIIBBHI", size, size, 2, check, 0x58740000, 20, 0x30, len(name), 0x20)
        out += _old_block(0x74, 0x8000, fields + name) + content
    return out + _old_block(0x7B, 0x4000, b"")

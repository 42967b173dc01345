"""Whether a picture that viewers show came whole, by its bytes: a download that broke off leaves no end, or noughts
where its data should be. Only what is certain: the noughts of black and plain pictures are data."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from zhutiri_cli.common.foreign_limits import MIB

_END = b"\xff\xd9"
_SEARCHED = 64 * MIB
_BLOCK = 4096
"""What disks and downloads write at once."""
_NOUGHTS = bytes(2 * _BLOCK)
"""More than any tag is padded with."""
_IN_ORDER = (0xC0, 0xC1)
"""JPEG frames whose rows come one after the other."""
_OTHER_FRAMES = frozenset(range(0xC2, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers without a length."""


class Scan(Struct):
    """The first scan of a JPEG; ``at``: where its data begins. ``in_order``: it is the only one, from the first row to
    the last; ``restarts``: it begins anew again and again; ``plain``: noughts may be a plain area in it."""

    at: int = 0
    in_order: bool = False
    restarts: bool = False
    plain: bool = True


def first_scan(data: bytes) -> Scan | None:
    """What the head of a JPEG says of its first scan (ITU-T T.81, B.2); ``None`` where it does not come to one."""
    scan, components, at = Scan(), 0, 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker in _BARE:
            at += 1 if marker == 0xFF else 2
            continue
        body = data[at + 4 : at + 2 + int.from_bytes(data[at + 2 : at + 4])]
        at += 4 + len(body)
        if marker in _IN_ORDER or marker in _OTHER_FRAMES:
            components = body[5] if marker in _IN_ORDER and len(body) > 5 else 0
        elif marker == 0xDD:
            scan.restarts = any(body)
        elif marker == 0xC4:
            scan.plain = scan.plain and _ends_blocks_with_noughts(body)
        elif marker == 0xDA:
            scan.at, scan.in_order = at, bool(components) and body[:1] == bytes([components])
            return scan
    return None


def _ends_blocks_with_noughts(tables: bytes) -> bool:
    """Whether, in each of the Huffman tables for all but the first coefficient, noughts mean that no more follow: a
    table's first symbol has the code of noughts alone."""
    while len(tables) > 17:
        if tables[0] >> 4 and tables[17]:
            return False
        tables = tables[17 + sum(tables[1:17]) :]
    return True


def without_end(data: bytes) -> bytes | None:
    """A JPEG that lacks its end mark, up to where its data breaks off; ``None`` for any other file."""
    kept = data.rstrip(b"\0")
    return None if not data.startswith(b"\xff\xd8\xff") or kept.endswith(_END) else kept.removesuffix(b"\xff")


def has_hole(path: Path) -> bool:
    """Whether noughts surely stand in the place of a picture's data."""
    with path.open("rb") as stream:
        data = stream.read(_SEARCHED)
    if data.startswith(b"\xff\xd8\xff"):
        scan = first_scan(data)
        if scan is None or not scan.in_order or scan.plain:
            return False
        end = data.find(_END, scan.at)
        return data.find(_NOUGHTS, scan.at, end if end >= 0 else len(data)) >= 0
    if data.startswith(b"BM"):  # black rows are noughts, too, but its rows never begin where a block does
        kept = data[: int.from_bytes(data[2:6], "little") or len(data)]
        return kept.endswith(_NOUGHTS) and len(kept.rstrip(b"\0")) % _BLOCK == 0
    return data[: _packed_size(data)].endswith(_NOUGHTS)


def _packed_size(data: bytes) -> int:
    """How much of a compressed picture its own head claims, so that padding behind is none of it; 0 for a format in
    which noughts say nothing, or whose decoder tells by itself."""
    if data.startswith(b"RIFF"):
        return 8 + int.from_bytes(data[4:8], "little")
    at = 0
    while data[4:8] == b"ftyp" and at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4])
        if size < 8:  # up to the end, 64 bits long, or no box any more
            return len(data) if data[at + 4 : at + 8].isalnum() else at
        at += size
    return at

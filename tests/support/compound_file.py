"""A writer of compound files ([MS-CFB], version 3), such as Outlook's: folders as mappings, streams as bytes."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from msgspec import Struct, field

Storage = Mapping[str, "bytes | Storage"]
_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NONE = 0xFFFFFFFF


class _Entry(Struct):
    name: str
    kind: int  # 1 storage, 2 stream, 5 root
    content: bytes = b""
    child: int = _NONE
    left: int = _NONE
    right: int = _NONE
    start: int = _END
    size: int = 0


class _Space(Struct):
    """Sectors of one size with their table of chains."""

    unit: int
    data: bytearray = field(default_factory=bytearray)
    chains: list[int] = field(default_factory=list)

    def put(self, content: bytes) -> int:
        """The first sector of content put at the end."""
        if not content:
            return _END
        first, count = len(self.chains), -(-len(content) // self.unit)
        self.data += content.ljust(count * self.unit, b"\0")
        self.chains += [*range(first + 1, first + count), _END]
        return first


def compound_file(root: Storage) -> bytes:
    """The file."""
    entries = [_Entry("Root Entry", 5)]
    entries[0].child = _listed(root, entries)
    small, large = _Space(_SMALL), _Space(_SECTOR)
    for entry in entries[1:]:
        if entry.kind == 2:
            space = small if len(entry.content) < _CUTOFF else large
            entry.start, entry.size = space.put(entry.content), len(entry.content)
    entries[0].start, entries[0].size = large.put(bytes(small.data)), len(small.data)
    small_table = large.put(_table(small.chains))
    directory = large.put(b"".join(map(_packed, entries)))
    fats = 1
    while fats * 128 < len(large.chains) + fats:
        fats += 1
    assert fats <= 109, "a file of this size needs more tables than this writer knows"
    places = range(len(large.chains), len(large.chains) + fats)
    table = _table([*large.chains, *[_FAT] * fats]).ljust(fats * _SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    count = -(-len(small.chains) // 128)
    head += struct.pack(
        "<IIIIIIIIII", 0, fats, directory, 0, _CUTOFF, small_table if count else _END, count, _END, 0, 0
    )[:36]
    head += struct.pack("<109I", *places, *[_FREE] * (109 - fats))
    return head + bytes(large.data) + table


def _listed(storage: Storage, entries: list[_Entry]) -> int:
    """Entries of a storage as a balanced tree by the length and letters of their names; its top."""
    numbers = []
    for name in sorted(storage, key=lambda name: (len(name), name.upper())):
        content = storage[name]
        entry = _Entry(name, 2, content) if isinstance(content, bytes) else _Entry(name, 1)
        numbers.append(len(entries))
        entries.append(entry)
        if not isinstance(content, bytes):
            entry.child = _listed(content, entries)
    return _tree(numbers, entries)


def _tree(numbers: list[int], entries: list[_Entry]) -> int:
    if not numbers:
        return _NONE
    middle = len(numbers) // 2
    top = entries[numbers[middle]]
    top.left, top.right = _tree(numbers[:middle], entries), _tree(numbers[middle + 1 :], entries)
    return numbers[middle]


def _packed(entry: _Entry) -> bytes:
    name = (entry.name + "\0").encode("utf-16-le")
    head = name.ljust(64, b"\0") + struct.pack(
        "<HBBIII", len(name), entry.kind, 1, entry.left, entry.right, entry.child
    )
    return head + bytes(16 + 4 + 16) + struct.pack("<IQ", entry.start, entry.size)


def _table(chains: list[int]) -> bytes:
    return b"".join(struct.pack("<I", one) for one in chains)

"""TIFFs of any samples, as no library here writes them."""

from __future__ import annotations

import struct
from collections.abc import Mapping

BITS, COMPRESSION, COLOURS, PLACE, SAMPLES, LENGTH, EXTRA, FORMAT = 258, 259, 262, 273, 277, 279, 338, 339
RGB, LAB, REAL = 2, 8, 3


def tiff(
    bits: int,
    samples: int,
    colours: int,
    changes: Mapping[int, tuple[int, ...]] | None = None,
    *,
    size: tuple[int, int] = (120, 100),
    order: str = "<",
    big: bool = False,
    data: bytes | None = None,
) -> bytes:
    """One strip of noise, unpacked; ``changes``: tags with other values, () for one that is left out."""
    wide, high = size
    content = bytes(i * i // 7 % 256 for i in range(wide * high * samples * bits // 8)) if data is None else data
    tags: dict[int, tuple[int, ...]] = {256: (wide,), 257: (high,), BITS: (bits,) * samples, COMPRESSION: (1,)}
    tags |= {COLOURS: (colours,), PLACE: (0,), SAMPLES: (samples,), 278: (high,), LENGTH: (len(content),)}
    tags = {tag: values for tag, values in sorted((tags | dict(changes or {})).items()) if values}
    head, place, room = (16, "Q", 8) if big else (8, "I", 4)
    beside, entries = head + (16 if big else 6) + len(tags) * (20 if big else 12), list[bytes]()
    kept = bytearray()
    for tag, values in tags.items():
        kind = 3 if tag in (BITS, COMPRESSION, COLOURS, SAMPLES, EXTRA, FORMAT) else 4
        held = struct.pack(f"{order}{len(values)}{'H' if kind == 3 else 'I'}", *values)
        if len(held) > room:
            kept += held
            held = struct.pack(order + place, beside + len(kept) - len(held))
        entries.append(struct.pack(f"{order}HH{place}", tag, kind, len(values)) + held.ljust(room, b"\0"))
    if tags.get(PLACE) == (0,):
        at = list(tags).index(PLACE)
        entries[at] = entries[at][:-room] + struct.pack(order + "I", beside + len(kept)).ljust(room, b"\0")
    first = (b"II" if order == "<" else b"MM") + (
        struct.pack(order + "HHHQ", 43, 8, 0, 16) if big else struct.pack(order + "HI", 42, 8)
    )
    count = struct.pack(order + ("Q" if big else "H"), len(entries))
    return first + count + b"".join(entries) + bytes(room) + bytes(kept) + content

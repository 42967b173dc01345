"""Pictures told alike by their 64-bit difference hashes, and a fast look-up of those within reach. Pure.

A picture has two hashes, across and down. Hashes across that differ in at most ``NEAR`` = 10 bits, cut into six bands,
agree in some band but for at most one bit (ten differences cannot be two or more in each of six). So they are found by
asking every band for its own value and for each value one bit away: some 70 look-ups into small buckets, instead of
comparing with every picture. The hashes down then decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

NEAR = 10
"""Bits of 64 in which the hashes across of one shot may differ after being recompressed, resized or brightened."""
NEAR_DOWN = 12
"""The same for the hashes down, which confirm."""
_WIDTHS = (11, 11, 11, 11, 10, 10)

Hashes = tuple[int, int]
"""Across and down."""


def alike(one: Hashes | None, other: Hashes | None) -> bool:
    """Whether two pictures are the same shot; one without hashes is like none."""
    if one is None or other is None:
        return False
    return (one[0] ^ other[0]).bit_count() <= NEAR and (one[1] ^ other[1]).bit_count() <= NEAR_DOWN


def _bands(value: int) -> Iterator[tuple[int, int, int]]:
    """Each band's place, its value, and its width in bits."""
    for place, width in enumerate(_WIDTHS):
        yield place, value & ((1 << width) - 1), width
        value >>= width


class HashIndex:
    """The hashes of many pictures, each once, to be asked which are like another's."""

    def __init__(self, hashes: Iterable[Hashes]) -> None:
        self._buckets: list[dict[int, list[Hashes]]] = [{} for _ in _WIDTHS]
        for known in dict.fromkeys(hashes):
            for place, band, _ in _bands(known[0]):
                self._buckets[place].setdefault(band, []).append(known)

    def near(self, hashes: Hashes) -> set[Hashes]:
        """All in the index that are ``alike``, itself included if it is there."""
        across, found = hashes[0], set[Hashes]()
        for place, band, width in _bands(across):
            buckets = self._buckets[place]
            for reach in (0, *(1 << bit for bit in range(width))):
                for known in buckets.get(band ^ reach, ()):
                    if (known[0] ^ across).bit_count() <= NEAR and alike(known, hashes):
                        found.add(known)
        return found

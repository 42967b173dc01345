"""Which of very many pictures are like one another, in time that grows with their number alone. Pure.

A hash is cut into twelve bands. Each pair of bands is gone through by itself: pictures that have both the same are few
however many there are, and only these are compared. Two hashes that differ in at most ten bits of 128 always have two
bands the same; of eleven, spread so that eleven bands are hit, nothing is found.
What is cut from a picture is asked for by the pairs within three groups of four bands: of a window that differs in at
most eight bits some pair is the same, and windows overlap, so that what is cut lies near several.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations

from zhutiri_cli.materials.similarity.pictures import Hashes, PicturePrint, alike, ways_round

MOST = 200
"""Pictures with one value that are looked at, the earliest: that many which are alike are pages of one form."""
BANDS = tuple(
    (which, shift, mask)
    for which in (0, 1)
    for shift, mask in ((0, 2047), (11, 2047), (22, 2047), (33, 2047), (44, 1023), (54, 1023))
)
"""Each band: of the hash across (0) or down (1), from which bit on, and what is left of it from there."""
NEIGHBOUR = 40
"""Bits of 128 in which a picture may differ from one window of a whole, when it is compared with the others, too: by
chance two that have two bands the same differ in some 53."""
_WAYS = 8
_GROUPS = tuple(tuple(range(first, first + 4)) for first in (0, 4, 8))


def near_of_many(pictures: Mapping[Hashes, PicturePrint]) -> dict[Hashes, list[Hashes]]:
    """Each picture that may be like others, with these, in ascending order; itself left out."""
    every, found = tuple(pictures), defaultdict[Hashes, set[Hashes]](set)
    for one, other in _turned(every):
        found[one].add(other)
        found[other].add(one)
    for one, other in _cut(every, pictures):
        found[one].add(other)
        found[other].add(one)
    return {hashes: sorted(found[hashes]) for hashes in every if hashes in found}


def _turned(every: Sequence[Hashes]) -> Iterator[tuple[Hashes, Hashes]]:
    """Pictures that are the same, whichever way round."""
    ways = array("Q")  # across and down, for each picture eight ways round
    for hashes in every:
        ways.extend(chain.from_iterable(ways_round(hashes)))
    bands = [array("H", [value >> shift & mask for value in ways[which::2]]) for which, shift, mask in BANDS]
    for first, second in combinations(bands, 2):
        keys = [one << 11 | other for one, other in zip(first, second, strict=True)]
        known = _Known(keys[::_WAYS])
        for at, key in enumerate(keys):
            if known.first.get(key, at // _WAYS) == at // _WAYS and key not in known.more:
                continue  # nobody's, or its own
            hashes, way = every[at // _WAYS], (ways[2 * at], ways[2 * at + 1])
            yield from ((hashes, every[place]) for place in known.places(key) if _other(every[place], hashes, way))


def _cut(every: Sequence[Hashes], pictures: Mapping[Hashes, PicturePrint]) -> Iterator[tuple[Hashes, Hashes]]:
    """Pictures with what they are cut from."""
    for group in _GROUPS:
        known = [_Known(keys) for keys in _pairs(every, group)]
        for hashes, whole in pictures.items():
            windows = whole.cut_outs
            places = {
                place
                for own, keys in zip(known, _pairs(windows, group), strict=True)
                if (common := own.first.keys() & keys)
                for key, window in zip(keys, windows, strict=True)
                if key in common
                for place in own.places(key)
                if _differ(every[place], window) <= NEIGHBOUR
            }
            parts = (every[place] for place in places)
            yield from ((part, hashes) for part in parts if any(_other(part, hashes, window) for window in windows))


def _pairs(many: Sequence[Hashes], group: Sequence[int]) -> Iterator[list[int]]:
    """For each pair of bands of a group what it says of each of many hashes."""
    bands = [[hashes[which] >> shift & mask for hashes in many] for which, shift, mask in map(BANDS.__getitem__, group)]
    for first, second in combinations(bands, 2):
        yield [one << 11 | other for one, other in zip(first, second, strict=True)]


def _differ(one: Hashes, other: Hashes) -> int:
    return (one[0] ^ other[0]).bit_count() + (one[1] ^ other[1]).bit_count()


def _other(known: Hashes, hashes: Hashes, way: Hashes) -> bool:
    return known != hashes and alike(known, way)


class _Known:
    """Places by key, of each key the earliest: most have but one, so that no list is made for it."""

    def __init__(self, keys: Sequence[int]) -> None:
        self.first: dict[int, int] = {}
        self.more: dict[int, list[int]] = {}
        for place, key in enumerate(keys):
            if self.first.setdefault(key, place) != place:
                others = self.more.setdefault(key, [])
                if len(others) < MOST:
                    others.append(place)

    def places(self, key: int) -> Iterator[int]:
        """The places of a key that is known."""
        yield self.first[key]
        yield from self.more.get(key, ())

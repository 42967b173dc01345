"""Which of very many pictures are like one another, in time that grows with their number alone. Pure.

A hash is cut into twelve bands. Each pair of bands is gone through by itself: pictures that have both the same are few
however many there are, and only these are compared. Two hashes that differ in at most ten bits of 128 always have two
bands the same; of eleven, spread so that eleven bands are hit, nothing is found.
What is cut from a picture is asked for by the pairs within three groups of four bands: of a window that differs in at
most eight bits some pair is the same, and windows overlap, so that what is cut lies near several.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, islice, pairwise
from typing import Protocol

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
Pair = tuple[int, int]
"""Two bands, by their places."""
_GROUPS = tuple(tuple(combinations(range(first, first + 4), 2)) for first in (0, 4, 8))
_PAIRS = tuple(pairs[start : start + 3] for pairs in _GROUPS for start in (0, 3))
"""The pairs within each group, so many at a time as are held."""


class Pictures(Protocol):
    """Pictures by their hashes, each once, to be gone through more than once."""

    def __iter__(self) -> Iterator[Hashes]: ...
    def __len__(self) -> int: ...
    def items(self) -> Iterable[tuple[Hashes, PicturePrint]]:
        """Each with its hashes."""


def near_of_many(pictures: Pictures) -> dict[Hashes, list[Hashes]]:
    """Each picture that may be like others, with these, in ascending order; itself left out."""
    every, found = array("Q", chain.from_iterable(pictures)), defaultdict[Hashes, set[Hashes]](set)
    for one, other in chain(_turned(every), _cut(every, pictures)):
        found[one].add(other)
        found[other].add(one)
    return {hashes: sorted(found[hashes]) for hashes in _shots(every) if hashes in found}


def _turned(every: array[int]) -> Iterator[tuple[Hashes, Hashes]]:
    """Pictures that are the same, whichever way round."""
    ways = array("Q")  # of each picture eight ways round
    for hashes in _shots(every):
        ways.extend(chain.from_iterable(ways_round(hashes)))
    for keys in _pairs(ways, tuple(combinations(range(len(BANDS)), 2))):
        known = _Known(keys[::_WAYS])
        turned = (keys[way::_WAYS] for way in range(1, _WAYS))
        common = known.several.union(*map(known.keys.intersection, turned))
        for at in (at for at, key in enumerate(keys) if key in common):
            hashes, way = _shot(every, at // _WAYS), _shot(ways, at)
            near = (_shot(every, place) for place in known.places(keys[at]))
            yield from ((hashes, other) for other in near if _other(other, hashes, way))


def _cut(every: array[int], pictures: Pictures) -> Iterator[tuple[Hashes, Hashes]]:
    """Pictures with what they are cut from."""
    for some in _PAIRS:
        known = [_Known(keys) for keys in _pairs(every, some)]
        for hashes, whole in pictures.items():
            windows = whole.cut_outs
            places = {
                place
                for held, keys in zip(known, _few_pairs(windows, some), strict=True)
                if (common := held.keys.intersection(keys))
                for key, window in zip(keys, windows, strict=True)
                if key in common
                for place in held.places(key)
                if _differ(_shot(every, place), window) <= NEIGHBOUR
            }
            parts = (_shot(every, place) for place in places)
            yield from ((part, hashes) for part in parts if any(_other(part, hashes, window) for window in windows))


def _shot(every: array[int], place: int) -> Hashes:
    """Of hashes in a row, across and down by turns, those of one place."""
    return every[2 * place], every[2 * place + 1]


def _shots(every: array[int]) -> Iterator[Hashes]:
    each = iter(every)
    return zip(each, each, strict=True)


def _few_pairs(few: Sequence[Hashes], some: Sequence[Pair]) -> Iterator[list[int]]:
    """What ``_pairs`` says, of a handful."""
    taken = ((band, BANDS[band]) for band in {*chain.from_iterable(some)})
    said = {band: [hashes[which] >> shift & mask for hashes in few] for band, (which, shift, mask) in taken}
    for first, second in some:
        yield [one << 11 | other for one, other in zip(said[first], said[second], strict=True)]


def _pairs(hashes: array[int], some: Sequence[Pair]) -> Iterator[array[int]]:
    """For each pair of bands what it says of each of very many hashes, in arrays, since Python's own numbers take ten
    times as much; of one band at a time what it says is held."""
    held, said = -1, array("H")
    for first, second in some:
        if first != held:
            held, said = first, array("H", _said(hashes, first))
        yield array("I", (one << 11 | other for one, other in zip(said, _said(hashes, second), strict=True)))


def _said(hashes: array[int], band: int) -> Iterator[int]:
    which, shift, mask = BANDS[band]
    return (value >> shift & mask for value in islice(hashes, which, None, 2))


def _differ(one: Hashes, other: Hashes) -> int:
    return (one[0] ^ other[0]).bit_count() + (one[1] ^ other[1]).bit_count()


def _other(known: Hashes, hashes: Hashes, way: Hashes) -> bool:
    return known != hashes and alike(known, way)


class _Known:
    """Places by key, in a few numbers each. ``several``: the keys of more than one place."""

    def __init__(self, keys: array[int]) -> None:
        self._places = array("I", sorted(range(len(keys)), key=keys.__getitem__))
        self._sorted = array("I", map(keys.__getitem__, self._places))
        self.keys = frozenset(set(self._sorted))  # a copy takes half the room of a set that has grown
        self.several = frozenset(key for key, other in pairwise(self._sorted) if key == other)

    def places(self, key: int) -> array[int]:
        """The places of a key, the earliest of very many."""
        start = bisect_left(self._sorted, key)
        end = bisect_right(self._sorted, key, start, min(start + MOST, len(self._sorted)))
        return self._places[start:end]

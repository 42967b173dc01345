"""Many pictures, to be asked which are like another's, without comparing each with each. Pure.

Hashes are cut into bands, and pictures that share a band are looked at. What is cut from a picture shares bands with
several of its windows, since these overlap, while a picture that is none shares few by chance: so shared bands are
counted before anything is compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain
from typing import Self

from msgspec import DecodeError
from msgspec.json import decode, encode

from zhutiri_cli.materials.similarity.many_pictures import MOST, Pictures, near_of_many
from zhutiri_cli.materials.similarity.pictures import Hashes, PicturePrint, alike, ways_round

SHARED = 4
"""Bands that a cut-out shares with the windows of what it is cut from, at least: each of 434 drawn ones shared more."""
LARGE = 1_000
"""Pictures from which on ``many_pictures`` looks instead, lest every look take as long as the collection grows."""
_WIDTHS = (11, 11, 11, 11, 10, 10)

Band = int
"""Which of the twelve bands of a picture (six of the hash across, then six of the hash down) and its value, in one."""


def bands_of(hashes: Hashes) -> tuple[Band, ...]:
    """The bands of both hashes, as ``_WIDTHS`` cuts them; the place of each stands above its eleven bits."""
    across, down = hashes
    return (
        across & 2047, across >> 11 & 2047 | 2048, across >> 22 & 2047 | 4096, across >> 33 & 2047 | 6144,
        across >> 44 & 1023 | 8192, across >> 54 | 10240,
        down & 2047 | 12288, down >> 11 & 2047 | 14336, down >> 22 & 2047 | 16384, down >> 33 & 2047 | 18432,
        down >> 44 & 1023 | 20480, down >> 54 | 22528,
    )  # fmt: skip


class PictureIndex:
    """Many pictures, each once, in the order in which they came in, to be asked which are like another's.

    Hashes across that differ in at most ``NEAR`` = 10 bits, cut into six bands, agree in some band but for at most one
    bit. So they are found by asking every band for its own value and for each value one bit away: some 70 look-ups into
    small buckets.
    """

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._large = len(pictures) >= LARGE

    @classmethod
    def of(cls, pictures: Iterable[PicturePrint]) -> Self:
        """An index of pictures that are all held."""
        return cls({one.hashes: one for one in pictures})

    def near(self, hashes: Hashes) -> set[Hashes]:
        """The hashes of all in the index that may be like a picture of the index, itself included."""
        if self._large:
            return {hashes, *self._of_many.get(hashes, ())}
        found = {hashes, *self._cuts.get(hashes, ())}
        for way in ways_round(hashes):
            sharing = map(self._hashes.__getitem__, self._sharing(bands_of(way)))
            found.update(known for known in sharing if alike(known, way))
        return found

    def all_near(self) -> dict[Hashes, list[Hashes]]:
        """Each picture that may be like others, with these, in ascending order; itself left out."""
        if self._large:
            return self._of_many
        found = ((hashes, sorted(self.near(hashes) - {hashes})) for hashes in self._hashes)
        return {hashes: others for hashes, others in found if others}

    def _sharing(self, bands: tuple[Band, ...]) -> set[int]:
        """The pictures that share a band, or nearly, by their places."""
        wanted = (band ^ reach for band, width in zip(bands, _WIDTHS, strict=False) for reach in _REACHES[width])
        return set(chain.from_iterable(map(self._buckets.__getitem__, self._there.intersection(wanted))))

    @cached_property
    def _hashes(self) -> tuple[Hashes, ...]:
        return tuple(self._pictures)

    @cached_property
    def _of_many(self) -> dict[Hashes, list[Hashes]]:
        return near_of_many(self._pictures)

    @cached_property
    def _buckets(self) -> dict[Band, list[int]]:
        """Pictures by band, as their places in ``_hashes``: counted faster than hashes."""
        found: dict[Band, list[int]] = {}
        for place, known in enumerate(self._hashes):
            for band in bands_of(known):
                bucket = found.setdefault(band, [])
                if len(bucket) < MOST:
                    bucket.append(place)
        return found

    @cached_property
    def _there(self) -> frozenset[Band]:
        return frozenset(self._buckets)

    @cached_property
    def _cuts(self) -> Mapping[Hashes, set[Hashes]]:
        """Each picture with those that it is cut from or that are cut from it."""
        beside: dict[Hashes, set[Hashes]] = {}
        for hashes, whole in self._pictures.items():
            windows = whole.cut_outs
            bands = self._there.intersection(chain.from_iterable(map(bands_of, windows)))
            shared = Counter(chain.from_iterable(map(self._buckets.__getitem__, bands)))
            for part in (self._hashes[place] for place, count in shared.items() if count >= SHARED):
                if part != hashes and any(alike(part, window) for window in windows):
                    beside.setdefault(part, set()).add(hashes)
                    beside.setdefault(hashes, set()).add(part)
        return beside


def written_pairs(near: Mapping[Hashes, Iterable[Hashes]]) -> str:
    """What ``all_near`` found, as a text that can be kept."""
    return encode(list(near.items())).decode()


def read_pairs(text: str, known: Iterable[Hashes]) -> dict[Hashes, list[Hashes]] | None:
    """It back; ``None`` for a text that is none, or speaks of other pictures than those ``known``."""
    try:
        near = dict(decode(text, type=list[tuple[Hashes, list[Hashes]]]))
    except DecodeError:  # it is worked out anew
        return None
    strange = set(near).union(*near.values())
    strange.difference_update(known)
    return near if not strange else None


_REACHES = {width: (0, *(1 << bit for bit in range(width))) for width in set(_WIDTHS)}
"""By the width of a band: what changes none of its bits, or one."""

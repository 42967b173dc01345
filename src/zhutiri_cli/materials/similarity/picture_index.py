"""Many pictures, to be asked which are like another's, without comparing each with each. Pure.

Hashes are cut into bands, and pictures that share a band are looked at. In a large collection many share a band by
chance: then they have to share a second one, too, so that the work grows with the pictures and not with their square.
The loops are written out: they are run a thousand times for every photo.
"""

from __future__ import annotations

from collections.abc import Iterable

from zhutiri_cli.materials.similarity.pictures import NEAR, NEAR_DOWN, Hashes, PicturePrint, ways_round

MANY = 12
"""Pictures that share a band, from which on they have to share another; and of those that share two, how many of the
earliest are looked at: that many pictures so much alike are pages of one form, and one of them is named."""
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
    """Many pictures, each once, in the order in which they came, to be asked which are like another's.

    Hashes across that differ in at most ``NEAR`` = 10 bits, cut into six bands, agree in some band but for at most one
    bit. So they are found by asking every band for its own value and for each value one bit away: some 70 look-ups into
    small buckets. Cut-outs overlap, so that bands alone find them.
    """

    def __init__(self, pictures: Iterable[PicturePrint]) -> None:
        self._pictures: dict[Hashes, PicturePrint] = {one.hashes: one for one in pictures}
        self._buckets: dict[Band, list[Hashes]] = {}
        for known in self._pictures:
            for band in bands_of(known):
                self._buckets.setdefault(band, []).append(known)
        self._there = frozenset(self._buckets)
        self._finer: dict[Band, dict[Band, list[Hashes]]] = {}
        self._beside: dict[Hashes, set[Hashes]] | None = None
        self._asked: dict[Hashes, set[Hashes]] = {}  # each picture is asked for by several rules

    def near(self, picture: PicturePrint) -> set[Hashes]:
        """The hashes of all in the index that may be like a picture of the index, itself included."""
        hashes = picture.hashes
        if hashes not in self._asked:
            found = {hashes, *self._cuts().get(hashes, ())}
            for way in ways_round(hashes):
                bands = bands_of(way)
                around = [
                    band ^ reach for band, width in zip(bands, _WIDTHS, strict=False) for reach in _REACHES[width]
                ]
                found.update(self._alike(way, self._there.intersection(around), bands))
            self._asked[hashes] = found
        return self._asked[hashes]

    def _cuts(self) -> dict[Hashes, set[Hashes]]:
        """Each picture with those that it is cut from or that are cut from it."""
        if self._beside is None:
            self._beside = {}
            for hashes, whole in self._pictures.items():
                for window in whole.windows:
                    bands = bands_of(window)
                    for part in self._alike(window, self._there.intersection(bands), bands):
                        if part != hashes:
                            self._beside.setdefault(part, set()).add(hashes)
                            self._beside.setdefault(hashes, set()).add(part)
        return self._beside

    def _alike(self, hashes: Hashes, shared: Iterable[Band], bands: tuple[Band, ...]) -> list[Hashes]:
        """Those in the buckets of the ``shared`` bands that are alike; of a full one, those that share another band."""
        across, down = hashes
        found = []
        for band in shared:
            bucket = self._buckets[band]
            for known in bucket if len(bucket) <= MANY else self._sharing_more(band, bands):
                if (known[0] ^ across).bit_count() <= NEAR and (known[1] ^ down).bit_count() <= NEAR_DOWN:
                    found.append(known)
        return found

    def _sharing_more(self, band: Band, bands: tuple[Band, ...]) -> list[Hashes]:
        finer = self._finer.get(band)
        if finer is None:
            finer = self._finer[band] = {}
            for known in self._buckets[band]:
                for other in bands_of(known):
                    few = finer.setdefault(other, [])
                    if len(few) < MANY:
                        few.append(known)
        return [known for other in bands if other >> 11 != band >> 11 for known in finer.get(other, ())]


_REACHES = {width: (0, *(1 << bit for bit in range(width))) for width in set(_WIDTHS)}
"""By the width of a band: what changes none of its bits, or one."""

"""Many pictures, to be asked which are like another's, without comparing each with each. Pure.

Hashes are cut into bands, and pictures that share a band are looked at. In a large collection many share a band by
chance: then they have to share a second one, too, so that the work grows with the pictures and not with their square.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from zhutiri_cli.materials.similarity.pictures import Hashes, PicturePrint, alike, ways_round

MANY = 24
"""Pictures that share a band, from which on they have to share another; and of those that share two, how many of the
earliest are looked at: that many pictures so much alike are pages of one form, and one of them is named."""
_WIDTHS = (11, 11, 11, 11, 10, 10)

Band = tuple[int, int]
"""A band's place (those of the hash across, then those of the hash down) and its value."""


def bands_of(hashes: Hashes) -> tuple[Band, ...]:
    """The bands of both hashes."""
    found = list[Band]()
    for value in hashes:
        rest = value
        for width in _WIDTHS:
            found.append((len(found), rest & ((1 << width) - 1)))
            rest >>= width
    return tuple(found)


class _Bucket:
    """The pictures that share a band, in order."""

    def __init__(self) -> None:
        self.all: list[Hashes] = []
        self._finer: dict[Band, list[Hashes]] | None = None

    def worth_a_look(self, others: tuple[Band, ...]) -> Iterator[Hashes]:
        """All, or of many those that share another band as well."""
        if len(self.all) <= MANY:
            yield from self.all
            return
        if self._finer is None:
            self._finer = {}
            for known in self.all:
                for band in bands_of(known):
                    few = self._finer.setdefault(band, [])
                    if len(few) < MANY:
                        few.append(known)
        for band in others:
            yield from self._finer.get(band, ())


class PictureIndex:
    """Many pictures, each once, in the order in which they came, to be asked which are like another's.

    Hashes across that differ in at most ``NEAR`` = 10 bits, cut into six bands, agree in some band but for at most one
    bit. So they are found by asking every band for its own value and for each value one bit away: some 70 look-ups into
    small buckets. Cut-outs overlap, so that bands alone find them.
    """

    def __init__(self, pictures: Iterable[PicturePrint]) -> None:
        self._pictures: Mapping[Hashes, PicturePrint] = {one.hashes: one for one in pictures}
        self._buckets: dict[Band, _Bucket] = {}
        for known in self._pictures:
            for band in bands_of(known):
                self._buckets.setdefault(band, _Bucket()).all.append(known)
        self._beside: dict[Hashes, set[Hashes]] | None = None
        self._asked: dict[Hashes, set[Hashes]] = {}  # each picture is asked for by several rules

    def near(self, picture: PicturePrint) -> set[Hashes]:
        """The hashes of all in the index that may be like a picture of the index, itself included."""
        hashes = picture.hashes
        if hashes not in self._asked:
            found = {known for way in ways_round(hashes) for known in self._within(way)}
            self._asked[hashes] = found | self._cuts().get(hashes, set()) | {hashes}
        return self._asked[hashes]

    def _within(self, hashes: Hashes) -> Iterator[Hashes]:
        bands = bands_of(hashes)
        for (place, value), width in zip(bands, _WIDTHS, strict=False):
            others = bands[:place] + bands[place + 1 :]
            for reach in (0, *(1 << bit for bit in range(width))):
                yield from self._alike((place, value ^ reach), others, hashes)

    def _cuts(self) -> dict[Hashes, set[Hashes]]:
        """Each picture with those that it is cut from or that are cut from it."""
        if self._beside is None:
            self._beside = {}
            for whole in self._pictures.values():
                for window in whole.windows:
                    bands = bands_of(window)
                    for band in bands:  # two bands that are shared are found by the first of them
                        for part in self._alike(band, bands[band[0] + 1 :], window):
                            if part != whole.hashes:
                                self._beside.setdefault(part, set()).add(whole.hashes)
                                self._beside.setdefault(whole.hashes, set()).add(part)
        return self._beside

    def _alike(self, band: Band, others: tuple[Band, ...], hashes: Hashes) -> Iterator[Hashes]:
        bucket = self._buckets.get(band)
        if bucket is not None:
            for known in bucket.worth_a_look(others):
                if alike(known, hashes):
                    yield known

"""Files that are copies of one another, within one submission or across activities: same bytes, or the same shot.

Pure. Of two copies the later one is the copy: the one that came in later, then the one of the later activity. Of many
files only those are held that have another of the same bytes or shot beside them.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from msgspec import Struct, field

from zhutiri_cli.common.spool import Spool
from zhutiri_cli.materials.file_facts import FileFacts, Fitness, PhotoFacts
from zhutiri_cli.materials.similarity.picture_index import PictureIndex, read_pairs, written_pairs
from zhutiri_cli.materials.similarity.pictures import Hashes, Likeness, PicturePrint, likeness
from zhutiri_cli.materials.survey.kept_answers import Recall, worked_out
from zhutiri_cli.submission.arrivals import FileFact
from zhutiri_cli.submission.gather import Submission

Key = TypeVar("Key")

FEW = 100
"""Pictures below which it takes less to compare them than to ask what is kept."""


class Filed(Struct, frozen=True):
    """A usable file of some kind: the activity's id, where it lies, when it came in, its bytes' digest, and what is
    compared of a picture.

    ``order`` sorts all files by when they came in, as far as that is known.
    """

    number: int
    relative: str
    received: date | None
    order: tuple[date, int, int]
    digest: str
    picture: PicturePrint | None
    kinds: frozenset[str]

    def likeness(self, other: Filed) -> Likeness:
        """How alike the two are: the same bytes or shot, or hardly to be told apart."""
        if self.digest == other.digest:
            return Likeness.ONE_SHOT
        if self.picture is None or other.picture is None:
            return Likeness.NONE
        return likeness(self.picture, other.picture)

    def same(self, other: Filed) -> bool:
        """Whether the other is the same file, or a picture hardly to be told from this one."""
        return self.likeness(other) is not Likeness.NONE

    @property
    def day(self) -> date:
        """The day by which the order of two is told; ``date.max`` where nobody knows."""
        return self.order[0]

    def there(self, day: date) -> bool:
        """Whether it has come in by that day; a file that no receipt names is there."""
        return self.received is None or self.received <= day


def filed(number: int, submission: Submission) -> Iterator[Filed]:
    """Every file of an activity that can be a copy. Blank pictures are all the same and are no copies (ZT307 names
    them)."""
    record = submission.record
    usual = record.submitted or (record.held.last if record.held else date.max)
    for place, file in enumerate(submission.files):
        facts = usable(file)
        if facts is None or not facts.digest or (facts.photo and facts.photo.blank):
            continue  # nothing that tells it from another
        picture = _print(facts.photo) if facts.photo and "photos" in file.kinds else None
        order = (file.received or usual, number, place)
        yield Filed(number, file.relative, file.received, order, facts.digest, picture, file.kinds)


def _print(photo: PhotoFacts) -> PicturePrint | None:
    return None if photo.hashes is None else PicturePrint(photo.hashes, photo.windows, photo.grid)


def usable(file: FileFact) -> FileFacts | None:
    """The facts of a file that is of some kind and was read without a fault."""
    facts = file.facts
    return facts if facts and file.kinds and facts.verdict in (Fitness.USABLE, Fitness.UNCHECKED) else None


class Copies(Struct, frozen=True, dict=True):
    """Look-ups over files that are in order, of which each has another beside it; ``beside``: each picture that others
    are like, with these."""

    files: tuple[Filed, ...] = ()
    beside: Mapping[Hashes, Iterable[Hashes]] = field(default_factory=dict)

    @cached_property
    def by_place(self) -> dict[tuple[int, str], Filed]:
        """Each file by activity and relative path."""
        return {(one.number, one.relative): one for one in self.files}

    @cached_property
    def by_digest(self) -> dict[str, list[Filed]]:
        """The files of each content, in order."""
        return _grouped((one.digest, one) for one in self.files)

    @cached_property
    def by_hashes(self) -> dict[Hashes, list[Filed]]:
        """The pictures of each pair of hashes, in order."""
        return _grouped((one.picture.hashes, one) for one in self.files if one.picture is not None)

    def _near(self, file: Filed) -> list[list[Filed]]:
        """The files whose bytes are the same, and the pictures that may be like this one, each group in order; a group
        of the file alone tells nothing."""
        groups = [self.by_digest[file.digest]]
        if file.picture is not None:
            hashes = file.picture.hashes
            groups += [self.by_hashes[near] for near in (hashes, *self.beside.get(hashes, ()))]
        return [group for group in groups if len(group) > 1 or group[0] is not file]

    def earlier(self, file: Filed, wanted: Callable[[Filed], bool]) -> Filed | None:
        """The first file before this one that is the same and is wanted."""
        groups = self._near(file)
        if not groups:
            return None
        firsts = [next((one for one in group if one.order >= file.order or wanted(one)), file) for group in groups]
        first = min(firsts, key=lambda one: one.order)
        return first if first.order < file.order else None

    def of_that_day(self, file: Filed, wanted: Callable[[Filed], bool]) -> Filed | None:
        """The first other file that is the same, is wanted and came in on the same day, so that nobody can tell which
        is the copy."""
        found = (
            one
            for group in self._near(file)
            for one in group
            if one.day == file.day and one is not file and wanted(one)
        )
        return min(found, key=lambda one: one.order, default=None)


def _grouped(pairs: Iterable[tuple[Key, Filed]]) -> dict[Key, list[Filed]]:
    groups: dict[Key, list[Filed]] = {}
    for key, one in pairs:
        groups.setdefault(key, []).append(one)
    return groups


class Gathering:
    """Files as they are met, in whatever order: of each so much is held, in a few numbers, as tells whether it has
    another beside it."""

    def __init__(self) -> None:
        self._every = Spool[Filed]()
        self._contents = array("q")
        """What tells the bytes of each apart."""
        self._photos, self._photo_digests = array("L"), bytearray()
        """Which of them are photos, and the SHA-256 of each of these."""
        self._across, self._down = array("Q"), array("Q")
        """The hashes of each photo."""
        self._days, self._numbers = array("L"), array("L")
        """When each photo came in, and the activity it is of: with its place, its order."""

    def take(self, one: Filed) -> None:
        """One more file; those of one activity come in their order."""
        self._contents.append(hash(one.digest))
        if one.picture is not None:
            day, number, _ = one.order
            self._photos.append(len(self._every))
            self._photo_digests += bytes.fromhex(one.digest)
            self._across.append(one.picture.hashes[0])
            self._down.append(one.picture.hashes[1])
            self._days.append(day.toordinal())
            self._numbers.append(number)
        self._every.append(one)

    def copies(self, recall: Recall = worked_out) -> Copies:
        """Those that may be copies of one another. ``recall`` knows which pictures were alike before."""
        beside = self._beside(recall)
        again = _several(self._contents)
        alike = _several(array("q", map(hash, self._shots()))).union(map(hash, beside))
        photos = {place for place, shot in zip(self._photos, self._shots(), strict=True) if hash(shot) in alike}
        found = (
            self._every[place] for place, content in enumerate(self._contents) if content in again or place in photos
        )
        return Copies(tuple(sorted(found, key=lambda one: one.order)), beside)

    def _shots(self) -> Iterator[Hashes]:
        return zip(self._across, self._down, strict=True)

    def shot(self, at: int) -> Hashes:
        """The hashes of a photo, by its place among photos."""
        return self._across[at], self._down[at]

    def picture(self, at: int) -> PicturePrint:
        """What is compared of a photo, by its place among photos."""
        picture = self._every[self._photos[at]].picture
        assert picture is not None  # it was placed by it
        return picture

    def _pictures(self) -> _Pictures:
        """Each shot, by the earliest file that shows it."""
        order = array("L", sorted(range(len(self._photos)), key=lambda at: (self._days[at], self._numbers[at], at)))
        known, firsts = set[int](), array("L")
        for at in order:
            shot = self._across[at] << 64 | self._down[at]
            if shot not in known:
                known.add(shot)
                firsts.append(at)
        return _Pictures(self, firsts)

    def _beside(self, recall: Recall) -> Mapping[Hashes, Iterable[Hashes]]:
        """Each picture that others are like, with these."""
        if len(self._photos) < FEW:
            return PictureIndex(self._pictures()).all_near()
        digests = (
            self._photo_digests[start : start + _DIGEST] for start in range(0, len(self._photo_digests), _DIGEST)
        )
        kept = recall("pictures alike", digests, lambda: written_pairs(PictureIndex(self._pictures()).all_near()))
        known = read_pairs(kept, self._shots())
        return known if known is not None else PictureIndex(self._pictures()).all_near()


_DIGEST = 32
"""Bytes of a SHA-256."""


def _several(numbers: array[int]) -> set[int]:
    """Those that come more than once."""
    return {one for one, other in pairwise(sorted(numbers)) if one == other}


class _Pictures:
    """Each shot of a gathering once (``firsts``: the places of its photos), read when it is asked for."""

    def __init__(self, gathering: Gathering, firsts: array[int]) -> None:
        self._gathering, self._firsts = gathering, firsts

    def __iter__(self) -> Iterator[Hashes]:
        return map(self._gathering.shot, self._firsts)

    def __len__(self) -> int:
        return len(self._firsts)

    def items(self) -> Iterator[tuple[Hashes, PicturePrint]]:
        """Each with its hashes."""
        return ((self._gathering.shot(at), self._gathering.picture(at)) for at in self._firsts)

"""Files that are copies of one another, within one submission or across activities: same bytes, or the same shot.

Pure. Of two copies the later one is the copy: the one that came in later, then the one of the later activity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

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


def filed(submissions: Mapping[int, Submission]) -> list[Filed]:
    """Every file that can be a copy, in order. Blank pictures are all the same and are no copies (ZT307 names them)."""
    found = []
    for number, submission in submissions.items():
        record = submission.record
        usual = record.submitted or (record.held.last if record.held else date.max)
        for place, file in enumerate(submission.files):
            facts = usable(file)
            if facts is None or not facts.digest or (facts.photo and facts.photo.blank):
                continue
            picture = _print(facts.photo) if facts.photo and "photos" in file.kinds else None
            order = (file.received or usual, number, place)
            found.append(Filed(number, file.relative, file.received, order, facts.digest, picture, file.kinds))
    return sorted(found, key=lambda one: one.order)


def _print(photo: PhotoFacts) -> PicturePrint | None:
    return None if photo.hashes is None else PicturePrint(photo.hashes, photo.windows, photo.grid)


def usable(file: FileFact) -> FileFacts | None:
    """The facts of a file that is of some kind and was read without a fault."""
    facts = file.facts
    return facts if facts and file.kinds and facts.verdict in (Fitness.USABLE, Fitness.UNCHECKED) else None


class Copies(Struct, frozen=True, dict=True):
    """Look-ups over files that are in order; each is worked out once, when it is first asked for."""

    files: tuple[Filed, ...] = ()
    recall: Recall = worked_out

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

    @cached_property
    def _beside(self) -> Mapping[Hashes, Iterable[Hashes]]:
        """Each picture that has others like it, with these."""
        pictures = [one.picture for one in self.files if one.picture is not None]
        if len(pictures) < FEW:
            return PictureIndex(pictures).all_near()
        contents = (one.digest for one in self.files if one.picture is not None)
        kept = self.recall("pictures alike", contents, lambda: written_pairs(PictureIndex(pictures).all_near()))
        known = read_pairs(kept, self.by_hashes.keys())
        return known if known is not None else PictureIndex(pictures).all_near()

    def _near(self, file: Filed) -> list[list[Filed]]:
        """The files whose bytes are the same, and the pictures that may be like this one, each group in order; a group
        of the file alone tells nothing."""
        groups = [self.by_digest[file.digest]]
        if file.picture is not None:
            hashes = file.picture.hashes
            groups += [self.by_hashes[near] for near in (hashes, *self._beside.get(hashes, ()))]
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

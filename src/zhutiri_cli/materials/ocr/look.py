"""One pass over the photos of many activities: each is read only as long as its activity still needs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

from msgspec import Struct

from zhutiri_cli.common.leading_out import ITSELF, NOT_FOLLOWED, leads_out
from zhutiri_cli.materials.file_facts import UnfitError
from zhutiri_cli.materials.ocr.banner import Banner, Verdict, decide
from zhutiri_cli.materials.ocr.logo import Reference, is_on
from zhutiri_cli.materials.ocr.words_seen import LogoSight, Photo, PhotoOutcome, Reading, Sighting

Progress = Callable[[int, int], None]
"""Told how many photos are done or no longer needed, of how many."""
ReadWords = Callable[[Photo], Reading]
FindLogo = Callable[[Photo, Reference], LogoSight]


class Job(Struct, frozen=True):
    """The photos of one activity, and what is wanted of them: the banner's words (``None``: not wanted), the LOGO."""

    number: int
    photos: tuple[Photo, ...]
    banner: Banner | None
    logo: Reference | None


def read_words(photo: Photo) -> Reading:
    """The words on a photo. Never raises on what a file holds; an engine that cannot start is an error of its own."""
    from zhutiri_cli.materials.ocr.other_ways import read_all_ways
    from zhutiri_cli.materials.ocr.pixels import pixels
    from zhutiri_cli.materials.ocr.recogniser import engine, lines_on

    engine()
    try:
        return Reading(PhotoOutcome.READ, read_all_ways(pixels(_inside(photo)), lines_on))
    except UnfitError as problem:
        return Reading(PhotoOutcome.UNREADABLE, reason=problem.reason)
    except Exception as problem:  # noqa: BLE001 - the one place where the engine's crash becomes an outcome
        return Reading(PhotoOutcome.FAILED, reason=_crash(problem))


def find_logo(photo: Photo, logo: Reference) -> LogoSight:
    """Whether the LOGO is on a photo. Never raises on what a file holds."""
    from zhutiri_cli.materials.ocr.pixels import pixels

    try:
        return LogoSight(PhotoOutcome.READ, is_on(pixels(_inside(photo)), logo))
    except UnfitError as problem:
        return LogoSight(PhotoOutcome.UNREADABLE, reason=problem.reason)
    except Exception as problem:  # noqa: BLE001 - as above
        return LogoSight(PhotoOutcome.FAILED, reason=_crash(problem))


def _inside(photo: Photo) -> Path:
    """The photo's file. Raises ``UnfitError`` where it has become a link out of the folder since it was listed."""
    if leads_out(photo.path, photo.root):
        raise UnfitError(NOT_FOLLOWED, ITSELF)
    return photo.path


def look(
    jobs: Sequence[Job],
    progress: Progress | None = None,
    read: ReadWords | None = None,
    find: FindLogo | None = None,
) -> dict[int, tuple[Sighting, ...]]:
    """What was seen for each activity. A photo is left out once banner and LOGO are confirmed; so is either search.

    ``read`` and ``find``: what looks at one photo, such as a cache in front of ``read_words`` and ``find_logo``;
    threads call them side by side, each for another activity. ``progress`` is called by one at a time.
    """
    from zhutiri_cli.materials.ocr.recogniser import AT_ONCE

    looking = _Looking(jobs, progress, read or read_words, find or find_logo)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        try:
            seen = dict(threads.map(looking.sightings, jobs))
        except BaseException:  # an interruption, too, must not wait for all the other photos; raised again
            looking.stopped = True
            threads.shutdown(wait=False, cancel_futures=True)
            raise
    if progress is not None:
        progress(looking.total, looking.total)
    return seen


class _Looking:
    """The photos of all activities, counted as they are done with. ``stopped``: no other is begun."""

    def __init__(self, jobs: Sequence[Job], progress: Progress | None, read: ReadWords, find: FindLogo) -> None:
        self.total = sum(len(job.photos) for job in jobs)
        self.stopped = False
        self._done = 0
        self._progress, self._read, self._find = progress, read, find
        self._counting = Lock()

    def sightings(self, job: Job) -> tuple[int, tuple[Sighting, ...]]:
        """An activity's number, and what was seen on its photos."""
        found = list[Sighting]()
        for sighting in _sightings(job, self._read, self._find):
            found.append(sighting)
            self._count(1)
            if self.stopped:
                break
        self._count(len(job.photos) - len(found))
        return job.number, tuple(found)

    def _count(self, photos: int) -> None:
        with self._counting:
            self._done += photos
            if self._progress is not None and photos:
                self._progress(self._done, self.total)


def _sightings(job: Job, read: ReadWords, find: FindLogo) -> Iterable[Sighting]:
    words, logo = job.banner is not None, job.logo is not None
    for photo in job.photos:
        if not (words or logo):
            return
        reading = read(photo) if words else None
        sight = find(photo, job.logo) if logo and job.logo is not None else None
        seen = Sighting(photo.relative, reading, sight)
        yield seen
        words = words and job.banner is not None and decide([seen], job.banner).verdict is not Verdict.CONFIRMED
        logo = logo and not (sight and sight.found)


def _crash(problem: Exception) -> str:
    return f"识别程序出错（{type(problem).__name__}：{str(problem)[:120]}）".replace("：）", "）")

"""Looking into many files: what is known by content is taken from the cache, the rest is read side by side."""

from __future__ import annotations

import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from zhutiri_cli.common.spelling import suffix_of
from zhutiri_cli.common.temporaries import clear_left_once
from zhutiri_cli.materials.door.reader_process import count
from zhutiri_cli.materials.file_facts import FileFacts
from zhutiri_cli.materials.survey.cache import Stamp
from zhutiri_cli.materials.survey.inspect import digest_of, inspect
from zhutiri_cli.materials.survey.workers import Asked, Workers

if TYPE_CHECKING:
    from zhutiri_cli.materials.survey.cache import Cache

Progress = Callable[[int, int], None]
"""Told how many files are done, of how many."""


class Surveyed(Struct, frozen=True):
    """A file as it lies there: size in bytes (``None``: cannot be told), SHA-256 ("": not computed), facts
    (``None``: it was not to be opened)."""

    size: int | None
    digest: str
    facts: FileFacts | None


class _Task(Struct, frozen=True):
    path: Path
    opened: bool
    stamp: Stamp | None

    @property
    def suffix(self) -> str:
        return suffix_of(self.path.name)

    def surveyed(self, digest: str, facts: FileFacts | None) -> Surveyed:
        """The outcome; what is known of a file that was not to be opened stays unsaid."""
        return Surveyed(self.stamp.size if self.stamp else None, digest, facts if self.opened else None)


def survey(
    opened: Iterable[Path],
    summed: Iterable[Path] = (),
    cache: Cache | None = None,
    progress: Progress | None = None,
    workers: Workers | None = None,
) -> dict[Path, Surveyed]:
    """Facts of the files ``opened``; size and SHA-256 of those and of the files ``summed``. Never raises on a file.
    What is learnt of a file that was replaced meanwhile is not remembered."""
    clear_left_once(Path(tempfile.gettempdir()))  # copies of documents that a killed run's readers had
    results: dict[Path, Surveyed] = {}
    tasks = []
    for path, open_it in (dict.fromkeys(summed, False) | dict.fromkeys(opened, True)).items():
        task = _Task(path, open_it, _stamp(path))
        digest, facts = "", None
        if cache is not None and task.stamp is not None:
            digest, facts = cache.by_path(path, task.stamp, task.suffix)
        if digest and (facts is not None or not open_it):
            results[path] = task.surveyed(digest, facts)
        else:
            tasks.append(task)
    if tasks:
        with workers or Workers() as readers:
            for done, (task, seen) in enumerate(_looked_into(tasks, cache, readers), start=1):
                results[task.path] = seen
                if (
                    cache is not None and task.stamp is not None and _stamp(task.path) == task.stamp
                ):  # not replaced since
                    cache.keep(task.path, task.stamp, seen.digest, task.suffix, seen.facts)
                if progress is not None:
                    progress(done, len(tasks))
    return results


def _looked_into(tasks: Sequence[_Task], cache: Cache | None, readers: Workers) -> Iterator[tuple[_Task, Surveyed]]:
    """Every task done: threads sum up the bytes, readers open what no cache knows by its content."""
    asked: list[tuple[_Task, str, Asked]] = []
    with ThreadPoolExecutor(max_workers=count()) as threads:
        try:
            for task, digest in zip(tasks, threads.map(_digest, tasks), strict=True):
                known = cache.by_content(digest, task.suffix) if cache is not None and digest else None
                if task.opened and task.stamp is None:
                    yield task, task.surveyed("", inspect(task.path))
                elif task.opened and known is None:
                    asked.append((task, digest, readers.ask(task.path, digest)))
                else:
                    yield task, task.surveyed(digest, known)
        except BaseException:  # an interruption, too, must not wait for the rest; raised again
            threads.shutdown(wait=False, cancel_futures=True)
            raise
    for task, digest, question in asked:
        yield task, task.surveyed(digest, readers.answer(question))


def _stamp(path: Path) -> Stamp | None:
    """The stamp of a regular, non-empty file; ``None`` for anything else, which only ``inspect`` can put into words."""
    try:
        status = path.stat()
    except OSError:
        return None
    return Stamp.of(status) if stat.S_ISREG(status.st_mode) and status.st_size else None


def _digest(task: _Task) -> str:
    """The SHA-256; "" for what cannot be read, of which the reader will say why."""
    try:
        return digest_of(task.path, task.stamp.size) if task.stamp is not None else ""
    except OSError:
        return ""

"""Looking into many files: what is known by content is taken from the cache, the rest is read side by side."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from zhutiri_cli.common.spelling import suffix_of
from zhutiri_cli.common.temporaries import clear_left_once
from zhutiri_cli.materials.door.reader_process import count
from zhutiri_cli.materials.file_facts import FileFacts
from zhutiri_cli.materials.survey.inspect import digest_of, inspect
from zhutiri_cli.materials.survey.stamp import Stamp, stamp_of
from zhutiri_cli.materials.survey.workers import LED_OUT, Asked, Workers, look_inside

if TYPE_CHECKING:
    from zhutiri_cli.materials.survey.cache import Cache

Progress = Callable[[int, int], None]
"""Told how many files are done, of how many."""
_LARGE = 1 << 20
"""Bytes from which on a thread is worth starting for a file's SHA-256."""
_TOGETHER = 32
"""Contents that the cache is asked for at once."""


class Surveyed(Struct, frozen=True):
    """A file as it lies there: size in bytes (``None``: cannot be told), SHA-256 ("": not computed), facts
    (``None``: it was not to be opened). ``outside``: it has become a link that leads out, and was not opened either."""

    size: int | None
    digest: str
    facts: FileFacts | None
    outside: bool = False


class _Task(Struct, frozen=True):
    path: Path
    opened: bool
    stamp: Stamp | None
    root: Path | None = None

    @property
    def suffix(self) -> str:
        return suffix_of(self.path.name)

    def surveyed(self, digest: str, facts: FileFacts | None) -> Surveyed:
        """The outcome; what is known of a file that was not to be opened stays unsaid."""
        if facts == LED_OUT:
            return Surveyed(None, "", None, outside=True)
        return Surveyed(self.stamp.size if self.stamp else None, digest, facts if self.opened else None)


def usual_readers() -> Workers:
    """The readers of a check, started when they are first asked."""
    return Workers()


def survey(
    opened: Iterable[Path],
    summed: Iterable[Path] = (),
    cache: Cache | None = None,
    progress: Progress | None = None,
    workers: Workers | None = None,
    stamps: Mapping[Path, Stamp] = MappingProxyType({}),
    root: Path | None = None,
) -> dict[Path, Surveyed]:
    """Facts of the files ``opened``; size and SHA-256 of those and of the files ``summed``. Never raises on a file.
    What is learnt of a file that was replaced meanwhile is not remembered. ``stamps``: those known already, from when
    the folder was listed. ``root``: out of which no file may lead when it is opened, itself without links."""
    clear_left_once(Path(tempfile.gettempdir()))  # copies of documents that a killed run's readers had
    results: dict[Path, Surveyed] = {}
    every = [
        _Task(path, open_it, stamps.get(path) or stamp_of(path))
        for path, open_it in (dict.fromkeys(summed, False) | dict.fromkeys(opened, True)).items()
    ]
    known = cache.by_path({task.path: task.stamp for task in every if task.stamp is not None}) if cache else {}
    tasks = []
    for task in every:
        digest, facts = known.get(task.path, ("", None))
        if digest and (facts is not None or not task.opened):
            results[task.path] = task.surveyed(digest, facts)
        else:  # about to be opened: it may be another than the one that was listed, or a pipe by now
            tasks.append(_Task(task.path, task.opened, stamp_of(task.path), root))
    if tasks:
        with workers or usual_readers() as readers:
            for done, (task, seen) in enumerate(_looked_into(tasks, cache, readers), start=1):
                results[task.path] = seen
                if cache is not None and not seen.outside and task.stamp and stamp_of(task.path) == task.stamp:
                    cache.keep(task.path, task.stamp, seen.digest, task.suffix, seen.facts)  # not replaced since
                if progress is not None:
                    progress(done, len(tasks))
    return results


def _looked_into(tasks: Sequence[_Task], cache: Cache | None, readers: Workers) -> Iterator[tuple[_Task, Surveyed]]:
    """Every task done: threads sum up the bytes, readers open what no cache knows by its content."""
    asked: list[tuple[_Task, str, Asked]] = []
    with _summed(tasks) as digests:
        pairs = zip(tasks, digests, strict=True)
        while some := list(islice(pairs, _TOGETHER)):
            wanted = [(digest, task.suffix) for task, digest in some if digest]
            known = cache.by_content(wanted) if cache is not None and wanted else {}
            for task, digest in some:
                facts = known.get((digest, task.suffix))
                if task.opened and task.stamp is None:
                    yield task, task.surveyed("", look_inside(inspect, task.path, "", task.root))
                elif task.opened and facts is None:
                    asked.append((task, digest, readers.ask(task.path, digest, task.root)))
                else:
                    yield task, task.surveyed(digest, facts)
    for task, digest, question in asked:
        yield task, task.surveyed(digest, readers.answer(question))


@contextmanager
def _summed(tasks: Sequence[_Task]) -> Iterator[Iterator[str]]:
    """The SHA-256 of every file, one after the other; where any is large, threads work ahead."""
    if all(task.stamp is None or task.stamp.size < _LARGE for task in tasks):
        yield map(_digest, tasks)
        return
    with ThreadPoolExecutor(max_workers=count()) as threads:
        try:
            yield threads.map(_digest, tasks)
        except BaseException:  # an interruption, too, must not wait for the rest; raised again
            threads.shutdown(wait=False, cancel_futures=True)
            raise


def _digest(task: _Task) -> str:
    """The SHA-256; "" for what cannot be read, of which the reader will say why."""
    try:
        return digest_of(task.path, task.stamp.size, task.root) if task.stamp is not None else ""
    except OSError:  # its reader says why
        return ""

"""Things of one kind in order, of which only the last few are held in memory: the others lie in a file without a name.

For what grows with the plan (folders, submissions, judged activities) and is gone through from first to last. The file
lies in the system's temporary folder, can be read by nobody else and is gone with the process, whatever ends it. Where
it cannot be written, memory has to do.
"""

from __future__ import annotations

import io
import pickle
import tempfile
import weakref
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PosixPath, PurePath, PurePosixPath, WindowsPath
from typing import IO, Any, Generic, TypeVar

from zhutiri_cli.common.lazy_sequence import LazySequence

HELD = 100
"""Things that are held at most; a plan of a district has some fifty."""

T = TypeVar("T")


def _of_path(path: PurePath) -> tuple[Any, ...]:
    """A path as its text: put together from its parts again it takes longer than all else."""
    return type(path), (str(path),)


_TABLE: dict[type, Callable[[Any], Any]] = dict.fromkeys((PurePosixPath, PosixPath, WindowsPath), _of_path)


def _pickled(thing: object) -> bytes:
    out = io.BytesIO()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _TABLE
    pickler.dump(thing)
    return out.getvalue()


class Spool(LazySequence[T]):
    """Things that can be pickled. What is read is equal to what was put in, but it may be another object each time."""

    def __init__(self, things: Iterable[T] = ()) -> None:
        self._held: list[T] = []
        self._ends = array("Q", [0])
        self._file: IO[bytes] | None = None
        self._full = False
        for thing in things:
            self.append(thing)

    def append(self, thing: T) -> None:
        """One more."""
        self._held.append(thing)
        if len(self._held) > HELD and not self._full:
            self._put_down()

    def _put_down(self) -> None:
        """What is held to the file. A disk that takes no more is asked no more."""
        ends, pieces = array("Q"), list(map(_pickled, self._held))
        end = self._ends[-1]
        for piece in pieces:
            end += len(piece)
            ends.append(end)
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(prefix="zhutiri-")  # noqa: SIM115 - it is closed with the spool
                weakref.finalize(self, self._file.close)
            self._file.seek(self._ends[-1])
            self._file.writelines(pieces)
            self._file.flush()
        except OSError:
            self._full = True
            return
        self._ends.extend(ends)
        self._held.clear()

    def __len__(self) -> int:
        return len(self._ends) - 1 + len(self._held)

    def at(self, place: int) -> T:
        """The thing that was put in at this place."""
        put_down = len(self._ends) - 1
        return self._read(place) if place < put_down else self._held[place - put_down]

    def _read(self, at: int) -> T:
        start, end = self._ends[at], self._ends[at + 1]
        assert self._file is not None  # something was put down
        self._file.seek(start)
        thing: T = pickle.loads(self._file.read(end - start))  # our own file, which nobody else can open
        return thing

    def __reduce__(self) -> tuple[Any, ...]:
        """As it is sent to another process: the things themselves."""
        return type(self), (list(self),)


Key = TypeVar("Key")


class Shelf(Mapping[Key, T], Generic[Key, T]):
    """Things of a spool by a key each."""

    def __init__(self, pairs: Iterable[tuple[Key, T]] = ()) -> None:
        self._places: dict[Key, int] = {}
        self._spool = Spool[T]()
        for key, thing in pairs:
            self.put(key, thing)

    def put(self, key: Key, thing: T) -> None:
        """One more, under a key that has none yet."""
        self._places[key] = len(self._spool)
        self._spool.append(thing)

    def arrange(self, order: Callable[[Key], Any]) -> None:
        """Bring the keys into an order of their own."""
        self._places = {key: self._places[key] for key in sorted(self._places, key=order)}

    def __getitem__(self, key: Key) -> T:
        return self._spool[self._places[key]]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def spooled(things: Iterable[T]) -> Sequence[T]:
    """A tuple where all can be held, else a spool."""
    found = Spool(things)
    return tuple(found) if len(found) <= HELD else found

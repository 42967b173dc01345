"""Sequences whose things are read or made when they are asked for, so that no more than one need be held."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, overload

T = TypeVar("T")


class LazySequence(Sequence[T]):
    """What is asked for by its place; whoever derives from it says how many there are and what is at a place."""

    @abstractmethod
    def at(self, place: int) -> T:
        """The thing at a place, counted from 0."""

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...

    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        if isinstance(place, slice):
            return Picked(self, range(len(self))[place])
        return self.at(range(len(self))[place])

    def __iter__(self) -> Iterator[T]:
        return map(self.at, range(len(self)))


class Picked(LazySequence[T]):
    """Some of a sequence, in an order of their own."""

    def __init__(self, every: Sequence[T], places: Sequence[int]) -> None:
        self._every, self._places = every, places

    def __len__(self) -> int:
        return len(self._places)

    def at(self, place: int) -> T:
        """The thing that comes at this place of the order."""
        return self._every[self._places[place]]

    def __reduce__(self) -> tuple[Any, ...]:
        """As it is sent to another process: no more than these."""
        return tuple, (list(self),)


def picked(every: Sequence[T], places: Sequence[int]) -> Sequence[T]:
    """Some of a sequence, in the order of ``places``: a tuple where the whole is held, too."""
    found = Picked(every, places)
    return tuple(found) if isinstance(every, tuple) else found

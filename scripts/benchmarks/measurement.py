"""What is to be measured, as a declaration: figures under names, each with its unit, its peer and its aim.

A measurement is a generator of (key of a figure, what was taken). What it has told before it fails stands; the rest of
its figures are told with the reason. Nothing is asserted about a value: machines differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from benchmarks.spread import Spread, ratios


class NotMeasuredError(Exception):
    """Something cannot be measured here; the message is the reason, for the table."""


class Unit(Enum):
    """In what a figure is counted: the sign, and how many of it are one second or one MiB."""

    SECONDS = ("秒", 1)
    MILLISECONDS = ("毫秒", 1000)
    MEBIBYTES = ("MiB", 1)
    POWER = ("", 1)

    def __init__(self, sign: str, scale: int) -> None:
        self.sign = sign
        self.scale = scale


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: what of ours, beside which peer or limit ("": alone), and the largest ratio (alone: value) aimed at."""

    key: str
    ours: str
    beside: str = ""
    unit: Unit = Unit.MILLISECONDS
    aim: float | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """The values of all rounds, seconds or MiB; with a peer, the peer's values of the same rounds."""

    ours: tuple[float, ...]
    others: tuple[float, ...] = ()

    @classmethod
    def pairs(cls, found: list[tuple[float, float]]) -> Taken:
        """Of (ours, theirs) in each round."""
        return cls(tuple(one for one, _ in found), tuple(other for _, other in found))


@dataclass(frozen=True, slots=True)
class Section:
    """A subject: the name to choose it by, its heading, and what is compared with what, in words for readers."""

    name: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Measurement:
    """Figures that are taken together. ``take`` is given the number of rounds; ``long``: only when asked for."""

    name: str
    section: Section
    figures: tuple[Figure, ...]
    rounds: int
    take: Callable[[int], Iterator[tuple[str, Taken]]]
    long: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A figure and what was found, or the reason why it could not be."""

    figure: Figure
    ours: Spread | None = None
    others: Spread | None = None
    ratio: Spread | None = None
    reason: str = ""

    @classmethod
    def of(cls, figure: Figure, taken: Taken) -> Row:
        """What was taken, summed up."""
        if bool(figure.beside) != bool(taken.others):
            raise ValueError(f"{figure.key} is declared with a peer and taken without, or the other way round")
        if not taken.others:
            return cls(figure, Spread.of(taken.ours))
        ratio = Spread.of(ratios(taken.ours, taken.others))
        return cls(figure, Spread.of(taken.ours), Spread.of(taken.others), ratio)

    @property
    def reached(self) -> bool | None:
        """Whether the aim is reached; ``None`` where there is none, or nothing was measured."""
        weighed = self.ratio if self.figure.beside else self.ours
        if weighed is None or self.figure.aim is None:
            return None
        return weighed.median <= self.figure.aim

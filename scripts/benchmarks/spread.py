"""Values of several rounds as one: their median and how far apart they lie; ratios of pairs, exponents of growth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of so many rounds, and the smallest and the largest value."""

    median: float
    low: float
    high: float
    rounds: int

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Of at least one value; ``ValueError`` where there is none."""
        if not values:
            raise ValueError("no round was measured")
        return cls(median(values), min(values), max(values), len(values))


def ratios(ours: Sequence[float], others: Sequence[float]) -> tuple[float, ...]:
    """Each of ours divided by what was measured beside it in the same round."""
    return tuple(one / other for one, other in zip(ours, others, strict=True))


def exponent(small: tuple[int, float], large: tuple[int, float]) -> float:
    """By which power a cost grows, given (size, cost) twice: 1 where twice as much costs twice as much."""
    return math.log(large[1] / small[1]) / math.log(large[0] / small[0])

"""Timing within this process, libraries loaded: two acts in turn, after one of each that does not count."""

from __future__ import annotations

import time
from collections.abc import Callable

from benchmarks.measurement import Taken


def seconds(act: Callable[[], object]) -> float:
    """The wall time of one call."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def beside(ours: Callable[[], object], theirs: Callable[[], object], rounds: int, each: int = 1) -> Taken:
    """Both in each round; ``each``: how many things one call does, where the time of one is wanted."""
    for act in (ours, theirs):
        act()
    return Taken.pairs([(seconds(ours) / each, seconds(theirs) / each) for _ in range(rounds)])

"""Timing within this process, libraries loaded: two acts in turn, after one of each that does not count."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

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


def each_beside(
    make: Callable[[int, Path], None],
    count: int,
    suffix: str,
    ours: Callable[[Path], object],
    theirs: Callable[[Path], object],
    rounds: int,
) -> Taken:
    """Ours and theirs over the same files, one after the other, by the time of one; ``make`` is given a seed and where
    the file is to lie."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{seed}{suffix}" for seed in range(count)]
        for seed, path in enumerate(paths):
            make(seed, path)
        return beside(lambda: [ours(one) for one in paths], lambda: [theirs(one) for one in paths], rounds, count)

"""Numbers of activities in a sentence or a cell."""

from __future__ import annotations

from collections.abc import Iterable

FEW = 20
"""As many are told one by one; of more, those that follow one another as a range."""
_RUN = 3


def listed(numbers: Iterable[int]) -> str:
    """``12、14``; of more than ``FEW``, as ``zhutiri record`` takes them: ``1-9、12、14-30``."""
    every = list(numbers)
    return "、".join(map(str, every)) if len(every) <= FEW else in_ranges(every, "、")


def in_ranges(numbers: Iterable[int], between: str = ",") -> str:
    """Numbers as one word: ``4-6,9``."""
    runs = list[list[int]]()
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return between.join(f"{run[0]}-{run[-1]}" if len(run) >= _RUN else between.join(map(str, run)) for run in runs)

"""Numbers of activities in a sentence or a cell."""

from __future__ import annotations

from collections.abc import Iterable

FEW = 20
"""As many are told one by one; of more, those that follow one another as a range."""
_RUN = 3


def listed(numbers: Iterable[int]) -> str:
    """``12、14``; of more than ``FEW``, as ``zhutiri record`` takes them: ``1-9、12、14-30``."""
    every = list(numbers)
    if len(every) <= FEW:
        return "、".join(map(str, every))
    runs = list[list[int]]()
    for number in sorted(every):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{run[0]}-{run[-1]}" if len(run) >= _RUN else "、".join(map(str, run)) for run in runs)

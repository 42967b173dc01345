"""Where a line of Chinese text may end: it has no spaces to break at. Widths are the caller's to measure. Pure."""

from __future__ import annotations

from collections.abc import Callable

_CLOSERS = frozenset("，。；：、）〕”’》！？】〉,.;:!?)]}…")
_OPENERS = frozenset("（〔“‘《【〈([{")


def line_end(text: str, width: int, cells: Callable[[str], int]) -> int:
    """How many characters of ``text`` to put on a line of ``width``: up to the last good place that fits, else as many
    as fit, at least one. ``cells`` measures a character.

    A line never starts with closing punctuation or ends with an opening bracket, and a run of ASCII (a date, a
    command, a path) is kept whole where it fits on a line of its own.
    """
    fits = used = 0
    for char in text:
        used += cells(char)
        if used > width:
            break
        fits += 1
    fits = max(fits, 1)
    if fits >= len(text):
        return len(text)
    for place in range(fits, fits // 3, -1):
        if _may_break(text[place - 1], text[place]):
            return place
    return fits


def _may_break(before: str, after: str) -> bool:
    if after in _CLOSERS or before in _OPENERS:
        return False
    return " " in (before, after) or not (before.isascii() and after.isascii())

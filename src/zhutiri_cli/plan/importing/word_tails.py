"""The run of known words at the end of a text: what ``(?:words)+$`` finds, without trying each place of the text."""

from __future__ import annotations

import re

_LONGEST = 12
"""Characters of one word at most."""


def without_tail(text: str, word: re.Pattern[str]) -> str:
    """A text without the words at its end, each of which is one that ``word`` knows: the longest such run."""
    starts = [len(text.removesuffix("\n"))]
    at = starts[0]
    while at > 0 and at > starts[-1] - _LONGEST:
        at -= 1
        if any(word.fullmatch(text, at, end) for end in starts[-_LONGEST:] if end - at <= _LONGEST):
            starts.append(at)
    return text[: starts[-1]] + text[starts[0] :]

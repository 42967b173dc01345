"""Where a banner's words stand among the letters that were read, and whether it is these or another slogan's.

Pure. One letter of six may be misread; one that was read for certain, or that makes another slogan, never is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhutiri_cli.materials.ocr.text_lines import TextRow

if TYPE_CHECKING:
    from rapidfuzz.distance import Editop

CERTAIN = 0.9
"""Confidence of a letter from which on it is taken as read: another slogan's letter is never forgiven."""

_SIMPLE = str.maketrans("務開題動區縣鄉鎮廣場會議國學業農衛財稅園", "务开题动区县乡镇广场会议国学业农卫财税园")
_GOES_ON = frozenset("报历程记期常")
_RIVALS = frozenset("党村警厂校院检财税司居社事商医周月年季节园")
"""Letters that make another slogan of the words (村务公开…, …主题周): never forgiven, however unsurely read."""


def letters_of(text: str) -> str:
    """The letters and figures of a text, traditional forms as simplified ones."""
    return "".join(sign for sign in text.translate(_SIMPLE) if sign.isalnum())


def spans_of(row: TextRow, words: str) -> Iterator[tuple[int, int, bool]]:
    """Where the words stand, give or take one character of six; punctuation between them does not count. With each,
    whether a letter in it was read for certain that is none of the words': then it is another slogan."""
    from rapidfuzz.distance import Levenshtein

    text = row.text
    places = [place for place, sign in enumerate(text) if sign.isalnum()]
    letters, words = letters_of(text), letters_of(words)
    allowed = len(words) // 6
    found = []
    for length in range(len(words) - allowed, len(words) + allowed + 1):
        for start in range(len(letters) - length + 1):
            distance = Levenshtein.distance(letters[start : start + length], words, score_cutoff=allowed)
            if distance <= allowed:
                found.append((distance, abs(length - len(words)), start, length))
    taken = set[int]()
    for _, _, start, length in sorted(found):
        if taken.isdisjoint(range(start, start + length)):
            taken.update(range(start, start + length))
            changed = Levenshtein.editops(letters[start : start + length], words)
            other = any(_telling(row, places, start, length, step) for step in changed) or _goes_on(
                row, places, start + length, letters
            )
            yield places[start], places[start + length - 1] + 1, other


def _telling(row: TextRow, places: list[int], start: int, length: int, step: Editop) -> bool:
    """Whether a difference may make another slogan of the words: a letter read for certain, or one that other slogans
    have there; the first or last letter not read at all (what stands there may be 党 or 周)."""
    if step.tag == "insert":
        return step.src_pos in (0, length)
    place = places[start + step.src_pos]
    return row.sure[place] >= CERTAIN or row.text[place] in _RIVALS


def _goes_on(row: TextRow, places: list[int], end: int, letters: str) -> bool:
    """Whether the words go on into another word (政务公开主题日 is no 政务公开主题日报)."""
    return end < len(letters) and letters[end] in _GOES_ON and row.sure[places[end]] >= CERTAIN

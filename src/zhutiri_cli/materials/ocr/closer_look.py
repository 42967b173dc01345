"""Places on a picture that are worth a closer look: those of doubtful lines, with what stands close to them.

A place is as large as whatever belongs to a banner may be away from its words, so that a year in small letters beside
them is looked at too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zhutiri_cli.materials.ocr.words_seen import TextLine

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""

AROUND = 2.5
"""Heights of its letters around a line within which its year, or another row of the words, may stand."""


def around(line: TextLine) -> Box:
    """The upright box around a line."""
    xs, ys = line.corners[::2], line.corners[1::2]
    return min(xs), min(ys), max(xs), max(ys)


def place_of(box: Box, others: Sequence[Box], width: int, height: int) -> Box:
    """The place of one line on a picture: the other lines that it touches lie in it whole."""
    more = AROUND * min(box[2] - box[0], box[3] - box[1])
    place = max(box[0] - more, 0), max(box[1] - more, 0), min(box[2] + more, width), min(box[3] + more, height)
    for other in others:
        if touch(other, place):
            place = _both(place, other)
    return place


def apart(found: Iterable[Box]) -> list[Box]:
    """Places that touch put together, until none does."""
    kept = list[Box]()
    for place in found:
        whole = place
        while (other := next((one for one in kept if touch(one, whole)), None)) is not None:
            kept.remove(other)
            whole = _both(whole, other)
        kept.append(whole)
    return kept


def _both(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def touch(one: Box, other: Box) -> bool:
    """Whether two boxes share a pixel."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]

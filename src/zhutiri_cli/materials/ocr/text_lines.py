"""Lines of text put together as they stand: pieces of one row, and which row stands right above which. Pure geometry.

A banner is often read in pieces, or is written in two rows. Only what adjoins, in the same size of letters, belongs
together; everything is measured along the text's own direction, so a banner may hang askew.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec import Struct

from zhutiri_cli.common.spelling import half_width
from zhutiri_cli.materials.ocr.words_seen import TextLine

GAP = 2.5
"""Heights of a letter between two pieces of one row, at most."""
PIECES = 250
"""Pieces of text put together, at most: a photo has dozens; only a page of small print has more."""
SIZES = 1.8
"""How many times larger the letters of one piece may be than those of the next."""
SMALLER = 3.5
"""How many times smaller the letters of a bare year may be than those of the words that it belongs to."""

_ROUND = str.maketrans("○◯〇", "〇〇〇")
Point = tuple[float, float]


class TextRow(Struct, frozen=True):
    """A row of text in half-width forms without white space, one confidence per character, and where it stands: the
    middle of its left and right ends, and the height of its letters there."""

    text: str
    sure: tuple[float, ...]
    left: Point
    right: Point
    heights: tuple[float, float]


def flat(text: str) -> str:
    """A text as rows have theirs: half-width, without white space, one sign for the round zero."""
    return half_width("".join(text.split())).translate(_ROUND)


def rows(lines: Sequence[TextLine]) -> list[TextRow]:
    """The rows from the top; of a page with more pieces than ``PIECES``, those in the largest letters."""
    largest = sorted((row for row in map(_row, lines) if row.text), key=lambda row: -max(row.heights))[:PIECES]
    pieces = sorted(largest, key=lambda row: (row.left, row.text))
    whole = list[TextRow]()
    while pieces:
        row = pieces.pop(0)
        while (after := next((piece for piece in pieces if _follows(row, piece)), None)) is not None:
            pieces.remove(after)
            row = TextRow(
                row.text + after.text,
                row.sure + after.sure,
                row.left,
                after.right,
                (row.heights[0], after.heights[1]),
            )
        whole.append(row)
    return sorted(whole, key=lambda row: (row.left[1], row.left[0]))


def stacked(found: Sequence[TextRow]) -> Iterator[tuple[TextRow, TextRow]]:
    """Every pair of rows of which the first stands right above the second, in letters of about the same size."""
    for upper in found:
        for lower in found:
            if upper is not lower and _above(upper, lower):
                yield upper, lower


def leads(small: TextRow, large: TextRow) -> bool:
    """Whether a row in much smaller letters stands right before another, or right above it and within its length; in
    letters of the same size ``rows`` and ``stacked`` tell that."""
    size, height = sum(small.heights) / 2, sum(large.heights) / 2
    if not size < height <= SMALLER * size:
        return False
    start, across = _measure(large, large.left, small.left)
    end, end_across = _measure(large, large.left, small.right)
    length, _ = _measure(large, large.left, large.right)
    middle = (across + end_across) / 2
    before = -height <= -end <= GAP * size and abs(middle) <= height / 2
    above = -1.5 * height <= middle <= -(height + size) / 4 and start >= -height and end <= length + height
    return before or above


def _row(line: TextLine) -> TextRow:
    kept = [(sign, sure) for sign, sure in zip(line.text, line.sure, strict=True) if not sign.isspace()]
    ax, ay, bx, by, cx, cy, dx, dy = line.corners
    return TextRow(
        flat("".join(sign for sign, _ in kept)),
        tuple(sure for _, sure in kept),
        ((ax + dx) / 2, (ay + dy) / 2),
        ((bx + cx) / 2, (by + cy) / 2),
        (math.hypot(ax - dx, ay - dy), math.hypot(bx - cx, by - cy)),
    )


def _measure(row: TextRow, start: Point, end: Point) -> Point:
    """The way from ``start`` to ``end``: along the row's direction, and across it (downward positive)."""
    wide, high = row.right[0] - row.left[0], row.right[1] - row.left[1]
    length = math.hypot(wide, high) or 1.0
    dx, dy = end[0] - start[0], end[1] - start[1]
    return (dx * wide + dy * high) / length, (dy * wide - dx * high) / length


def _alike(one: float, other: float) -> bool:
    return 0 < max(one, other) <= SIZES * min(one, other)


def _follows(row: TextRow, piece: TextRow) -> bool:
    height = max(row.heights[1], piece.heights[0])
    along, across = _measure(row, row.right, piece.left)
    return _alike(row.heights[1], piece.heights[0]) and -height <= along <= GAP * height and abs(across) <= height / 2


def _above(upper: TextRow, lower: TextRow) -> bool:
    sizes = sum(upper.heights) / 2, sum(lower.heights) / 2
    if not _alike(*sizes):
        return False
    start, across = _measure(lower, lower.left, upper.left)
    end, _ = _measure(lower, lower.left, upper.right)
    length, _ = _measure(lower, lower.left, lower.right)
    shared = min(end, length) - max(start, 0.0)
    middle = (across + _measure(lower, lower.right, upper.right)[1]) / 2
    return -2 * max(sizes) <= middle <= -max(sizes) / 2 and shared >= min(end - start, length) / 2

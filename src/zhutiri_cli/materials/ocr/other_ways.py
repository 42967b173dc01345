"""Words that stand another way than the engine expects: a picture that shows them mirrored (a selfie), and a banner
that hangs upright, its letters one below the other.

The engine reads a mirrored line as other letters, unsurely; such a picture is read once more, mirrored back. Of an
upright line it reads the words well and the figures badly: its letters are laid side by side and read again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from zhutiri_cli.materials.ocr.words_seen import TextLine

if TYPE_CHECKING:
    from numpy.typing import NDArray

Read = Callable[["NDArray[Any]"], tuple[TextLine, ...]]

UNSURE = 0.6
"""Confidence below which a letter was hardly read."""
LONG = 6
"""Letters of a line from which on it may be a banner's."""
UPRIGHT = 3.0
"""How many times higher than wide an upright line is."""
_DOUBTFUL = 0.9
_MARGIN = 0.3
_INK = 60
"""Shades by which ink differs from its ground."""


def read_all_ways(picture: NDArray[Any], read: Read) -> tuple[TextLine, ...]:
    """The lines on a picture, as they stand, else mirrored or upright."""
    lines = read(picture)
    if any(map(_may_be_mirrored, lines)):
        mirrored = read(picture[:, ::-1].copy())
        if _sure_letters(mirrored) > _sure_letters(lines):
            lines = mirrored
            picture = picture[:, ::-1]
    return tuple(_laid_down(line, picture, read) for line in lines)


def _may_be_mirrored(line: TextLine) -> bool:
    unsure = sum(sure < UNSURE for sure in line.sure)
    return len(line.text) >= LONG and unsure >= 2


def _sure_letters(lines: Sequence[TextLine]) -> float:
    return sum(sure for line in lines for sure in line.sure if sure >= _DOUBTFUL and len(line.text) >= LONG)


def _laid_down(line: TextLine, picture: NDArray[Any], read: Read) -> TextLine:
    """An upright line read again side by side, where that makes its letters surer."""
    ax, ay, bx, by, cx, cy, dx, dy = line.corners
    high, wide = math.hypot(dx - ax, dy - ay), math.hypot(bx - ax, by - ay)
    if len(line.text) < LONG or high < UPRIGHT * wide or min(line.sure) >= _DOUBTFUL:
        return line
    left, right = round(min(ax, dx)), round(max(bx, cx))
    strip = _side_by_side(picture[round(min(ay, by)) : round(max(cy, dy)), max(left, 0) : right], len(line.text))
    if strip is None:
        return line
    again = max(read(strip), key=lambda one: len(one.text), default=line)
    same = " " not in again.text and len(again.text) == len(line.text) and min(again.sure) > min(line.sure)
    return replace(line, text=again.text, sure=again.sure) if same else line


def _side_by_side(column: NDArray[Any], count: int) -> NDArray[Any] | None:
    """The letters of a column in a row, on a ground of the column's own shade."""
    import numpy

    height, width = column.shape[:2]
    each = height // count
    if each < 8 or width < 8:
        return None
    ground = numpy.median(column.reshape(-1, column.shape[2]), axis=0).astype(column.dtype)
    cells = []
    for place in range(count):
        cell = column[place * height // count : place * height // count + each]
        inked = numpy.flatnonzero((abs(cell.astype(int) - ground) > _INK).any(axis=(0, 2)))
        if inked.size:  # figures are narrow: without their blank sides they stand as close as in a line
            cell = cell[:, max(inked[0] - width // 12, 0) : inked[-1] + 1 + width // 12]
        cells.append(cell)
    row = numpy.concatenate(cells, axis=1)
    margin = round(_MARGIN * width) + 8
    made = numpy.empty((each + 2 * margin, row.shape[1] + 2 * margin, column.shape[2]), column.dtype)
    made[:] = ground
    made[margin : margin + each, margin : margin + row.shape[1]] = row
    return made

"""Pictures told alike by 64-bit difference hashes, one shot only where a finer comparison agrees. Pure.

A picture has two hashes, across and down. A mirrored or turned copy has the same bits at other places, so all eight
ways round follow from the two; what a copy cut to four fifths shows is among the ``windows`` of the whole, whose hashes
the reader has taken, too. Hashes propose; then grids of 32 × 32 cells, each cell's place among the picture's own
shades, decide: one shot recompressed stays within ``SAME`` everywhere, another moment of the scene leaves a block
beyond.
"""

from __future__ import annotations

import struct
from base64 import b64decode
from collections.abc import Iterable
from enum import IntEnum

from msgspec import Struct

NEAR = 10
"""Bits of 64 in which the hashes across of one shot may differ after being recompressed, resized or brightened."""
NEAR_DOWN = 12
"""The same for the hashes down, which confirm."""
SIDE = 32
"""Cells of a grid, a side."""
SAME = 0.1
"""Mean difference in rank (0–1) that no block of 4 × 4 cells may go beyond for one shot: of 22,350 pairs of moments of
one scene the nearest had 0.108; a copy made so bright that its lights run over may go beyond, too."""
CUT_SAME = 0.06
"""The same for a cut-out, which lies up to half a cell beside the window it is compared with: mean of all cells."""
GROUND = 24
"""Shades (of 256) that are one ground."""
PLAIN = 0.5
"""Share of a picture that is ground, from which on it is plain."""
_ONE_SIDE = tuple((place, share) for share in (0.78, 0.85, 0.92) for place in (0.0, (1 - share) / 2, 1 - share))
WINDOWS = (
    *(
        (x * step, y * step, scale, scale)
        for scale, step, count in ((0.8, 0.05, 5), (0.86, 0.047, 4), (0.93, 0.035, 3))
        for x in range(count)
        for y in range(count)
    ),
    *((place, 0.0, share, 1.0) for place, share in _ONE_SIDE),
    *((0.0, place, 1.0, share) for place, share in _ONE_SIDE),
)
"""The cut-outs whose hashes are kept: left and upper edge, width and height, in shares of the picture's own."""
_BLOCK = 4

Hashes = tuple[int, int]
"""Across and down."""


class Likeness(IntEnum):
    """How alike two pictures are."""

    NONE = 0
    ALIKE = 1
    """Hardly to be told apart: one shot, or two moments of one scene."""
    ONE_SHOT = 2


class PicturePrint(Struct, frozen=True):
    """What is compared of a picture: its hashes, those of its ``WINDOWS`` (``packed``), and its grid (base64; "":
    none)."""

    hashes: Hashes
    windows: bytes = b""
    grid: str = ""

    @property
    def cut_outs(self) -> tuple[Hashes, ...]:
        """The hashes of its windows."""
        numbers = struct.unpack(f"<{len(self.windows) // 16 * 2}Q", self.windows[: len(self.windows) // 16 * 16])
        return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def packed(windows: Iterable[Hashes]) -> bytes:
    """The hashes of windows as they are kept: sixteen bytes each, of which a photo has seventy."""
    return b"".join(struct.pack("<2Q", *hashes) for hashes in windows)


def alike(one: Hashes | None, other: Hashes | None) -> bool:
    """Whether two pictures that stand the same way are hardly to be told apart; one without hashes is like none."""
    if one is None or other is None:
        return False
    return (one[0] ^ other[0]).bit_count() <= NEAR and (one[1] ^ other[1]).bit_count() <= NEAR_DOWN


def likeness(one: PicturePrint, other: PicturePrint) -> Likeness:
    """How alike two pictures are, whichever way round they stand, and whether or not one is cut from the other."""
    for turn, hashes in enumerate(ways_round(one.hashes)):
        if alike(hashes, other.hashes):
            cells, others = _turned(one.grid, turn), _cells(other.grid)
            same = not _is_plain(cells) and _worst_block(cells, others) <= SAME
            return Likeness.ONE_SHOT if same else Likeness.ALIKE
    for part, whole in ((one, other), (other, one)):
        for turn, hashes in enumerate(ways_round(part.hashes)):
            for place, window in enumerate(whole.cut_outs):
                if alike(hashes, window):
                    return _of_a_cut(_turned(part.grid, turn), _cells(whole.grid), place)
    return Likeness.NONE


def _of_a_cut(part: list[int], whole: list[int], place: int) -> Likeness:
    cut = _window(whole, WINDOWS[place])
    if not part or not cut or _is_plain(part):
        return Likeness.ALIKE
    mean = sum(abs(a - b) for a, b in zip(_ranks(part), _ranks(cut), strict=True)) / len(part)
    return Likeness.ONE_SHOT if mean <= CUT_SAME else Likeness.ALIKE


def ways_round(hashes: Hashes) -> tuple[Hashes, ...]:
    """The hashes of a picture as it is, turned by a quarter three times, and all four mirrored."""
    turned = [hashes]
    for _ in range(3):
        turned.append(_mirrored(_swapped(turned[-1])))
    return (*turned, *map(_mirrored, turned))


def _mirrored(hashes: Hashes) -> Hashes:
    """Left and right exchanged: what rose to the right falls now."""
    across, down = hashes
    return (1 << 64) - 1 - _moved(across, _MIRROR), _moved(down, _MIRROR)


def _swapped(hashes: Hashes) -> Hashes:
    """Rows and columns exchanged."""
    across, down = hashes
    return _moved(down, _SWAP), _moved(across, _SWAP)


_MIRROR = ((1, 0x5555555555555555), (2, 0x3333333333333333), (4, 0x0F0F0F0F0F0F0F0F))
"""Neighbours in each row, then pairs, then halves."""
_SWAP = ((7, 0x00AA00AA00AA00AA), (14, 0x0000CCCC0000CCCC), (28, 0x00000000F0F0F0F0))
"""The two off the diagonal of each 2 × 2, then of each 4 × 4, then of the whole."""


def _moved(value: int, steps: tuple[tuple[int, int], ...]) -> int:
    """The bits of an 8 × 8 field, the first row highest, after exchanges: each bit of a mask with the one so much
    higher."""
    for by, mask in steps:
        unlike = (value ^ value >> by) & mask
        value ^= unlike ^ unlike << by
    return value


def _cells(grid: str) -> list[int]:
    return list(b64decode(grid)) if grid else []


def _turned(grid: str, turn: int) -> list[int]:
    """A grid the same way round as ``ways_round`` has the hashes at ``turn``."""
    cells = _cells(grid)
    for _ in range(turn % 4 if cells else 0):
        cells = _mirror_cells([cells[row * SIDE + column] for column in range(SIDE) for row in range(SIDE)])
    return _mirror_cells(cells) if turn >= 4 else cells


def _mirror_cells(cells: list[int]) -> list[int]:
    return [cells[row + SIDE - 1 - column] for row in range(0, len(cells), SIDE) for column in range(SIDE)]


def _window(cells: list[int], window: tuple[float, float, float, float]) -> list[int]:
    """A cut-out of a grid, brought to the grid's own size, cell by nearest cell."""
    if not cells:
        return []
    left, top, wide, high = window
    columns, rows = (
        [min(int((start + (place + 0.5) / SIDE * share) * SIDE), SIDE - 1) for place in range(SIDE)]
        for start, share in ((left, wide), (top, high))
    )
    return [cells[row * SIDE + column] for row in rows for column in columns]


def _ranks(cells: list[int]) -> list[float]:
    """Each cell's place among the shades of its picture, 0–1: brightness and contrast do not matter."""
    counts = [0] * 256
    for cell in cells:
        counts[cell] += 1
    places, below = [0.0] * 256, 0
    for shade, count in enumerate(counts):
        places[shade] = (below + count / 2) / max(len(cells), 1)
        below += count
    return [places[cell] for cell in cells]


def _worst_block(one: list[int], other: list[int]) -> float:
    """The largest mean difference in rank of a block; beyond any where a grid is not there."""
    if not one or not other:
        return 1.0
    apart = [abs(a - b) for a, b in zip(_ranks(one), _ranks(other), strict=True)]
    return max(
        sum(sum(apart[row * SIDE + left : row * SIDE + left + _BLOCK]) for row in range(top, top + _BLOCK)) / _BLOCK**2
        for top in range(0, SIDE, _BLOCK)
        for left in range(0, SIDE, _BLOCK)
    )


def _is_plain(cells: list[int]) -> bool:
    """Whether a picture is mostly one ground: a form, a slide, a dark stage. What tells two of these apart is smaller
    than a cell, so that nothing finer than the hashes can be said of them."""
    if not cells:
        return True
    counts = [cells.count(shade) for shade in range(256)]
    return max(sum(counts[shade : shade + GROUND]) for shade in range(256)) > PLAIN * len(cells)

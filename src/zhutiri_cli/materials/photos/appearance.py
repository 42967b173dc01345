"""What a decoded picture shows: its size as seen, whether anything is on it, a hash of it, and the day it was taken.

Works on the picture as the reader has decoded it (JPEG: at an eighth); only small copies of it are made here.
"""

from __future__ import annotations

import re
import struct
from base64 import b64encode
from datetime import UTC, date, datetime, timedelta
from operator import gt
from typing import TYPE_CHECKING, Any

from zhutiri_cli.common.yaml.scalars import BEIJING
from zhutiri_cli.materials.file_facts import PhotoFacts
from zhutiri_cli.materials.photos.colours import in_rgb
from zhutiri_cli.materials.similarity.pictures import SIDE, WINDOWS, packed

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

BLANK_DEVIATION = 4.0
"""Standard deviation of every colour (0–255) below which a picture counts as blank: noise stays, a line of text not."""
MIN_STRUCTURE = 8
"""Fewer brighter-than-its-neighbour steps than this (or fewer of the opposite): the hash tells pictures not apart."""
PLAIN = 16
"""Shades of grey by which a border may differ from its corners."""
OTHER = 0.25
"""Share of a row or column that must be of another shade for it to be the picture's."""
MIN_BORDER = 0.03
"""Share of a side that must be plain for borders to be left out."""
MIN_PICTURE = 0.2
"""Share of a side that must be left."""
CLOCK_SET_FROM = 2005
"""Cameras whose clock was never set start in 1970, 1980, 2000 or some year before this one."""

_SMALL = 512
_LINES = 128  # rows or columns that are looked at for borders
_WINDOWED = 96  # pixels a side of which cut-outs are taken
_ORIENTATION, _EXIF_IFD, _TAKEN, _OFFSET = 0x0112, 0x8769, 0x9003, 0x9011
_DATE = re.compile(r"\s*(\d{4})[:/-](\d\d)[:/-](\d\d)(?:[ T]+(\d\d):(\d\d))?")
_SHIFT = re.compile(r"\s*([+-])(\d\d):?(\d\d)")
_DIGITS = bytes.maketrans(b"\0\1", b"01")
_BROKEN_EXIF = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, AttributeError, struct.error)


def look(image: Picture, size: tuple[int, int]) -> PhotoFacts:
    """Facts of a loaded picture whose whole size, before reduced decoding, is ``size``."""
    tags, details = _exif(image)
    turned = _turned(_small(image), tags.get(_ORIENTATION))
    width, height = reversed(size) if tags.get(_ORIENTATION) in (5, 6, 7, 8) else size
    if _is_blank(turned):
        return PhotoFacts(width, height, taken_on(details), blank=True)
    grey = without_borders(turned.convert("L"))
    across, down = difference_hashes(grey)
    windows = b"" if across is None else packed(window_hashes(grey))
    return PhotoFacts(width, height, taken_on(details), False, across, down, windows, grid_of(grey))


def _exif(image: Picture) -> tuple[Any, Any]:
    """The tags and the camera's details; nothing where they are broken, which is no damage of the picture."""
    try:
        tags = image.getexif()
        return tags, tags.get_ifd(_EXIF_IFD)
    except _BROKEN_EXIF:  # a photo whose tags are broken has none, and is one all the same
        return {}, {}


def taken_on(details: Any) -> date | None:
    """The Beijing day in EXIF; ``None`` without one, or when the camera's clock was plainly never set."""
    found = _DATE.match(_text(details.get(_TAKEN)))
    if found is None or int(found[1]) < CLOCK_SET_FROM:
        return None
    shift = _SHIFT.match(_text(details.get(_OFFSET)))
    try:
        year, month, day, hour, minute = (int(found[place] or 0) for place in range(1, 6))
        moment = datetime(year, month, day, hour, minute, tzinfo=UTC)
        if shift is None or found[4] is None or int(shift[2]) > 14:
            return moment.date()
        ahead = timedelta(hours=int(shift[2]), minutes=int(shift[3]))
        return (moment + ahead if shift[1] == "-" else moment - ahead).astimezone(BEIJING).date()
    except (ValueError, OverflowError):  # no moment that anybody can read
        return None


def _text(value: Any) -> str:
    return value.decode("ascii", "replace") if isinstance(value, bytes) else str(value or "")


def upright(image: Picture, side: int) -> Picture:
    """A loaded picture as it is seen, in RGB on white, at most ``side`` pixels a side and smooth; for the reading of
    its words. No copy is larger than twice ``side``, or than the picture as it was loaded."""
    from PIL import Image

    tags, _ = _exif(image)
    small = _small(image, 2 * side) if image.mode not in ("RGB", "L") else image
    small.thumbnail((side, side), Image.Resampling.BOX if image.mode == "L" else Image.Resampling.LANCZOS)
    return _turned(in_rgb(small), tags.get(_ORIENTATION))


def _small(image: Picture, side: int = _SMALL) -> Picture:
    """A copy of at most ``side`` pixels a side in RGB, on white where it is transparent; samples points, so that no
    large copy is made on the way, whatever the mode."""
    from PIL import Image

    share = min(1.0, side / max(image.size))
    width, height = (max(1, round(side * share)) for side in image.size)
    sampled = _eight_bits(image.resize((width, height), Image.Resampling.NEAREST))
    if not sampled.has_transparency_data:
        return in_rgb(sampled)
    ground = Image.new("RGBA", sampled.size, "white")
    return Image.alpha_composite(ground, sampled.convert("RGBA")).convert("RGB")


def _eight_bits(image: Picture) -> Picture:
    """A picture of deeper grey (16 bits, whole or real numbers) in the 256 steps that all judging is made for."""
    if not image.mode.startswith(("I", "F")):
        return image
    deep = image.convert("I") if image.mode.startswith("I;") else image
    _, brightest = deep.getextrema()
    depth = next((top for top in (255, 1023, 4095, 16383) if float(str(brightest)) <= top), 65535)
    return deep.point(lambda value: value * (255 / depth) + 0).convert("L")


def _turned(image: Picture, orientation: Any) -> Picture:
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return image.transpose(turns[orientation]) if orientation in turns else image


def _is_blank(image: Picture) -> bool:
    from PIL import ImageStat
    from PIL.Image import Resampling

    coarse = image.resize((64, 64), Resampling.BOX)
    return max(ImageStat.Stat(coarse).stddev) < BLANK_DEVIATION


def difference_hashes(image: Picture) -> tuple[int | None, int]:
    """Twice 64 bits: whether a grey cell is brighter than its right neighbour, and than the one below it.

    The first is ``None`` where it says little: cells of a plain ground all say no, and two such hashes would be near
    each other whatever else is on the pictures. The second tells pages of text apart, which the first alone confuses.
    """
    across, down = _both_hashes(image.convert("L"))
    return (across if MIN_STRUCTURE <= across.bit_count() <= 64 - MIN_STRUCTURE else None), down


def _both_hashes(grey: Picture, box: tuple[float, float, float, float] | None = None) -> tuple[int, int]:
    from PIL.Image import Resampling

    wide, high = (grey.resize(size, Resampling.BOX, box).tobytes() for size in ((9, 8), (8, 9)))
    steps = bytearray(map(gt, wide, wide[1:]))
    del steps[8::9]  # from the end of a row to the beginning of the next
    return _bits(steps), _bits(bytes(map(gt, high, high[8:])))


def window_hashes(grey: Picture) -> tuple[tuple[int, int], ...]:
    """The hashes of the cut-outs of a grey picture that ``WINDOWS`` names."""
    from PIL.Image import Resampling

    small = grey.resize((min(grey.width, _WINDOWED), min(grey.height, _WINDOWED)), Resampling.BOX)
    wide, high = small.size
    boxes = (
        (x * wide, y * high, min(x + width, 1) * wide, min(y + height, 1) * high) for x, y, width, height in WINDOWS
    )
    return tuple(_both_hashes(small, box) for box in boxes)


def grid_of(grey: Picture) -> str:
    """The greys of a picture in ``SIDE`` × ``SIDE`` cells, as base64."""
    from PIL.Image import Resampling

    return b64encode(grey.resize((SIDE, SIDE), Resampling.BOX).tobytes()).decode("ascii")


def without_borders(grey: Picture) -> Picture:
    """A grey picture without a plain border or the bars of a phone's screen: the longest run of rows, and of columns
    within these, of which more than a quarter is of another shade than all four corners."""
    from PIL.Image import Resampling

    small = grey.resize((_LINES, _LINES), Resampling.BOX).tobytes()
    corners = sorted(small[place] for place in (0, _LINES - 1, _LINES * (_LINES - 1), _LINES**2 - 1))
    if corners[-1] - corners[0] > PLAIN:
        return grey
    other = [abs(shade - corners[1]) > PLAIN for shade in small]
    top, bottom = _kept([other[row : row + _LINES] for row in range(0, _LINES**2, _LINES)])
    left, right = _kept([other[top * _LINES + column : bottom * _LINES : _LINES] for column in range(_LINES)])
    wide, high = grey.width / _LINES, grey.height / _LINES
    return grey.crop((round(left * wide), round(top * high), round(right * wide), round(bottom * high)))


def _kept(lines: list[list[bool]]) -> tuple[int, int]:
    """The first line of the picture and the one behind its last; all where little would be left out, or hardly kept."""
    start, end = _longest([sum(line) > OTHER * len(line) for line in lines])
    kept = (end - start) / len(lines)
    return (start, end) if MIN_PICTURE <= kept <= 1 - MIN_BORDER else (0, len(lines))


def _longest(busy: list[bool]) -> tuple[int, int]:
    best, start = (0, 0), 0
    for place, one in enumerate([*busy, False]):
        if not one:
            best = max(best, (start, place), key=lambda run: run[1] - run[0])
            start = place + 1
    return best


def _bits(answers: bytes | bytearray) -> int:
    """Noughts and ones, as bytes, as the number that they are: a photo has ten thousand of them."""
    return int(answers.translate(_DIGITS), 2)

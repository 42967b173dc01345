"""A photo as the engines want it: opened as safely as any material, upright, of a bounded size, as an array."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhutiri_cli.common.spelling import suffix_of
from zhutiri_cli.materials.photos.appearance import upright
from zhutiri_cli.materials.readers.photo import decoded

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIDE = 1600
"""Pixels of the longer side that is looked at: letters of a banner seldom fall below 20 pixels."""
LONGEST = 4
"""How many times longer than wide a picture may be as it is looked at."""


def pixels(path: Path, side: int = SIDE) -> NDArray[Any]:
    """The picture in rows of blue, green and red (as OpenCV has them); a strip gets a margin, since the engine would
    blow it up until its short side were large enough. Raises ``UnfitError``, as its reader does."""
    import numpy
    from PIL import Image

    def least(width: int, height: int) -> tuple[int, int]:
        share = min(1.0, side / max(width, height))
        return round(width * share), round(height * share)

    with decoded(path, suffix_of(path.name), least) as (image, _):
        seen = upright(image, side)
    least_side = max(seen.size) // LONGEST
    if min(seen.size) < least_side:
        ground = Image.new("RGB", (max(seen.width, least_side), max(seen.height, least_side)), "white")
        ground.paste(seen)
        seen = ground
    return numpy.ascontiguousarray(numpy.asarray(seen)[:, :, ::-1])

"""The pictures packed into a document (.docx, .xlsx, .odt, .ofd): their QR codes, and which are pages of text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from msgspec import Struct

from zhutiri_cli.common.foreign_limits import DOCUMENT_PIXELS
from zhutiri_cli.materials.file_facts import UnfitError
from zhutiri_cli.materials.photos.codes import SIDE, codes_on
from zhutiri_cli.materials.photos.colours import in_rgb
from zhutiri_cli.materials.photos.sizes import BROKEN

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

    from zhutiri_cli.materials.formats.zipguard import SafeZip

_MOST_PICTURES = 50
_MOST_BYTES = 30 * 1024 * 1024
_MOST_PIXELS = 50_000_000
_SUFFIXES = (".png", ".jpg", ".jpeg", ".jfif", ".gif", ".bmp", ".webp", ".tif", ".tiff")
_FORMATS = ("PNG", "JPEG", "MPO", "GIF", "BMP", "WEBP", "TIFF")
_SAMPLED = 256
_WHITE = 200
_PAPER = 0.6
"""Share of a picture that must be white paper."""
_DARK = 90
_BETWEEN = 0.2
"""Share of a picture that may be neither paper nor ink."""
_GREY = 40
"""Difference of the colours of a spot (0–255) up to which it has none."""
_COLOURED = 0.12


class Inside(Struct, frozen=True):
    """``codes``: the http(s) addresses of QR codes; ``pages``: the pictures, by entry, that are scanned or photographed
    pages of text and so no photos of an activity."""

    codes: tuple[str, ...] = ()
    pages: frozenset[str] = frozenset()


def look_inside(archive: SafeZip) -> Inside:
    """What the pictures of a packed document show. One that cannot be read shows nothing: side parts never decide on a
    document."""
    codes: list[str] = []
    pages: set[str] = set()
    room = DOCUMENT_PIXELS
    for name in [name for name in archive.names if name.lower().endswith(_SUFFIXES)][:_MOST_PICTURES]:
        try:
            found, page, pixels = _look(archive.read(name), min(room, _MOST_PIXELS))
        except UnfitError:  # no picture that is shown: it decides nothing
            continue
        room -= pixels
        codes += found
        if page:
            pages.add(name)
    return Inside(tuple(dict.fromkeys(codes)), frozenset(pages))


def is_page(image: Picture) -> bool:
    """Whether a loaded picture is a page of text: white paper and dark ink, little between these and hardly any colour.
    A code alone is one, too."""
    from PIL import Image, ImageChops

    small = in_rgb(image).resize((_SAMPLED, _SAMPLED), Image.Resampling.NEAREST)
    red, green, blue = small.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    shades, spots = small.convert("L").histogram(), _SAMPLED**2
    coloured = sum(ImageChops.subtract(most, least).histogram()[_GREY:]) / spots
    between = sum(shades[_DARK:_WHITE]) / spots
    return sum(shades[_WHITE:]) / spots >= _PAPER and between <= _BETWEEN and coloured <= _COLOURED


def _look(content: bytes, room: int) -> tuple[tuple[str, ...], bool, int]:
    """The codes, whether it is a page, and the pixels that were decoded; nothing of a picture beyond the ``room``."""
    from PIL import Image

    if len(content) > _MOST_BYTES:
        return (), False, 0
    pixels = 0
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
            image.draft("RGB", (min(SIDE, image.width), min(SIDE, image.height)))
            pixels = image.width * image.height
            if pixels > room:
                return (), False, 0
            image.load()
            return codes_on(image), is_page(image), pixels
    except (*BROKEN, Image.DecompressionBombError):
        return (), False, pixels

"""The pictures packed into a document (.docx, .xlsx, .odt, .ofd): their QR codes, and which are pages of text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from msgspec import Struct

from zhutiri_cli.common.foreign_limits import DOCUMENT_PIXELS
from zhutiri_cli.materials.file_facts import MIN_PICTURE_SIDE, UnfitError
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
_SHEET = 700
"""Pixels of the longer side of a sheet of paper that was scanned so that it can be read."""
_ASPECT = (1.3, 1.5)
"""Its longer side to the other: 1.41 of paper by ISO 216, and some of the border cut off."""


class Inside(Struct, frozen=True):
    """``codes``: the http(s) addresses of QR codes; ``pages``: the pictures, by entry, that are scanned or photographed
    pages of text and so no photos of an activity, of which ``wordy`` hold no code and are no mere marks, and ``sheets``
    have the shape of a sheet of paper, besides; ``more``: not all pictures were looked at."""

    codes: tuple[str, ...] = ()
    pages: frozenset[str] = frozenset()
    wordy: int = 0
    sheets: int = 0
    more: bool = False

    def unread_beside(self, text: str) -> list[str]:
        """The pictures whose words belong to what a document with this ``text`` says and were not read: scanned sheets
        of paper; where it hardly says anything, whatever has words."""
        from zhutiri_cli.materials.prose import FEW_CHARACTERS, chinese_characters

        count = self.wordy if self.wordy and chinese_characters(text) < FEW_CHARACTERS else self.sheets
        return [f"{count} 张扫描的图"] if count else []


class _Picture(Struct, frozen=True):
    pixels: int = 0
    codes: tuple[str, ...] = ()
    page: bool = False
    wordy: bool = False
    sheet: bool = False


def look_inside(archive: SafeZip) -> Inside:
    """What the pictures of a packed document show. One that cannot be read shows nothing: side parts never decide on a
    document."""
    pages, codes, wordy, sheets = set[str](), list[str](), 0, 0
    names = [name for name in archive.names if name.lower().endswith(_SUFFIXES) and "thumbnail" not in name.lower()]
    room, more = DOCUMENT_PIXELS, len(names) > _MOST_PICTURES
    for name in names[:_MOST_PICTURES]:
        try:
            seen = _look(archive.read(name), min(room, _MOST_PIXELS))
        except UnfitError:  # no picture that is shown: it decides nothing
            continue
        if seen is None:
            more = True
            continue
        room -= seen.pixels
        codes += seen.codes
        if seen.page:
            pages.add(name)
            wordy += seen.wordy
            sheets += seen.sheet
    return Inside(tuple(dict.fromkeys(codes)), frozenset(pages), wordy, sheets, more)


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


def _look(content: bytes, room: int) -> _Picture | None:
    """What a picture shows; ``None`` for one that is too large, or beyond the ``room`` of pixels."""
    from PIL import Image

    if len(content) > _MOST_BYTES:
        return None
    pixels = 0
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
            short, long = sorted(image.size)
            image.draft("RGB", (min(SIDE, image.width), min(SIDE, image.height)))
            pixels = image.width * image.height
            if pixels > room:
                return None
            image.load()
            codes, page = codes_on(image), is_page(image)
            wordy = page and not codes and long >= MIN_PICTURE_SIDE
            sheet = wordy and long >= _SHEET and _ASPECT[0] <= long / short <= _ASPECT[1]
            return _Picture(pixels, codes, page, wordy, sheet)
    except Image.DecompressionBombError:  # too large to be looked at, which is told
        return None
    except BROKEN:  # nobody sees anything on it: side parts never decide
        return _Picture(pixels)

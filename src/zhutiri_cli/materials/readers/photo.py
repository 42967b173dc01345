"""Photos: is the content what the suffix says, can it be decoded to its end, and what does it show."""

from __future__ import annotations

import struct
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from zhutiri_cli.common.spelling import suffix_of
from zhutiri_cli.materials.file_facts import SEND_AGAIN, FileFacts, Fitness, UnfitError, of_machine
from zhutiri_cli.materials.formats.sniff import BROKEN_ZIP, ENCRYPTED, mislabelled, sniff
from zhutiri_cli.materials.photos.appearance import look

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_FORMATS = {
    ".jpg": ("JPEG", "MPO"),  # MPO: several JPEG pictures in one file, as phones write them
    ".jpeg": ("JPEG", "MPO"),
    ".png": ("PNG",),
    ".webp": ("WEBP",),
    ".bmp": ("BMP", "DIB"),
    ".gif": ("GIF",),
    ".tif": ("TIFF",),
    ".tiff": ("TIFF",),
    ".heic": ("HEIF",),
    ".heif": ("HEIF",),
}
SUFFIXES = dict.fromkeys(_FORMATS, "photo")

_OPENED = ("JPEG", "PNG", "WEBP", "BMP", "DIB", "GIF", "TIFF", "HEIF", "AVIF")  # no format that starts other programs
_SUFFIX_OF = {"JPEG": ".jpg", "MPO": ".jpg", "TIFF": ".tif", "HEIF": ".heic", "DIB": ".bmp"}

MAX_PIXELS = 200_000_000
"""Width times height; the largest phone cameras take 200 million pixels."""
MAX_DECODED = 50_000_000
"""Pixels held in memory at once, after JPEG's reduced decoding."""
MIN_SIDE = 64
"""Pixels that reduced decoding leaves of a side at least: below, copies of other sizes would be averaged otherwise."""

_DECODERS = r"(?:PIL|pi_heif)(?:\.|$)"
_FILTERS = threading.Lock()

_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, RuntimeError, struct.error)
"""What Pillow's plugins and libheif raise on damaged content."""


def _too_many(pixels: int) -> UnfitError:
    return UnfitError(f"图片像素过多（{pixels // 10_000} 万像素），没有打开", "请缩小到 5000 万像素以内后重新放入")


def _no_picture(path: Path, suffix: str) -> UnfitError:
    real = sniff(path)
    if real and real not in (ENCRYPTED, BROKEN_ZIP) and real not in _FORMATS:
        return mislabelled(real, suffix)
    return UnfitError("图片已损坏或不是图片，打不开", SEND_AGAIN)


def _eighth(width: int, height: int) -> tuple[int, int]:
    return max(MIN_SIDE, width // 8), max(MIN_SIDE, height // 8)


@contextmanager
def decoded(
    path: Path, suffix: str, least: Callable[[int, int], tuple[int, int]] = _eighth
) -> Iterator[tuple[Picture, tuple[int, int]]]:
    """The first frame of a picture, loaded, and its whole size; JPEG is decoded reduced, to ``least`` at least.

    Raises ``UnfitError`` for what is no sound picture of the kind that the suffix names, or too large to be opened.
    """
    import pi_heif
    from PIL import Image

    _silence()
    pi_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        image = Image.open(path, formats=_OPENED)
    except Image.DecompressionBombError as error:
        raise _too_many(2 * MAX_PIXELS) from error
    except _BROKEN as error:
        if of_machine(error):
            raise
        raise _no_picture(path, suffix) from error
    with image:
        found = image.format or ""
        if found not in _FORMATS[suffix]:
            raise mislabelled(_SUFFIX_OF.get(found, f".{found.lower()}"), suffix)
        size = image.size
        image.draft("RGB", least(*size))
        _load(image, size[0] * size[1])
        yield image, size


def _load(image: Picture, pixels: int) -> None:
    from PIL import Image

    if pixels > MAX_PIXELS or image.width * image.height > MAX_DECODED:
        raise _too_many(pixels)
    try:
        image.load()
    except Image.DecompressionBombError as error:
        raise _too_many(pixels) from error
    except _BROKEN as error:
        if of_machine(error):
            raise
        raise UnfitError("图片已损坏或没有传完整，不能完整显示", SEND_AGAIN) from error


def _silence() -> None:
    """Ignore the decoders' warnings about harmless oddities, for good: ``catch_warnings`` is not safe among threads."""
    with _FILTERS:
        if not any(known[3] and getattr(known[3], "pattern", "") == _DECODERS for known in warnings.filters):
            warnings.filterwarnings("ignore", module=_DECODERS)


def read(path: Path) -> FileFacts:
    """Facts of a picture."""
    with decoded(path, suffix_of(path.name)) as (image, size):
        return FileFacts(Fitness.USABLE, photo=look(image, size))

"""Photos: is the content what the suffix says, can it be decoded to its end, and what does it show."""

from __future__ import annotations

import io
import logging
import struct
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from zhutiri_cli.common.foreign_limits import DECODED_PIXELS as MAX_DECODED
from zhutiri_cli.common.foreign_limits import PHOTO_PIXELS as MAX_PIXELS
from zhutiri_cli.common.spelling import suffix_of
from zhutiri_cli.materials.file_facts import SEND_AGAIN, FileFacts, Fitness, UnfitError, of_machine
from zhutiri_cli.materials.formats.sniff import BROKEN_ZIP, ENCRYPTED, label, mislabelled, sniff
from zhutiri_cli.materials.photos.appearance import look
from zhutiri_cli.materials.photos.codes import LEAST_SIDE, codes_on
from zhutiri_cli.materials.photos.colours import in_rgb
from zhutiri_cli.materials.photos.holes import first_scan, has_hole, without_end

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_FORMATS = {
    **dict.fromkeys(
        (".jpg", ".jpeg", ".jfif", ".jpe"), ("JPEG", "MPO")
    ),  # MPO: several pictures in one, as phones write
    ".png": ("PNG",),
    ".webp": ("WEBP",),
    ".bmp": ("BMP", "DIB"),
    ".gif": ("GIF",),
    ".tif": ("TIFF",),
    ".tiff": ("TIFF",),
    ".heic": ("HEIF",),
    ".heif": ("HEIF",),
    ".avif": ("AVIF",),
}
SUFFIXES = {
    ".jpg": "photo", ".jpeg": "photo", ".jfif": "photo", ".jpe": "photo", ".png": "photo", ".webp": "photo",
    ".bmp": "photo", ".gif": "photo", ".tif": "photo", ".tiff": "photo", ".heic": "photo", ".heif": "photo",
    ".avif": "photo",
}  # fmt: skip

_OPENED = ("JPEG", "PNG", "WEBP", "BMP", "DIB", "GIF", "TIFF", "HEIF", "AVIF")  # no format that starts other programs
_SUFFIX_OF = {"JPEG": ".jpg", "MPO": ".jpg", "TIFF": ".tif", "HEIF": ".heic", "DIB": ".bmp"}

MIN_SIDE = 64
"""Pixels that reduced decoding leaves of a side at least: below, copies of other sizes would be averaged otherwise."""

LITTLE = 0.002
"""Share of a picture that may be missing at its end without anybody seeing it."""
_END = b"\xff\xd9"
_DECODERS = r"(?:PIL|pi_heif)(?:\.|$)"
_FILTERS = threading.Lock()

_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, RuntimeError, struct.error)
"""What Pillow's plugins and libheif raise on damaged content."""


def _too_many(pixels: int) -> UnfitError:
    return UnfitError(f"图片像素过多（{pixels // 10_000} 万像素），没有打开", "请缩小到 5000 万像素以内后重新放入")


_OTHER_SAMPLES = frozenset({"unknown pixel mode", "Invalid value for samples per pixel"})
"""What the decoder says of a TIFF whose samples it has no mode for: five inks, or real numbers of 64 bits."""


def _is_other_tiff(path: Path) -> bool:
    """Whether it is a TIFF that the decoder understands and cannot show: no damage of the picture."""
    from PIL import TiffImagePlugin

    with path.open("rb") as stream:
        if stream.read(2) not in (b"II", b"MM"):
            return False
        stream.seek(0)
        try:
            TiffImagePlugin.TiffImageFile(stream).close()
        except SyntaxError as error:
            return str(error) in _OTHER_SAMPLES
        except _BROKEN as error:  # damaged in some other way: whoever asks tells that
            if of_machine(error):
                raise
    return False


def _no_picture(path: Path, suffix: str) -> UnfitError:
    real = sniff(path)
    if real and real not in (ENCRYPTED, BROKEN_ZIP) and real not in _FORMATS:
        return mislabelled(real, suffix)
    if _is_other_tiff(path):
        remedy = "请人工打开核对，另存为 JPG 后重新放入"
        return UnfitError("这种 TIFF 图片在这里打不开", remedy, Fitness.UNCHECKED)
    return UnfitError("图片已损坏或不是图片，打不开", SEND_AGAIN)


def _eighth(width: int, height: int) -> tuple[int, int]:
    share = max(1 / 8, min(1.0, LEAST_SIDE / max(width, height, 1)))
    return max(MIN_SIDE, int(width * share)), max(MIN_SIDE, int(height * share))


@contextmanager
def decoded(
    path: Path,
    suffix: str,
    least: Callable[[int, int], tuple[int, int]] = _eighth,
    source: Path | io.BytesIO | None = None,
) -> Iterator[tuple[Picture, tuple[int, int]]]:
    """The first frame of a picture, loaded, and its whole size; JPEG is decoded reduced, to ``least`` at least.
    ``source``: where its bytes come from, if not from the file.

    A picture of another kind than the suffix names is decoded all the same, as viewers do. Raises ``UnfitError`` for
    what is no sound picture, or too large to be opened.
    """
    import pi_heif
    from PIL import Image

    _silence()
    pi_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        image = Image.open(source or path, formats=_OPENED)
    except Image.DecompressionBombError as error:
        raise _too_many(2 * MAX_PIXELS) from error
    except _BROKEN as error:
        if of_machine(error):
            raise
        raise _no_picture(path, suffix) from error
    with image:
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
    logging.getLogger("PIL").setLevel(logging.CRITICAL)
    with _FILTERS:
        if not any(known[3] and getattr(known[3], "pattern", "") == _DECODERS for known in warnings.filters):
            warnings.filterwarnings("ignore", module=_DECODERS)  # what is wrong with a picture is said by us


def read(path: Path) -> FileFacts:
    """Facts of a picture; what is odd about one that viewers show all the same is said."""
    suffix = suffix_of(path.name)
    try:
        facts = _facts(path, path, suffix)
    except UnfitError:
        kept = without_end(path.read_bytes())
        if kept is None:
            raise
        facts = _facts(path, io.BytesIO(kept + _END), suffix)
        if not _lacks_little(path, kept, suffix):
            return _unfinished(facts, "图片末尾缺失")
        return replace(facts, reason="图片末尾缺几个字节，不影响查看", remedy="可以打开，不必重报")
    return _unfinished(facts, "图片的数据有一段是空的") if has_hole(path) else facts


def _unfinished(facts: FileFacts, lack: str) -> FileFacts:
    """It is shown, and may be blurred or lack a part, which nobody here can see."""
    remedy = "请打开看是否清晰完整；不完整的，请单位重新报送"
    return replace(facts, verdict=Fitness.UNCHECKED, reason=f"{lack}，可能没有传完整", remedy=remedy)


def _lacks_little(path: Path, kept: bytes, suffix: str) -> bool:
    """Whether hardly any of a JPEG's picture is missing: whatever is put behind ``kept`` shows nowhere else."""
    from PIL import ImageChops

    scan = first_scan(kept)
    if scan is None or not scan.in_order or scan.restarts:
        return False
    anything = bytes(range(1, 255)) * (len(kept) // 254 + 1)
    with (
        decoded(path, suffix, source=io.BytesIO(kept + _END)) as (one, _),
        decoded(path, suffix, source=io.BytesIO(kept + anything + _END)) as (other, _),
    ):
        left, top, right, bottom = ImageChops.difference(in_rgb(one), in_rgb(other)).getbbox() or (0, 0, 0, 0)
        return (right - left) * (bottom - top) <= LITTLE * one.width * one.height


def _facts(path: Path, source: Path | io.BytesIO, suffix: str) -> FileFacts:
    with decoded(path, suffix, source=source) as (image, size):
        found = image.format or ""
        facts = FileFacts(Fitness.USABLE, photo=look(image, size), codes=codes_on(image))
        if source is not path and _is_cut(image):
            raise UnfitError("图片已损坏或没有传完整，不能完整显示", SEND_AGAIN)
    if found in _FORMATS[suffix]:
        return facts
    real = label(_SUFFIX_OF.get(found, f".{found.lower()}"))
    return replace(facts, reason=f"内容实为 {real}，后缀却是 {suffix}，照常计入", remedy="可以打开，不必重报")


def _is_cut(image: Picture) -> bool:
    """Whether the last rows are the even grey that a decoder puts where no data came."""
    rows = in_rgb(image).crop((0, image.height - max(1, image.height // 50), image.width, image.height))
    bands: Any = rows.getextrema()
    return all(low == high for low, high in bands)

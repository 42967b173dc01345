"""How large a picture is, from its first bytes alone."""

from __future__ import annotations

import io
import struct

BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, RuntimeError, struct.error)


def sides(content: bytes) -> tuple[int, int] | None:
    """A picture's width and height in pixels; ``None`` for what is no known picture. Nothing is decoded."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF", "ICO")) as image:
            return image.size
    except (*BROKEN, Image.DecompressionBombError):  # its size is not known
        return None


def longer_side(content: bytes) -> int | None:
    """The pixels of a picture's longer side; ``None`` for what is no known picture."""
    found = sides(content)
    return max(found) if found else None

"""How large a picture is, from its first bytes alone."""

from __future__ import annotations

import io
import struct

BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, RuntimeError, struct.error)


def longer_side(content: bytes) -> int | None:
    """The pixels of a picture's longer side; ``None`` for what is no known picture. Nothing is decoded."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF", "ICO")) as image:
            return max(image.size)
    except (*BROKEN, Image.DecompressionBombError):
        return None

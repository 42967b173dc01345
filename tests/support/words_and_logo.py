"""Lines of text where a test wants them, and a LOGO drawn without any font."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw

from zhutiri_cli.materials.ocr.words_seen import TextLine


def line(
    text: str, left: float = 0, top: float = 0, *, height: float = 40, sure: float | Sequence[float] = 0.99
) -> TextLine:
    """A level line of square letters."""
    right, bottom = left + height * len(text), top + height
    each = tuple(sure) if isinstance(sure, Sequence) else (sure,) * len(text)
    return TextLine(text, each, (left, top, right, top, right, bottom, left, bottom))


def apart(texts: Sequence[str]) -> tuple[TextLine, ...]:
    """Lines that stand far from one another."""
    return tuple(line(text, top=400.0 * place) for place, text in enumerate(texts))


def emblem(path: Path, seed: int = 1, side: int = 400) -> Image.Image:
    """A sign of a ring and bright shapes, written to ``path``; another one for another seed."""
    rng = Random(seed)
    sign = Image.new("RGB", (400, 400), "white")
    pen = ImageDraw.Draw(sign)
    for _ in range(18):
        spots = [(rng.randrange(60, 340), rng.randrange(60, 340)) for _ in range(rng.randrange(3, 6))]
        pen.polygon(spots, fill=(rng.randrange(256), rng.randrange(256), rng.randrange(256)))
    pen.ellipse((10, 10, 390, 390), outline=(30, 60, 160), width=18)
    sign = sign.resize((side, side), Image.Resampling.LANCZOS)
    sign.save(path)
    return sign

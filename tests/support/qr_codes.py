"""QR codes, written by another library (segno) than the one that reads them."""

from __future__ import annotations

import io

import segno
from PIL import Image

ARTICLE = "https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv"
ACCOUNT = "http://weixin.qq.com/r/AbCdEfGhIjKlMnOp"


def code(text: str, side: int = 400) -> Image.Image:
    """A square picture of the code of a text, its quiet zone included."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=8, border=4)
    return Image.open(out).convert("RGB").resize((side, side), Image.Resampling.LANCZOS)


def scene(size: tuple[int, int] = (1600, 1200)) -> Image.Image:
    """A picture full of detail and without a code."""
    noise = Image.effect_noise((size[0] // 20, size[1] // 20), 90).resize(size, Image.Resampling.BICUBIC)
    return Image.merge("RGB", (noise, noise.transpose(Image.Transpose.ROTATE_180), noise))


def scene_with(text: str, share: float, size: tuple[int, int] = (1600, 1200)) -> Image.Image:
    """A scene in which a code takes ``share`` of the width."""
    made = scene(size)
    made.paste(code(text, round(size[0] * share)), (size[0] // 3, size[1] // 4))
    return made


def png(image: Image.Image) -> io.BytesIO:
    """A picture as a file in memory."""
    out = io.BytesIO()
    image.save(out, "PNG")
    out.seek(0)
    return out

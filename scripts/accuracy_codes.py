"""How many QR codes are read: draws codes on scenes of an event, alters them, prints what was read.

``python scripts/accuracy_codes.py [COUNT]`` (default 40). The codes are made by segno, another library than the one
that reads them. What is asked is ``inspect``, as in a check, so that reduced decoding counts.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import segno
from accuracy_photos import scene
from PIL import Image, ImageEnhance, ImageFilter

from zhutiri_cli.materials.survey.inspect import inspect

Picture = Image.Image
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"


def article(seed: int) -> str:
    """An address as long as the messenger's short ones."""
    rng = Random(seed)
    return "https://mp.weixin.qq.com/s/" + "".join(rng.choice(LETTERS) for _ in range(22))


def code(text: str, side: int) -> Picture:
    """The code as a square picture, its quiet zone included."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=8, border=4)
    return Image.open(out).convert("RGB").resize((side, side), Image.Resampling.LANCZOS)


def askew(picture: Picture) -> Picture:
    """The code as seen from the side: its right edge three quarters as high as its left."""
    wide, high = picture.size
    lean = -0.25 / wide
    numbers = (0.75, 0, 0, lean * high / 2, 1, 0, lean, 0)
    kind = Image.Transform.PERSPECTIVE
    return picture.transform((wide, high), kind, numbers, Image.Resampling.BICUBIC, fillcolor="white")


CHANGES: dict[str, Callable[[Picture], Picture]] = {
    "原样": lambda one: one,
    "转 15 度": lambda one: one.rotate(15, expand=True, fillcolor="white"),
    "转 90 度": lambda one: one.rotate(90),
    "斜看": askew,
    "模糊（1 格的三分之一）": lambda one: one.filter(ImageFilter.GaussianBlur(one.width / 37 / 3)),
    "暗一半": lambda one: ImageEnhance.Brightness(one).enhance(0.5),
    "反色": lambda one: Image.eval(one, lambda value: 255 - value),
}
SIZES = ((4000, 3000), (1080, 1440))
SHARES = (0.08, 0.12, 0.16, 0.25, 0.5)


def read(folder: Path, size: tuple[int, int], share: float, change: Callable[[Picture], Picture], seed: int) -> bool:
    """Whether the very address is read from a photo of that size on which the code takes so much of the width."""
    whole = scene(seed).resize(size)
    mark = change(code(article(seed), round(size[0] * share)))
    rng = Random(seed)
    whole.paste(mark, (rng.randrange(max(1, size[0] - mark.width)), rng.randrange(max(1, size[1] - mark.height))))
    path = folder / "1.jpg"
    whole.save(path, quality=85)
    return inspect(path).codes == (article(seed),)


def main() -> None:
    """Print one line per size of photo and share of its width, and one per change at a quarter of the width."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in SIZES:
            for share in SHARES:
                found = sum(read(folder, size, share, CHANGES["原样"], seed) for seed in range(count))
                print(f"{size[0]} × {size[1]}，占宽 {share:.0%}：{found}/{count}")
        for label, change in CHANGES.items():
            found = sum(read(folder, SIZES[1], 0.25, change, seed) for seed in range(count))
            print(f"占宽 25%，{label}：{found}/{count}")
        false = 0
        for seed in range(count):
            scene(seed).save(folder / "1.jpg", quality=85)
            false += bool(inspect(folder / "1.jpg").codes)
        print(f"没有二维码的 {count} 张：认出 {false} 张")


if __name__ == "__main__":
    main()

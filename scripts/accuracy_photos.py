"""How well copies of a photo are told from other photos: draws pictures, alters them, prints what was found.

``python scripts/accuracy_photos.py [COUNT]`` (default 60). Precision counts every pair of different pictures, and apart
from them the harder ones: drawn pages of text, which are mostly white. Time is per 12-megapixel JPEG.
"""

from __future__ import annotations

import io
import itertools
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from zhutiri_cli.materials.readers import photo
from zhutiri_cli.materials.similarity.pictures import Hashes, alike
from zhutiri_cli.materials.survey.inspect import inspect

Picture = Image.Image
SIZE = (1600, 1200)


def scene(seed: int) -> Picture:
    """A backdrop with blurred light, a banner and a few dozen things of all sizes, as on a photo of an event."""
    rng = Random(seed)
    light = Image.frombytes("RGB", (6, 5), rng.randbytes(90)).resize(SIZE, Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(light)
    draw.rectangle((100, rng.randrange(60, 300), 1500, rng.randrange(320, 420)), fill=(190, 30, 36))
    for _ in range(rng.randrange(15, 50)):
        x, y, wide = rng.randrange(SIZE[0]), rng.randrange(SIZE[1]), rng.randrange(20, 350)
        colour = (rng.randrange(256), rng.randrange(256), rng.randrange(256))
        shape = draw.ellipse if rng.random() < 0.5 else draw.rectangle
        shape((x, y, x + wide, y + rng.randrange(20, 350)), fill=colour)
    return light.filter(ImageFilter.GaussianBlur(2))


def page(seed: int) -> Picture:
    """A white page with lines of strokes and perhaps a picture, as on a scan or a screenshot."""
    rng = Random(10_000 + seed)
    paper = Image.new("RGB", (1080, 1440), "white")
    draw = ImageDraw.Draw(paper)
    for y in range(rng.randrange(60, 240), 1380, rng.randrange(36, 60)):
        for x in range(90, rng.randrange(300, 1000), 26):
            draw.rectangle((x, y, x + rng.randrange(8, 22), y + 20), fill=(40, 40, 40))
    if rng.random() < 0.5:
        top = rng.randrange(200, 900)
        paper.paste(scene(20_000 + seed).resize((900, 400)), (90, top))
    return paper


def jpeg(picture: Picture, quality: int = 88) -> bytes:
    """The picture as JPEG."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def resized(share: float) -> Callable[[Picture], bytes]:
    """A copy at another size."""
    return lambda p: jpeg(p.resize((round(p.width * share), round(p.height * share)), Image.Resampling.LANCZOS))


def cropped(share: float) -> Callable[[Picture], bytes]:
    """A copy with ``share`` of the width and height cut off, half at either side."""
    return lambda p: jpeg(ImageOps.crop(p, (round(p.width * share / 2), round(p.height * share / 2))))


ALTERED: dict[str, Callable[[Picture], bytes]] = {
    "recompressed 90": lambda p: jpeg(p, 90),
    "recompressed 50": lambda p: jpeg(p, 50),
    "recompressed 20": lambda p: jpeg(p, 20),
    **{f"resized {share}": resized(share) for share in (0.25, 0.5, 0.75, 1.5, 2.0)},
    "brighter 1.2": lambda p: jpeg(ImageEnhance.Brightness(p).enhance(1.2)),
    "darker 0.8": lambda p: jpeg(ImageEnhance.Brightness(p).enhance(0.8)),
    **{f"cropped {share:.0%}": cropped(share) for share in (0.02, 0.05, 0.1)},
    "mirrored": lambda p: jpeg(ImageOps.mirror(p)),
}


def hashes_of(raw: bytes, folder: Path) -> Hashes | None:
    """The hashes that the product makes of a file's bytes."""
    path = folder / "a.jpg"
    path.write_bytes(raw)
    facts = inspect(path).photo
    return facts.hashes if facts else None


def compare(name: str, pictures: list[Picture], folder: Path) -> None:
    """Print recall by alteration, and precision over all pairs of different pictures."""
    own = [hashes_of(jpeg(picture), folder) for picture in pictures]
    without = sum(value is None for value in own)
    print(f"{name}: {len(pictures)} pictures, {without} say too little to be hashed")
    found = 0
    for label, alter in ALTERED.items():
        hits = sum(alike(a, hashes_of(alter(p), folder)) for a, p in zip(own, pictures, strict=True))
        found += hits if label != "mirrored" else 0
        print(f"  {label:<18} recall {hits / len(pictures):6.1%}")
    pairs = list(itertools.combinations(own, 2))
    wrong = sum(alike(a, b) for a, b in pairs)
    print(f"  different pairs    {wrong} of {len(pairs)} taken for the same; precision {found / (found + wrong):.2%}")


def clock(folder: Path) -> None:
    """Print the time per 12-megapixel photo: all of inspect, the photo reader, and Pillow's decode at an eighth."""
    path = folder / "large.jpg"
    scene(1).resize((4000, 3000)).effect_spread(3).save(path, quality=88)

    def draft() -> None:
        with Image.open(path) as image:
            image.draft("RGB", (500, 375))
            image.load()

    print(f"a 12-megapixel JPEG of {path.stat().st_size / 1e6:.1f} MB")
    for label, act in (
        ("draft decode", draft),
        ("photo reader", lambda: photo.read(path)),
        ("inspect", lambda: inspect(path)),
    ):
        act()
        best = min(_timed(act) for _ in range(15))
        print(f"  {label:<18} {best * 1000:6.1f} ms")


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def main() -> None:
    """Run it all."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compare("scenes", [scene(seed) for seed in range(count)], folder)
        compare("pages of text", [page(seed) for seed in range(count)], folder)
        clock(folder)


if __name__ == "__main__":
    main()

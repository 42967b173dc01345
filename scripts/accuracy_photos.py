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
from zhutiri_cli.materials.similarity.pictures import Likeness, PicturePrint, likeness
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


def cut(side: float) -> Callable[[Picture], bytes]:
    """A copy cut to ``side`` of the width and height, somewhere."""

    def made(p: Picture) -> bytes:
        rng = Random(p.tobytes()[:3000:97])
        left, top = (rng.uniform(0, 1 - side) for _ in range(2))
        right, bottom = left + side, top + side
        box = (round(left * p.width), round(top * p.height), round(right * p.width), round(bottom * p.height))
        return jpeg(p.crop(box))

    return made


def bordered(p: Picture) -> bytes:
    """A copy on a plain frame."""
    return jpeg(ImageOps.expand(p, (p.width // 10, p.height // 12), "white"))


def screenshot(p: Picture) -> bytes:
    """A copy on a phone's screen: black above and below, the clock and the battery at the top."""
    screen = Image.new("RGB", (1080, 2340), "black")
    fitted = p.resize((1080, p.height * 1080 // p.width))
    screen.paste(fitted, (0, (2340 - fitted.height) // 2))
    draw = ImageDraw.Draw(screen)
    draw.rectangle((60, 40, 150, 70), fill="white")
    draw.rectangle((940, 40, 1010, 70), fill="white")
    return jpeg(screen)


def stamped(p: Picture) -> bytes:
    """A copy with a date in its corner."""
    made = p.copy()
    ImageDraw.Draw(made).rectangle(
        (p.width * 0.78, p.height * 0.92, p.width * 0.98, p.height * 0.97), fill=(255, 140, 0)
    )
    return jpeg(made)


ALTERED: dict[str, Callable[[Picture], bytes]] = {
    "recompressed 50": lambda p: jpeg(p, 50),
    "recompressed 20": lambda p: jpeg(p, 20),
    **{f"resized {share}": resized(share) for share in (0.25, 0.5, 2.0)},
    "brighter 1.2": lambda p: jpeg(ImageEnhance.Brightness(p).enhance(1.2)),
    "darker 0.8": lambda p: jpeg(ImageEnhance.Brightness(p).enhance(0.8)),
    "more contrast": lambda p: jpeg(ImageEnhance.Contrast(p).enhance(1.3)),
    "stamped": stamped,
    "plain border": bordered,
    "phone screenshot": screenshot,
    "mirrored": lambda p: jpeg(ImageOps.mirror(p)),
    "turned left": lambda p: jpeg(p.rotate(90, expand=True)),
    "turned right": lambda p: jpeg(p.rotate(270, expand=True)),
    "upside down": lambda p: jpeg(p.rotate(180)),
    **{f"cut to {side:.0%}": cut(side) for side in (0.95, 0.9, 0.85, 0.8)},
}


def moment(background: Picture, seed: int) -> Picture:
    """The same scene at another moment: other people stand before it."""
    rng, made = Random(50_000 + seed), background.copy()
    draw = ImageDraw.Draw(made)
    for _ in range(rng.randrange(3, 9)):
        x, y, scale = rng.randrange(50, 1500), rng.randrange(500, 900), rng.uniform(0.6, 1.2)
        high, wide = int(300 * scale), int(110 * scale)
        draw.ellipse((x, y - high // 3, x + wide * 0.7, y), fill=(220, 180, 150))
        colour = (rng.randrange(256), rng.randrange(256), rng.randrange(256))
        draw.rectangle((x - wide * 0.2, y, x + wide, y + high), fill=colour)
    return made.filter(ImageFilter.GaussianBlur(1))


def print_of(raw: bytes, folder: Path) -> PicturePrint | None:
    """What the product compares of a file's bytes."""
    path = folder / "a.jpg"
    path.write_bytes(raw)
    facts = inspect(path).photo
    return PicturePrint(facts.hashes, facts.windows, facts.grid) if facts and facts.hashes else None


def told(one: PicturePrint | None, other: PicturePrint | None) -> Likeness:
    """How alike the product says two pictures are."""
    return likeness(one, other) if one and other else Likeness.NONE


def counted(label: str, found: list[Likeness]) -> None:
    """Print how many of so many were found at all, and how many as one shot."""
    at_all, sure = sum(one > Likeness.NONE for one in found), sum(one is Likeness.ONE_SHOT for one in found)
    print(f"| {label} | {len(found)} | {at_all}（{at_all / len(found):.1%}） | {sure}（{sure / len(found):.1%}） |")


def compare(name: str, pictures: list[Picture], folder: Path) -> None:
    """Print what is found by alteration, and of all pairs of different pictures."""
    own = [print_of(jpeg(picture), folder) for picture in pictures]
    without = sum(value is None for value in own)
    print(f"{name}: {len(pictures)} pictures, {without} say too little to be compared")
    print("| | pairs | found | as one shot |\n| --- | ---: | ---: | ---: |")
    for label, alter in ALTERED.items():
        counted(label, [told(a, print_of(alter(p), folder)) for a, p in zip(own, pictures, strict=True)])
    counted("different pictures", [told(a, b) for a, b in itertools.combinations(own, 2)])


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
        places = scene(7), scene(21)
        moments = [[print_of(jpeg(moment(one, seed)), folder) for seed in range(count)] for one in places]
        print("| | pairs | found | as one shot |\n| --- | ---: | ---: | ---: |")
        pairs = [pair for made in moments for pair in itertools.combinations(made, 2)]
        counted("moments of one scene", [told(a, b) for a, b in pairs])
        clock(folder)


if __name__ == "__main__":
    main()

"""Photos of events with a banner, drawn: the labelled set of ``accuracy_banner.py`` and the tests' small pictures.

``python scripts/banner_scenes.py FOLDER [FONT]`` writes the pictures of ``tests/fixtures/banners`` anew. The font is
only used here; none is part of the repository.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import cv2
import numpy
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

Picture = Image.Image
FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc")
SIZE = (2400, 1600)
RIGHT, OTHER, NO_YEAR, NONE = "right year", "other year", "no year", "no banner"
TREATMENTS = (
    "plain", "perspective", "askew", "small in frame", "small and blurred",
    "blur", "strong blur", "low light", "noise", "people in front",
    "year half covered", "year covered", "two rows", "two pieces", "slide of another year", "all at once",
)  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """What a photo shows: the rows of the banner (none: no banner), how it was taken, and what is true of it."""

    rows: tuple[str, ...]
    treatment: str
    truth: str
    seed: int
    other: tuple[str, ...] = field(default=())


def scenes(count: int) -> list[Scene]:
    """``count`` scenes of every treatment and every truth."""
    found = []
    for treatment in TREATMENTS:
        for seed in range(count):
            found += [_scene(truth, treatment, seed) for truth in (RIGHT, OTHER, NO_YEAR, NONE)]
    return found


def _scene(truth: str, treatment: str, seed: int) -> Scene:
    rng = Random(f"{truth}{treatment}{seed}")
    other = rng.choice((2021, 2022, 2023, 2025))
    year = {RIGHT: 2024, OTHER: other, NO_YEAR: None, NONE: None}[truth]
    word = f"{year}年" if year else ""
    if year and seed % 4 == 3:
        word = "".join("〇一二三四五六七八九"[int(figure)] for figure in str(year)) + "年"
    rows: tuple[str, ...] = (f"{word}“政务公开主题日”活动",)
    if truth == NONE:
        rows = (rng.choice(("欢迎各界群众参观指导", "2023年全区工作会议", "便民服务大厅", "政务服务中心办事指南")),)
    elif treatment == "two rows":
        rows = (f"云汐示范区{word}" if year else "云汐示范区", "“政务公开主题日”活动")
    elif treatment == "two pieces" and year:
        rows = (f"{word}　　　“政务公开主题日”活动",)
    if treatment == "year covered" and truth in (RIGHT, OTHER):
        truth = NO_YEAR
    slide = ("2023年工作总结", "云示范发〔2023〕8号", "2022年政策汇编", "第 3 页")
    return Scene(rows, treatment, truth, seed, slide if treatment in ("slide of another year", "all at once") else ())


def draw(scene: Scene, font: Path = FONT, size: tuple[int, int] = SIZE) -> Picture:
    """The photo, always the same for the same scene."""
    rng = Random(f"{scene}")
    wide, high = size
    room = Image.frombytes("RGB", (6, 5), rng.randbytes(90)).resize(size, Image.Resampling.BICUBIC)
    room = Image.blend(room, Image.new("RGB", size, (196, 190, 180)), 0.6)
    share = {"small in frame": 0.28, "small and blurred": 0.22, "all at once": 0.5}.get(
        scene.treatment, rng.uniform(0.55, 0.8)
    )
    banner = _banner(scene.rows, font, round(wide * share), rng)
    left, top = rng.randrange(wide // 20, wide - banner.width - wide // 20 + 1), round(high * rng.uniform(0.1, 0.3))
    _put(room, banner, left, top, _bend(scene.treatment), rng)
    _things(room, rng, top + banner.height * 2)
    if scene.other:
        _put(room, _slide(scene.other, font, wide // 3), wide // 3, round(top + banner.height * 1.6), 0.02, rng)
    if scene.treatment in ("people in front", "year half covered", "year covered", "all at once"):
        _people(room, rng, left, top, banner, {"year covered": 0.0, "year half covered": 0.55}.get(scene.treatment))
    return _taken(room, scene.treatment, rng)


def _banner(rows: tuple[str, ...], font: Path, wide: int, rng: Random) -> Picture:
    letters = ImageFont.truetype(str(font), 160)
    longest = max(letters.getlength(row) for row in rows)
    cloth = Image.new("RGB", (round(longest * 1.12), 260 * len(rows)), (rng.randrange(170, 220), 22, 30))
    ink = rng.choice(((255, 240, 90), (255, 255, 255)))
    for place, row in enumerate(rows):
        start = (cloth.width - letters.getlength(row)) / 2
        ImageDraw.Draw(cloth).text((start, 260 * place + 20), row, font=letters, fill=ink)
    return cloth.resize((wide, round(cloth.height * wide / cloth.width)), Image.Resampling.LANCZOS)


def _slide(lines: tuple[str, ...], font: Path, wide: int) -> Picture:
    letters = ImageFont.truetype(str(font), 60)
    page = Image.new("RGB", (900, 110 * len(lines) + 60), "white")
    for place, line in enumerate(lines):
        ImageDraw.Draw(page).text((60, 30 + 110 * place), line, font=letters, fill=(20, 40, 120))
    return page.resize((wide, round(page.height * wide / page.width)), Image.Resampling.LANCZOS)


def _bend(treatment: str) -> float:
    return {"perspective": 0.22, "askew": 0.12, "all at once": 0.12}.get(treatment, 0.02)


def _put(room: Picture, sign: Picture, left: int, top: int, bend: float, rng: Random) -> None:
    """The sign on the wall, its corners moved by up to ``bend`` of its width across."""
    wide, high = sign.size
    reach = bend * wide * 0.5
    start = numpy.array([[0, 0], [wide, 0], [wide, high], [0, high]], numpy.float32)
    tilt = rng.uniform(-reach, reach)
    grow = rng.uniform(0, reach * 0.4)
    moved = [[left, top], [left + wide, top + tilt - grow], [left + wide, top + high + tilt + grow], [left, top + high]]
    change = cv2.getPerspectiveTransform(start, numpy.array(moved, numpy.float32))
    flags = cv2.INTER_AREA
    warped = cv2.warpPerspective(numpy.asarray(sign), change, room.size, flags=flags)
    mask = cv2.warpPerspective(numpy.full((high, wide), 255, numpy.uint8), change, room.size, flags=flags)
    room.paste(Image.fromarray(warped), (0, 0), Image.fromarray(mask))


def _things(room: Picture, rng: Random, below: float) -> None:
    pen = ImageDraw.Draw(room)
    for _ in range(30):
        x, y = rng.randrange(room.width), rng.randrange(round(below), max(round(below) + 1, room.height))
        colour = (rng.randrange(60, 230), rng.randrange(60, 230), rng.randrange(60, 230))
        pen.rounded_rectangle((x, y, x + rng.randrange(20, 240), y + rng.randrange(20, 240)), 12, fill=colour)


def _people(room: Picture, rng: Random, left: int, top: int, banner: Picture, covered: float | None) -> None:
    """Heads that reach into the lower half of the banner; one before the year, from ``covered`` of its height down."""
    pen = ImageDraw.Draw(room)
    head = banner.height * 0.5
    spots = [left + banner.width * rng.uniform(0, 1) for _ in range(4)]
    for x in spots:
        y = top + banner.height * rng.uniform(0.62, 0.9)
        pen.ellipse((x - head / 2, y, x + head / 2, y + head * 1.3), fill=(224, 180, 150))
        pen.rectangle((x - head, y + head * 1.2, x + head, y + head * 4), fill=(40, 50, 90))
    if covered is not None:
        x, y = left + banner.width * 0.16, top + banner.height * covered
        pen.ellipse((x - head * 0.8, y, x + head * 0.8, y + banner.height * 1.2), fill=(60, 44, 40))


def _taken(room: Picture, treatment: str, rng: Random) -> Picture:
    if treatment in ("small and blurred", "blur", "strong blur", "all at once"):
        radius = (
            {"small and blurred": 3.0, "blur": 3.0, "strong blur": 8.0, "all at once": 2.0}[treatment]
            * room.width
            / SIZE[0]
        )
        room = room.filter(ImageFilter.GaussianBlur(radius))
    if treatment in ("low light", "all at once"):
        room = ImageEnhance.Brightness(room).enhance(0.28)
    if treatment in ("noise", "low light", "all at once"):
        generator = numpy.random.default_rng(rng.randrange(1 << 30))
        grain = generator.normal(0, 22 if treatment == "noise" else 9, (room.height, room.width, 3))
        room = Image.fromarray(numpy.clip(numpy.asarray(room) + grain, 0, 255).astype(numpy.uint8))
    return room


FIXTURES = {
    "right_year.jpg": Scene(("2024年“政务公开主题日”活动",), "perspective", RIGHT, 1),
    "other_year.jpg": Scene(("2023年“政务公开主题日”活动",), "people in front", OTHER, 1),
    "year_covered.jpg": Scene(("2024年“政务公开主题日”活动",), "year covered", NO_YEAR, 1),
    "no_banner.jpg": Scene(("2023年全区工作会议",), "plain", NONE, 1),
}


def main() -> None:
    """Write the tests' pictures, each below 60 kB."""
    folder, font = Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else FONT
    for name, scene in FIXTURES.items():
        draw(scene, font, (1000, 667)).save(folder / name, quality=70, optimize=True)


if __name__ == "__main__":
    main()

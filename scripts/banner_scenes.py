"""Photos of events with a banner, drawn: the labelled set of ``accuracy_banner.py`` and the tests' small pictures.

``python scripts/banner_scenes.py FOLDER [FONT]`` writes the pictures of ``tests/fixtures/banners`` anew. The font is
only used here; none is part of the repository.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import cv2
import numpy
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

Picture = Image.Image
FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc")
SIZE = (2400, 1600)
RIGHT, OTHER, NO_YEAR, NONE, SLOGAN = "right year", "other year", "no year", "no banner", "other slogan"
TREATMENTS = (
    "plain", "perspective", "askew", "small in frame", "small and blurred",
    "blur", "strong blur", "low light", "noise", "people in front",
    "year half covered", "year covered", "two rows", "two pieces", "slide of another year", "all at once",
)  # fmt: skip
LAYOUTS = (
    "unit between", "unit between, small", "unit and place between", "year above, two rows", "year above, three rows",
    "unit above", "small year", "small year above", "traditional", "mirrored", "vertical", "Chinese year, unit between",
)  # fmt: skip
"""Ways in which the right banner is laid out."""
SLOGANS = (
    "党务公开主题日", "村务公开主题日", "警务公开主题日", "厂务公开主题日", "校务公开主题日", "院务公开主题日",
    "财务公开主题日", "检务公开主题日", "税务公开主题日", "司务公开主题日", "居务公开主题日", "政务服务主题日",
    "政务公开主题周", "政务公开主题月", "政务公开宣传日", "政务公开主题年", "政务公开日", "主题党日",
    "政府开放日", "政务公开主题党日", "政务公开主题公园",
)  # fmt: skip
"""Other slogans, most of them one letter away."""
SLOGAN_TREATMENTS = ("plain", "small and blurred", "blur", "low light", "noise", "two rows", "all at once")
PLACE = "天心区"
TRADITIONAL = str.maketrans("务开题动区处乡镇", "務開題動區處鄉鎮")
PLAN = Path(__file__).parents[1] / "data" / "plan_2024.yaml"


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


def laid_out(count: int) -> list[Scene]:
    """``count`` scenes of every layout of the right banner; the units are the plan's lead units, in turn."""
    units = lead_units()
    found = []
    for place, layout in enumerate(LAYOUTS):
        for seed in range(count):
            unit = units[(place * count + seed) % len(units)].removeprefix("区")
            found.append(Scene(_laid_out(layout, unit), layout, RIGHT, seed))
    return found


def lead_units() -> list[str]:
    """Every lead unit of the plan, each once, in its order."""
    named = re.findall(r"^ +units: \[([^,\]]+)", PLAN.read_text(encoding="utf-8"), re.MULTILINE)
    return list(dict.fromkeys(named))


def slogans(count: int) -> list[Scene]:
    """Every other slogan with the right year, ``count`` times, each time taken in another way."""
    found = []
    for place, slogan in enumerate(SLOGANS):
        for seed in range(count):
            treatment = SLOGAN_TREATMENTS[(place + seed) % len(SLOGAN_TREATMENTS)]
            rows: tuple[str, ...] = (f"2024年“{slogan}”活动",)
            if treatment == "two rows":
                rows = ("云汐示范区2024年", f"“{slogan}”活动")
            found.append(Scene(rows, treatment, SLOGAN, seed))
    return found


def _laid_out(layout: str, unit: str) -> tuple[str, ...]:
    words = "“政务公开主题日”活动"
    if layout in ("unit between", "unit between, small"):
        return (f"2024年{PLACE}{unit}{words}",)
    return {
        "unit and place between": (f"2024年长沙市{PLACE}{unit}{words}",),
        "Chinese year, unit between": (f"二〇二四年{PLACE}{unit}{words}",),
        "year above, two rows": ("2024年", words),
        "year above, three rows": ("2024年", "政务公开", "主题日活动"),
        "unit above": (f"{PLACE}{unit}2024年", words),
        "small year above": ("2024年", words),
        "traditional": (f"2024年{PLACE}{words}".translate(TRADITIONAL),),
        "vertical": ("2024年政务公开主题日",),
    }.get(layout, (f"2024年{words}",))


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
    share = {"small in frame": 0.28, "unit between, small": 0.42, "small and blurred": 0.22, "all at once": 0.5}.get(
        scene.treatment, rng.uniform(0.55, 0.8)
    )
    banner = _banner(scene.rows, font, round(wide * share), rng, scene.treatment)
    if scene.treatment == "vertical":
        banner = _column(scene.rows[0], font, round(high * 0.7), rng)
    left, top = rng.randrange(wide // 20, wide - banner.width - wide // 20 + 1), round(high * rng.uniform(0.1, 0.3))
    if scene.treatment == "vertical":
        top = high // 10
    _put(room, banner, left, top, _bend(scene.treatment), rng)
    _things(room, rng, top + banner.height * 2)
    if scene.other:
        _put(room, _slide(scene.other, font, wide // 3), wide // 3, round(top + banner.height * 1.6), 0.02, rng)
    if scene.treatment in ("people in front", "year half covered", "year covered", "all at once"):
        _people(room, rng, left, top, banner, {"year covered": 0.0, "year half covered": 0.55}.get(scene.treatment))
    return _taken(room, scene.treatment, rng)


def _banner(rows: tuple[str, ...], font: Path, wide: int, rng: Random, treatment: str) -> Picture:
    letters = ImageFont.truetype(str(font), 160)
    longest = max(letters.getlength(row) for row in rows)
    cloth = Image.new("RGB", (round(longest * 1.12), 260 * len(rows)), (rng.randrange(170, 220), 22, 30))
    ink = rng.choice(((255, 240, 90), (255, 255, 255)))
    for place, row in enumerate(rows):
        pen = ImageDraw.Draw(cloth)
        start = (cloth.width - letters.getlength(row)) / 2
        if treatment.startswith("small year") and row.startswith("2024年"):
            small, rest = ImageFont.truetype(str(font), 76), row.removeprefix("2024年")
            pen.text((start, 260 * place + (150 if rest else 90)), "2024年", font=small, fill=ink)
            pen.text((start + letters.getlength("2024年"), 260 * place + 20), rest, font=letters, fill=ink)
        else:
            pen.text((start, 260 * place + 20), row, font=letters, fill=ink)
    return cloth.resize((wide, round(cloth.height * wide / cloth.width)), Image.Resampling.LANCZOS)


def _column(text: str, font: Path, tall: int, rng: Random) -> Picture:
    """Letters below one another, on a cloth that hangs down."""
    letters = ImageFont.truetype(str(font), 160)
    cloth = Image.new("RGB", (260, 190 * len(text) + 60), (rng.randrange(170, 220), 22, 30))
    for place, sign in enumerate(text):
        ImageDraw.Draw(cloth).text((130, 190 * place + 120), sign, font=letters, fill=(255, 240, 90), anchor="mm")
    return cloth.resize((round(cloth.width * tall / cloth.height), tall), Image.Resampling.LANCZOS)


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
    if treatment == "mirrored":
        return ImageOps.mirror(room)
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

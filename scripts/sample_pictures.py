"""Drawn scenes that stand in for photos of activities in the sample workspace: no person, no place, no font.

A scene and a seed always give the same picture, so that the sample can be made again without a difference.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from random import Random

from PIL import Image, ImageDraw

SIZE = (800, 600)
EXIF_IFD, DATE_TIME_ORIGINAL = 0x8769, 0x9003
BANNER = (190, 30, 36)
Colour = tuple[int, int, int]
Scene = Callable[[ImageDraw.ImageDraw, Random], None]


def jpeg(scene: str, seed: int, taken: datetime | None = None) -> bytes:
    """One picture as JPEG bytes; ``taken`` goes into its EXIF data as the camera's local (Beijing) time."""
    rng = Random(seed)
    picture = Image.new("RGB", SIZE)
    draw = ImageDraw.Draw(picture)
    _backdrop(draw, rng)
    SCENES[scene](draw, rng)
    exif = Image.Exif()
    if taken is not None:
        exif.get_ifd(EXIF_IFD)[DATE_TIME_ORIGINAL] = taken.strftime("%Y:%m:%d %H:%M:%S")
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=72, exif=exif)
    return buffer.getvalue()


def _colour(rng: Random, low: int = 60, high: int = 220) -> Colour:
    return rng.randrange(low, high), rng.randrange(low, high), rng.randrange(low, high)


def _backdrop(draw: ImageDraw.ImageDraw, rng: Random) -> None:
    """A wall or sky that shades from one colour to another, and a floor."""
    width, height = SIZE
    top, bottom, floor = _colour(rng, 120, 250), _colour(rng, 120, 250), _colour(rng, 90, 170)
    horizon = rng.randrange(300, 460)
    for y in range(0, height, 4):
        share = y / height
        shade = tuple(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True))
        draw.rectangle((0, y, width, y + 4), fill=shade)
    draw.rectangle((0, horizon, width, height), fill=floor)


def _banner(draw: ImageDraw.ImageDraw, rng: Random, top: int) -> None:
    """A red banner with strokes where its characters would be."""
    left = rng.randrange(40, 160)
    draw.rectangle((left, top, 800 - left, top + 60), fill=BANNER)
    for x in range(left + 24, 760 - left, 36):
        draw.rectangle((x, top + 16, x + 22, top + 44), outline=(255, 235, 170), width=4)


def _person(draw: ImageDraw.ImageDraw, rng: Random, x: int, y: int, scale: float = 1.0) -> None:
    """A round head on a rounded body, seen from afar."""
    head, body = round(20 * scale), round(70 * scale)
    draw.ellipse((x - head, y - head, x + head, y + head), fill=(238, 205, 175))
    draw.rounded_rectangle((x - head - 8, y + head, x + head + 8, y + head + body), radius=14, fill=_colour(rng))


def _stage(draw: ImageDraw.ImageDraw, rng: Random) -> None:
    _banner(draw, rng, rng.randrange(40, 110))
    draw.polygon([(80, 380), (720, 380), (780, 450), (20, 450)], fill=_colour(rng, 70, 130))
    speaker = rng.randrange(180, 620)
    draw.rectangle((speaker - 45, 310, speaker + 45, 400), fill=(120, 82, 50))
    _person(draw, rng, speaker, 265, 1.2)
    for x in range(50, 800, rng.randrange(85, 130)):
        _person(draw, rng, x, rng.randrange(490, 530), 1.4)


def _booths(draw: ImageDraw.ImageDraw, rng: Random) -> None:
    width = rng.randrange(170, 250)
    for left in range(rng.randrange(0, 60), 800 - width, width + 30):
        roof = _colour(rng, 80, 240)
        draw.polygon([(left, 230), (left + width // 2, 140), (left + width, 230)], fill=roof)
        draw.rectangle((left + 10, 360, left + width - 10, 450), fill=(245, 245, 240))
        _person(draw, rng, left + width // 2, 300)
    for _ in range(rng.randrange(3, 7)):
        _person(draw, rng, rng.randrange(60, 740), rng.randrange(430, 500), 1.3)
    _banner(draw, rng, 50)


def _newspaper(draw: ImageDraw.ImageDraw, rng: Random) -> None:
    draw.polygon([(150, 40), (690, 70), (660, 570), (120, 540)], fill=(240, 236, 222))
    draw.rectangle((190, 90, 620, 140), fill=(40, 40, 40))
    for column in range(3):
        for line in range(170, 500, 18):
            left = 180 + column * 155
            draw.rectangle((left, line, left + rng.randrange(90, 135), line + 7), fill=(120, 118, 110))
    draw.rectangle((335, 200, 640, 360), fill=_colour(rng))


def _circle(draw: ImageDraw.ImageDraw, rng: Random) -> None:
    top = rng.randrange(260, 340)
    draw.ellipse((160, top, 640, top + 200), fill=_colour(rng, 90, 180))
    for x, y in ((130, 20), (250, -50), (400, -80), (550, -50), (670, 20), (180, 170), (620, 170), (400, 220)):
        if rng.random() < 0.85:
            _person(draw, rng, x, top + y, 1.1)
    draw.rectangle((rng.randrange(30, 500), 60, rng.randrange(560, 780), 170), fill=_colour(rng, 160, 250))


def _street(draw: ImageDraw.ImageDraw, rng: Random) -> None:
    left = 0
    while left < 800:
        width, top = rng.randrange(90, 200), rng.randrange(60, 260)
        draw.rectangle((left, top, left + width, 430), fill=_colour(rng))
        for y in range(top + 24, 400, 50):
            for x in range(left + 16, left + width - 30, 44):
                draw.rectangle((x, y, x + 22, y + 26), fill=(250, 240, 190))
        left += width + 10
    draw.polygon([(330, 430), (470, 430), (640, 600), (160, 600)], fill=(110, 110, 114))
    for _ in range(4):
        _person(draw, rng, rng.randrange(80, 720), rng.randrange(440, 490), 0.9)


def _board(draw: ImageDraw.ImageDraw, rng: Random) -> None:
    left, right = rng.randrange(40, 160), rng.randrange(620, 770)
    draw.rectangle((left, 70, right, 480), fill=(60, 110, 90))
    for y in range(100, 440, 105):
        for x in range(left + 25, right - 110, rng.randrange(120, 170)):
            draw.rectangle((x, y, x + 95, y + rng.randrange(60, 90)), fill=_colour(rng, 190, 255))
    _person(draw, rng, rng.randrange(150, 650), 420, 1.8)


def _classroom(draw: ImageDraw.ImageDraw, rng: Random) -> None:
    edge = rng.choice((60, 430))
    draw.rectangle((edge, 60, edge + 310, 220), fill=(45, 92, 76))
    draw.rectangle((490 - edge, 90, 690 - edge, 260), fill=(225, 240, 250))
    for y, scale in ((300, 0.9), (380, 1.1), (470, 1.4)):
        for x in range(rng.randrange(40, 110), 800, rng.randrange(110, 170)):
            _person(draw, rng, x, y, scale)
            draw.rectangle((x - 45, y + 60, x + 45, y + 75), fill=(170, 125, 80))


def _shelves(draw: ImageDraw.ImageDraw, rng: Random) -> None:
    left = rng.choice((20, 250))
    for y in range(60, 470, 100):
        x = left
        while x < left + 500:
            width = rng.randrange(14, 46)
            draw.rectangle((x, y + rng.randrange(0, 30), x + width, y + 80), fill=_colour(rng))
            x += width + 4
        draw.rectangle((left, y + 80, left + 520, y + 92), fill=(120, 82, 50))
    for _ in range(3):
        _person(draw, rng, rng.randrange(60, 740), rng.randrange(380, 470), 1.5)


def _field(draw: ImageDraw.ImageDraw, rng: Random) -> None:
    for x in range(-200, 1000, rng.randrange(50, 90)):
        draw.polygon([(400 + x // 4, 330), (x, 600), (x + 26, 600)], fill=(90, 140, 50))
    left = rng.randrange(80, 420)
    draw.rectangle((left, 300, left + 190, 390), fill=(200, 60, 40))
    draw.rectangle((left + 100, 220, left + 180, 300), fill=(190, 220, 235))
    draw.ellipse((left - 20, 350, left + 80, 450), fill=(40, 40, 44))
    draw.ellipse((left + 120, 330, left + 220, 450), fill=(40, 40, 44))
    for _ in range(5):
        _person(draw, rng, rng.randrange(60, 760), rng.randrange(400, 480), 1.2)


SCENES: dict[str, Scene] = {
    "stage": _stage,
    "booths": _booths,
    "newspaper": _newspaper,
    "circle": _circle,
    "street": _street,
    "board": _board,
    "classroom": _classroom,
    "shelves": _shelves,
    "field": _field,
}

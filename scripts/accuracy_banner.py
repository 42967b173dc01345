"""How well the banner and the LOGO are told on photos: draws a labelled set, reads it, prints precision and recall.

``python scripts/accuracy_banner.py [COUNT] [--font FILE]`` (default 3 scenes of every kind; Noto Sans CJK). What
counts most is the precision of "other year": nobody may be blamed for a year that the banner does not show. A photo
whose year is covered or left out belongs to neither year: "please look" is the right answer there. Other slogans may
never be confirmed. Every third seed is told apart, so that whoever tunes can leave it unseen.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

import cv2
import numpy
from banner_scenes import FONT, NONE, OTHER, RIGHT, Picture, Scene, draw, laid_out, scenes, slogans
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

from zhutiri_cli.materials.ocr.banner import Banner, Verdict, decide
from zhutiri_cli.materials.ocr.logo import Reference, reference
from zhutiri_cli.materials.ocr.look import find_logo, read_words
from zhutiri_cli.materials.ocr.words_seen import Photo, Sighting

BANNER = Banner("政务公开主题日", 2024)
EXPECTED = {RIGHT: Verdict.CONFIRMED, OTHER: Verdict.OTHER_YEAR}


def saved(picture: Picture, folder: Path) -> Photo:
    """The picture as a phone would send it."""
    path = folder / "photo.jpg"
    picture.save(path, quality=85)
    return Photo("photo.jpg", path, "")


def banners(count: int, font: Path, folder: Path) -> None:
    """Read every scene; print the verdicts by truth and treatment, precision, recall and time per photo."""
    results, spent = list[tuple[Scene, Verdict]](), list[float]()
    for scene in (*scenes(count), *laid_out(count), *slogans(count)):
        photo = saved(draw(scene, font), folder)
        start = time.perf_counter()
        reading = read_words(photo)
        spent.append(time.perf_counter() - start)
        decision = decide([Sighting("photo.jpg", reading)], BANNER)
        results.append((scene, decision.verdict))
        if EXPECTED.get(scene.truth, decision.verdict) is not decision.verdict or (
            scene.truth not in EXPECTED and decision.verdict in EXPECTED.values()
        ):
            read = " | ".join(line.text for line in reading.lines)
            print(f"  {scene.treatment}, {scene.truth}, {scene.rows}: {decision.verdict}, read {read[:100]}")
    table(results)
    for part, aside in (("other seeds", False), ("every third seed", True)):
        sums(part, [(scene, said) for scene, said in results if (scene.seed % 3 == 2) is aside])
    warm = sorted(spent[1:])
    print(f"time per photo: median {warm[len(warm) // 2]:.2f} s, longest {warm[-1]:.2f} s; the first {spent[0]:.2f} s")


def sums(part: str, results: list[tuple[Scene, Verdict]]) -> None:
    """Precision and recall of both verdicts that count, over a part of the scenes."""
    for truth, verdict in EXPECTED.items():
        of_truth = [said for scene, said in results if scene.truth == truth]
        of_verdict = [scene for scene, said in results if said is verdict]
        right = sum(scene.truth == truth for scene in of_verdict)
        recall = f"{right}/{len(of_truth)} = {right / len(of_truth):.1%}" if of_truth else "none there"
        precision = f"{right}/{len(of_verdict)} = {right / len(of_verdict):.1%}" if of_verdict else "none said"
        print(f"{part:<18} {truth:<12} precision {precision}, recall {recall}")


def table(results: list[tuple[Scene, Verdict]]) -> None:
    """How often each verdict was given, by treatment and truth."""
    counted = Counter((scene.treatment, scene.truth, said) for scene, said in results)
    for treatment, truth in dict.fromkeys((scene.treatment, scene.truth) for scene, _ in results):
        said = {verdict.value: counted[treatment, truth, verdict] for verdict in Verdict}
        print(f"{treatment:<22} {truth:<11}", *(f"{name} {times}" for name, times in said.items() if times))


# ---- the LOGO ---------------------------------------------------------------------------------------------------


def emblem(seed: int, font: Path) -> Picture:
    """A round sign with a ring, a figure inside and a few letters, as such LOGOs are; another one for another seed."""
    rng = Random(seed)
    sign = Image.new("RGB", (400, 400), "white")
    pen = ImageDraw.Draw(sign)
    ink = (rng.randrange(150), rng.randrange(150), rng.randrange(150, 255))
    pen.ellipse((10, 10, 390, 390), outline=ink, width=18)
    for _ in range(7):
        spots = [(rng.randrange(90, 310), rng.randrange(70, 250)) for _ in range(rng.randrange(3, 5))]
        pen.polygon(spots, fill=(rng.randrange(256), rng.randrange(200), rng.randrange(200)))
    word = rng.choice(("政务公开", "云汐公开", "阳光政务", "便民服务"))
    pen.text((200, 300), word, font=ImageFont.truetype(str(font), 46), fill=ink, anchor="mm")
    return sign


def with_sign(room: Picture, sign: Picture, size: int, turn: float, rng: Random) -> Picture:
    """The sign on the photo, ``size`` pixels wide where the photo is 1600, turned and seen askew."""
    wide = size * room.width / 1600
    left, top = rng.uniform(0.05, 0.7) * room.width, rng.uniform(0.4, 0.6) * room.height
    angle = numpy.deg2rad(turn)
    across = numpy.array([numpy.cos(angle), numpy.sin(angle)]) * wide
    down = numpy.array([-across[1], across[0]]) * rng.uniform(0.85, 1.0)
    start = numpy.array([left + wide / 3, top], numpy.float32)
    moved = numpy.array([start, start + across, start + across * 0.96 + down, start + down], numpy.float32)
    corners = numpy.array([[0, 0], [400, 0], [400, 400], [0, 400]], numpy.float32)
    change = cv2.getPerspectiveTransform(corners, moved)
    warped = cv2.warpPerspective(numpy.asarray(sign), change, room.size, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(numpy.full((400, 400), 255, numpy.uint8), change, room.size)
    room.paste(Image.fromarray(warped), (0, 0), Image.fromarray(mask))
    return room


def logos(count: int, font: Path, folder: Path) -> None:
    """Place the LOGO, another LOGO, or none, on photos; print how often it was found, and how often wrongly."""
    emblem(1, font).save(folder / "logo.png")
    logo = reference(folder / "logo.png")
    rng, spent = Random(5), list[float]()
    for size in (240, 120, 80, 50):
        for blur, light in ((0.0, 1.0), (2.5, 1.0), (0.0, 0.2), (2.5, 0.2)):
            found = 0
            for seed in range(count):
                room = draw(Scene(("2024年“政务公开主题日”活动",), "plain", RIGHT, seed), font)
                room = with_sign(room, emblem(1, font), size, rng.uniform(-20, 20), rng)
                found += _seen(taken(room, blur, light, seed), logo, folder, spent)
            print(f"LOGO {size:>3} of 1600 pixels wide, blur {blur}, light {light}: found {found}/{count}")
    wrong = 0
    for seed in range(count * 4):
        room = draw(Scene(("2024年“政务公开主题日”活动",), "plain", NONE, seed), font)
        if seed % 2:
            room = with_sign(room, emblem(2 + seed, font), rng.choice((240, 120)), rng.uniform(-20, 20), rng)
        wrong += _seen(taken(room, 2.5 * (seed % 3 == 1), 0.2 if seed % 5 == 1 else 1.0, seed), logo, folder, spent)
    print(f"no LOGO, or another one: wrongly found {wrong}/{count * 4}; {sum(spent) / len(spent):.2f} s a photo")


def taken(room: Picture, blur: float, light: float, seed: int) -> Picture:
    """The photo out of focus by ``blur`` pixels at 1600 wide, and with so much of its ``light``, with grain."""
    if blur:
        room = room.filter(ImageFilter.GaussianBlur(blur * room.width / 1600))
    if light == 1:
        return room
    grain = numpy.random.default_rng(seed).normal(0, 7, (room.height, room.width, 3))
    dim = numpy.asarray(ImageEnhance.Brightness(room).enhance(light)) + grain
    return Image.fromarray(numpy.clip(dim, 0, 255).astype(numpy.uint8))


def _seen(room: Picture, logo: Reference, folder: Path, spent: list[float]) -> bool:
    photo = saved(room, folder)
    start = time.perf_counter()
    sight = find_logo(photo, logo)
    spent.append(time.perf_counter() - start)
    return sight.found


def main() -> None:
    """Run it all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=3)
    parser.add_argument("--font", type=Path, default=FONT)
    asked = parser.parse_args()
    if not asked.font.is_file():
        sys.exit(f"no font at {asked.font}: name one that has Chinese characters with --font (fonts-noto-cjk has one)")
    with tempfile.TemporaryDirectory() as name:
        banners(asked.count, asked.font, Path(name))
        logos(asked.count * 2, asked.font, Path(name))


if __name__ == "__main__":
    main()

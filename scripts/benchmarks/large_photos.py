"""Photos as phones take them: looking into one beside decoding it alone, and a check of hundreds."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from random import Random

from PIL import Image, ImageChops

from benchmarks.in_process import each_beside
from benchmarks.measured_plan import measured_plan
from benchmarks.measurement import Figure, Measurement, Section, Taken, Unit
from benchmarks.peers import system_program
from benchmarks.processes import Command, ours
from zhutiri_cli.materials.survey.inspect import inspect

ACTIVITIES, SHOTS = 54, 10
SOME = 8
SIZE = (4000, 3000)
SECTION = Section(
    "photos",
    "照片",
    "照片是画的：4000 × 3000，每张约 2 MB，没有两张相同。前三行在同一个进程里一张一张看："
    "本工具校验内容、解码、算各种摆法和裁剪的差异哈希、看是不是空白、读二维码；"
    "对照只用 Pillow 解码（整张，或 JPEG 自带的八分之一），或解码后只算一个 64 位差异哈希。"
    f"后几行是整条命令 `check`，{ACTIVITIES} 项活动、{ACTIVITIES * SHOTS} 张照片：首次没有缓存，再次是文件没有变；"
    "`find` 是走一遍文件夹的下限。",
)


@cache
def _grain() -> Image.Image:
    """The grain of a sensor, drawn once in each process and moved about."""
    return Image.effect_noise((1000, 750), 60).resize(SIZE, Image.Resampling.BICUBIC).convert("RGB")


def draw(seed: int, path: Path) -> None:
    """12 megapixels with light, edges and grain, so that the file is as large as a phone's."""
    rng = Random(seed)
    light = Image.frombytes("RGB", (12, 9), rng.randbytes(324)).resize((1000, 750), Image.Resampling.BICUBIC)
    moved = ImageChops.offset(_grain(), rng.randrange(SIZE[0]), rng.randrange(SIZE[1]))
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.blend(light.resize(SIZE, Image.Resampling.NEAREST), moved, 0.25).save(path, "JPEG", quality=90)
    os.utime(path, (1_700_000_000, 1_700_000_000))


def workspace(folder: Path, activities: int, shots: int) -> Path:
    """A plan and a folder for each activity, every photo of its own."""
    numbers = range(1, activities + 1)
    root = folder / "submissions" / "2024"
    paths = [root / f"{n:02}" / f"{shot}.jpg" for n in numbers for shot in range(shots)]
    with ProcessPoolExecutor() as pool:
        list(pool.map(draw, range(len(paths)), paths, chunksize=8))
    return measured_plan(folder, activities)


def decoded(path: Path) -> None:
    """Every pixel, by Pillow."""
    with Image.open(path) as image:
        image.load()


def decoded_reduced(path: Path) -> None:
    """Pillow's decode at an eighth, which JPEG offers by itself."""
    with Image.open(path) as image:
        image.draft("RGB", (SIZE[0] // 8, SIZE[1] // 8))
        image.load()


def difference_hash(path: Path) -> int:
    """The plain difference hash: 9 × 8 greys, each brighter than the one to its right or not."""
    with Image.open(path) as image:
        image.draft("L", (SIZE[0] // 8, SIZE[1] // 8))
        grey = image.convert("L").resize((9, 8), Image.Resampling.BILINEAR).tobytes()
    bits = [grey[at] > grey[at + 1] for at in range(71) if at % 9 != 8]
    return sum(bit << place for place, bit in enumerate(bits))


def _one_by_one(look: Callable[[Path], object]) -> Callable[[int], Iterator[tuple[str, Taken]]]:
    def take(rounds: int) -> Iterator[tuple[str, Taken]]:
        yield "time", each_beside(draw, SOME, ".jpg", inspect, look, rounds)

    return take


def _checks(rounds: int) -> Iterator[tuple[str, Taken]]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        plan = workspace(place, ACTIVITIES, SHOTS)
        check = ours("check", "--plan", str(plan), "--as-of", "2024-05-10", cache=place / "cache")
        find = Command((system_program("find"), str(place / "submissions"), "-type", "f", "-size", "+0"), place)
        find.run()
        first, again, walk, memory = list[float](), list[float](), list[float](), list[float]()
        for _ in range(rounds):
            shutil.rmtree(place / "cache", ignore_errors=True)  # none before the first round
            cost = check.run(watched=True)
            first.append(cost.wall)
            memory.append(cost.memory)
            again.append(check.run().wall)
            walk.append(find.run().wall)
        yield "first", Taken(tuple(one / (ACTIVITIES * SHOTS) for one in first))
        yield "again", Taken(tuple(again), tuple(first))
        yield "find", Taken(tuple(again), tuple(walk))
        yield "memory", Taken(tuple(memory))


def _look(name: str, beside: str, look: Callable[[Path], object]) -> Measurement:
    figure = Figure("time", "看一张照片", beside)
    return Measurement(f"photos-{name}", SECTION, (figure,), 7, _one_by_one(look))


MEASUREMENTS = (
    _look("decode", "Pillow 整张解码", decoded),
    _look("reduced", "Pillow 解码到八分之一", decoded_reduced),
    _look("dhash", "解码到八分之一并算差异哈希", difference_hash),
    Measurement(
        "photos-check",
        SECTION,
        (
            Figure("first", "首次 `check`，平均每张"),
            Figure("again", "再次 `check`", "首次 `check`", aim=0.05),
            Figure("find", "再次 `check`", "`find`"),
            Figure("memory", "首次 `check` 最多占的内存（全部进程）", unit=Unit.MEBIBYTES),
        ),
        3,
        _checks,
    ),
)

"""How fast photos are looked into: per photo against Pillow alone, both cores, a second run, and peak memory.

``python scripts/bench_photos.py [ACTIVITIES [PHOTOS]]`` (default 54 × 10 photos of 12 megapixels). Makes a workspace of
its own in a temporary folder. Times of ``zhutiri check`` are of whole processes: the interpreter's start is in them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random
from statistics import median

from PIL import Image

from zhutiri_cli.materials.survey.cache import Cache
from zhutiri_cli.materials.survey.inspect import inspect
from zhutiri_cli.materials.survey.survey import survey

SIZE = (4000, 3000)
PLAN = """schema: 1
title: 测算用计划
year: 2024
document: {number: 测〔2024〕1号, issuer: 测算办公室, issued: 2024-01-02}
forms: [政策宣传]
requirements: {report: {within_working_days: 5, materials: {photos: 1}}}
activities:
"""


def photo(seed: int, path: Path) -> None:
    """12 megapixels with light, edges and the grain of a sensor, so that the file is as large as a phone's."""
    rng = Random(seed)
    light = Image.frombytes("RGB", (12, 9), rng.randbytes(324)).resize(SIZE, Image.Resampling.BICUBIC)
    grain = Image.effect_noise((1000, 750), 60).resize(SIZE, Image.Resampling.BICUBIC).convert("RGB")
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.blend(light, grain, 0.25).save(path, "JPEG", quality=90)
    os.utime(path, (1_700_000_000, 1_700_000_000))


def workspace(folder: Path, activities: int, photos: int) -> Path:
    """A plan and a folder per activity, every photo of its own."""
    rows = [
        f"  - {{id: {n}, month: 3, theme: 第{n}项测算活动, forms: [政策宣传], units: [测算局]}}"
        for n in range(1, activities + 1)
    ]
    plan = folder / "plan_2024.yaml"
    plan.write_text(PLAN + "\n".join(rows) + "\n", encoding="utf-8")
    paths = [
        folder / "submissions" / "2024" / f"{n:02}" / f"{m}.jpg"
        for n in range(1, activities + 1)
        for m in range(photos)
    ]
    with ProcessPoolExecutor() as pool:
        list(pool.map(photo, range(len(paths)), paths, chunksize=8))
    return plan


def per_photo(paths: list[Path], look: Callable[[Path], object]) -> float:
    """Milliseconds per photo on this thread alone: the median of five rounds."""
    rounds = []
    for _ in range(5):
        began = time.perf_counter()
        for path in paths:
            look(path)
        rounds.append((time.perf_counter() - began) / len(paths) * 1000)
    return median(rounds)


def pillow_alone(path: Path) -> None:
    """Pillow's own decode at an eighth."""
    with Image.open(path) as image:
        image.draft("RGB", (image.width // 8, image.height // 8))
        image.load()


class Memory:
    """The highest sum of the proportional set sizes of a process and all below it, in MiB (Linux)."""

    def __init__(self, root: int) -> None:
        self.root, self.peak, self.running = root, 0.0, True
        self.thread = threading.Thread(target=self._watch)
        self.thread.start()

    def stop(self) -> float:
        """End the watch."""
        self.running = False
        self.thread.join()
        return self.peak

    def _watch(self) -> None:
        while self.running:
            self.peak = max(self.peak, sum(map(_pss, _tree(self.root))))
            time.sleep(0.05)


def _tree(root: int) -> list[int]:
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def _pss(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def run(plan: Path, *options: str) -> tuple[float, float]:
    """Seconds and MiB of one ``zhutiri check``."""
    order = [sys.executable, "-m", "zhutiri_cli", "check", "--plan", str(plan), "--as-of", "2024-05-10", *options]
    began = time.perf_counter()
    process = subprocess.Popen(
        [*order, "--fail-on", "never"],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "XDG_CACHE_HOME": str(plan.parent / "cache"), "ZHUTIRI_QUIET": "1"},
    )
    memory = Memory(process.pid)
    status = process.wait()
    took = time.perf_counter() - began
    peak = memory.stop()
    if status:
        raise SystemExit(f"zhutiri check ended with {status}")
    return took, peak


def looking(paths: list[Path], folder: Path) -> tuple[float, float]:
    """Seconds of looking into all photos with an empty cache, and then again: no start, no judging, no report."""
    times = []
    for _ in range(2):
        began = time.perf_counter()
        cache = Cache(folder)
        survey(paths, cache=cache)
        cache.close()
        times.append(time.perf_counter() - began)
    return times[0], times[1]


def main() -> None:
    """Make the workspace, measure, print."""
    activities, photos = (int(word) for word in (sys.argv[1:] + ["54", "10"][len(sys.argv) - 1 :])[:2])
    with tempfile.TemporaryDirectory() as name:
        plan = workspace(Path(name), activities, photos)
        some = sorted(plan.parent.rglob("*.jpg"))[:8]
        own, alone = per_photo(some, inspect), per_photo(some, pillow_alone)
        size, ratio = some[0].stat().st_size / 1e6, own / alone
        print(f"12 megapixels, {size:.1f} MB: ours {own:.1f} ms a photo, Pillow at 1/8 {alone:.1f} ms: {ratio:.2f}×")
        first, peak = run(plan)
        each, cores = first / (activities * photos) * 1000, os.cpu_count() or 1
        print(f"first check of {activities} × {photos}: {first:.2f} s, {each:.1f} ms a photo on {cores} cores")
        again = median(run(plan)[0] for _ in range(5))
        print(f"check again, nothing changed: {again:.2f} s: {again / first:.3f}× of the first")
        new, known = looking(sorted(plan.parent.rglob("*.jpg")), plan.parent / "another")
        print(f"the looking alone: {new:.2f} s, again {known:.3f} s: {known / new:.3f}× of the first")
        print(f"peak memory of all processes together: {peak:.0f} MiB")


if __name__ == "__main__":
    main()

"""How ``zhutiri check`` grows: 54 to 5,400 activities, ten files each, opened for the first time and again.

``python scripts/bench_growth.py [SIZE…]``. Each size is a workspace of its own in a temporary folder: a record, an
activity plan, a summary, a list of links and six photos, no two alike. Whole processes with their readers: processor
and wall time, and the largest memory of all of them together. Nothing is asserted.
Exponents and memory are what to look at.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from PIL import Image

BIN = Path(sys.executable).parent
SIZES = (54, 540, 5_400)
FORMATS = ("json", "txt", "html", "xlsx")
PLAN = """schema: 1
year: 2024
forms: [政策宣传]
activities:
"""


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds on the wall and on the processors, and MiB at its fullest."""

    wall: float
    processor: float
    memory: float


def workspace(folder: Path, count: int) -> Path:
    """A workspace with so many activities, all held on one day, all reported; its plan."""
    rng = Random(count)
    rows = []
    for number in range(1, count + 1):
        theme = f"第{number}项惠民政策宣传活动"
        rows.append(f"  - {{id: {number}, month: 3, theme: {theme}, forms: [政策宣传], units: [区第{number}局]}}\n")
        own = folder / "submissions" / "2024" / f"{number}-材料"
        own.mkdir(parents=True)
        said = "".join(chr(0x4E00 + rng.randrange(3000)) for _ in range(300))
        (own / "submission.yaml").write_text("held: 2024-03-15\nsubmitted: 2024-03-20\n", encoding="utf-8")
        (own / "活动方案.txt").write_text(f"{theme}活动方案\n{said}", encoding="utf-8")
        (own / "活动总结.txt").write_text(f"{theme}活动总结\n{said[::-1]}", encoding="utf-8")
        (own / "报道链接.txt").write_text(f"https://news.example/2024/{number}.html\n", encoding="utf-8")
        for shot in range(6):
            light = Image.frombytes("RGB", (12, 9), rng.randbytes(324))
            picture = light.resize((400, 300), Image.Resampling.BICUBIC)
            picture.save(own / f"现场{shot}.jpg", quality=60)
    plan = folder / "plan_2024.yaml"
    plan.write_text(PLAN + "".join(rows), encoding="utf-8")
    return plan


def memory_of(first: int) -> float:
    """The memory of a process and all below it, in MiB, each page counted once where the system tells."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(entry.name))
    total, waiting = 0, [first]
    while waiting:
        one = waiting.pop()
        waiting += children.get(one, [])
        try:
            lines = (Path("/proc") / str(one) / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def run(command: list[str]) -> Cost:
    """One run, watched every 50 ms."""
    before, start = os.times(), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    largest, over = 0.0, threading.Event()

    def watch() -> None:
        nonlocal largest
        while not over.wait(0.05):
            largest = max(largest, memory_of(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    status = process.wait()
    over.set()
    watcher.join()
    if status not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {status}")
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(time.perf_counter() - start, spent, largest)


def exponent(small: tuple[int, float], large: tuple[int, float]) -> float:
    """By which power a cost grows from one size to a larger one."""
    return math.log(large[1] / small[1]) / math.log(large[0] / small[0])


def main() -> None:
    """Measure every size, first with nothing kept, then again in every format."""
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    costs: dict[str, list[tuple[int, Cost]]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            plan = workspace(place, size)
            os.environ["XDG_CACHE_HOME"] = str(place / "cache")
            check = [str(BIN / "zhutiri"), "check", "--plan", str(plan), "--as-of", "2024-04-01"]
            for name, more in [("first", "json"), *((f"again, {kind}", kind) for kind in FORMATS)]:
                cost = run([*check, "-o", str(place / f"out.{more}")])
                costs.setdefault(name, []).append((size, cost))
                print(
                    f"{size:6} × 10 files, {name:12} {cost.wall:7.2f} s, processor {cost.processor:7.2f} s,"
                    f" {cost.memory:5.0f} MiB",
                    flush=True,
                )
    for name, found in costs.items():
        if len(found) > 1:
            (small, one), (large, other) = found[-2:]
            power = exponent((small, one.processor), (large, other.processor))
            grown = (other.memory - one.memory) / (large - small) * 1024
            print(f"{name:12} exponent of processor time {power:.2f}, memory {grown:.0f} KiB an activity more")


if __name__ == "__main__":
    main()

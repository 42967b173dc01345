"""``zhutiri rollup`` over many workspaces: time and memory of all its processes, beside single ``zhutiri check`` runs.

``make N FOLDER`` makes N workspaces of 54 activities, each with its record and small files (``--photos``: and a
photo); ``measure FOLDER`` times one ``rollup`` of them all and some single checks, each a process of its own, with
empty caches and again with full ones. On a machine that is busy with something else, the processor's time is what to
look at; orphans are adopted (Linux), so that it is that of every process. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import os
import random
import resource
import struct
import subprocess
import sys
import threading
import time
import zlib
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
ACTIVITIES = 54
DAY = "2024-10-15"
_HEAD = """schema: 1
title: {name}2024年“政务公开主题日”活动计划表
year: 2024
document: {{number: 政公办发〔2024〕{number}号, issuer: {name}政务公开办, issued: 2024-02-28}}
forms: [现场观摩, 座谈交流, 调查征集, 政策发布, 政策宣传]
requirements:
  report: {{within_working_days: 5, materials: {{plan: 1, photos: {photos}, summary: 1, links: 1}}}}
  portal: {{domain: d{number}.gov.cn}}
activities:
"""
_FIELDS = (
    "就业服务",
    "义务教育入学",
    "社会救助",
    "养老服务",
    "食品安全",
    "消防安全",
    "住房保障",
    "招商引资",
    "医疗保障",
)
_LINE = (
    "活动中工作人员面对面讲解办理条件、所需材料和办事时限，发放宣传资料，现场解答群众提出的问题，收到意见，逐条登记。"
)


def make(count: int, folder: Path, *, photos: bool) -> None:
    """Make the workspaces; those that are there already are left."""
    pictures = [_picture(number) if photos else b"" for number in range(ACTIVITIES)]
    for number in range(1, count + 1):
        place = folder / f"{number:04}号县"
        if not place.exists():
            _workspace(place, number, pictures)


def _workspace(place: Path, number: int, pictures: list[bytes]) -> None:
    name, chance = f"{number:04}号县", random.Random(number)
    rows = []
    (place / "data" / "submissions" / "2024").mkdir(parents=True)
    for one in range(1, ACTIVITIES + 1):
        month, field = 1 + (one - 1) * 12 // ACTIVITIES, _FIELDS[one % len(_FIELDS)]
        theme, unit = f"{field}政策解读与现场答疑第{one}场", f"县{field}中心" if one % 3 else f"第{one}街道办事处"
        rows.append(f"  - {{id: {one}, month: {month}, theme: {theme}, forms: [政策宣传], units: [{unit}]}}\n")
        if month < 11:
            day = f"2024-{month:02}-{chance.randint(8, 20):02}"
            own = place / "data" / "submissions" / "2024" / f"{one:02}-{unit}"
            _submission(own, f"{name}{theme}", day, f"https://www.d{number}.gov.cn/ztr/{one}.html", pictures[one - 1])
            if chance.random() < 0.15:
                (own / "活动总结.txt").unlink()
    (place / "data" / "plan_2024.yaml").write_text(
        _HEAD.format(name=name, number=number, photos=int(bool(pictures[0]))) + "".join(rows), "utf-8"
    )


def _submission(own: Path, theme: str, day: str, link: str, picture: bytes) -> None:
    own.mkdir()
    came = day[:-2] + f"{int(day[-2:]) + 4:02}"
    record = f"held: {day}\nsubmitted: {came}\nlinks: [{link}]\nbranding: {{banner: true, logo: true}}\n"
    (own / "submission.yaml").write_text(record, "utf-8")
    (own / "活动方案.txt").write_text(f"{theme}活动方案\n时间：{day}\n地点：政务大厅\n流程：{_LINE}\n", "utf-8")
    (own / "活动总结.txt").write_text(f"{theme}活动总结\n{day}举办。{theme}。{_LINE * 3}\n", "utf-8")
    if picture:
        (own / "现场.png").write_bytes(
            picture[:-12] + _chunk(b"tEXt", f"c\0{abs(hash(theme))}".encode()) + picture[-12:]
        )


def _picture(seed: int) -> bytes:
    """A small photo-like PNG of coloured blocks."""
    chance, lines = random.Random(seed), []
    for _ in range(15):
        row = b"".join(bytes(chance.randrange(256) for _ in range(3)) * 16 for _ in range(20))
        lines += [b"\0" + row] * 16
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", 320, 240, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", zlib.compress(b"".join(lines))) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


class Watched:
    """One command: the seconds it took, those of the processor that all its processes took, and the most memory that
    these had together (MiB; ``shared``: what several of them share is counted once)."""

    def __init__(self, words: list[str], place: Path, cache: str) -> None:
        self.shared, self.resident = 0.0, 0.0
        environment = {**os.environ, "XDG_CACHE_HOME": cache, "ZHUTIRI_QUIET": "1"}
        others = {one.pid for one in psutil.Process().children()}
        before, start = _processor(), time.perf_counter()
        with subprocess.Popen(words, cwd=place, env=environment, stdout=subprocess.DEVNULL) as process:
            watcher = threading.Thread(target=self._watch, args=(process,), daemon=True)
            watcher.start()
            self.status = process.wait()
            self.seconds = time.perf_counter() - start
            watcher.join()
        while orphans := {one.pid for one in psutil.Process().children()} - others:
            for orphan in orphans:
                with contextlib.suppress(ChildProcessError):  # it was waited for elsewhere
                    os.waitpid(orphan, 0)
        self.processor = _processor() - before

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        while process.poll() is None:
            shared = resident = 0
            with contextlib.suppress(psutil.Error):  # one that has ended since: the next look comes soon
                top = psutil.Process(process.pid)
                for one in (top, *top.children(recursive=True)):
                    found = one.memory_full_info()
                    shared, resident = shared + found.pss, resident + found.rss
            self.shared, self.resident = max(self.shared, shared / 2**20), max(self.resident, resident / 2**20)
            time.sleep(0.25)


def _processor() -> float:
    """Seconds of the processor that ended children, and theirs, have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _adopt_orphans() -> None:
    """Have processes whose parent has ended become this one's children, so that their time is counted."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


def measure(folder: Path, singles: int, outputs: list[str]) -> None:
    """One rollup of all, then so many single checks; a line for each, and how many times faster the rollup is."""
    _adopt_orphans()
    program, scratch = [sys.executable, "-m", "zhutiri_cli"], folder.parent / "bench-cache"
    places = sorted(path for path in folder.iterdir() if path.is_dir())
    written = [word for name in outputs for word in ("-o", str(folder.parent / name))]
    day = ["--as-of", DAY, "--fail-on", "never"]
    for turn in ("empty caches", "full caches"):
        whole = Watched([*program, "rollup", str(folder), *day, *written], folder.parent, str(scratch / "all"))
        each, used = whole.seconds / len(places), whole.processor / len(places)
        print(
            f"{turn}: rollup of {len(places)}: status {whole.status}, {whole.seconds:.1f} s, each {each * 1000:.0f} ms"
        )
        print(f"  (processor {used * 1000:.0f} ms); memory {whole.shared:.0f} MiB, {whole.resident:.0f} MiB resident")
        chosen = random.Random(1).sample(places, min(singles, len(places)))
        runs = [Watched([*program, "check", *day], place, str(scratch / "one")) for place in chosen]
        alone, taken = (
            sum(values) / len(runs) for values in zip(*((r.seconds, r.processor) for r in runs), strict=True)
        )
        print(f"{turn}: {len(runs)} checks: each {alone * 1000:.0f} ms (processor {taken * 1000:.0f} ms)")
        print(
            f"  the rollup is {alone / each:.1f} times as fast (processor: {taken / used:.1f} times less)", flush=True
        )


def main() -> None:
    """Read the words and do it."""
    parser = argparse.ArgumentParser(description=__doc__)
    jobs = parser.add_subparsers(dest="job", required=True)
    making = jobs.add_parser("make")
    making.add_argument("count", type=int)
    making.add_argument("folder", type=Path)
    making.add_argument("--photos", action="store_true")
    measuring = jobs.add_parser("measure")
    measuring.add_argument("folder", type=Path)
    measuring.add_argument("--singles", type=int, default=100)
    measuring.add_argument("-o", dest="outputs", action="append", default=[])
    asked = parser.parse_args()
    if asked.job == "make":
        make(asked.count, asked.folder, photos=asked.photos)
    else:
        measure(asked.folder.resolve(), asked.singles, asked.outputs)


if __name__ == "__main__":
    main()

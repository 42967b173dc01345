"""``zhutiri rollup`` over many workspaces: time and memory of all its processes, beside single ``zhutiri check`` runs.

``make N FOLDER`` makes N workspaces of 54 activities, each with its record and small files; ``measure FOLDER`` times
one ``rollup`` of them all and some single checks, each a process of its own. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import os
import random
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
  report: {{within_working_days: 5, materials: {{plan: 1, photos: 1, summary: 1, links: 1}}}}
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


def make(count: int, folder: Path) -> None:
    """Make the workspaces; those that are there already are left."""
    pictures = [_picture(number) for number in range(ACTIVITIES)]
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
    (place / "data" / "plan_2024.yaml").write_text(_HEAD.format(name=name, number=number) + "".join(rows), "utf-8")


def _submission(own: Path, theme: str, day: str, link: str, picture: bytes) -> None:
    own.mkdir()
    came = day[:-2] + f"{int(day[-2:]) + 4:02}"
    record = f"held: {day}\nsubmitted: {came}\nlinks: [{link}]\nbranding: {{banner: true, logo: true}}\n"
    (own / "submission.yaml").write_text(record, "utf-8")
    (own / "活动方案.txt").write_text(f"{theme}活动方案\n时间：{day}\n地点：政务大厅\n流程：{_LINE}\n", "utf-8")
    (own / "活动总结.txt").write_text(f"{theme}活动总结\n{day}举办。{theme}。{_LINE * 3}\n", "utf-8")
    (own / "现场.png").write_bytes(picture[:-12] + _chunk(b"tEXt", f"c\0{abs(hash(theme))}".encode()) + picture[-12:])


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
    """One command, and the most memory that it and all its processes had together: proportional set size, in MiB."""

    def __init__(self, words: list[str], place: Path, cache: str) -> None:
        self.peak, self.resident = 0.0, 0.0
        environment = {**os.environ, "XDG_CACHE_HOME": cache}
        start = time.perf_counter()
        with subprocess.Popen(words, cwd=place, env=environment, stdout=subprocess.DEVNULL) as process:
            watcher = threading.Thread(target=self._watch, args=(process,), daemon=True)
            watcher.start()
            self.status = process.wait()
            watcher.join()
        self.seconds = time.perf_counter() - start

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        while process.poll() is None:
            shared = resident = 0
            try:
                top = psutil.Process(process.pid)
                for one in (top, *top.children(recursive=True)):
                    found = one.memory_full_info()
                    shared, resident = shared + found.pss, resident + found.rss
            except psutil.Error:
                pass  # one of them ended while it was looked at: the next look is a tenth of a second away
            self.peak, self.resident = max(self.peak, shared / 2**20), max(self.resident, resident / 2**20)
            time.sleep(0.1)


def measure(folder: Path, singles: int, outputs: list[str]) -> None:
    """One rollup of all, then so many single checks; a line for each, and how many times faster the rollup is."""
    program, scratch = [sys.executable, "-m", "zhutiri_cli"], folder.parent / "bench-cache"
    places = sorted(path for path in folder.iterdir() if path.is_dir())
    written = [word for name in outputs for word in ("-o", str(folder.parent / name))]
    words = [*program, "rollup", str(folder), "--as-of", DAY, "--fail-on", "never", *written]
    for turn in ("first", "again"):
        whole = Watched(words, folder.parent, str(scratch / "all"))
        each = whole.seconds / len(places)
        print(
            f"rollup, {turn}: {len(places)} workspaces {whole.seconds:.1f} s, {each * 1000:.0f} ms each, status",
            end=" ",
        )
        print(f"{whole.status}; all processes together {whole.peak:.0f} MiB (PSS), {whole.resident:.0f} MiB (RSS)")
        chosen = random.Random(1).sample(places, min(singles, len(places)))
        took = [
            Watched([*program, "check", "--as-of", DAY, "--fail-on", "never"], place, str(scratch / "one")).seconds
            for place in chosen
        ]
        single = sum(took) / len(took)
        print(
            f"check, {turn}: {len(chosen)} runs, {single * 1000:.0f} ms each; rollup: {single / each:.1f} times as fast"
        )


def main() -> None:
    """Read the words and do it."""
    parser = argparse.ArgumentParser(description=__doc__)
    jobs = parser.add_subparsers(dest="job", required=True)
    making = jobs.add_parser("make")
    making.add_argument("count", type=int)
    making.add_argument("folder", type=Path)
    measuring = jobs.add_parser("measure")
    measuring.add_argument("folder", type=Path)
    measuring.add_argument("--singles", type=int, default=100)
    measuring.add_argument("-o", dest="outputs", action="append", default=[])
    asked = parser.parse_args()
    if asked.job == "make":
        make(asked.count, asked.folder)
    else:
        measure(asked.folder.resolve(), asked.singles, asked.outputs)


if __name__ == "__main__":
    main()

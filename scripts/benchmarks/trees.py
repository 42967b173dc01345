"""A check of a whole tree of material beside ``reuse lint`` and ``find`` over the same tree."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measurement import Figure, Measurement, Section, Taken
from benchmarks.peers import program, system_program
from benchmarks.processes import Command, in_turn, ours
from benchmarks.ten_files import DAY, workspace

ACTIVITIES = 54
SECTION = Section(
    "tree",
    "一棵材料树",
    f"{ACTIVITIES} 项活动，每项 10 个文件（登记、方案、总结、链接、6 张小照片），共 {ACTIVITIES * 10} 个。"
    "`reuse lint` 逐个文件找许可证声明，是同样要打开每个文件的检查工具，但不解码照片；"
    "`find` 只列出文件名和大小，是走一遍文件夹的下限。“首次”不用缓存，“再次”用上次留下的缓存、文件没有变。",
)


def _take(other: str, key_words: dict[str, tuple[str, ...]], rounds: int) -> Iterator[tuple[str, Taken]]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        plan = workspace(place, ACTIVITIES)
        tree = str(plan.parent / "submissions")
        if other == "reuse":
            beside = Command((program("reuse"), "--root", tree, "lint", "--quiet"), place, fine=(0, 1))
        else:
            beside = Command((system_program("find"), tree, "-type", "f", "-size", "+0"), place)
        for key, words in key_words.items():
            check = ours("check", "--plan", str(plan), "--as-of", DAY, *words, cache=place / "cache")
            yield key, Taken.pairs(in_turn(check, beside, rounds))


MEASUREMENTS = (
    Measurement(
        "tree-reuse",
        SECTION,
        (Figure("first", "首次 `check`", "`reuse lint`"), Figure("again", "再次 `check`", "`reuse lint`")),
        5,
        lambda rounds: _take("reuse", {"first": ("--no-cache",), "again": ()}, rounds),
    ),
    Measurement(
        "tree-find",
        SECTION,
        (Figure("again", "再次 `check`", "`find`"),),
        7,
        lambda rounds: _take("find", {"again": ()}, rounds),
    ),
)

"""``zhutiri rollup`` over many workspaces beside single checks of some of them, each a process of its own."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measurement import Figure, Measurement, Section, Taken, Unit
from benchmarks.processes import Cost, ours

ACTIVITIES = 54
SINGLES = 20
DAY = ("--as-of", "2024-10-15", "--fail-on", "never")
SECTION = Section(
    "rollup",
    "汇总许多工作区",
    f"每个工作区 {ACTIVITIES} 项活动，过半数已经报送（方案、总结各一个小文本，没有照片）。"
    f"一次 `rollup` 与逐个运行 `check` 相比：任取 {SINGLES} 个单独检查，时间之和按工作区数折算。"
    "“首次”没有缓存，“再次”是文件没有变。比值 0.1 就是快 10 倍；"
    "“处理器”是全部进程用掉的处理器时间，不受核数和机器忙闲影响。",
)
_HEAD = """schema: 1
title: {name}2024年“政务公开主题日”活动计划表
year: 2024
document: {{number: 政公办发〔2024〕{number}号, issuer: {name}政务公开办, issued: 2024-02-28}}
forms: [现场观摩, 座谈交流, 调查征集, 政策发布, 政策宣传]
requirements:
  report: {{within_working_days: 5, materials: {{plan: 1, photos: 0, summary: 1, links: 1}}}}
  portal: {{domain: d{number}.gov.cn}}
activities:
"""
_FIELDS = (
    "就业服务", "义务教育入学", "社会救助", "养老服务", "食品安全", "消防安全", "住房保障", "招商引资", "医疗保障",
)  # fmt: skip
_LINE = (
    "活动中工作人员面对面讲解办理条件、所需材料和办事时限，发放宣传资料，现场解答群众提出的问题，收到意见，逐条登记。"
)


def workspaces(folder: Path, count: int) -> list[Path]:
    """So many workspaces, always the same."""
    places = [folder / f"{number:04}号县" for number in range(1, count + 1)]
    for number, place in enumerate(places, start=1):
        _workspace(place, number)
    return places


def _workspace(place: Path, number: int) -> None:
    name, chance = f"{number:04}号县", random.Random(number)
    rows = []
    root = place / "data" / "submissions" / "2024"
    root.mkdir(parents=True)
    for one in range(1, ACTIVITIES + 1):
        month, field = 1 + (one - 1) * 12 // ACTIVITIES, _FIELDS[one % len(_FIELDS)]
        theme, unit = f"{field}政策解读与现场答疑第{one}场", f"县{field}中心" if one % 3 else f"第{one}街道办事处"
        rows.append(f"  - {{id: {one}, month: {month}, theme: {theme}, forms: [政策宣传], units: [{unit}]}}\n")
        if month < 11:
            link = f"https://www.d{number}.gov.cn/ztr/{one}.html"
            own = root / f"{one:02}-{unit}"
            _submission(own, f"{name}{theme}", (month, chance.randint(8, 20)), link)
            if chance.random() < 0.15:
                (own / "活动总结.txt").unlink()
    head = _HEAD.format(name=name, number=number)
    (place / "data" / "plan_2024.yaml").write_text(head + "".join(rows), encoding="utf-8")


def _submission(own: Path, theme: str, held: tuple[int, int], link: str) -> None:
    own.mkdir()
    month, day = held
    on, came = f"2024-{month:02}-{day:02}", f"2024-{month:02}-{day + 4:02}"
    record = f"held: {on}\nsubmitted: {came}\nlinks: [{link}]\nbranding: {{banner: true, logo: true}}\n"
    (own / "submission.yaml").write_text(record, encoding="utf-8")
    outline = f"{theme}活动方案\n时间：{on}\n地点：政务大厅\n流程：{_LINE}\n"
    (own / "活动方案.txt").write_text(outline, encoding="utf-8")
    (own / "活动总结.txt").write_text(f"{theme}活动总结\n{on}举办。{theme}。{_LINE * 3}\n", encoding="utf-8")


def _take(count: int, rounds: int) -> Iterator[tuple[str, Taken]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        places, scratch = workspaces(folder / "全部", count), folder / "caches"
        words = ("rollup", str(folder / "全部"), *DAY, "-o", str(folder / "汇总.json"))
        rollup = ours(*words, cache=scratch / "all", place=folder)
        chosen = random.Random(1).sample(places, min(SINGLES, count))
        first, again, alone = list[Cost](), list[Cost](), list[Cost]()
        for _ in range(rounds):
            shutil.rmtree(scratch, ignore_errors=True)  # none before the first round
            first.append(rollup.run(watched=True))
            again.append(rollup.run())
            singles = [ours("check", *DAY, cache=scratch / "one", place=place).run() for place in chosen]
            share = count / len(singles)
            alone.append(Cost(sum(one.wall for one in singles) * share, sum(one.processor for one in singles) * share))
    yield "first", Taken(tuple(one.wall for one in first), tuple(one.wall for one in alone))
    yield "processor", Taken(tuple(one.processor for one in first), tuple(one.processor for one in alone))
    yield "again", Taken(tuple(one.wall for one in again), tuple(one.wall for one in first))
    yield "memory", Taken(tuple(one.memory for one in first))


def _rollup(count: int, rounds: int, *, long: bool) -> Measurement:
    beside = f"{count:,} 次 `check`（{SINGLES} 次折算）"
    figures = (
        Figure("first", f"首次汇总 {count:,} 个", beside, Unit.SECONDS, aim=0.1),
        Figure("processor", f"首次汇总 {count:,} 个，处理器", beside, Unit.SECONDS),
        Figure("again", f"再次汇总 {count:,} 个", f"首次汇总 {count:,} 个", Unit.SECONDS),
        Figure("memory", f"首次汇总 {count:,} 个最多占的内存（全部进程）", unit=Unit.MEBIBYTES, aim=512),
    )
    return Measurement(f"rollup-{count}", SECTION, figures, rounds, lambda given: _take(count, given), long=long)


MEASUREMENTS = (_rollup(100, 2, long=False), _rollup(2_800, 1, long=True))

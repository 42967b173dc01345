"""How a check grows with the number of activities, in every large format; how validating grows with the plan."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measurement import Figure, Measurement, Section, Taken, Unit
from benchmarks.processes import ROOT, Command, Cost, in_turn, ours
from benchmarks.spread import exponent
from benchmarks.ten_files import DAY, workspace

SECTION = Section(
    "growth",
    "随规模增长",
    "整条命令 `check`，每项活动 10 个文件；首次没有缓存，其余是文件没有变、写成各种格式。"
    "指数按全部进程用掉的处理器时间算（起动时间在内）：1 就是活动多一倍、时间多一倍，越小越好。"
    "末几行是 `validate` 很长的计划，对照是 PyYAML 的 SafeLoader 只把同一份文件读进来。",
)
RUNS = {
    "first": ("首次，写 .json", "json"),
    "json": ("再次，写 .json", "json"),
    "table": ("再次，写 .txt", "txt"),
    "html": ("再次，写 .html", "html"),
    "xlsx": ("再次，写 .xlsx", "xlsx"),
}
LOAD = "import sys, yaml; yaml.load(open(sys.argv[1], encoding='utf-8'), Loader=yaml.SafeLoader)"


def _checks(sizes: tuple[int, ...], rounds: int) -> Iterator[tuple[str, Taken]]:
    """Every size in its own folder; of each round, the costs of every run."""
    costs: dict[tuple[str, int], list[Cost]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            plan = workspace(place, size)
            for _ in range(rounds):
                shutil.rmtree(place / "cache", ignore_errors=True)  # none before the first round
                for key, (_, suffix) in RUNS.items():
                    words = ("check", "--plan", str(plan), "--as-of", DAY, "-o", str(place / f"out.{suffix}"))
                    cost = ours(*words, cache=place / "cache", place=place).run(watched=True)
                    costs.setdefault((key, size), []).append(cost)
    small, large = sizes[-2:]
    for key in RUNS:
        before, after = costs[key, small], costs[key, large]
        powers = [
            exponent((small, one.processor), (large, other.processor)) for one, other in zip(before, after, strict=True)
        ]
        yield f"{key}-time", Taken(tuple(one.wall for one in after))
        yield f"{key}-power", Taken(tuple(powers))
        yield f"{key}-memory", Taken(tuple(one.memory for one in after))


def _check_growth(name: str, sizes: tuple[int, ...], rounds: int, *, long: bool) -> Measurement:
    small, large = sizes[-2:]
    figures = [
        figure
        for key, (label, _) in RUNS.items()
        for figure in (
            Figure(f"{key}-time", f"{large:,} 项，{label}", unit=Unit.SECONDS),
            Figure(f"{key}-power", f"{small:,} 到 {large:,} 项的指数，{label}", unit=Unit.POWER),
            Figure(f"{key}-memory", f"{large:,} 项最多占的内存，{label}", unit=Unit.MEBIBYTES),
        )
    ]
    return Measurement(name, SECTION, tuple(figures), rounds, lambda count: _checks(sizes, count), long=long)


def plan_of(count: int) -> str:
    """A sound plan with so many activities, its head the real plan's."""
    head = (ROOT / "data" / "plan_2024.yaml").read_text(encoding="utf-8").split("activities:")[0]
    rows = [
        f"  - id: {n}\n    month: {1 + (n - 1) * 12 // count}\n    theme: 第{n}项政策宣传活动\n"
        f"    forms: [政策宣传, 现场观摩]\n    units: [第{chr(0x4E00 + n % 3000)}街道办事处]\n"
        for n in range(1, count + 1)
    ]
    return head + "activities:\n" + "".join(rows)


def _plans(small: int, large: int, rounds: int) -> Iterator[tuple[str, Taken]]:
    with tempfile.TemporaryDirectory() as folder:
        spent: dict[int, list[Cost]] = {}
        for size in (small, large):
            path = Path(folder) / f"plan_{size}.yaml"
            path.write_text(plan_of(size), encoding="utf-8")
            validate = ours("validate", str(path), cache=Path(folder) / "cache")
            if size == large:
                loading = Command((sys.executable, "-c", LOAD, str(path)))
                yield "time", Taken.pairs(in_turn(validate, loading, rounds))
            spent[size] = [validate.run(watched=True) for _ in range(rounds)]
    powers = [
        exponent((small, one.processor), (large, other.processor))
        for one, other in zip(spent[small], spent[large], strict=True)
    ]
    yield "power", Taken(tuple(powers))
    yield "memory", Taken(tuple(one.memory for one in spent[large]))


def _plan_growth(name: str, small: int, large: int, rounds: int, *, long: bool) -> Measurement:
    figures = (
        Figure("time", f"`validate` {large:,} 项的计划", "SafeLoader 只读", Unit.SECONDS),
        Figure("power", f"{small:,} 到 {large:,} 项的指数，`validate`", unit=Unit.POWER),
        Figure("memory", f"`validate` {large:,} 项最多占的内存", unit=Unit.MEBIBYTES),
    )
    return Measurement(name, SECTION, figures, rounds, lambda count: _plans(small, large, count), long=long)


MEASUREMENTS = (
    _check_growth("growth-540", (54, 540), 2, long=False),
    _check_growth("growth-5400", (54, 540, 1_620, 5_400), 1, long=True),
    _plan_growth("growth-plan", 500, 5_000, 3, long=False),
    _plan_growth("growth-plan-50000", 5_000, 50_000, 3, long=True),
)

"""Which plan file is meant when none is named: looked for from the current folder upward (contract §4)."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from zhutiri_cli.common.errors import FileProblem, reason_of
from zhutiri_cli.common.lazy_pattern import lazy_pattern

P = TypeVar("P")
_NAME = lazy_pattern(r"plan_(\d{4})\.yaml", re.ASCII)


def year_named(name: str) -> int | None:
    """The year in the name of a plan file; ``None`` for another file."""
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else None


def plans_in(folder: Path) -> list[tuple[int, Path]]:
    """The plans of one folder with their years: those in its ``data/`` first, then its own."""
    found: list[tuple[int, Path]] = []
    for place in (folder / "data", folder):
        try:
            names = sorted(place.glob("plan_*.yaml"))
        except OSError:
            continue  # a folder that may not be listed holds no plan of ours
        found += [(year, path) for path in names if (year := year_named(path.name)) is not None]
    return found


def find_plans(start: Path) -> list[tuple[int, Path]]:
    """The plans, with their years, of the nearest folder from ``start`` upward that has any, in ``data/`` or itself."""
    for folder in (start, *start.parents):
        if found := plans_in(folder):
            return found
    return []


def _closed(start: Path) -> tuple[Path, str] | None:
    """The folder here where a plan may lie and that cannot be listed, with the reason. Of those above nothing is said:
    many systems let nobody list some of them."""
    for place in (start / "data", start):
        try:
            os.scandir(place).close()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as problem:
            return place, reason_of(problem)
    return None


def plan_of_year(plans: Sequence[tuple[int, P]], year: int) -> tuple[P, list[P]]:
    """Of some plans (one at least), wherever they lie, that of ``year``, else of the latest earlier year, else the
    earliest; and the others that were passed over."""
    years = [known for known, _ in plans]
    earlier = [known for known in years if known <= year]
    wanted = max(earlier) if earlier else min(years)
    chosen = next(path for known, path in plans if known == wanted)
    return chosen, [path for _, path in plans if path != chosen]


def choose_plan(start: Path, year: int) -> tuple[Path, list[Path]]:
    """The plan of ``year`` from ``start`` upward, as ``plan_of_year`` chooses it; and the others.

    Raises ``FileProblem`` when there is none.
    """
    plans = find_plans(start)
    if not plans:
        if closed := _closed(start):
            folder, reason = closed
            raise FileProblem(f"{folder} 打不开（{reason}），不知道里面有没有计划文件", "请放开读取权限后重新运行")
        raise FileProblem(
            f"从 {start} 向上没有找到计划文件（data/plan_年份.yaml 或 plan_年份.yaml）",
            "请进入工作区再运行，或用 --plan 指明计划文件",
        )
    return plan_of_year(plans, year)

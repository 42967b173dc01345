"""Which plan file is meant when none is named: looked for from the current folder upward (contract §4)."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from zhutiri_cli.common.errors import FileProblem, reason_of
from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.paths import path_shown

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


def _unlisted(start: Path, plans: list[tuple[int, Path]]) -> tuple[Path, str] | None:
    """The nearest folder ``data/`` that may not be listed, with why, before the folder in which ``plans`` lie."""
    for folder in (start, *start.parents):
        if any(path.parent in (folder, folder / "data") for _, path in plans):
            return None
        try:
            with os.scandir(folder / "data"):
                pass  # whether it may be listed is all that is asked
        except PermissionError as problem:
            return folder, f"文件夹 {path_shown(folder / 'data')} 打不开（{reason_of(problem)}）"
        except OSError:  # most often there is none
            continue
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

    Raises ``FileProblem`` when there is none, and when a nearer one may lie in a folder that may not be listed.
    """
    plans = find_plans(start)
    unlisted = _unlisted(start, plans)
    if unlisted is not None and (plans or unlisted[0] == start):
        said = f"{unlisted[1]}，看不到里面有没有计划文件"
        raise FileProblem(said, "请检查文件夹的读取权限，或用 --plan 指明计划文件")
    if not plans:
        closed = f"；{unlisted[1]}" if unlisted is not None else ""
        raise FileProblem(
            f"从 {start} 向上没有找到计划文件（data/plan_年份.yaml 或 plan_年份.yaml）{closed}",
            "请进入工作区再运行，或用 --plan 指明计划文件",
        )
    return plan_of_year(plans, year)

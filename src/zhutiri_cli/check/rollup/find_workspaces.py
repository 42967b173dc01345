"""Which workspaces are meant: folders, patterns, plan files, folders of folders, and lists of all these."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from zhutiri_cli.common.errors import FileProblem, UsageProblem, reason_of
from zhutiri_cli.common.filenames import lies_beside
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.plan.find import plans_in

DEPTH = 4
"""Folders within folders that are looked through for workspaces: province, city, district, and one more."""
LIST_BYTES = 20_000_000
_PLANS = (".yaml", ".yml")
_NO_PLAN = "没有计划文件（data/plan_年份.yaml 或 plan_年份.yaml）"
_ADD_PLAN = "请放入计划文件，或从清单中去掉"


class FoundWorkspace(Struct, frozen=True):
    """A workspace's folder, or its plan file where that was named; or what is none, with the ``fault`` and what to do
    about it."""

    path: Path
    fault: str = ""
    advice: str = ""


def find_workspaces(words: Sequence[str]) -> list[FoundWorkspace]:
    """The workspaces meant by what was typed, in that order, each once; what is none is there with its fault.

    Raises ``UsageProblem`` where nothing that was typed leads to any folder, ``FileProblem`` for a list that cannot be
    read.
    """
    found: dict[str, FoundWorkspace] = {}
    for word in words:
        for place in _of_word(word):
            found.setdefault(os.path.realpath(place.path), place)
    if all(place.fault and not place.path.exists() for place in found.values()):
        raise UsageProblem(
            f"{'、'.join(words)} 没有找到任何工作区", "请核对路径；可写工作区文件夹、通配符（如 全省/*）或清单文件"
        )
    return list(found.values())


def _of_word(word: str) -> Iterator[FoundWorkspace]:
    path = Path(word)
    if path.is_file() and path.suffix.lower() not in _PLANS:
        for line, base in _listed(path):
            yield from _expanded(line, base)
    else:
        yield from _expanded(word, Path())


def _listed(path: Path) -> Iterator[tuple[str, Path]]:
    """The lines of a list and the folder from which each is meant: the list's own, else the current one."""
    try:
        data = path.read_bytes() if path.stat().st_size <= LIST_BYTES else None
        text = data.decode("utf-8-sig") if data is not None else None
    except OSError as problem:
        raise FileProblem(f"清单 {path_shown(path)} 无法读取（{reason_of(problem)}）", "请检查读取权限") from None
    except UnicodeDecodeError:
        text = None
    if text is None or "\0" in text:
        advice = "请写成每行一个工作区的 UTF-8 文本；计划文件的后缀应为 .yaml"
        raise UsageProblem(f"{path_shown(path)} 不是工作区，也不是 UTF-8 文本的清单", advice)
    for line in map(str.strip, text.splitlines()):
        if line and not line.startswith("#"):
            there = any(_matches(line, path.parent)) or not any(_matches(line, Path()))
            yield line, path.parent if there else Path()


def _expanded(word: str, base: Path) -> Iterator[FoundWorkspace]:
    paths = sorted(_matches(word, base), key=_by_name)
    if not paths:
        what = "没有匹配的文件夹" if glob.has_magic(word) else "不存在"
        yield FoundWorkspace(base / word, what, "请核对路径")
    for path in paths:
        if path.is_dir():
            yield from _below(path)
        elif path.suffix.lower() in _PLANS:
            yield FoundWorkspace(path)
        elif not glob.has_magic(word):
            yield FoundWorkspace(path, "不是工作区的文件夹，也不是计划文件", "清单中每行写一个工作区的文件夹")


def _matches(word: str, base: Path) -> Iterator[Path]:
    """What a word stands for: the file or folder of that very name, else all that fits it as a pattern."""
    if os.path.lexists(base / word):
        yield base / word
    elif glob.has_magic(word):
        for name in glob.iglob(word, root_dir=base, recursive=True):  # noqa: PTH207 - a pattern may begin at the root
            path = base / name
            if path.is_dir() or path.suffix.lower() in _PLANS:
                yield path


def _below(folder: Path) -> Iterable[FoundWorkspace]:
    found = _workspaces(folder, DEPTH)
    if isinstance(found, FoundWorkspace):
        return [found]
    return found or [FoundWorkspace(folder, _NO_PLAN, _ADD_PLAN)]


def _workspaces(folder: Path, depth: int) -> list[FoundWorkspace] | FoundWorkspace:
    """The workspaces of a folder: itself, or those of its sub-folders, where one without any is told as such; none when
    nothing below holds a plan."""
    if plans_in(folder):
        return FoundWorkspace(folder)
    try:
        entries = [entry for entry in os.scandir(folder) if entry.is_dir() and not entry.name.startswith(".")]
    except OSError as problem:
        return FoundWorkspace(folder, f"打不开（{reason_of(problem)}）", "请检查读取权限")
    if depth == 0:
        return []
    inner = (path for path in map(Path, entries) if not lies_beside(path))  # an earlier rollup's own pages are none
    below = {path: _workspaces(path, depth - 1) for path in sorted(inner, key=_by_name)}
    if not any(isinstance(found, FoundWorkspace) or found for found in below.values()):
        return []
    places: list[FoundWorkspace] = []
    for path, found in below.items():
        places += [found] if isinstance(found, FoundWorkspace) else found or [FoundWorkspace(path, _NO_PLAN, _ADD_PLAN)]
    return places


def _by_name(path: Path) -> list[tuple[int, int | str]]:
    """Names in the order in which people number them: 2号 before 10号."""
    return [(0, int(part)) if part.isdecimal() else (1, part) for part in re.split(r"(\d+)", path.as_posix()) if part]

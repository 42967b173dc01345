"""Which workspaces are meant: folders, patterns, plan files, folders of folders, lists of all these, and addresses on
storage."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from zhutiri_cli.check.rollup.pattern_matches import of_matches, plan_file, plan_meant
from zhutiri_cli.check.rollup.storage_address import StorageAddress, address_in, local_word, unreadable
from zhutiri_cli.check.rollup.workspaces_below import (
    OWN_FOLDERS,
    PLAN_SUFFIXES,
    FoundWorkspace,
    LookedInto,
    by_name,
    workspaces_below,
)
from zhutiri_cli.common.errors import FileProblem, UsageProblem, reason_of
from zhutiri_cli.common.filenames import lies_beside
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.plan.find import plan_of_year, plans_in

LIST_BYTES = 20_000_000
_NO_LINE = "清单里没有写任何工作区"
_NO_MATCH = ("没有匹配的文件夹", "请核对路径；通配符只认文件夹和名称为 plan_年份.yaml 的计划文件")


def find_workspaces(words: Sequence[str], year: int) -> list[FoundWorkspace]:
    """The workspaces meant by what was typed, in that order, each once however it was named: two are the same where the
    plan that a check in ``year`` takes is. What is none is there with its fault.

    Raises ``UsageProblem`` where nothing that was typed leads anywhere, for an address that cannot be read, and where
    storage is meant and its extra is not installed; ``FileProblem`` for a list that cannot be read.
    """
    found: dict[str, FoundWorkspace] = {}
    for word in words:
        for place in _of_word(word):
            found.setdefault(_key(place, year), place)
    if all(place.absent for place in found.values()):
        for place in found.values():
            if isinstance(place.path, StorageAddress):
                raise FileProblem(f"{place.path}：{place.fault}", place.advice)
            if place.fault == _NO_LINE:
                raise UsageProblem(f"{path_shown(place.path)}：{place.fault}", place.advice)
        raise UsageProblem(
            f"{'、'.join(words)} 没有找到任何工作区", "请核对路径；可写工作区文件夹、通配符（如 全省/*）或清单文件"
        )
    return list(found.values())


def _key(place: FoundWorkspace, year: int) -> str:
    """What tells a workspace from any other: where its plan lies. A plan that is a link to one that several share is
    its own: what is submitted lies beside the link."""
    if not place.plans:
        return os.path.realpath(place.path) if isinstance(place.path, Path) else str(place.path)
    plan, _ = plan_of_year(place.plans, year)
    return str(Path(os.path.realpath(plan.parent), plan.name) if isinstance(plan, Path) else plan)


def _of_word(word: str) -> Iterator[FoundWorkspace]:
    address = address_in(word)
    if address is not None:
        fault, advice = _refused(address)
        if fault:
            raise UsageProblem(f"{address}：{fault}", advice)
        yield from _at(address, Path())
        return
    path = Path(word)
    if path.is_file() and path.suffix.lower() not in PLAN_SUFFIXES:
        empty = True
        for line, base in _listed(path):
            empty, there = False, address_in(line)
            yield from _expanded(line, base) if there is None else _at(there, base)
        if empty:
            advice = "请每行写一个工作区的文件夹；# 开头的行是注释，不算"
            yield FoundWorkspace(path, _NO_LINE, advice, absent=True)
    else:
        yield from _expanded(word, Path())


def _at(address: StorageAddress, base: Path) -> Iterator[FoundWorkspace]:
    """What an address stands for; of one that cannot be read, why."""
    fault, advice = _refused(address)
    if fault:
        yield FoundWorkspace(address, fault, advice, absent=True)
    elif address.scheme == "file":
        yield from _expanded(local_word(address), base)
    else:
        from zhutiri_cli.check.rollup.find_on_storage import found_at

        yield from found_at(address)


def _refused(address: StorageAddress) -> tuple[str, str]:
    if address.scheme == "file":
        return ("", "") if local_word(address) else ("不是本机的路径", "请写成 file:///路径，或直接写路径")
    return unreadable(address)


def _listed(path: Path) -> Iterator[tuple[str, Path]]:
    """The lines of a list and the folder from which each is meant: the list's own, else the current one."""
    try:
        data = path.read_bytes() if path.stat().st_size <= LIST_BYTES else None
        text = data.decode("utf-8-sig") if data is not None else None
    except OSError as problem:
        raise FileProblem(f"清单 {path_shown(path)} 打不开（{reason_of(problem)}）", "请检查读取权限") from None
    except UnicodeDecodeError:
        text = None
    if text is None or "\0" in text:
        advice = "请写成每行一个工作区的 UTF-8 文本；计划文件的后缀应为 .yaml"
        raise UsageProblem(f"{path_shown(path)} 不是工作区，也不是 UTF-8 文本的清单", advice)
    for line in map(str.strip, text.splitlines()):
        if line and not line.startswith("#"):
            there = address_in(line) or any(_matches(line, path.parent)) or not any(_matches(line, Path()))
            yield line, path.parent if there else Path()


def _expanded(word: str, base: Path) -> Iterator[FoundWorkspace]:
    """What a word stands for; a name that looks like a pattern is a name first."""
    path, pattern = base / word, glob.has_magic(word)
    if not os.path.lexists(path):
        matches = sorted(_matches(word, base), key=_by_name) if pattern else []
        yield from of_matches(((one, not one.is_dir()) for one in matches), _below)
        if not matches:
            yield FoundWorkspace(path, *(_NO_MATCH if pattern else ("不存在", "请核对路径")), absent=True)
    elif path.is_dir():
        yield from _below(path)
    elif path.suffix.lower() in PLAN_SUFFIXES:
        yield plan_file(path)
    else:
        yield FoundWorkspace(path, "不是工作区的文件夹，也不是计划文件", "清单中每行写一个工作区的文件夹")


def _matches(word: str, base: Path) -> Iterator[Path]:
    """What a word stands for: the file or folder of that very name, else all that fits it as a pattern."""
    if os.path.lexists(base / word):
        yield base / word
    elif glob.has_magic(word):
        last = Path(word).name
        for name in glob.iglob(word, root_dir=base, recursive=True):  # noqa: PTH207 - a pattern may begin at the root
            path = base / name
            if path.is_dir() or plan_meant(path.name, last):
                yield path


def _below(folder: Path) -> list[FoundWorkspace]:
    return workspaces_below(folder, _looked_into)


def _looked_into(folders: Sequence[Path]) -> Iterator[LookedInto[Path]]:
    for folder in folders:
        plans = plans_in(folder)
        try:
            entries = [entry for entry in os.scandir(folder) if entry.is_dir() and not entry.name.startswith(".")]
        except OSError as problem:
            fault = "" if plans else f"打不开（{reason_of(problem)}）"
            yield LookedInto(plans, fault=fault, advice="请检查读取权限")
            continue
        own = OWN_FOLDERS if plans else ()
        inner = (Path(entry) for entry in entries if entry.name not in own)
        beside = (path for path in inner if not lies_beside(path))  # an earlier rollup's own pages are none
        yield LookedInto(plans, sorted(beside, key=_by_name))


def _by_name(path: Path) -> list[tuple[int, int | str]]:
    return by_name(path.as_posix())

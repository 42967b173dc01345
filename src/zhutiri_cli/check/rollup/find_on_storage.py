"""Which workspaces an address on storage means, by the rules that hold for folders. What a storage calls a folder is a
beginning that names have in common; a workspace costs two listings."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatchcase

from zhutiri_cli.check.rollup.pattern_matches import of_matches, plan_file, plan_meant
from zhutiri_cli.check.rollup.storage import AT_ONCE, Storage
from zhutiri_cli.check.rollup.storage_address import StorageAddress
from zhutiri_cli.check.rollup.workspaces_below import (
    OWN_FOLDERS,
    PLAN_SUFFIXES,
    FoundWorkspace,
    LookedInto,
    by_name,
    workspaces_below,
)
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.filenames import page_of
from zhutiri_cli.plan.find import year_named


def found_at(address: StorageAddress) -> list[FoundWorkspace]:
    """The workspaces that an address or a pattern means, or why there is none. Raises ``UsageProblem`` where the extra
    is not installed."""
    try:
        storage = Storage(address.scheme)
    except FileProblem as problem:
        return [FoundWorkspace(address, problem.message, problem.advice, absent=True)]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        walk = _Walk(storage, threads)
        try:
            return list(walk.found(address))
        except FileProblem as problem:
            return [FoundWorkspace(address, problem.message, problem.advice, absent=True)]


class _Walk:
    """Folders looked into side by side."""

    def __init__(self, storage: Storage, threads: ThreadPoolExecutor) -> None:
        self._storage, self._threads = storage, threads

    def found(self, address: StorageAddress) -> Iterator[FoundWorkspace]:
        """What the address means; a name that looks like a pattern is a name first."""
        pattern = glob.has_magic(address.key)
        if self._storage.folder(address).there:
            yield from workspaces_below(address, self._looked_into)
        elif self._storage.holds(address):
            yield _plan_file(address)
        elif not pattern:
            yield FoundWorkspace(address, "不存在", "请核对地址", absent=True)
        else:
            places = self._matches(address)
            yield from of_matches(places, lambda place: workspaces_below(place, self._looked_into))
            if not places:
                advice = "请核对地址；通配符只认文件夹和名称为 plan_年份.yaml 的计划文件"
                yield FoundWorkspace(address, "没有匹配的文件夹", advice, absent=True)

    def _matches(self, address: StorageAddress) -> list[tuple[StorageAddress, bool]]:
        """The folders and plan files (``True``) that fit a pattern, each of its parts for one level."""
        bucket, *parts = address.key.split("/")
        places = [(StorageAddress(address.scheme, bucket), False)]
        for part in parts:
            places = [
                (place.child(name), is_file)
                for (place, _), names in zip(places, self._threads.map(self._named, places), strict=True)
                for name, is_file in names
                if (fnmatchcase(name, part) if glob.has_magic(part) else name == part)
                and (part.startswith(".") or not name.startswith("."))
                and (not is_file or plan_meant(name, part))
            ]
        return sorted(places, key=lambda one: by_name(one[0].key))

    def _named(self, place: tuple[StorageAddress, bool]) -> list[tuple[str, bool]]:
        """What a folder holds that a workspace can be, or lie in; nothing is in a file."""
        at, is_file = place
        if is_file:
            return []
        seen = self._storage.folder(at)
        return [*((name, False) for name in seen.folders), *((name, True) for name in seen.files)]

    def _looked_into(self, folders: Sequence[StorageAddress]) -> Iterable[LookedInto[StorageAddress]]:
        return self._threads.map(self._look, folders)

    def _look(self, folder: StorageAddress) -> LookedInto[StorageAddress]:
        try:
            seen = self._storage.folder(folder)
            held = self._storage.folder(folder.child("data")).files if "data" in seen.folders else {}
        except FileProblem as problem:
            return LookedInto(fault=problem.message, advice=problem.advice)
        names = [*(f"data/{name}" for name in sorted(held)), *sorted(seen.files)]
        years = [(year_named(name.rpartition("/")[2]), name) for name in names]
        plans = [(year, folder.child(name)) for year, name in years if year is not None]
        own = OWN_FOLDERS if plans else ()
        inner = [name for name in seen.folders if not name.startswith(".") and page_of(name) not in seen.files]
        return LookedInto(plans, [folder.child(name) for name in sorted(inner, key=by_name) if name not in own])


def _plan_file(address: StorageAddress) -> FoundWorkspace:
    if address.name.lower().endswith(PLAN_SUFFIXES):
        return plan_file(address)
    advice = "地址写到工作区的文件夹或计划文件；清单文件请放在本机"
    return FoundWorkspace(address, "不是工作区的文件夹，也不是计划文件", advice)

"""Files as they are, and folders of files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from zhutiri_cli.common.foreign_limits import FOLDER_DEPTH as MAX_DEPTH
from zhutiri_cli.common.paths import resolved
from zhutiri_cli.common.spelling import readable, shorten
from zhutiri_cli.workspace.receiving.packages import changing, state_of, stow
from zhutiri_cli.workspace.receiving.packages.foreign_names import repaired, skips
from zhutiri_cli.workspace.receiving.packages.parcel import CHUNK, Parcel, Stage

SUFFIXES = ("",)


def read(path: Path, stage: Stage) -> Parcel:
    """The file, or every file of the folder. Raises ``FileProblem`` when one is refused, ``OSError`` from the disk."""
    parcel = Parcel(readable(path.name) or str(path))
    group = stage.next_group()
    if not path.is_dir():
        _take(parcel, stage, path, (path.name,), group)
        return parcel
    for inner in list(_walk(parcel, path, 0)):
        _take(parcel, stage, inner, (resolved(path).name, *inner.relative_to(path).parts), group)
    return parcel


def _walk(parcel: Parcel, folder: Path, depth: int) -> Iterator[Path]:
    """Every file below a folder; links, devices and folders that cannot be listed refuse the whole package."""
    if depth > MAX_DEPTH:
        parcel.refuse(f"文件夹超过 {MAX_DEPTH} 层", "请减少文件夹层数后再放入")
    with os.scandir(folder) as listed:
        entries = sorted(listed, key=lambda entry: entry.name)
    for entry in entries:
        name = readable(entry.name)
        if skips(parcel, name, [name]):
            continue
        status = entry.stat(follow_symlinks=False)
        reparse = getattr(status, "st_file_attributes", 0) & getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0)
        if entry.is_symlink() or reparse:
            parcel.refuse(f"其中的“{shorten(name)}”是链接，不是文件", "请换成真正的文件后再放入")
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(parcel, Path(entry.path), depth + 1)
        elif stat.S_ISREG(status.st_mode):
            yield Path(entry.path)
        else:
            parcel.refuse(f"其中的“{shorten(name)}”是设备或管道，不是文件", "请移走后再放入")


def _take(parcel: Parcel, stage: Stage, path: Path, parts: tuple[str, ...], group: int) -> None:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        parcel.refuse("不是普通文件", "请放入真正的文件")
    stage.expect(parcel, 1, status.st_size)
    names, before = [readable(part) for part in parts], state_of(path)
    stow(parcel, stage, tuple(repaired(name) for name in names), "/".join(names), group, _chunks(path))
    if state_of(path) != before:
        changing(parcel, path.name)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            yield chunk

"""A .tar, packed or not, and a single file in .gz, .bz2 or .xz: unpacked into the stage under guard."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any

from zhutiri_cli.common.foreign_limits import BOMB_RATIO, RATIO_FROM
from zhutiri_cli.common.foreign_limits import RECEIVED_FILES as MAX_ENTRIES
from zhutiri_cli.common.spelling import suffix_of
from zhutiri_cli.workspace.receiving.packages import stow
from zhutiri_cli.workspace.receiving.packages.foreign_names import decoded, inner_parts
from zhutiri_cli.workspace.receiving.packages.parcel import CHUNK, Parcel, Stage
from zhutiri_cli.workspace.receiving.packages.unpacking import TimeLimit, admit, damage_refused, foreign, opened

SUFFIXES = (".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".gz", ".bz2", ".xz")
INSIDE = (".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".tar.gz", ".tar.bz2", ".tar.xz")
"""The ends of names that are opened inside a mail; what is packed by itself has no other name there."""
_OPENERS: dict[str, Callable[[IO[bytes]], Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}


def lacking() -> str:
    """Nothing must be installed for these."""
    return ""


def read(path: Path, stage: Stage) -> Parcel:
    """The package. Raises ``FileProblem`` when it is refused, ``OSError`` when the disk fails."""
    parcel = Parcel(path.name)
    with opened(path, parcel) as stream:
        _unpack(stream, path.name, parcel, stage)
    return parcel


def unpack(stream: IO[bytes], parcel: Parcel, stage: Stage) -> None:
    """Put every file of an archive into the stage, in the archive's order, under one group."""
    _unpack(stream, "", parcel, stage)


def _unpack(stream: IO[bytes], name: str, parcel: Parcel, stage: Stage) -> None:
    size, limit = stream.seek(0, 2), TimeLimit(parcel)
    stream.seek(0)
    with damage_refused(parcel):
        if suffix_of(name) in _OPENERS and not tarfile.is_tarfile(stream):
            stream.seek(0)
            _single(stream, name, parcel, stage, limit)
            return
        stream.seek(0)
        with tarfile.open(fileobj=stream, mode="r:*") as archive:
            _take(archive, size, parcel, stage, limit)


def _take(archive: tarfile.TarFile, size: int, parcel: Parcel, stage: Stage, limit: TimeLimit) -> None:
    members = []
    for member in archive:
        limit.check()
        if member.isdir():
            continue
        if not member.isfile():
            foreign(parcel, member.name)
        members.append(member)
        if len(members) > MAX_ENTRIES:
            break
    names = decoded([member.name.encode("utf-8", "surrogateescape") for member in members])
    admit(parcel, stage, names, sum(member.size for member in members), size)
    if not _ends(archive, limit):
        parcel.refuse("压缩包中间损坏或没有传完整，后面的文件读不到", "请单位重新打包后发送，或解压后再放入")
    placed = [(member, name, inner_parts(parcel, name)) for member, name in zip(members, names, strict=True)]
    group = stage.next_group()
    for member, name, parts in placed:
        stream = archive.extractfile(member)
        if parts is not None and stream is not None:
            stow(parcel, stage, parts, name, group, _chunks(stream, limit))


def _ends(archive: tarfile.TarFile, limit: TimeLimit) -> bool:
    """Whether the block of zeros that ends an archive stands where its listing stopped, and nothing but zeros behind:
    the library stops without a word at a header that is damaged or cut off, too."""
    stream: Any = archive.fileobj
    stream.seek(archive.offset)
    rest = _chunks(stream, limit)
    first = next(rest, b"")
    return len(first) >= tarfile.BLOCKSIZE and not any(chunk.strip(b"\0") for chunk in chain([first], rest))


def _single(stream: IO[bytes], name: str, parcel: Parcel, stage: Stage, limit: TimeLimit) -> None:
    """One file that was packed by itself: its name is the package's, without the last suffix."""
    inner = name[: -len(suffix_of(name))] or name
    parts, size = inner_parts(parcel, inner), stream.seek(0, 2)
    stream.seek(0)
    if parts is not None:
        with _OPENERS[suffix_of(name)](stream) as single:
            chunks = _watched(_chunks(single, limit), size, parcel)
            stow(parcel, stage, parts, inner, stage.next_group(), chunks)


def _watched(chunks: Iterator[bytes], packed: int, parcel: Parcel) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > RATIO_FROM and total > BOMB_RATIO * max(packed, 1):
            parcel.refuse("解压后体积异常庞大（疑似压缩炸弹）", "请单位核对后重新报送")
        yield chunk


def _chunks(stream: IO[bytes], limit: TimeLimit) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        limit.check()
        yield chunk

"""A .zip: unpacked into the stage under guard. An archive inside it is kept as it is (ZT306 then says so)."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from zhutiri_cli.common.foreign_limits import BOMB_RATIO, RATIO_FROM
from zhutiri_cli.materials.file_facts import UnfitError
from zhutiri_cli.materials.formats.zipguard import zip_faults
from zhutiri_cli.workspace.receiving.packages import stow
from zhutiri_cli.workspace.receiving.packages.foreign_names import decoded, inner_parts
from zhutiri_cli.workspace.receiving.packages.parcel import CHUNK, UNPACK, Parcel, Stage
from zhutiri_cli.workspace.receiving.packages.unpacking import foreign, locked, opened

SUFFIXES = (".zip",)
_UTF8 = 0x800
_UNICODE_PATH = 0x7075
_FOREIGN = (stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK)


def lacking() -> str:
    """Nothing must be installed for these."""
    return ""


def read(path: Path, stage: Stage) -> Parcel:
    """The package. Raises ``FileProblem`` when it is refused, ``OSError`` when the disk fails."""
    parcel = Parcel(path.name)
    with opened(path, parcel) as stream:
        unpack(stream, parcel, stage)
    return parcel


def unpack(stream: IO[bytes], parcel: Parcel, stage: Stage) -> None:
    """Put every file of an archive into the stage, in the archive's order, under one group."""
    try:
        with zip_faults(), zipfile.ZipFile(stream) as archive:
            entries = [(entry, name) for entry, name in _named(archive) if not _is_folder(entry, name)]
            _refuse_unsafe(parcel, stage, entries)
            group, placed = stage.next_group(), [(entry, name, inner_parts(parcel, name)) for entry, name in entries]
            for entry, name, parts in placed:
                if parts is not None:
                    stow(parcel, stage, parts, name, group, _chunks(archive, entry))
    except UnfitError as problem:
        parcel.refuse(problem.reason, problem.remedy)


def _named(archive: zipfile.ZipFile) -> list[tuple[zipfile.ZipInfo, str]]:
    """The entries with their true names: those not said to be UTF-8 were read as code page 437, byte for byte."""
    entries = archive.infolist()
    raws = {id(entry): entry.orig_filename.encode("cp437") for entry in entries if not entry.flag_bits & _UTF8}
    known = {key: name for entry in entries if (key := id(entry)) in raws and (name := _beside(entry, raws[key]))}
    unsaid = [key for key in raws if key not in known]
    known |= dict(zip(unsaid, decoded([raws[key] for key in unsaid]), strict=True))
    return [(entry, known.get(id(entry), entry.orig_filename)) for entry in entries]


def _beside(entry: zipfile.ZipInfo, raw: bytes) -> str:
    """The name in UTF-8 that an entry carries beside ``raw`` (Info-ZIP Unicode Path, 0x7075: version 1, the CRC-32 of
    the name it belongs to); ``""`` without one that fits."""
    extra = entry.extra
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        held, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and held[:5] == struct.pack("<BI", 1, zlib.crc32(raw)):
            with suppress(UnicodeDecodeError):  # then the name as the zip has it
                return held[5:].decode("utf-8")
    return ""


def _is_folder(entry: zipfile.ZipInfo, name: str) -> bool:
    return name.endswith(("/", "\\")) and entry.file_size == 0


def _refuse_unsafe(parcel: Parcel, stage: Stage, entries: list[tuple[zipfile.ZipInfo, str]]) -> None:
    """By what the archive declares, before anything is unpacked."""
    for entry, name in entries:
        if entry.flag_bits & 0x41:
            locked(parcel)
        if stat.S_IFMT(entry.external_attr >> 16) in _FOREIGN:
            foreign(parcel, name)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            parcel.refuse("用了少见的压缩方式，打不开", UNPACK)
        if entry.file_size > RATIO_FROM and entry.file_size > BOMB_RATIO * max(entry.compress_size, 1):
            parcel.refuse("解压后体积异常庞大（疑似压缩炸弹）", "请单位核对后重新报送")
    stage.expect(parcel, len(entries), sum(entry.file_size for entry, _ in entries))


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk

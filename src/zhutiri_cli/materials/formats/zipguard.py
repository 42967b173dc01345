"""Opening zip-based documents without trusting them: encrypted entries, bombs and damage become ``UnfitError``."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from zhutiri_cli.common.foreign_limits import BOMB_RATIO
from zhutiri_cli.common.foreign_limits import ENTRIES as MAX_ENTRIES
from zhutiri_cli.common.foreign_limits import PART_BYTES as MAX_PART
from zhutiri_cli.common.foreign_limits import PARTS_BYTES as MAX_READ
from zhutiri_cli.common.foreign_limits import UNPACKED_BYTES as MAX_UNPACKED
from zhutiri_cli.materials.file_facts import Fitness, UnfitError, damaged, encrypted, of_machine


def _bomb() -> UnfitError:
    return UnfitError("解压后体积异常庞大（疑似压缩炸弹），没有打开", "请单位用办公软件另存一份后重新报送")


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """Sort key by which ``Page_2`` comes before ``Page_10``."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"([0-9]{1,18})", name))


@contextmanager
def zip_faults() -> Iterator[None]:
    """Turn what zipfile raises on damaged archives into ``UnfitError``."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError, RuntimeError, OSError) as error:
        if of_machine(error):
            raise
        raise damaged() from error


class SafeZip:
    """A zip opened for reading parts. Use as a context manager; every method may raise ``UnfitError``."""

    def __init__(self, path: Path | IO[bytes]) -> None:
        with zip_faults():
            self._zip = zipfile.ZipFile(path)
        self._spent = 0
        self._entries = {entry.filename.replace("\\", "/"): entry for entry in self._zip.infolist()}
        try:
            self._refuse_bombs()
        except UnfitError:
            self._zip.close()
            raise

    def _refuse_bombs(self) -> None:
        entries = self._entries.values()
        if any(entry.flag_bits & 1 for entry in entries):
            raise encrypted()
        unpacked = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        if len(entries) > MAX_ENTRIES or (unpacked > MAX_UNPACKED and unpacked > BOMB_RATIO * max(packed, 1)):
            raise _bomb()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        """All entries in natural order, with ``/`` between folders."""
        return tuple(sorted(self._entries, key=natural))

    def find(self, name: str) -> str | None:
        """The entry of that name, its case ignored as office programs do."""
        if name in self._entries:
            return name
        return next((known for known in self._entries if known.lower() == name.lower()), None)

    def head(self, name: str, size: int) -> tuple[int, bytes]:
        """The CRC-32 that an entry declares, and its first bytes; ``b""`` where they cannot be read."""
        entry = self._entries[name]
        try:
            with zip_faults(), self._zip.open(entry) as stream:
                return entry.CRC, stream.read(size)
        except UnfitError:  # a picture that is broken: it is no photo
            return entry.CRC, b""

    def read(self, name: str) -> bytes:
        """One part, unpacked, whatever size its entry declares; ``UnfitError`` beyond the limits or if damaged."""
        entry = self._entries[name]
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnfitError("文件用了办公软件不用的压缩方式，没有打开", "请单位用办公软件另存一份后重新报送")
        with zip_faults(), self._zip.open(entry) as stream:
            data = stream.read(MAX_PART + 1)
        self._spent += len(data)
        if len(data) > MAX_PART or self._spent > MAX_READ:
            if len(data) > BOMB_RATIO * max(entry.compress_size, 1):
                raise _bomb()
            raise UnfitError("正文体积过大，未核对内容", "请人工打开核对", Fitness.UNCHECKED)
        return data

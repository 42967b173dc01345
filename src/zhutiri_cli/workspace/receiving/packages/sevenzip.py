"""A .7z: unpacked into the stage under guard, by py7zr (extra ``archives``)."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import IO, Any

from zhutiri_cli.workspace.receiving.packages import stow
from zhutiri_cli.workspace.receiving.packages.foreign_names import inner_parts
from zhutiri_cli.workspace.receiving.packages.parcel import CHUNK, UNPACK, Parcel, Stage
from zhutiri_cli.workspace.receiving.packages.unpacking import (
    EXTRA,
    TimeLimit,
    admit,
    damage_refused,
    foreign,
    locked,
    not_here,
    opened,
)

SUFFIXES = (".7z",)


def lacking() -> str:
    """What must be installed before such archives can be opened; ``""`` if nothing."""
    return "" if find_spec("py7zr") else f"安装 {EXTRA} 后重新运行"


def read(path: Path, stage: Stage) -> Parcel:
    """The package. Raises ``FileProblem`` when it is refused, ``OSError`` when the disk fails."""
    parcel = Parcel(path.name)
    if need := lacking():
        not_here(parcel, ".7z", need)
    with opened(path, parcel) as stream:
        unpack(stream, parcel, stage)
    return parcel


def unpack(stream: IO[bytes], parcel: Parcel, stage: Stage) -> None:
    """Put every file of an archive into the stage, in the archive's order, under one group."""
    import py7zr

    deadline = TimeLimit(parcel)
    with damage_refused(parcel):
        try:
            with py7zr.SevenZipFile(stream) as archive:
                entries = _safe(archive, parcel, stage, stream.seek(0, 2))
                made = _unpacked(archive, parcel, stage, deadline)
        except py7zr.PasswordRequired:
            locked(parcel)
        except py7zr.UnsupportedCompressionMethodError:
            parcel.refuse("用了少见的压缩方式，打不开", UNPACK)
        group = stage.next_group()
        placed = [(name, inner_parts(parcel, name), made.pop(_key(name))) for name in entries]
    for name, parts, held in placed:
        if parts is not None:
            stow(parcel, stage, parts, name, group, _chunks(held))
        held.unlink()


def _key(name: str) -> str:
    return str(PurePosixPath(name))


def _safe(archive: Any, parcel: Parcel, stage: Stage, packed: int) -> list[str]:
    """The names of the archive's files, nothing unpacked yet; refused by what it declares."""
    if archive.needs_password():
        locked(parcel)
    files = [entry for entry in archive.files if not entry.is_directory]
    for entry in files:
        kind = entry.st_fmt
        if entry.is_symlink or entry.is_junction or (kind and not stat.S_ISREG(kind)):
            foreign(parcel, entry.filename)
        inner_parts(Parcel(parcel.label), entry.filename)  # names that lead out are refused in our own words
    names = [entry.filename for entry in files]
    admit(parcel, stage, map(_key, names), sum(entry.uncompressed for entry in files), packed)
    return names


def _unpacked(archive: Any, parcel: Parcel, stage: Stage, deadline: TimeLimit) -> dict[str, Path]:
    """Every file's name with a file in the stage that holds its bytes, counted as they really come."""
    made: dict[str, Path] = {}
    total, ground = 0, stage.folder.absolute()  # the library asks for absolute names, whatever it is given

    def count(size: int) -> None:
        nonlocal total
        deadline.check()
        total += size
        stage.expect(parcel, 0, total)

    def begin(name: str) -> Path:
        key = PurePosixPath(name).relative_to(ground.as_posix())
        made[str(key)] = stage.folder / f"7z-{stage.groups}-{len(made)}"
        return made[str(key)]

    with ExitStack() as opened:
        archive.extractall(ground, factory=_writers(begin, count, opened))
    return made


def _writers(begin: Callable[[str], Path], count: Callable[[int], None], opened: ExitStack) -> Any:
    """What py7zr asks for a place to write each file to: ``begin`` names it, ``count`` is told of every piece."""
    from py7zr.io import Py7zIO, WriterFactory

    class Writer(Py7zIO):
        def __init__(self, path: Path) -> None:
            self._stream = opened.enter_context(path.open("xb"))

        def write(self, s: bytes | bytearray) -> int:
            count(len(s))
            return self._stream.write(s)

        def read(self, size: int | None = None) -> bytes:  # noqa: ARG002 - never asked for
            return b""

        def seek(self, offset: int, whence: int = 0) -> int:  # noqa: ARG002 - only ever to the start, at the end
            return 0

        def flush(self) -> None:
            self._stream.flush()

        def size(self) -> int:
            return self._stream.tell()

        def close(self) -> None:
            self._stream.close()

    class Writers(WriterFactory):
        def create(self, filename: str) -> Py7zIO:
            return Writer(begin(filename))

    return Writers()


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            yield chunk

"""One module per kind of package; each declares ``SUFFIXES`` and ``read(path, stage)``.

A new kind is one new module here: nothing lists them. The one that claims ``""`` takes what no other does.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import IO, Any, Protocol, runtime_checkable

from zhutiri_cli.common.plugins import modules_by_suffix
from zhutiri_cli.common.spelling import suffix_of
from zhutiri_cli.workspace.receiving.packages.parcel import Parcel, Stage


class PackageReader(Protocol):
    """What every module that claims suffixes offers."""

    SUFFIXES: tuple[str, ...]
    read: Callable[[Path, Stage], Parcel]


@runtime_checkable
class ArchiveReader(Protocol):
    """What those that open archives offer besides: ``lacking`` says what must be installed first, if anything."""

    lacking: Callable[[], str]
    unpack: Callable[[IO[bytes], Parcel, Stage], None]


@runtime_checkable
class LetterReader(ArchiveReader, Protocol):
    """What opens mails: where ``OPENS_ANYWHERE``, also those that lie in an archive or a folder."""

    OPENS_ANYWHERE: bool


@cache
def _readers() -> Mapping[str, PackageReader]:
    return modules_by_suffix(__name__, __path__)


def read_package(path: Path, stage: Stage) -> Parcel:
    """Read a package into the stage. Raises ``FileProblem`` when it is refused, ``OSError`` when the disk fails."""
    suffix = "" if path.is_dir() else suffix_of(path.name)
    readers = _readers()
    return readers.get(suffix, readers[""]).read(path, stage)


def stow(
    parcel: Parcel, stage: Stage, parts: tuple[str, ...], original: str, group: int, chunks: Iterable[bytes]
) -> None:
    """Put one file of a package into the stage. A mail among its files is opened instead, so that nothing it holds is
    lost; an archive among them is kept as it is (ZT306 says so)."""
    reader: Any = _readers().get(suffix_of(parts[-1]))
    if isinstance(reader, LetterReader) and reader.OPENS_ANYWHERE and not reader.lacking():
        reader.unpack(_held(parcel, stage, chunks), parcel, stage)
    else:
        stage.put(parcel, parts, original, group, chunks)


def _held(parcel: Parcel, stage: Stage, chunks: Iterable[bytes]) -> IO[bytes]:
    held = io.BytesIO()
    for chunk in chunks:
        stage.expect(parcel, 0, held.tell() + len(chunk))
        held.write(chunk)
    held.seek(0)
    return held


def unpacker(name: str) -> Callable[[IO[bytes], Parcel, Stage], None] | None:
    """What unpacks an archive of that name that came inside a package, if this machine can."""
    reader: Any = _readers().get(suffix_of(name))
    inside: tuple[str, ...] = getattr(reader, "INSIDE", ("",))
    if not isinstance(reader, ArchiveReader) or reader.lacking() or not name.lower().endswith(inside):
        return None
    return reader.unpack

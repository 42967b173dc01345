"""One module per kind of package; each declares ``SUFFIXES`` and ``read(path, stage)``.

A new kind is one new module here: nothing lists them. The one that claims ``""`` takes what no other does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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


@cache
def _readers() -> Mapping[str, PackageReader]:
    return modules_by_suffix(__name__, __path__)


def read_package(path: Path, stage: Stage) -> Parcel:
    """Read a package into the stage. Raises ``FileProblem`` when it is refused, ``OSError`` when the disk fails."""
    suffix = "" if path.is_dir() else suffix_of(path.name)
    readers = _readers()
    return readers.get(suffix, readers[""]).read(path, stage)


def unpacker(name: str) -> Callable[[IO[bytes], Parcel, Stage], None] | None:
    """What unpacks an archive of that name that came inside a package, if this machine can."""
    reader: Any = _readers().get(suffix_of(name))
    return reader.unpack if isinstance(reader, ArchiveReader) and not reader.lacking() else None

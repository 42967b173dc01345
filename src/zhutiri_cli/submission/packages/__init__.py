"""One module per kind of package; each declares ``SUFFIXES`` and ``read(path, stage)``.

A new kind is one new module here: nothing lists them. The one that claims ``""`` takes what no other does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Protocol

from zhutiri_cli.claims import modules_by_suffix
from zhutiri_cli.materials.names import is_archive
from zhutiri_cli.spelling import suffix_of
from zhutiri_cli.submission.packages.parcel import UNPACK, Parcel, Stage


class PackageReader(Protocol):
    """What every module that claims suffixes offers."""

    SUFFIXES: tuple[str, ...]
    read: Callable[[Path, Stage], Parcel]


@cache
def _readers() -> Mapping[str, PackageReader]:
    return modules_by_suffix(__name__, __path__)


def read_package(path: Path, stage: Stage) -> Parcel:
    """Read a package into the stage. Raises ``FileProblem`` when it is refused, ``OSError`` when the disk fails."""
    suffix = "" if path.is_dir() else suffix_of(path.name)
    readers = _readers()
    if suffix not in readers and is_archive(path.name):
        Parcel(path.name).refuse(f"{suffix} 压缩包在这里打不开", UNPACK)
    return readers.get(suffix, readers[""]).read(path, stage)

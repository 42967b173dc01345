"""The programs of others that ours are timed beside: where they lie, and which releases they are."""

from __future__ import annotations

import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.measurement import NotMeasuredError
from benchmarks.processes import BIN, ROOT

PLACES = (ROOT / ".venv-bench" / "bin", BIN)
"""An environment of their own comes first (``make bench`` makes it from ``requirements/bench.lock``)."""
PROGRAMS = ("check-jsonschema", "yamllint", "reuse")
LIBRARIES = ("holidays", "chinesecalendar", "Pillow", "python-docx", "XlsxWriter", "PyYAML")


def program(name: str) -> str:
    """The program's file. Raises ``NotMeasuredError`` where it is not installed."""
    for place in PLACES:
        if (place / name).is_file():
            return str(place / name)
    raise NotMeasuredError(f"没有安装 {name}（make bench 会装在 .venv-bench，装不上时会说明）")


def system_program(name: str) -> str:
    """A program of the operating system. Raises ``NotMeasuredError`` where it has none."""
    if found := shutil.which(name):
        return found
    raise NotMeasuredError(f"这台机器没有 {name}")


def releases() -> list[str]:
    """Name and release of every peer that is installed."""
    found = [f"{name} {release}" for name in PROGRAMS if (release := _release_of_program(name))]
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue  # its row says that it is missing
    return found


def _release_of_program(name: str) -> str:
    """The release as the package's metadata beside the program has it."""
    for place in PLACES:
        if (place / name).is_file():
            stem = name.replace("-", "_")
            for folder in Path(place.parent).glob(f"lib/python*/site-packages/{stem}-*.dist-info"):
                return folder.name.removesuffix(".dist-info").rpartition("-")[2]
    return ""

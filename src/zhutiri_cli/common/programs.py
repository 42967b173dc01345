"""Other programs of this machine, found where they are installed: never one that lies in the current folder, which
holds what strangers sent, whatever PATH says and whatever the system would look at first."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from zhutiri_cli.common.paths import resolved


def program_on_path(name: str) -> str | None:
    """The full path of the program of that bare name, ``None`` where there is none. Entries of PATH that are empty,
    relative or the current folder itself are passed over."""
    endings = os.environ.get("PATHEXT", ".COM;.EXE;.BAT;.CMD").split(";") if sys.platform == "win32" else [""]
    for folder in _folders():
        for ending in endings:
            place = folder / f"{name}{ending}"
            if place.is_file() and os.access(place, os.X_OK) and resolved(place).parent != _here():
                return str(place)
    return None


def _folders() -> Iterator[Path]:
    here = _here()
    for entry in os.get_exec_path():
        folder = Path(entry.strip('"'))
        if folder.is_absolute() and resolved(folder) != here:
            yield folder


def _here() -> Path | None:
    """The current folder, ``None`` where it is gone."""
    try:
        return resolved(Path.cwd())
    except OSError:  # it is gone
        return None

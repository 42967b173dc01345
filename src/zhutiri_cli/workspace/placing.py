"""Where packages are unpacked before they are put into place, and the lock of the activities that are written to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from zhutiri_cli.common.file_lock import lock_called
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.temporaries import temporary_folder
from zhutiri_cli.workspace.moves import Moves, taking_back

_DOING, _NOTHING = "放入材料", "没有收下任何材料"


@contextmanager
def staging(root: Path) -> Iterator[Path]:
    """A folder of ours inside the submissions root (its name starts with a dot, so discovery passes it over), where
    packages are unpacked; the root is made, too, and stays if anything was put into it. ``OSError`` becomes
    ``FileProblem``."""
    moves = Moves()
    with taking_back(moves, _DOING, _NOTHING):
        moves.make_folder(root)
        with temporary_folder(root) as stage:
            yield stage


@contextmanager
def placing(root: Path, number: int) -> Iterator[Moves]:
    """The activity is ours alone, from reading its record on: moves for it, all or none. ``OSError`` becomes
    ``FileProblem``."""
    moves = Moves()
    with activities_locked(root, [number]), taking_back(moves, _DOING, _NOTHING):
        yield moves


@contextmanager
def activities_locked(root: Path, numbers: Iterable[int]) -> Iterator[None]:
    """What is recorded of these activities is read and written by nobody else of ours meanwhile. Raises ``FileProblem``
    where another holds one of them too long, or the root cannot be written to."""
    moves, where = Moves(), f"所在的文件夹 {path_shown(root)}"
    with taking_back(moves, "写入登记", "没有写入任何内容"), ExitStack() as held:
        moves.make_folder(root)
        for number in sorted({*numbers}):  # in one order, so that no two wait for one another
            held.enter_context(lock_called(root, f"{number}", f"第 {number} 项活动", where=where))
        yield


def brought(staged: Iterable[Path], stage: Path) -> dict[Path, Path]:
    """The files that were staged elsewhere, brought into ``stage`` on the disk where they are to lie: by the old place
    the new one. Raises ``OSError``."""
    found = {}
    for number, path in enumerate(staged):
        there = stage / f"b{number:06d}{path.suffix}"
        try:
            os.link(path, there)
        except OSError:  # another disk, or one without links
            with path.open("rb") as source, there.open("xb") as out:
                shutil.copyfileobj(source, out)
                out.flush()
                os.fsync(out.fileno())
        found[path] = there
    return found

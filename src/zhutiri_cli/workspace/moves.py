"""All or nothing: what is put into place for one purpose, never over anything, and taken back on failure."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from zhutiri_cli.common.bounded_file import read_at_most
from zhutiri_cli.common.errors import FileProblem, reason_of, remedy_of
from zhutiri_cli.common.file_lock import OURS
from zhutiri_cli.common.files import new_file, replace_file
from zhutiri_cli.common.new_name import name_new
from zhutiri_cli.common.paths import path_shown

_NOT_EMPTY = frozenset({errno.ENOTEMPTY, errno.EEXIST})


class Moves:
    """What has been put into place so far, and how to take it back."""

    def __init__(self) -> None:
        self._folders: list[Path] = []
        self._files: list[Path] = []
        self._records: dict[Path, tuple[bytes | None, bytes]] = {}

    def make_folder(self, path: Path) -> None:
        """Make a folder and those above it. Raises ``OSError``."""
        self._folders += made_folders(path)

    def put(self, staged: Path, path: Path) -> None:
        """Give a staged file, which lies on the same disk, its name; a name that is taken meanwhile is
        ``FileExistsError``. Raises ``OSError``."""
        name_new(staged, path)
        self._files.append(path)

    def write_record(self, path: Path, before: bytes, after: bytes) -> None:
        """Replace a record, unless it is no longer what was read. The activity's lock is held, so only people and their
        editors can have changed it. Raises ``FileProblem`` or ``OSError``."""
        now = _known(path, before)
        if (now or b"") != before:
            raise FileProblem(f"{path_shown(path)} 刚被别的程序改动", "请稍后重新运行")
        self._records[path] = (now, after)
        replace_file(path, after)

    def write_new(self, path: Path, content: bytes) -> None:
        """Write a file that is not there yet. Raises ``FileExistsError``, ``FileProblem`` or another ``OSError``."""
        new_file(path, content)
        self._files.append(path)

    def undo(self) -> list[Path]:
        """Take everything back; what could not be taken back is returned."""
        left = []
        for undone, path in self._steps():
            try:
                undone(path)
            except FileNotFoundError:  # it has gone meanwhile: nothing to move
                continue
            except (OSError, FileProblem):
                left.append(path)
        return left

    def _steps(self) -> Iterator[tuple[Callable[[Path], None], Path]]:
        yield from ((self._restore, path) for path in reversed(self._records))
        yield from ((Path.unlink, path) for path in reversed(self._files))
        yield from ((remove_empty, path) for path in reversed(self._folders))

    def _restore(self, path: Path) -> None:
        before, after = self._records[path]
        if _known(path, after) != after or before == after:
            return
        if before is None:
            path.unlink()
        else:
            replace_file(path, before)


def _known(path: Path, expected: bytes) -> bytes | None:
    """What a file holds as far as is needed to tell it from what is ``expected``; ``None`` where there is none."""
    try:
        return read_at_most(path, len(expected) + 1)
    except FileNotFoundError:  # there is none
        return None


def _named(path: Path) -> str:
    """A path as people know it: what lies in a hidden one of ours is called after the folder that holds that."""
    ours = next((part for part in (path, *path.parents) if part.name.startswith(OURS)), None)
    return f"文件夹 {path_shown(ours.parent)}" if ours is not None else path_shown(path)


def made_folders(path: Path) -> list[Path]:
    """Make a folder and those above it, which another may be making, too; those that were made here, the outer first.
    Raises ``OSError``, and then none of them is left."""
    missing, made = [], list[Path]()
    while not path.is_dir():
        missing.append(path)
        path = path.parent
    try:
        for folder in reversed(missing):
            try:
                folder.mkdir()
            except FileExistsError:
                if not folder.is_dir():
                    raise
            else:
                made.append(folder)
    except BaseException:  # an interruption, too; raised again
        for folder in reversed(made):
            remove_empty(folder)
        raise
    return made


def remove_empty(folder: Path) -> None:
    """Remove a folder that we made, unless somebody has put something into it. Raises ``OSError``."""
    try:
        folder.rmdir()
    except OSError as problem:
        if problem.errno not in _NOT_EMPTY:
            raise


@contextmanager
def taking_back(moves: Moves, doing: str, nothing: str) -> Iterator[None]:
    """Whatever is raised inside, the moves are taken back; ``OSError`` becomes ``FileProblem``. ``doing`` says what was
    being done, ``nothing`` that none of it is."""
    try:
        yield
    except BaseException as problem:  # an interruption undoes, too; it is raised again below
        left = moves.undo()
        if left:
            names = "、".join(path_shown(path) for path in left)
            raise FileProblem(f"{doing}时中断，且未能复原：{names}", "请核对这些文件后手工移走或改正") from problem
        if isinstance(problem, OSError):
            place = f"{_named(Path(str(problem.filename)))} " if problem.filename else ""
            advice = remedy_of(problem, "请检查磁盘空间和权限后重新运行")
            raise FileProblem(f"{place}无法读取或写入（{reason_of(problem)}），{nothing}", advice) from None
        raise

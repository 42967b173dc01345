"""All or nothing: files staged beside the target, moved into place without overwriting, and taken back on failure."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zhutiri_cli.common.errors import FileProblem, reason_of
from zhutiri_cli.common.file_lock import locked
from zhutiri_cli.common.files import replace_file
from zhutiri_cli.common.paths import path_shown


class Moves:
    """What has been put into place so far, and how to take it back."""

    def __init__(self) -> None:
        self._folders: list[Path] = []
        self._files: list[Path] = []
        self._records: dict[Path, tuple[bytes, bytes]] = {}

    def make_folder(self, path: Path) -> None:
        """Make a folder and those above it. Raises ``OSError``."""
        missing = []
        while not path.is_dir():
            missing.append(path)
            path = path.parent
        for folder in reversed(missing):
            folder.mkdir()
            self._folders.append(folder)

    def put(self, staged: Path, path: Path) -> None:
        """Give a staged file its name; a name that is taken meanwhile is ``FileExistsError``. Raises ``OSError``."""
        try:
            os.link(staged, path)
            self._files.append(path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            with path.open("xb") as out:
                self._files.append(path)
                with staged.open("rb") as source:
                    shutil.copyfileobj(source, out)
                out.flush()
                os.fsync(out.fileno())

    def write_record(self, path: Path, before: bytes, after: bytes) -> None:
        """Replace a record, unless it is no longer what was read: nobody else of ours writes it in between. Raises
        ``FileProblem`` or ``OSError``."""
        with locked(path):
            if (path.read_bytes() if path.exists() else b"") != before:
                raise FileProblem(f"{path_shown(path)} 刚被别的程序改动", "请稍后重新运行")
            self._records[path] = (before, after)
            replace_file(path, after)

    def undo(self) -> list[Path]:
        """Take everything back; what could not be taken back is returned."""
        left = []
        for undone, path in self._steps():
            try:
                undone(path)
            except FileNotFoundError:
                continue
            except (OSError, FileProblem):
                left.append(path)
        return left

    def _steps(self) -> Iterator[tuple[Callable[[Path], None], Path]]:
        yield from ((self._restore, path) for path in reversed(self._records))
        yield from ((Path.unlink, path) for path in reversed(self._files))
        yield from ((Path.rmdir, path) for path in reversed(self._folders))

    def _restore(self, path: Path) -> None:
        before, after = self._records[path]
        if path.read_bytes() != after or before == after:
            return
        if before:
            replace_file(path, before)
        else:
            path.unlink()


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
            place = f"{path_shown(Path(str(problem.filename)))} " if problem.filename else ""
            raise FileProblem(
                f"{place}无法读取或写入（{reason_of(problem)}），{nothing}", "请检查磁盘空间和权限后重新运行"
            ) from None
        raise


@contextmanager
def all_or_nothing(root: Path) -> Iterator[tuple[Path, Moves]]:
    """A staging folder inside the submissions root (its name starts with a dot, so discovery passes it over) and the
    moves made from it. Whatever is raised inside, the root is left as it was; ``OSError`` becomes ``FileProblem``."""
    moves = Moves()
    with taking_back(moves, "放入材料", "没有收下任何材料"):
        moves.make_folder(root)
        stage = Path(tempfile.mkdtemp(prefix=".receive-", dir=root))
        try:
            yield stage, moves
        finally:
            shutil.rmtree(stage, ignore_errors=True)


def sync_folders(folders: set[Path]) -> None:
    """Ask the disk to keep the new names; systems that cannot sync a folder keep them in their own time."""
    for folder in folders:
        with suppress(OSError):  # some systems cannot sync a folder
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

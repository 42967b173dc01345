"""Putting a layout into place: whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from zhutiri_cli.common.errors import FileProblem, reason_of
from zhutiri_cli.common.files import replace_file
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.workspace.starter.layout import WorkspaceLayout

Undo = list[tuple[Path, Callable[[], object]]]


def place(made: WorkspaceLayout) -> None:
    """Write files and make folders. Raises ``FileProblem``, and then everything is as it was."""
    undo: Undo = []
    try:
        for path, data in made.written.items():
            _make(path.parent, undo)
            _write(path, data, undo)
        for folder in (made.root, *made.folders):
            _make(folder, undo)
    except BaseException as problem:  # an interruption undoes, too
        left = _taken_back(undo)
        if left:
            raise FileProblem(f"建立工作区时中断，且未能复原：{'、'.join(left)}", "请核对后手工移走") from problem
        if isinstance(problem, OSError):
            name = path_shown(Path(str(problem.filename))) if problem.filename else path_shown(made.base)
            raise FileProblem(
                f"{name} 无法写入（{reason_of(problem)}），什么也没有写", "请检查写入权限和磁盘空间"
            ) from None
        raise


def _make(folder: Path, undo: Undo) -> None:
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir()
        undo.append((one, one.rmdir))


def _write(path: Path, data: bytes, undo: Undo) -> None:
    """A new file is made by exclusive creation, so one that has appeared meanwhile is never overwritten."""
    if path.is_file() and not path.is_symlink():
        before = path.read_bytes()
        undo.append((path, lambda: replace_file(path, before)))
        replace_file(path, data)
        return
    if path.is_symlink():
        raise FileProblem(f"{path_shown(path)} 是一个链接，没有覆盖", "请移走后重试")
    with path.open("xb") as out:
        undo.append((path, path.unlink))
        out.write(data)


def _taken_back(undo: Undo) -> list[str]:
    left = list[str]()
    for path, undone in reversed(undo):
        try:
            undone()
        except (OSError, FileProblem):
            left.append(path_shown(path))
    return left

"""Putting a layout into place: whole, or not at all. Of two that do it at once the second finds it there."""

from __future__ import annotations

from pathlib import Path

from zhutiri_cli.common.bounded_file import read_bounded
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.file_lock import lock_called
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.temporaries import clear_left_once
from zhutiri_cli.common.yaml.source import PLAN_BYTES
from zhutiri_cli.workspace.moves import Moves, taking_back
from zhutiri_cli.workspace.starter.first_plan import NewPlan
from zhutiri_cli.workspace.starter.layout import WorkspaceLayout, layout

_DOING, _NOTHING = "建立工作区", "什么也没有写"


def set_up(base: Path, new: NewPlan, *, force: bool) -> WorkspaceLayout:
    """Write files and make folders; what was done. Raises ``FileProblem``, and then everything is as it was."""
    for folder in (base, base / "data"):  # also of a run that was killed when all was in place
        clear_left_once(folder)
    layout(base, new, force=force)  # what is refused is refused before anything is made
    outer, inner = Moves(), Moves()
    with taking_back(outer, _DOING, _NOTHING):
        outer.make_folder(base)
        with lock_called(base, "init", f"文件夹 {path_shown(base)}"), taking_back(inner, _DOING, _NOTHING):
            made = layout(base, new, force=force)
            _place(made, inner)
    return made


def _place(made: WorkspaceLayout, moves: Moves) -> None:
    """The plan comes last: where it stands, the workspace is whole."""
    for path in made.kept:
        clear_left_once(path.parent)
    for folder in (made.root, *made.folders):
        moves.make_folder(folder)
    for path, data in made.written.items():
        moves.make_folder(path.parent)
        if path.is_symlink():
            raise FileProblem(f"{path_shown(path)} 是一个链接，没有覆盖", "请移走后重新运行")
        if path.is_file():
            moves.write_record(path, read_bounded(path, PLAN_BYTES) or b"", data)
        else:
            moves.write_new(path, data)

"""Whether what is to be taken in lies in the workspace already: nobody sent the workspace itself, and what lies in
an activity's folder is that activity's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.paths import path_shown, resolved
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.submission.plan_folders import folders_of


def refuse_own_ground(root: Path, packages: Iterable[Path]) -> None:
    """Raise ``FileProblem`` for a folder that holds the folders of all activities: ``zhutiri receive 4 .``."""
    ground = resolved(root)
    for path in packages:
        place = resolved(path)
        if place == ground or place in ground.parents:
            said = "是报送文件夹" if place == ground else f"里有报送文件夹 {path_shown(root)}"
            raise FileProblem(
                f"{path_shown(path)} {said}，没有收下任何材料", "请指明单位报来的邮件、压缩包、文件或文件夹"
            )


def with_others(plan: Plan, root: Path, number: int, packages: Iterable[Path]) -> Iterator[tuple[Path, int]]:
    """The packages that lie in the folder of another activity than ``number``, each with that activity's."""
    ground = resolved(root)
    within = {path: {resolved(path), *resolved(path).parents} for path in packages}
    inside = {path: around for path, around in within.items() if ground in around}
    folders = folders_of(plan, ground).folders if inside else {}
    for path, around in inside.items():
        for owner, folder in folders.items():
            if folder.path in around and owner != number:
                yield path, owner

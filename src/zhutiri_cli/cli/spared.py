"""No output takes the place of what is read: received material stays as it came, and a plan is nobody's report."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhutiri_cli.common.errors import UsageProblem

if TYPE_CHECKING:
    from zhutiri_cli.cli.output import OutputTarget


def spare(wanted: Sequence[OutputTarget], read: Iterable[Path], submissions: Path | None = None) -> None:
    """Raises ``UsageProblem`` for an output that is one of the files ``read``, or lies in the submissions root, where
    it would be taken for material, too."""
    files = {_real(path) for path in read if _is_file(path)}
    inside = _real(submissions) + os.sep if submissions is not None else None
    for target in wanted:
        if target.path is None:
            continue
        own = _real(target.path)
        if own in files:
            raise UsageProblem(f"输出文件 {target.path} 是这次要读取的文件，写到那里会把它盖掉", "请换一个文件名")
        if inside is not None and (own + os.sep).startswith(inside):
            raise UsageProblem(
                f"输出文件 {target.path} 在报送材料的文件夹里，写到那里会盖掉收到的材料，或被当成材料",
                "请写到别的文件夹",
            )


def _is_file(path: Path) -> bool:
    """Whether it is one; a git revision or a pattern is none, however long it is."""
    try:
        return path.is_file()
    except OSError:  # too long for a name, or not to be asked for: writing there says so
        return False


def _real(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))

"""What runs that were killed left in a workspace: told, since a check removes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.temporaries import left_in

_MOST = 3
_MEGABYTE = 1_000_000


def left_over(folders: Iterable[Path]) -> Iterator[str]:
    """One sentence where anything of ours is left in these folders, none otherwise."""
    left = [path for folder in folders for path in left_in(folder)]
    if not left:
        return
    size = sum(_size(path) for path in left)
    names = "、".join(map(path_shown, left[:_MOST])) + (" 等" if len(left) > _MOST else "")
    much = f"，共 {size / _MEGABYTE:.0f} MB" if size >= _MEGABYTE else ""
    yield (
        f"被强行结束的运行留下了 {len(left)} 处临时文件（{names}{much}），没有算作材料；"
        "把那条命令再运行一次就会清除，也可以直接删去"
    )


def _size(path: Path) -> int:
    """Bytes of a file, or of the files in a folder, no link followed; as far as the system tells."""
    try:
        inside = path.iterdir() if path.is_dir() and not path.is_symlink() else None
        return path.lstat().st_size if inside is None else sum(map(_size, inside))
    except OSError:  # it only tells how much is left: what is not told counts nothing
        return 0

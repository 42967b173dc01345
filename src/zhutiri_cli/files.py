"""Writing beside and replacing: what a reader finds is the old file or the new one, never a part of either."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from zhutiri_cli.errors import FileProblem, reason_of
from zhutiri_cli.paths import shown


def replace_file(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``, whole or not at all. Raises ``FileProblem`` when it cannot be written."""
    name = shown(path)
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    except OSError as problem:
        raise FileProblem(f"{name} 无法写入（{reason_of(problem)}）", "请检查文件夹是否存在、有没有写入权限") from None
    except UnicodeEncodeError:
        raise FileProblem(f"{name} 无法写入（系统的字符编码写不出这个名称）", "请设环境变量 LC_ALL=C.UTF-8") from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        else:
            Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException as problem:  # an interruption leaves nothing behind either
        Path(temporary).unlink(missing_ok=True)
        if isinstance(problem, OSError):
            raise FileProblem(
                f"{name} 无法写入（{reason_of(problem)}）", "请检查磁盘空间，或文件是否正被打开"
            ) from None
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

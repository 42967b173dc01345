"""Writing beside and replacing: what a reader finds is the old file or the new one, never a part of either."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from zhutiri_cli.common.errors import FileProblem, reason_of
from zhutiri_cli.common.paths import path_shown


def replace_file(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Put ``content``, in one or in several pieces, at ``path``, whole or not at all. Raises ``FileProblem`` when it
    cannot be written, or when what is there must not be replaced: a device, a link, a file marked read-only."""
    _replaceable(path)
    name = path_shown(path)
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    except OSError as problem:
        raise FileProblem(f"{name} 无法写入（{reason_of(problem)}）", "请检查文件夹是否存在、有没有写入权限") from None
    except UnicodeEncodeError:
        raise FileProblem(f"{name} 无法写入（系统的字符编码写不出这个名称）", "请设环境变量 LC_ALL=C.UTF-8") from None
    try:
        with os.fdopen(handle, "wb") as stream:
            for piece in (content,) if isinstance(content, bytes) else content:
                stream.write(piece)
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
            advice = "请换一个文件名" if path.is_dir() else "请检查磁盘空间，或文件是否正被打开"
            raise FileProblem(f"{name} 无法写入（{reason_of(problem)}）", advice) from None
        raise


def _replaceable(path: Path) -> None:
    """Replacing would put a plain file in the place of a device or a link, and goes past a read-only mark."""
    try:
        mode = path.lstat().st_mode
    except (OSError, UnicodeEncodeError):
        return  # nothing there, or what hinders will hinder the writing too and be told then
    if stat.S_ISLNK(mode):
        raise FileProblem(f"{path} 无法写入（是一个链接）", "请写明链接所指的文件，或换一个文件名")
    if stat.S_ISREG(mode) and not mode & 0o222:
        raise FileProblem(f"{path} 无法写入（文件设为只读）", "请先取消只读，或换一个文件名")
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise FileProblem(f"{path} 无法写入（不是普通文件）", "请换一个文件名；要显示在屏幕上请不用 -o")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

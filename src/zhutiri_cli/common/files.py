"""The one writer of files: beside, to the disk, then its name. What a reader finds is the old file or the new one, or
none or the new one, never a part of either."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from zhutiri_cli.common.errors import FileProblem, reason_of, remedy_of
from zhutiri_cli.common.new_name import name_new
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.temporaries import temporary_file

Content = bytes | Iterable[bytes]
"""A file's bytes, in one or in several pieces."""


def replace_file(path: Path, content: Content) -> None:
    """Put ``content`` at ``path``, whole or not at all. Raises ``FileProblem`` when it cannot be written, or when what
    is there must not be replaced: a device, a link, a file marked read-only."""
    _replaceable(path)
    with _written_beside(path, content) as temporary:
        replace_by(temporary, path)


def replace_by(written: Path, path: Path) -> None:
    """Put a file that is whole, on the same disk, at ``path``, with the rights of what is there. Raises ``FileProblem``
    as ``replace_file`` does, or ``OSError``."""
    _replaceable(path)
    if path.exists():
        shutil.copymode(path, written)
    written.replace(path)


def new_file(path: Path, content: Content) -> None:
    """The same for a file that is not there yet. Raises ``FileExistsError`` where anything is, now or by then."""
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    with _written_beside(path, content) as temporary:
        name_new(temporary, path)


def write_whole(stream: IO[bytes], content: Content) -> None:
    """Write and let the disk have it. Raises ``OSError``."""
    for piece in (content,) if isinstance(content, bytes) else content:
        stream.write(piece)
    stream.flush()
    os.fsync(stream.fileno())


def sync_folders(folders: Iterable[Path]) -> None:
    """Ask the disk to keep the names in folders; systems that cannot be asked keep them in their own time."""
    for folder in folders:
        with suppress(OSError):  # some systems cannot sync a folder
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


@contextmanager
def _written_beside(path: Path, content: Content) -> Iterator[Path]:
    """A temporary file that holds the content, to be given its name; whatever is raised, nothing of it is left. An
    ``OSError`` becomes ``FileProblem``, unless it says that the name is taken."""
    name = path_shown(path)
    try:
        handle, temporary = temporary_file(path.parent)
    except OSError as problem:
        advice = remedy_of(problem, "请检查文件夹是否存在、有没有写入权限")
        raise FileProblem(f"{name} 无法写入（{reason_of(problem)}）", advice) from None
    except UnicodeEncodeError:
        raise _unencodable(name) from None
    stream = os.fdopen(handle, "wb")
    try:
        write_whole(stream, content)
        temporary.chmod(0o666 & ~_umask())
        if sys.platform == "win32":  # what is open cannot be renamed there
            stream.close()
        yield temporary
    except UnicodeEncodeError:
        raise _unencodable(name) from None
    except FileExistsError:
        raise
    except OSError as problem:
        advice = "请换一个文件名" if path.is_dir() else remedy_of(problem, "请检查文件是否正被打开")
        raise FileProblem(f"{name} 无法写入（{reason_of(problem)}）", advice) from None
    finally:
        with suppress(OSError):  # a full disk says so once more
            stream.close()
        with suppress(OSError):  # where it cannot be removed, the next run clears it away
            temporary.unlink(missing_ok=True)
    sync_folders([path.parent])


def _unencodable(name: str) -> FileProblem:
    return FileProblem(f"{name} 无法写入（系统的字符编码写不出这个名称）", "请设置环境变量 LC_ALL=C.UTF-8")


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

"""Opening what was listed a moment ago: by now it may be a link that leads out of the folder, or a pipe.

A folder is listed once and its files are opened later, one after the other. So what a name leads to is asked again when
it is opened, with all the folders above it, and once more when it has been read.
"""

from __future__ import annotations

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path

NOT_FOLLOWED, ITSELF = "列出之后换成了指向工作区之外的链接，没有打开", "请放入文件本身"
"""Why such a file was not opened, and what to do."""
_UNFOLLOWED = getattr(os, "O_NOFOLLOW", 0)
_UNHELD = getattr(os, "O_NONBLOCK", 0)
"""What was a file a moment ago may be a pipe to which nobody writes."""
_HELD_ONLY = getattr(os, "O_PATH", 0)
"""Hold what a name leads to without opening it."""


class LedOutError(OSError):
    """The name leads out of the folder."""


def leads_out(path: Path, root: Path | None) -> bool:
    """Whether a file lies outside ``root``, whose own links are resolved, by now; ``False`` for one that is gone or
    that nobody can follow, which opening it will tell, and where there is no ``root``."""
    return root is not None and not _lies_in(_real(path), root)


def open_inside(path: Path, root: Path | None) -> BufferedReader:
    """A file open for reading, without waiting; a link within ``root`` is followed. Raises ``LedOutError``, or another
    ``OSError``."""
    if root is None:
        return open(path, "rb", opener=_at_once)
    real = Path(_real(path))
    if not _lies_in(str(real), root):
        raise LedOutError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    stream = open_unlinked(real)
    if _real(real) != str(real):  # a folder above it was replaced between the two
        stream.close()
        raise LedOutError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return stream


def open_unlinked(path: Path) -> BufferedReader:
    """A regular file that is no link, open for reading. Raises ``OSError``. Where the system cannot be told not to
    follow a link (Windows), it is asked right before."""
    if not _UNFOLLOWED and path.is_symlink():
        raise LedOutError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    stream = open(path, "rb", opener=_itself)  # noqa: SIM115 - it is the caller's to close
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        stream.close()
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    return stream


def _real(path: Path) -> str:
    """Where a path leads by now. Linux tells of what is held, without opening it, in a fourth of the time that it takes
    to ask for every folder above."""
    if not _HELD_ONLY:
        return os.path.realpath(path)
    try:
        held = os.open(path, _HELD_ONLY)
    except OSError:  # gone, or links in a circle
        return os.path.realpath(path)
    try:
        return os.readlink(f"/proc/self/fd/{held}")  # noqa: PTH115 - as text: ``Path`` takes longer than the question
    except OSError:  # no such folder here
        return os.path.realpath(path)
    finally:
        os.close(held)


def _lies_in(real: str, root: Path) -> bool:
    return os.path.normcase(real).startswith(os.path.join(os.path.normcase(root), ""))  # noqa: PTH118 - with its slash


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | _UNHELD)


def _itself(path: str, flags: int) -> int:
    return os.open(path, flags | _UNHELD | _UNFOLLOWED)

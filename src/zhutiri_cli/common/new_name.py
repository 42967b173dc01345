"""A whole file gets its final name, and nothing that has the name already is ever replaced."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

_NOT_KNOWN = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
_HERE = -100
"""``AT_FDCWD``: paths are meant as they are."""
_NO_REPLACE, _EXCLUSIVE = 1, 4
"""``RENAME_NOREPLACE`` of Linux (renameat2(2)), ``RENAME_EXCL`` of macOS (renamex_np(2))."""


def name_new(staged: Path, path: Path) -> None:
    """Give a file that is whole its name, on the same disk; the old name may be gone or not. Raises
    ``FileExistsError`` where the name is taken, another ``OSError`` where it cannot be given.

    A hard link does that in one step. A disk without them (FAT, many network drives) renames without replacing; only
    where the system cannot even do that, another program's file that appears between a look and the renaming is lost.
    """
    try:
        os.link(staged, path)
    except FileExistsError:
        raise
    except OSError:
        _renamed(staged, path)


def _renamed(staged: Path, path: Path) -> None:
    if sys.platform != "win32":
        if _exclusively(staged, path):
            return
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    staged.rename(path)  # which never replaces on Windows


def _exclusively(staged: Path, path: Path) -> bool:
    """Rename without replacing, in one step; ``False`` where system or disk cannot. Raises ``OSError``."""
    import ctypes

    system = ctypes.CDLL(None, use_errno=True)
    old, new = os.fsencode(staged), os.fsencode(path)
    try:
        if sys.platform == "darwin":
            failed = system.renamex_np(old, new, _EXCLUSIVE)
        else:
            failed = system.renameat2(_HERE, old, _HERE, new, _NO_REPLACE)
    except AttributeError:  # this C library has no such call: another way is taken
        return False
    if failed and ctypes.get_errno() in _NOT_KNOWN:
        return False
    if failed:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(path))
    return True

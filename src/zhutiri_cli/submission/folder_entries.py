"""What the system says of what lies in a folder: asked once, when the folder is listed."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from zhutiri_cli.common.errors import reason_of
from zhutiri_cli.materials.survey.stamp import Stamp, stamp_by


def entries(path: Path, shown: str, unread: list[tuple[str, str]]) -> list[os.DirEntry[str]]:
    """What a folder holds, in the order of the names; one that cannot be opened is put into ``unread``."""
    try:
        with os.scandir(path) as found:
            return sorted((entry for entry in found if there(entry)), key=lambda entry: entry.name)
    except OSError as problem:
        unread.append((shown, f"文件夹打不开（{reason_of(problem)}）"))
        return []


def there(entry: os.DirEntry[str]) -> bool:
    """Whether it is there still; what the system says of it is kept in the entry."""
    try:
        entry.stat(follow_symlinks=False)
    except FileNotFoundError:  # gone since it was listed
        return False
    return True


def size_and_stamp(entry: os.DirEntry[str]) -> tuple[int | None, Stamp | None]:
    """By what the system said when the folder was listed; on Windows that lacks what a stamp needs."""
    try:
        status = entry.stat()
    except OSError:  # opening it says why
        return None, None
    return status.st_size, stamp_by(status) if sys.platform != "win32" else None


def is_link(entry: os.DirEntry[str]) -> bool:
    """Whether it is a link, or a Windows junction."""
    if entry.is_symlink():
        return True
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0))


def leaves(entry: os.DirEntry[str], real_root: Path) -> bool:
    """Whether an entry is a link whose target lies outside the root, or leads nowhere."""
    if not is_link(entry):
        return False
    try:
        return not Path(os.path.realpath(entry.path, strict=True)).is_relative_to(real_root)
    except OSError:  # it leads nowhere
        return True

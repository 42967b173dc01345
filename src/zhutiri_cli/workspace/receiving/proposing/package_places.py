"""The packages among what was given: single ones, folders of them by month or unit, mailboxes of many mails."""

from __future__ import annotations

import mailbox
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.filenames import shortened
from zhutiri_cli.common.paths import path_shown, resolved
from zhutiri_cli.common.spelling import normalise, readable, suffix_of
from zhutiri_cli.materials.kinds import is_ignored
from zhutiri_cli.materials.title_words import said_sorts

_PACKAGES = frozenset({".eml", ".msg", ".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".mbox"})
_MAILDIR = ("cur", "new")
_INSIDE = ("图片", "照片", "影像", "链接", "报道", "附件")
"""Words of a folder's name that is part of one set, not a unit's or a month's."""


def packages_in(given: Path, staging: Path) -> Iterator[tuple[str, Path]]:
    """Each package under ``given`` with its name (its path below, so that month and unit folders count as clues).

    Mails of a mailbox are written into ``staging``, one file each. Raises ``FileProblem`` or ``OSError``.
    """
    if not given.exists():
        raise FileProblem(f"{path_shown(given)} 不存在", "请核对路径")
    if not given.is_file() and not given.is_dir():
        raise FileProblem(f"{path_shown(given)} 不是普通文件，没有收下", "请指明邮件、压缩包、文件或文件夹")
    name = readable(resolved(given).name)
    yield from _packages(given, name, staging)


def _packages(path: Path, name: str, staging: Path) -> Iterator[tuple[str, Path]]:
    if path.is_dir() and any((path / part).is_dir() for part in _MAILDIR):
        yield from _mails(mailbox.Maildir(path, create=False), name, staging)
    elif path.is_dir() and not path.is_symlink():
        yield from _folder(path, name, staging)
    elif suffix_of(path.name) == ".mbox":
        yield from _mails(mailbox.mbox(path, create=False), name, staging)
    else:
        yield name, path


def _folder(path: Path, name: str, staging: Path) -> Iterator[tuple[str, Path]]:
    with os.scandir(path) as listed:
        entries = sorted((entry for entry in listed if not is_ignored(entry.name)), key=lambda entry: entry.name)
    apart = [entry for entry in entries if entry.is_dir() or suffix_of(entry.name) in _PACKAGES]
    loose = [entry for entry in entries if entry not in apart]
    mails = any(not entry.is_dir() for entry in apart)
    if not apart or (loose and not mails) or all(entry.is_dir() and _part_of_set(entry.name) for entry in apart):
        yield name, path
        return
    yield from ((f"{name}/{readable(entry.name)}", Path(entry.path)) for entry in loose)
    for entry in apart:
        yield from _packages(Path(entry.path), f"{name}/{readable(entry.name)}", staging)


def _part_of_set(name: str) -> bool:
    return bool(said_sorts(name)) or any(word in normalise(name) for word in _INSIDE)


def _mails(
    box: mailbox.Mailbox[mailbox.mboxMessage] | mailbox.Maildir, name: str, staging: Path
) -> Iterator[tuple[str, Path]]:
    start = len(list(staging.iterdir()))
    with closing(box):
        for count, key in enumerate(sorted(box.keys()), start=1):
            folder = staging / f"{start + count:06d}"
            folder.mkdir()
            path = folder / shortened(f"{name.rpartition('/')[2]} 第 {count} 封.eml")  # by which it is refused
            path.write_bytes(box.get_bytes(key))
            yield f"{name} 第 {count} 封", path

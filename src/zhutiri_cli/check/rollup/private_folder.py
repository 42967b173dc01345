"""A folder for its owner alone, into which objects are copied under their own names, and which is gone afterwards. No
name leads out of it: what has a name that cannot be a file's is not copied, and nothing beside it either."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from zhutiri_cli.check.rollup.storage import Storage, StoredFile
from zhutiri_cli.check.rollup.storage_address import StorageAddress, place_key
from zhutiri_cli.common.errors import MORE_ROOM, FileProblem, reason_of
from zhutiri_cli.common.filenames import lies_nowhere
from zhutiri_cli.common.paths import resolved
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.common.temporaries import temporary_folder

BYTES = 4 << 30
"""Bytes of one workspace: the temporary folder must hold as many for each process."""
_NO_NAME = (errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ)


class PrivateFolder:
    """Such a folder at ``path``, of what lies at ``base``."""

    def __init__(self, path: Path, storage: Storage, base: StorageAddress) -> None:
        self.path = path
        self._storage, self._base = storage, base
        self._made, self._size = {""}, 0

    def take(self, files: Sequence[StoredFile]) -> None:
        """Copy every file (named from ``base``), or say why none: what is missing would count as not submitted. Raises
        ``FileProblem``."""
        self._size += sum(one.size for one in files)
        if self._size > BYTES:
            raise FileProblem(f"材料共 {_gib(self._size)} GiB，超过 {_gib(BYTES)} GiB，没有核对", "请下载到本机核对")
        if self._size > shutil.disk_usage(self.path).free:
            raise _no_room(errno.ENOSPC)
        try:
            for one in files:
                self._make(one)
        except OSError as problem:
            if problem.errno in _NO_NAME:
                raise _unfit(Path(str(problem.filename)).name) from None
            raise _no_room(problem.errno) from None
        wanted = [one for one in files if not one.name.endswith("/")]
        self._storage.bring(self._base, [one.name for one in wanted], self.path)
        for one in wanted:
            if (self.path / one.name).stat().st_size != one.size:
                raise FileProblem(f"“{shorten(one.name)}”在核对时变动了，没有核对", "请重新运行，或加 --resume 接着做")

    def _make(self, one: StoredFile) -> None:
        """An empty file or folder of that name. It must be new: where the desk's file system takes two names for one,
        or an object is called as a folder is, this is where it shows."""
        *above, last = one.name.split("/")
        if any(map(lies_nowhere, [*above, last] if last else above)) or (one.size and not last):
            raise _unfit(one.name)
        for depth in range(1, len(above) + 1):
            path = "/".join(above[:depth])
            if path not in self._made:
                (self.path / path).mkdir(mode=0o700)
                self._made.add(path)
        if last:
            os.close(os.open(self.path / one.name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


@contextmanager
def private_folder(
    storage: Storage, base: StorageAddress, called: StorageAddress, scratch: Path | None
) -> Iterator[PrivateFolder]:
    """An empty one, in ``scratch`` by the name of what is ``called`` so, the same at every try, and what a process that
    was ended has left there is removed; ``None``: in the system's temporary folder."""
    if scratch is None:
        with temporary_folder() as path:
            yield PrivateFolder(resolved(path), storage, base)
        return
    path = scratch / f"zhutiri-{place_key(called)}"
    shutil.rmtree(path, ignore_errors=True)  # mostly there is none; what stays is told by the next line
    path.mkdir(mode=0o700)
    try:
        yield PrivateFolder(resolved(path), storage, base)
    finally:
        shutil.rmtree(path, ignore_errors=True)  # what stays goes with the scratch folder


def _unfit(name: str) -> FileProblem:
    return FileProblem(
        f"对象的名称“{shorten(name, 80)}”不能照原样存为文件，没有核对",
        "请在存储里改名：各段不为空、. 或 ..，没有反斜杠，不超过 255 字节，不与别的文件或文件夹同名",
    )


def _no_room(number: int | None) -> FileProblem:
    what = reason_of(OSError(number or 0, ""))
    return FileProblem(f"材料放不进临时文件夹（{what}）", MORE_ROOM)


def _gib(size: int) -> str:
    return f"{size / 2**30:.1f}"

"""One program at a time changes a file; a lock that is not given up is told, and leaves nothing behind."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.file_lock import OURS, locked


def test_a_lock_keeps_others_out_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with locked(path), pytest.raises(FileProblem, match="正被另一个程序改动"), locked(path, patience=0.1):
        pytest.fail("both hold it")
    assert list(tmp_path.iterdir()) == []
    with locked(path, patience=0.1):
        assert len(list(tmp_path.iterdir())) == 1


def test_what_is_raised_inside_ends_the_lock(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), locked(tmp_path / "a.yaml"):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="无法写入（不存在）"), locked(tmp_path / "no" / "a.yaml"):
        pytest.fail("there is nothing to hold")


def test_a_lock_file_that_was_left_is_no_lock(tmp_path: Path) -> None:
    left = tmp_path / f"{OURS}a.yaml.lock"
    left.write_bytes(b"somebody")
    with locked(tmp_path / "a.yaml", patience=0.1):
        assert b"somebody" not in left.read_bytes()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept in other ways")
def test_a_colleague_may_hold_what_another_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is shared: a lock's file that a kill left, of a user whose files others only read."""
    path, left = tmp_path / "a.yaml", tmp_path / f"{OURS}a.yaml.lock"
    with locked(path):
        assert stat.S_IMODE(left.stat().st_mode) == 0o666
    left.write_bytes("王某".encode())
    opened = os.open

    def refused(name: Path, flags: int, *mode: int) -> int:
        if flags & os.O_RDWR and not (flags & os.O_EXCL and left.exists()):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(name))
        return opened(name, flags, *mode)

    monkeypatch.setattr(os, "open", refused)
    with locked(path), pytest.raises(FileProblem, match="正被另一个程序改动（王某）"), locked(path, patience=0.1):
        pytest.fail("both hold it")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(FileProblem, match="没有权限"), locked(path):
        pytest.fail("there is nothing to hold, and none may be made")

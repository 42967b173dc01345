"""One program at a time changes a file; a lock that is not given up is told, and leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.file_lock import locked


def test_a_lock_keeps_others_out_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with locked(path), pytest.raises(FileProblem, match="正被另一个程序改动"), locked(path, patience=0.1):
        pytest.fail("both hold it")
    assert list(tmp_path.iterdir()) == []
    with locked(path):
        pass


def test_what_is_raised_inside_ends_the_lock(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), locked(tmp_path / "a.yaml"):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="无法写入（不存在）"), locked(tmp_path / "no" / "a.yaml"):
        pytest.fail("there is nothing to hold")


def test_a_lock_file_that_was_left_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / ".a.yaml.lock").write_bytes(b"")
    with locked(tmp_path / "a.yaml", patience=0.1):
        pass

"""What a dead run left is cleared away, what a living one holds is not; a name that is taken is never given again."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from zhutiri_cli.common import new_name
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.file_lock import locked
from zhutiri_cli.common.files import new_file, replace_file
from zhutiri_cli.common.new_name import name_new
from zhutiri_cli.common.temporaries import clear_left, left_in, temporary_file, temporary_folder

HOLDER = """
import sys, time
from pathlib import Path
from zhutiri_cli.common.file_lock import locked
from zhutiri_cli.common.temporaries import temporary_file, temporary_folder
place = Path(sys.argv[1])
held = temporary_file(place)
with temporary_folder(place) as folder, locked(place / "a.yaml"):
    (folder / "citizens.zip").write_bytes(b"x" * 1000)
    print("ready", flush=True)
    time.sleep(60)
"""


def test_what_a_killed_process_left_goes_and_what_a_living_one_holds_stays(tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    held = sorted(tmp_path.iterdir())
    assert len(held) == 4
    clear_left(tmp_path)
    assert left_in(tmp_path) == []
    assert sorted(tmp_path.iterdir()) == held
    with (
        pytest.raises(FileProblem, match=rf"正被另一个程序改动（.*进程 {process.pid}）"),
        locked(tmp_path / "a.yaml", 0.1),
    ):
        pytest.fail("both hold it")
    process.kill()
    process.wait()
    process.stdout.close()
    assert len(left_in(tmp_path)) == 3
    assert sorted(tmp_path.iterdir()) == held, "to look changes nothing"
    clear_left(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_one_that_is_ours_is_gone_afterwards(tmp_path: Path) -> None:
    with temporary_folder(tmp_path) as folder:
        (folder / "a").write_bytes(b"x")
        clear_left(tmp_path)
        assert (folder / "a").is_file()
    assert list(tmp_path.iterdir()) == []
    handle, path = temporary_file(tmp_path)
    clear_left(tmp_path)
    assert path.is_file()
    os.close(handle)
    clear_left(tmp_path)
    assert not path.exists()


@pytest.mark.parametrize("exclusive", [True, False])
def test_without_hard_links_a_name_is_given_whole_and_never_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exclusive: bool
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    if not exclusive:
        monkeypatch.setattr(new_name, "_exclusively", lambda *_: False)
    staged, path = tmp_path / "staged", tmp_path / "活动方案.docx"
    staged.write_bytes(b"ours")
    name_new(staged, path)
    assert path.read_bytes() == b"ours"
    staged.write_bytes(b"another")
    with pytest.raises(FileExistsError):
        name_new(staged, path)
    assert path.read_bytes() == b"ours"


def test_a_new_file_is_never_written_over_another(tmp_path: Path) -> None:
    path = tmp_path / "plan_2025.yaml"
    new_file(path, b"first")
    with pytest.raises(FileExistsError):
        new_file(path, b"second")
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="limits as on Unix")
def test_a_file_that_is_too_large_for_the_system_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(FileProblem, match="文件超过磁盘或系统允许的大小"):
            replace_file(path, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]

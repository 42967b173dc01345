"""Writing beside and replacing: the old file or the new one, whatever happens in between."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.files import replace_file

SIZE = 4_000_000
WRITER = f"""
import sys
from pathlib import Path
from zhutiri_cli.common.files import replace_file
path = Path(sys.argv[1])
print("ready", flush=True)
while True:
    for letter in (b"b", b"c"):
        replace_file(path, letter * {SIZE})
        print("written", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a kill at any moment is a signal")
def test_a_kill_at_any_moment_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "周报.html"
    path.write_bytes(b"a" * SIZE)
    found = set()
    moment = random.Random(20240315)
    for round_ in range(15):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        for _ in range(1 + round_ % 4):  # "ready", and so many files written
            process.stdout.readline()
        time.sleep(moment.uniform(0, 0.02))  # some way into the next
        process.kill()
        process.wait()
        process.stdout.close()
        content = path.read_bytes()
        assert len(content) == SIZE
        assert len(set(content)) == 1
        found.add(content[:1])
    assert found >= {b"b", b"c"}


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileProblem, match="磁盘已满"):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_the_new_file_has_the_rights_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "周报.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace_file(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes as on Unix")
def test_only_a_plain_file_that_may_be_written_is_replaced(tmp_path: Path) -> None:
    kept, link, pipe, guarded = (tmp_path / name for name in ("原件.md", "链接.md", "管道.md", "只读.md"))
    kept.write_bytes(b"old")
    link.symlink_to(kept)
    os.mkfifo(pipe)
    guarded.write_bytes(b"old")
    guarded.chmod(0o444)
    for path, why in ((link, "是一个链接"), (pipe, "不是普通文件"), (guarded, "只读")):
        with pytest.raises(FileProblem, match=why):
            replace_file(path, b"new")
    assert (kept.read_bytes(), guarded.read_bytes()) == (b"old", b"old")
    assert link.is_symlink()
    assert pipe.is_fifo()
    assert len(list(tmp_path.iterdir())) == 4

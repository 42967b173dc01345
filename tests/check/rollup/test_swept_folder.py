"""The folder of a rollup's processes: private, gone afterwards; what a killed one has left is removed by the next."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from zhutiri_cli.check.rollup import swept_folder
from zhutiri_cli.check.rollup.swept_folder import swept_folder as opened

HOLDS = """
import tempfile, time, sys
tempfile.tempdir = sys.argv[1]
from zhutiri_cli.check.rollup.swept_folder import swept_folder
with swept_folder() as folder:
    (folder / "copy").mkdir()
    (folder / "copy" / "总结.txt").write_text("x")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(swept_folder, "_YOUNG", -1.0)
    return tmp_path


def test_it_is_the_users_alone_and_gone_afterwards(temporary: Path) -> None:
    with opened() as folder:
        assert folder.parent == temporary
        assert folder.stat().st_mode & 0o077 == 0 or os.name == "nt"
        (folder / "x").write_text("x", encoding="utf-8")
    assert list(temporary.iterdir()) == []


def test_what_is_in_use_stays_and_what_a_killed_process_left_goes(temporary: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDS, str(temporary)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        left = Path(other.stdout.readline().strip())
        with opened():
            assert (left / "copy" / "总结.txt").exists()
        os.kill(other.pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    assert left.exists()
    with opened():
        assert not left.exists()


def test_what_is_new_or_not_a_folder_of_ones_own_stays(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (temporary / "zhutiri-rollup-new").mkdir()
    (temporary / "elsewhere").mkdir()
    (temporary / "zhutiri-rollup-link").symlink_to(temporary / "elsewhere")
    (temporary / "zhutiri-rollup-file").write_text("x", encoding="utf-8")
    monkeypatch.setattr(swept_folder, "_YOUNG", 60.0)
    with opened():
        pass
    monkeypatch.setattr(swept_folder, "_YOUNG", -1.0)
    if hasattr(os, "getuid"):
        with monkeypatch.context() as patch:
            patch.setattr(os, "getuid", lambda: 4711)
            with opened():
                pass
    assert sorted(path.name for path in temporary.iterdir()) == [
        *("elsewhere", "zhutiri-rollup-file", "zhutiri-rollup-link", "zhutiri-rollup-new")
    ]
    with opened():
        pass
    assert not (temporary / "zhutiri-rollup-new").exists()
    assert (temporary / "elsewhere").exists()

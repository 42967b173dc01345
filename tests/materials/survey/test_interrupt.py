"""Ctrl+C: one sentence, and nothing left behind, neither a process nor a file."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.material_files import doc_of
from tests.support.places import EXAMPLES

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a process group and a stand-in that is a shell script")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The sample with a .doc, a LibreOffice that never answers, and a temporary folder of its own."""
    shutil.copytree(EXAMPLES / "data", tmp_path / "data")
    folder = next((tmp_path / "data" / "submissions" / "2024").glob("13-*"))
    doc_of(folder / "活动总结.doc")
    for name in ("bin", "temporary"):
        (tmp_path / name).mkdir()
    program = tmp_path / "bin" / "soffice"
    program.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/started\nexec sleep 99\n", encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:  # gone
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def begun(started: Path) -> int:
    """The process id of the stand-in, once it has written it."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        if started.exists() and (number := started.read_text().strip()):
            return int(number)
        time.sleep(0.05)
    raise AssertionError("LibreOffice was never started")


def test_a_check_broken_off_says_so_and_leaves_nothing(workspace: Path) -> None:
    environment = {
        **os.environ,
        "PATH": f"{workspace / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "TMPDIR": str(workspace / "temporary"),
    }
    with subprocess.Popen(
        [sys.executable, "-m", "zhutiri_cli", "check", "--as-of", "2024-04-12"],
        cwd=workspace,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        encoding="utf-8",
    ) as check:
        office = begun(workspace / "started")
        os.killpg(check.pid, signal.SIGINT)
        out, said = check.communicate(timeout=600)
    assert (check.returncode, out, said) == (130, "", "已中断，没有写出结果\n")
    until = time.monotonic() + 10  # it has been killed; the system may take a moment to let it go
    while alive(office) and time.monotonic() < until:
        time.sleep(0.05)
    assert not alive(office)
    assert list((workspace / "temporary").iterdir()) == []

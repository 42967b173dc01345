"""A record is replaced by one program at a time: the other is told, and nothing is lost unsaid."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.files import replace_file
from zhutiri_cli.workspace import moves
from zhutiri_cli.workspace.moves import Moves


def test_of_two_that_read_the_same_record_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, said = tmp_path / "submission.yaml", list[str]()
    path.write_bytes(b"held: 2024-03-15\n")

    def slowly(target: Path, data: bytes) -> None:
        time.sleep(0.3)  # what was compared must still be so now
        replace_file(target, data)

    def write(data: bytes) -> None:
        try:
            Moves().write_record(path, b"held: 2024-03-15\n", data)
            said.append("written")
        except FileProblem as problem:
            said.append(problem.message)

    monkeypatch.setattr(moves, "replace_file", slowly)
    both = (b"filed: 2024-03-01\n", b"filed: 2024-03-02\n")
    writers = [threading.Thread(target=write, args=(data,)) for data in both]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(said) == sorted([f"{path} 刚被别的程序改动", "written"])
    assert path.read_bytes() in both
    assert [one.name for one in tmp_path.iterdir()] == ["submission.yaml"]

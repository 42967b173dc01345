"""Files read in a process that may end over one: it notes which, and no file keeps it longer than it may."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from zhutiri_cli.materials.file_facts import FileFacts, Fitness
from zhutiri_cli.materials.survey.read_here import ReadHere, file_at_hand
from zhutiri_cli.materials.survey.survey import survey
from zhutiri_cli.materials.survey.workers import Workers

STUCK = """
import sys
from pathlib import Path
from zhutiri_cli.materials.survey import read_here
read_here._SLACK = 0.3
def stuck(path, digest):
    if path.name == 'b.txt':
        int('9' * 4000) ** 10**9  # in one step of a library, which lets no other thread of Python run
    return read_here.inspect(path, digest)
note, *paths = map(Path, sys.argv[1:])
with read_here.ReadHere(note, stuck, 0.5) as reader:
    for path in paths:
        reader.answer(reader.ask(path, ''))
"""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{name}.txt" for name in "abc"]
    for path in paths:
        path.write_text(f"{path.name}的内容", encoding="utf-8")
    return paths


def test_it_reads_what_readers_of_their_own_read(files: list[Path], tmp_path: Path) -> None:
    note = tmp_path / "note"
    assert survey(files, workers=ReadHere(note)) == survey(files, workers=ReadHere(None)) == survey(files)
    assert file_at_hand(note) is None
    assert isinstance(ReadHere(note), Workers)


def test_the_file_at_hand_is_noted_while_it_is(files: list[Path], tmp_path: Path) -> None:
    note, seen = tmp_path / "note", list[Path | None]()

    def look(path: Path, _: str) -> FileFacts:
        seen.append(file_at_hand(note))
        return FileFacts(Fitness.USABLE, text=path.name)

    survey(files, workers=ReadHere(note, look))
    assert seen == files
    assert file_at_hand(note) is None
    assert file_at_hand(tmp_path / "none") is None


def test_a_process_that_is_stuck_at_a_file_is_ended_and_says_at_which(files: list[Path], tmp_path: Path) -> None:
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-c", STUCK, tmp_path / "note", *files], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
    assert file_at_hand(tmp_path / "note") == files[1]
    assert time.monotonic() - start < 30

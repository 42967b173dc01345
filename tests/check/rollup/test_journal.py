"""The journal: rows come back as they were, a torn end is dropped, another day or program begins anew."""

from __future__ import annotations

import json
import os
import sys
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.support.fixed_facts import fixed_rollup
from zhutiri_cli.check.rollup.journal import Journal, day_of
from zhutiri_cli.check.rollup.row_text import line_of
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.summing.workspace_row import WorkspaceRow

DAY = date(2024, 5, 20)
ROWS = [*fixed_rollup().rows]


def kept(path: Path, *, resumed: bool = True, day: date = DAY, version: str = "1") -> Journal:
    return Journal(path, day, version, resumed=resumed)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal with every fixed row, by its number."""
    path = tmp_path / "汇总.jsonl"
    with kept(path, resumed=False) as journal:
        for number, row in enumerate(ROWS):
            journal.add(f"{number}", f"s{number}", row)
    return path


def odd_signs(row: WorkspaceRow) -> list[str]:
    return [row.path.only_masked, *(line.theme.only_masked for line in row.activities)]


def test_rows_come_back_as_they_were_in_any_order(path: Path) -> None:
    with kept(path) as journal:
        rows = journal.rows({number: ROWS[int(number)].path for number in "201"})
        assert [*rows] == [ROWS[2], ROWS[0], ROWS[1]]
        assert list(map(odd_signs, rows)) == list(map(odd_signs, [ROWS[2], ROWS[0], ROWS[1]]))
        assert (len(journal), journal.signature("1"), journal.signature("9")) == (3, "s1", "")
        assert [*rows[1:]] == [ROWS[0], ROWS[1]]
    assert day_of(path) == DAY


@pytest.mark.parametrize("torn", [1, 20, 200])
def test_a_torn_end_is_dropped_and_written_over(path: Path, torn: int) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:-torn])
    with kept(path) as journal:
        assert len(journal) == 2
        journal.add("2", "s2", ROWS[2])
    assert path.read_bytes() == whole


def summed(line: bytes) -> bytes:
    """A line whose sum is right, whatever it says."""
    return b"[%d," % zlib.crc32(line) + line[1:]


def test_what_is_no_row_ends_it(path: Path) -> None:
    path.write_bytes(path.read_bytes() + summed(b'["3","s3",["x"]]\n'))
    with kept(path) as journal:
        assert len(journal) == 3


def test_from_a_damaged_row_on_all_are_dropped(path: Path) -> None:
    whole = path.read_bytes()
    for place in range(len(whole.splitlines(keepends=True)[0]), len(whole), 7):
        if whole[place : place + 1] != b"\n":
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            with kept(path) as journal:
                assert len(journal) == whole[:place].count(b"\n") - 1


def test_a_row_made_again_takes_the_place_of_the_first(path: Path) -> None:
    with kept(path) as journal:
        journal.add("0", "new", ROWS[2])
    with kept(path) as journal:
        assert (journal.signature("0"), journal.rows({"0": ROWS[2].path})[0]) == ("new", ROWS[2])


def test_a_row_is_called_as_it_is_now(path: Path) -> None:
    with kept(path) as journal:
        assert [*journal.rows({"1": Shown("../1号县")})] == [replace(ROWS[1], path=Shown("../1号县"))]


@pytest.mark.parametrize("other", [{"resumed": False}, {"day": date(2024, 5, 21)}, {"version": "2"}])
def test_another_day_or_program_begins_anew(path: Path, other: dict[str, object]) -> None:
    with kept(path, **other) as journal:  # type: ignore[arg-type]  # one of the three
        assert len(journal) == 0


def test_an_empty_file_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "j"
    path.touch()
    with kept(path) as journal:
        assert len(journal) == 0


@pytest.mark.parametrize("content", [b"x", b"{}\n", b"[1]\n", b"[" * 5000])
@pytest.mark.parametrize("resumed", [True, False])
def test_what_is_no_journal_is_left_alone(tmp_path: Path, content: bytes, resumed: bool) -> None:
    path = tmp_path / "j"
    path.write_bytes(content)
    assert day_of(path) is None
    with pytest.raises(FileProblem, match="不是汇总的进度文件"):
        kept(path, resumed=resumed)
    assert path.read_bytes() == content


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there, and there are no pipes")
@pytest.mark.parametrize("resumed", [True, False])
def test_a_link_or_a_pipe_in_its_place_is_left_alone(tmp_path: Path, path: Path, resumed: bool) -> None:
    whole = path.read_bytes()
    (tmp_path / "link").symlink_to(path)
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe"):
        with pytest.raises(FileProblem, match=f"{name} 不是汇总的进度文件"):
            kept(tmp_path / name, resumed=resumed)
    assert path.read_bytes() == whole


def changed(row: Any, *way: int, to: Any) -> Any:
    """A row as it is written, with one thing in it replaced."""
    first, *rest = way
    other = changed(row[first], *rest, to=to) if rest else to
    return [other if at == first else one for at, one in enumerate(row)]


@pytest.mark.parametrize(
    ("way", "to"),
    [
        ((2, 0), 5), ((2, 2), "2024"), ((2, 2), 10**30), ((2, 5), {}), ((2, 5, 0, 0), "1"), ((2, 5, 0, 0), 10**30),
        ((2, 5, 0, 2), "zz"), ((2, 5, 0, 4), "no status"), ((2, 5, 0, 7, 0), "2024-13-01"), ((2, 5, 0, 9), "3"),
        ((2, 7), [1]), ((0,), ["key"]), ((0,), None), ((1,), 3),
    ],
)  # fmt: skip
def test_a_line_that_says_something_else_than_a_row_ends_it(path: Path, way: tuple[int, ...], to: Any) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    first = next(at for at, line in enumerate(lines[1:], 1) if json.loads(line)[3][5])  # of one with activities
    lines[first] = summed(line_of(changed(json.loads(lines[first])[1:], *way, to=to)))
    path.write_bytes(b"".join(lines))
    with kept(path) as journal:
        assert len(journal) == first - 1
    assert path.read_bytes() == b"".join(lines[:first])


def test_a_line_that_is_nested_too_deep_ends_it(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"[" * 100_000 + b"\n")
    with kept(path) as journal:
        assert len(journal) == len(ROWS)


def test_it_is_gone_when_it_is_not_needed_any_more(path: Path) -> None:
    with kept(path) as journal:
        journal.remove()
    assert not path.exists()

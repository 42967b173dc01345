"""The journal: rows come back as they were, a torn end is dropped, another day or program begins anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support.fixed_facts import fixed_rollup
from zhutiri_cli.check.rollup.journal import Journal, day_of
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
        rows = journal.rows(["2", "0", "1"])
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


def test_what_is_no_row_ends_it(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b'["3","s3",["x"]]\n')
    with kept(path) as journal:
        assert len(journal) == 3


def test_a_row_made_again_takes_the_place_of_the_first(path: Path) -> None:
    with kept(path) as journal:
        journal.add("0", "new", ROWS[2])
    with kept(path) as journal:
        assert (journal.signature("0"), journal.rows(["0"])[0]) == ("new", ROWS[2])


@pytest.mark.parametrize("other", [{"resumed": False}, {"day": date(2024, 5, 21)}, {"version": "2"}])
def test_another_day_or_program_begins_anew(path: Path, other: dict[str, object]) -> None:
    with kept(path, **other) as journal:  # type: ignore[arg-type]  # one of the three
        assert len(journal) == 0


@pytest.mark.parametrize("content", [b"", b"x", b"{}\n", b"[1]\n"])
def test_what_is_no_journal_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "j"
    path.write_bytes(content)
    assert day_of(path) is None
    with kept(path) as journal:
        assert len(journal) == 0


def test_it_is_gone_when_it_is_not_needed_any_more(path: Path) -> None:
    with kept(path) as journal:
        journal.remove()
    assert not path.exists()

"""What of a workbook is read, and that what is not asked for costs nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.materials.formats.bounded_workbook import Bounds
from zhutiri_cli.materials.formats.excel_workbook import open_part_of, open_workbook

ROWS: list[list[Any]] = [["序号", "主题"], [1, "政策解读"], [None, None], [3, "开放日"]]


def book(path: Path, rows: list[list[Any]] = ROWS, *, more: Mapping[str, list[list[Any]]] | None = None) -> Path:
    made = openpyxl.Workbook()
    made.worksheets[0].title = "登记"
    for row in rows:
        made.worksheets[0].append(row)
    for title, lines in (more or {}).items():
        sheet = made.create_sheet(title)
        for line in lines:
            sheet.append(line)
    made.save(path)
    return path


def rewritten(path: Path, old: bytes, new: bytes, part: str = "xl/worksheets/sheet1.xml") -> Path:
    held = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(held) as before, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            assert name != part or old in data
            after.writestr(name, data.replace(old, new) if name == part else data)
    return path


def values(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


def test_all_is_read_as_openpyxl_reads_it(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", more={"另一张": [["x", 1.5], ["y", True]]})
    own, theirs = open_workbook(path), openpyxl.load_workbook(path)
    assert [values(sheet) for sheet in own.worksheets] == [values(sheet) for sheet in theirs.worksheets]


@pytest.mark.parametrize(("rows", "seen", "goes_on"), [(1, 1, True), (2, 2, True), (3, 2, True), (4, 4, False)])
def test_no_more_rows_than_asked_for_and_whether_others_follow(
    tmp_path: Path, rows: int, seen: int, *, goes_on: bool
) -> None:
    found = open_part_of(book(tmp_path / "a.xlsx"), Bounds(100, rows))
    assert values(found.book["登记"]) == [tuple(row) for row in ROWS[:seen]]
    assert ("登记" in found.beyond) is goes_on


def test_empty_rows_below_do_not_count(tmp_path: Path) -> None:
    empty = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (at, at) for at in range(5, 9000))
    path = rewritten(book(tmp_path / "a.xlsx"), b"</sheetData>", empty + b"</sheetData>")
    found = open_part_of(path, Bounds(100, 50))
    assert not found.beyond
    assert found.book["登记"].max_row == 4


def test_cells_with_a_format_and_nothing_else_to_the_edge_do_not_count(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx")
    edge = b"".join(b'<c r="%s4" s="0"/>' % name.encode() for name in _names(3, 3000))
    path = rewritten(path, b"</row></sheetData>", edge + b"</row></sheetData>")
    assert open_part_of(path, Bounds(100)).book["登记"].max_column == 2


def _names(first: int, last: int) -> list[str]:
    from openpyxl.utils import get_column_letter

    return [get_column_letter(number) for number in range(first, last + 1)]


def test_only_the_sheet_that_is_wanted(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", more={"另一张": [["x"]]})
    found = open_part_of(path, Bounds(100, titles=frozenset({"另一张"}))).book
    assert [sheet.title for sheet in found.worksheets] == ["登记", "另一张"]
    assert values(found["另一张"]) == [("x",)]
    assert found["登记"]["A1"].value is None


def test_too_many_cells_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(FileProblem) as raised:
        open_part_of(book(tmp_path / "a.xlsx"), Bounds(5))
    assert "工作表“登记”范围过大" in raised.value.message
    assert raised.value.advice


@pytest.mark.parametrize(
    "told",
    [
        b'<mergeCells><mergeCell ref="A4:XFD1048576"/></mergeCells>',
        b'<mergeCells><mergeCell ref="A9:XFD1048576"/></mergeCells>',
        b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>',
    ],
    ids=["merged to the end", "merged below the end", "linked all over"],
)
def test_ranges_over_the_whole_sheet_end_where_its_cells_end(tmp_path: Path, told: bytes) -> None:
    path = rewritten(book(tmp_path / "a.xlsx"), b"</sheetData>", b"</sheetData>" + told)
    sheet = open_part_of(path, Bounds(100)).book["登记"]
    assert sheet.max_row * sheet.max_column <= 100


def test_an_entity_of_the_files_own_is_not_unfolded(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx")
    bomb = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    path = rewritten(path, b"<worksheet", bomb + b"<worksheet")
    path = rewritten(path, b"</sheetData>", b'<row><c t="str"><v>&b;</v></c></row></sheetData>')
    with pytest.raises(FileProblem, match="打不开"):
        open_workbook(path)

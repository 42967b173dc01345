"""Sheets to a workbook: literal text, real dates, nothing that Excel has to repair. Read back by openpyxl."""

from __future__ import annotations

import io
import tempfile
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter.exceptions import FileCreateError

from tests.support.office_package import well_formed
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.render.kit.xlsx import (
    MOST_LINKS,
    Cell,
    Column,
    Options,
    Sheet,
    Value,
    pieces,
    pieces_of_workbook,
    workbook,
)
from zhutiri_cli.render.kit.xlsx_text import MOST_SIGNS, clean, folder_href, sheet_names

DAY = date(2024, 4, 12)


def made(*rows: tuple[Cell | Value, ...], columns: tuple[Column, ...] | None = None) -> bytes:
    width = len(rows[0]) if rows else 1
    columns = columns or tuple(Column(f"列{n}") for n in range(width))
    return workbook([Sheet("表", columns, rows, ("题目", "说明"))], "题目", DAY)


def page(raw: bytes) -> Worksheet:
    sheet = openpyxl.load_workbook(io.BytesIO(raw)).active
    assert isinstance(sheet, Worksheet)
    return sheet


HOSTILE = ["=1+1", '=HYPERLINK("http://a.example","x")', "+1", "-1", "@SUM(A1)", "{=1}", "0012", "1e5", "2024-03-15"]
HOSTILE += ["http://a.example/", "mailto:a@b.example", "internal:表!A1", "external:c.xlsx", "TRUE", "#N/A", "_x0041_"]
HOSTILE += ["&<>\"'", " 前后有空格 ", "'引号"]


@pytest.mark.parametrize("text", HOSTILE)
def test_people_s_text_stays_text(text: str) -> None:
    raw = made((text,))
    parts = well_formed(raw)
    cell = page(raw)["A4"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.hyperlink is None
    assert b"<f>" not in parts["xl/worksheets/sheet1.xml"]
    assert "xl/worksheets/_rels/sheet1.xml.rels" not in parts


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1b", "\u202e", "\ufffe", "\uffff", "\ud800", "\n", "\r"])
def test_control_characters_are_shown(sign: str) -> None:
    raw = made((f"甲{sign}乙",))
    well_formed(raw)
    assert page(raw)["A4"].value == f"甲‹U+{ord(sign):04X}›乙"


@settings(max_examples=25)
@given(st.lists(st.text(st.characters(), max_size=40), min_size=1, max_size=20))
def test_any_text_is_read_back_as_it_was_shown(texts: list[str]) -> None:
    raw = made(*(("甲" + text,) for text in texts))
    well_formed(raw)
    found = [row[0] for row in page(raw).iter_rows(min_row=4, values_only=True)]
    assert found == [clean("甲" + text) for text in texts]


@pytest.mark.parametrize("sign", ["长", "𠮷"])
def test_a_long_text_is_cut_where_excel_would_refuse_it(sign: str) -> None:
    value = page(made((sign * 40_000,)))["A4"].value
    assert isinstance(value, str)
    assert len(value.encode("utf-16-le")) // 2 <= MOST_SIGNS
    assert value.endswith("…（内容过长，后略）")
    assert set(value.removesuffix("…（内容过长，后略）")) == {sign}


def test_values_are_cells_of_their_kind() -> None:
    row: tuple[Value, ...] = (date(2024, 3, 15), 7, Decimal("0.5"), ("甲", "乙"), None, "")
    (cells,) = page(made(row)).iter_rows(min_row=4)
    assert [cell.value for cell in cells] == [datetime(2024, 3, 15), 7, 0.5, "甲\n乙", None, None]
    assert cells[0].number_format == "yyyy-mm-dd"


def test_the_header_is_frozen_and_filtered_under_the_notes() -> None:
    sheet = page(made(("甲", 1), ("乙", 2)))
    assert [row[0] for row in sheet.iter_rows(max_row=3, values_only=True)] == ["题目", "说明", "列0"]
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:B5"


def test_a_sheet_without_rows_opens() -> None:
    raw = made(columns=(Column("甲"),))
    well_formed(raw)
    assert page(raw).auto_filter.ref in ("A3", "A3:A3")


def test_columns_are_as_wide_as_their_text_within_bounds() -> None:
    columns = (Column("甲", 10), Column("乙", 60), Column("一个很长的表头", 6))
    sheet = page(made(("很长很长很长很长很长很长", "十个字的单位名称共十", "x"), columns=columns))
    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert [round(width) for width in widths] == [12, 22, 19]
    assert sheet.row_dimensions[4].height > 40


def test_words_to_choose_from_and_dates_are_guarded() -> None:
    columns = (
        Column("日期", kind="date", fill=True),
        Column("会标", fill=True, choices=("是", "否")),
        Column("其他"),
    )
    sheet = page(made((None, None, None), columns=columns))
    rules = {str(rule.sqref): (rule.type, rule.formula1) for rule in sheet.data_validations.dataValidation}
    assert rules["B4"] == ("list", '"是,否"')
    assert rules["A4"][0] == "date"
    colours = [sheet.cell(3, column).fill.start_color.rgb for column in (1, 2, 3)]
    assert colours[0] == colours[1] != colours[2]


def test_the_same_sheets_make_the_same_bytes() -> None:
    assert made(("甲", 1)) == made(("甲", 1))
    created = openpyxl.load_workbook(io.BytesIO(made(("甲",)))).properties.created
    assert created == datetime(2024, 4, 12)


def test_names_of_sheets() -> None:
    names = ["台账", "台账", "a/b[c]*", "'", "很" * 40, "很" * 40, "", "𠮷" * 20]
    found = list(sheet_names(names))
    assert found[:4] == ["台账", "台账_2", "a_b_c__", "表"]
    assert len({name.casefold() for name in found}) == len(names)
    assert all(len(name.encode("utf-16-le")) // 2 <= 31 for name in found)
    workbook([Sheet(name, (Column("甲"),), ()) for name in names], "", DAY)


LINKS = [
    ("data/submissions/2024/05", "/w", "/w", "data/submissions/2024/05"),
    ("data/05", "/w", "/w/out", "../data/05"),
    ("data/05", "/w", "/elsewhere/out", "../../w/data/05"),
    ("/other/05", "/w", "/w", "../other/05"),
    ("data/1 a#b%20c?d:e", "/w", "/w", "data/1%20a%23b%2520c%3Fd%3Ae"),
    ("data/4-区人社局（一）+&x", "/w", "/w", "data/4-区人社局（一）+%26x"),
    ("C:/w/05", "C:/w", "C:/w/out", "../05"),
    ("05", "C:/w", "D:/out", ""),
    ("a\\b", "/w", "/w", ""),
    ("甲" * 2000, "/w", "/w", ""),
    ("05", "", "/w", ""),
    ("05", "/w", "", ""),
]


@pytest.mark.parametrize(("folder", "here", "place", "href"), LINKS)
def test_links_lead_from_the_workbook_to_the_folder(folder: str, here: str, place: str, href: str) -> None:
    assert folder_href(folder, here, place) == href


@pytest.mark.parametrize("href", ["data/4%20%E7%94%B2", "5", "甲", "data/a%23b%25c", "../05", "a+b(c)'d"])
def test_a_link_stands_in_the_file_as_it_was_made(href: str) -> None:
    raw = made((Cell("=文件夹", href=href),))
    cell = page(raw)["A4"]
    assert cell.value == "=文件夹"
    assert cell.hyperlink is not None
    assert str(cell.hyperlink.target).replace("\\", "/") == href
    assert b'TargetMode="External"' in well_formed(raw)["xl/worksheets/_rels/sheet1.xml.rels"]


def test_beyond_the_links_that_a_sheet_may_have_the_text_stands_without_one() -> None:
    rows = [(Cell(f"夹{place}", href="a"),) for place in range(MOST_LINKS + 2)]
    raw = b"".join(pieces_of_workbook([Sheet("表", (Column("列"),), rows)], "题目", DAY))
    sheet = zipfile.ZipFile(io.BytesIO(raw)).read("xl/worksheets/sheet1.xml")
    assert sheet.count(b"<hyperlink ") == MOST_LINKS
    assert all(f">夹{place}<".encode() in sheet for place in (0, MOST_LINKS - 1, MOST_LINKS, MOST_LINKS + 1))


@pytest.mark.parametrize("problem", [OSError(28, "full"), FileCreateError(OSError(28, "full"))])
def test_a_temporary_folder_that_is_full_is_told_and_nothing_is_left_in_it(
    problem: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def write(out: IO[bytes], how: Options) -> None:
        assert Path(str(how["tmpdir"])).parent == tmp_path
        (Path(str(how["tmpdir"])) / "a sheet").write_bytes(b"half of it")
        out.write(b"half of it")
        raise problem

    with pytest.raises(FileProblem, match="工作簿放不进临时文件夹（磁盘已满）"):
        list(pieces(write))
    assert list(tmp_path.iterdir()) == []


def test_a_long_workbook_leaves_nothing_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    raw = b"".join(pieces_of_workbook([Sheet("表", (Column("列"),), [("甲",)])], "题目", DAY))
    assert zipfile.is_zipfile(io.BytesIO(raw))
    assert list(tmp_path.iterdir()) == []

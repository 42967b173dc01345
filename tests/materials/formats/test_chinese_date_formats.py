"""Date formats that Excel in Chinese names by number alone: read as dates by whoever takes cells from a workbook."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from zhutiri_cli.materials.formats.excel_workbook import open_workbook


def with_format(path: Path, number: int) -> Path:
    """A workbook whose A1 is 2024-03-20 in the built-in format ``number``."""
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = date(2024, 3, 20)
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/styles.xml"] = re.sub(
        rb'(<xf [^>]*?)numFmtId="1?\d\d"', rb'\1numFmtId="%d"' % number, parts["xl/styles.xml"]
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("number", [14, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])
def test_chinese_dates(tmp_path: Path, number: int) -> None:
    value = open_workbook(with_format(tmp_path / "a.xlsx", number)).worksheets[0]["A1"].value
    assert isinstance(value, datetime)
    assert value.date() == date(2024, 3, 20)


@pytest.mark.parametrize("number", [1, 2, 37, 49])
def test_plain_numbers(tmp_path: Path, number: int) -> None:
    assert open_workbook(with_format(tmp_path / "a.xlsx", number)).worksheets[0]["A1"].value == 45371

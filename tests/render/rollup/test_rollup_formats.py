"""A rollup too large for one page, one screen or one sheet; pages that are replaced as a whole."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace

from tests.support.command import zhutiri
from tests.support.fixed_facts import fixed_rollup
from tests.support.fixed_report import PHONE
from tests.support.many_workspaces import DAY, province
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render import formats
from zhutiri_cli.render.format import Display, Streamed
from zhutiri_cli.render.kit import xlsx_long
from zhutiri_cli.render.kit.xlsx_long import LongColumn, LongSheet, long_workbook
from zhutiri_cli.render.rollup import table
from zhutiri_cli.render.rollup.html import rollup_page
from zhutiri_cli.report.summing.rolled_up import rolled_up


@pytest.fixture
def paged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A province whose activities are too many for one page."""
    monkeypatch.setattr(rollup_page, "WHOLE", 10)
    monkeypatch.chdir(province(tmp_path))
    return tmp_path


def write() -> None:
    done = zhutiri("rollup", ".", "--as-of", DAY, "-o", "汇总.html")
    assert done.status == 1, done.err


def test_every_workspace_has_a_page_that_leads_back(paged: Path) -> None:
    write()
    whole = (paged / "汇总.html").read_text("utf-8")
    links = re.findall(r'<a class="row[^"]*" role="listitem" href="([^"]+)"', whole)
    assert len(links) == 8
    assert "<details" not in whole
    assert {f"汇总_files/{path.name}" for path in (paged / "汇总_files").iterdir()} == set(links)
    pages = [(paged / link).read_text("utf-8") for link in links]
    assert all('href="../汇总.html"' in page for page in pages)
    assert sum(page.count('<details class="activity"') for page in pages) == 15
    assert sum("没有核对成" in page for page in pages) == 3
    assert sorted(path.name for path in paged.iterdir() if path.name.startswith(".")) == []


def test_pages_are_replaced_as_a_whole_and_nothing_else_is(paged: Path) -> None:
    write()
    (paged / "汇总_files" / "00099.html").write_text("去年的", encoding="utf-8")
    write()
    assert len(list((paged / "汇总_files").iterdir())) == 8
    (paged / "汇总_files" / "我的.docx").write_text("x", encoding="utf-8")
    before = (paged / "汇总.html").read_bytes()
    done = zhutiri("rollup", ".", "--as-of", DAY, "-o", "汇总.html")
    assert done.status == 2
    assert "汇总_files 里有别的文件（我的.docx），不能替换" in done.err
    assert (paged / "汇总.html").read_bytes() == before
    assert (paged / "汇总.html.progress.jsonl").exists()


def test_on_the_screen_it_is_one_page_however_large(paged: Path) -> None:
    page = zhutiri("rollup", ".", "--as-of", DAY, "-f", "html").out
    assert page.count('<details class="activity"') == 15
    assert not (paged / "_files").exists()


@pytest.mark.parametrize("form", ["html", "csv", "xlsx", "json"])
def test_a_result_comes_in_pieces(form: str) -> None:
    made = formats("rollup")[form].render(fixed_rollup(), Display(100))
    assert isinstance(made, Streamed)
    assert made.beside is None
    content = b"".join(made.content)
    assert PHONE.encode() not in content
    assert len(content) > 1000


def test_a_screen_lists_the_worst_and_says_how_many_more() -> None:
    rows = fixed_rollup().rows
    many = [replace(rows[place % 2], path=Shown(f"{place}号县")) for place in range(60)]
    text = table.render(rolled_up(date(2024, 4, 12), many), Display(60))
    assert text.count("另有 10 个未列出") == 2
    assert max(map(len, text.splitlines())) <= 60


def test_what_is_to_be_noted_of_many_workspaces_is_said_once_on_the_screen() -> None:
    one = replace(fixed_rollup().rows[2], notices=(Shown("缓存不能用"),))
    many = [replace(one, path=Shown(f"{place}号县")) for place in range(30)]
    bare = replace(one, path=Shown("末县"), notices=(Shown("没有报送材料总文件夹 末县：没有核对任何材料"),))
    lines = table.render(rolled_up(date(2024, 4, 12), [*many, bare]), Display(100)).splitlines()
    begin = lines.index("■ 核对时要注意的 31 个工作区")
    assert lines[begin + 1 : begin + 4] == [
        "● 末县：没有报送材料总文件夹 末县：没有核对任何材料",
        "● 0号县、1号县、2号县 等 30 个工作区：缓存不能用",
        "",
    ]
    each = [replace(one, path=Shown(f"{place}号县"), notices=(Shown(f"第{place}"),)) for place in range(30)]
    assert "另有 10 条未列出" in table.render(rolled_up(date(2024, 4, 12), each), Display(100))


def test_a_sheet_that_is_full_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_long, "MOST_ROWS", 4)
    sheets = [LongSheet("甲", (LongColumn("数", 8, "int"),), ("注",)), LongSheet("乙", (LongColumn("字", 8),))]
    rows = [(0, [number]) for number in range(5)] + [(1, ["=1+1"])]
    book = openpyxl.load_workbook(io.BytesIO(b"".join(long_workbook(sheets, rows, "标题", date(2024, 4, 12)))))
    assert book.sheetnames == ["甲", "乙", "甲_2", "甲_3"]
    assert [[cell.value for cell in line] for name in ("甲", "甲_2", "甲_3") for line in book[name].rows] == [
        *(["注"], ["数"], [0], [1]),
        *(["注"], ["数"], [2], [3]),
        *(["注"], ["数"], [4]),
    ]
    assert (book["乙"]["A2"].value, book["乙"]["A2"].data_type) == ("=1+1", "s")

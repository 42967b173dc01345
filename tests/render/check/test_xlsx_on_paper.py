"""The ledger on paper, by LibreOffice: every column is printed, each page has its header, and the type can be read."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.support.command import zhutiri
from tests.support.mid_year import AS_OF
from zhutiri_cli.materials.formats.libreoffice import converted, program
from zhutiri_cli.render.kit.xlsx_paper import pages_across


@pytest.mark.parametrize(
    ("widths", "repeated", "pages"),
    [((10,), 0, 1), ((100, 100), 0, 1), ((100, 150), 0, 2), ((44, 140, 160), 1, 2), ((200,) * 9, 2, 6), ((), 0, 1)],
)
def test_the_type_stays_readable(widths: tuple[float, ...], repeated: int, pages: int) -> None:
    assert pages_across(widths, repeated) == pages


@pytest.mark.skipif(program() is None, reason="没有安装 LibreOffice")
@pytest.mark.usefixtures("mid_year_plan")
def test_the_ledger_of_the_middle_of_the_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert zhutiri("check", "--as-of", AS_OF, "-o", "台账.xlsx", "--fail-on", "never").status == 0
    with converted(tmp_path / "台账.xlsx", ".xlsx", ".pdf") as pdf, pypdfium2.PdfDocument(pdf.read_bytes()) as book:
        sizes = {tuple(map(round, sheet.get_size())) for sheet in book}
        pages = ["".join(sheet.get_textpage().get_text_range().split()) for sheet in book]
    assert sizes == {(842, 595)}
    assert all(f"第{number}页，共{len(pages)}页" in page for number, page in enumerate(pages, 1))
    overview = [page for page in pages if "总览第" in page]
    assert len(overview) <= 3
    assert all("项目内容说明办法期限" in page for page in overview)
    ledger = [page for page in pages if "台账第" in page]
    assert 2 <= len(ledger) <= 6, "several pages, not one that nobody can read"
    assert all("序号主题" in page for page in ledger)
    heads = ("牵头单位", "举办开始", "LOGO", "状态", "距截止日", "还差材料", "文件夹")
    assert [head for head in heads if not any(head in page for page in ledger)] == []


@pytest.mark.usefixtures("mid_year_plan")
def test_the_overview_says_what_to_do_by_when(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import openpyxl

    monkeypatch.chdir(tmp_path)
    assert zhutiri("check", "--as-of", AS_OF, "-o", "台账.xlsx", "--fail-on", "never").status == 0
    rows = list(openpyxl.load_workbook(tmp_path / "台账.xlsx")["总览"].iter_rows(min_row=2, values_only=True))
    assert rows[0] == ("项目", "内容", "说明", "办法", "期限")
    acts = [row for row in rows if str(row[0]).startswith("要办：")]
    assert len(acts) == 21
    assert all(row[3] and str(row[4]).startswith("2024-") for row in acts)
    assert acts[0][3:] == ("请单位尽快补报图片、总结、宣传报道链接", "2024-02-22\n逾期 89 个工作日")
    soon = [row for row in rows if str(row[0]).startswith("近期到期：")]
    assert [row[3:] for row in soon] == [("请单位按时报齐", "2024-07-04\n还有 3 个工作日")] * 2

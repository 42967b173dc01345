"""Tables as no office program writes them, and what a sheet holds beside its words: read for what is sure, no more."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.material_files import docx_of, paragraph
from tests.support.plan_documents import entries, imported, remark_of
from zhutiri_cli.common.errors import FileProblem

STRUCK = "<w:r><w:rPr><w:strike/></w:rPr><w:t>作废</w:t></w:r>"
NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
AT_LOOSE = '<w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr>'


def cell(words: str, more: str = "") -> str:
    return f"<w:tc>{more}{paragraph(words)}</w:tc>"


def row(*cells: str, more: str = "") -> str:
    return f"<w:tr><w:trPr>{more}</w:trPr>{''.join(cells)}</w:tr>"


HEAD = row(*map(cell, ("序号", "主题", "时间", "单位")))
FIRST = row(*map(cell, ("1", "古桥修缮", "5月", "区住建局")))


def test_rows_and_cells_outside_a_table_are_text_around_it(tmp_path: Path) -> None:
    loose = row(cell("散落的格子", AT_LOOSE), more='<w:hidden/><w:gridBefore w:val="1"/>') + cell("没有行", AT_LOOSE)
    between = f"<w:p>{STRUCK}{NOTE}<w:r><w:t>格子之间的字</w:t></w:r></w:p>"
    early = f'{cell("没有行")}<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    body = f"{paragraph('2024年计划')}{loose}<w:tbl>{early}{between}{HEAD}{between}{FIRST}</w:tbl><w:p>{STRUCK}</w:p>"
    done = imported(docx_of(tmp_path / "计划.docx", body))
    assert entries(done) == [(1, 5, "古桥修缮", [], ["区住建局"])]
    assert any("正文中的“作废”" in notice for notice in done.notices)
    assert not any("表格第" in notice for notice in done.notices)


def test_what_a_word_table_does_not_show_is_said_and_not_read(tmp_path: Path) -> None:
    hidden = row(*map(cell, ("2", "不办了", "6月", "区财政局")), more="<w:hidden/>")
    struck = row(
        *map(cell, ("3", "校园开放", "7月")), f"<w:tc><w:p><w:r><w:t>区教育局</w:t></w:r>{STRUCK}{NOTE}</w:p></w:tc>"
    )
    shifted = row(*map(cell, ("普法", "8月", "区司法局")), more='<w:gridBefore w:val="1"/>')
    body = f"{paragraph('2024年计划')}<w:tbl>{HEAD}{FIRST}{hidden}{struck}{shifted}</w:tbl>"
    done = imported(docx_of(tmp_path / "计划.docx", body))
    assert [entry[2] for entry in entries(done)] == ["古桥修缮", "校园开放", "普法"]
    assert "序号空白" in remark_of(done, 2)
    said = "\n".join(done.notices)
    for words in (
        "第 3 行是隐藏的，没有导入（2、不办了、6月、区财政局）",
        "第 4 行的“作废”画了删除线",
        "第 4 行有脚注",
    ):
        assert words in said


def test_a_word_table_wider_than_any_is_refused(tmp_path: Path) -> None:
    far = row(cell("1"), more='<w:gridBefore w:val="90000"/>')
    body = f"<w:tbl>{HEAD}{far}</w:tbl>"
    with pytest.raises(FileProblem, match="列数过多"):
        imported(docx_of(tmp_path / "计划.docx", body))


def test_numbers_times_and_empty_columns_of_a_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[Any]] = [
        ["序号", "主题", "时间", "单位", None, "开始"],
        [1.0, "古桥修缮", "5月", "区住建局", None, time(9, 30)],
        [2, "校园开放", "6月", "区教育局"],
        ["  "],
        [" ", None],
    ]
    for one in rows:
        sheet.append(one)
    sheet.column_dimensions["E"].hidden = True
    sheet.column_dimensions["B"].width = 30
    book.save(tmp_path / "2024年计划.xlsx")
    done = imported(tmp_path / "2024年计划.xlsx", 2024)
    assert [entry[:3] for entry in entries(done)] == [(1, 5, "古桥修缮"), (2, 6, "校园开放")]
    assert "09:30:00" in done.text
    assert not any("隐藏" in notice for notice in done.notices)

"""The same table in every format, with the ways in which each format merges, repeats, nests and encodes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.support.notice_of_2024 import ANNEX, OFFICIAL, WHOLE
from tests.support.plan_documents import (
    EXPECTED,
    FORMATS,
    HEADER,
    PLAIN,
    TITLE,
    Rows,
    add_table,
    as_csv,
    as_tabs,
    as_xlsx,
    entries,
    imported,
    plan_of,
    written,
)
from zhutiri_cli.plan.importing.importer import import_pasted


def activities(text: str) -> str:
    return text[text.index("\nactivities:\n") :]


@pytest.mark.parametrize("text", [WHOLE, ANNEX], ids=["whole", "annex"])
def test_the_notices_own_text_gives_the_plan_byte_for_byte(tmp_path: Path, text: str) -> None:
    done = imported(written(tmp_path / "通知.txt", text))
    assert activities(done.text) == activities(OFFICIAL)
    assert len(done.doubts) == 2
    assert ["序号 50" in done.doubts[0], "序号 51" in done.doubts[1]] == [True, True]


@pytest.mark.parametrize("render", FORMATS, ids=lambda render: render.__name__)
def test_the_annex_in_any_format_gives_the_plan_byte_for_byte(
    tmp_path: Path, render: Callable[[Path, Rows], Path]
) -> None:
    rows = [line.split("\t") for line in ANNEX.splitlines() if "\t" in line]
    assert activities(imported(render(tmp_path, rows)).text) == activities(OFFICIAL)


@pytest.mark.parametrize("render", FORMATS, ids=lambda render: render.__name__)
def test_a_plain_table_in_any_format(tmp_path: Path, render: Callable[[Path, Rows], Path]) -> None:
    done = imported(render(tmp_path, [HEADER, *PLAIN]))
    assert entries(done) == EXPECTED
    assert (plan_of(done)["title"], plan_of(done)["year"]) == (TITLE, 2024)
    assert done.doubts == ()


def test_standard_input_is_pasted_text() -> None:
    text = "\n".join("\t".join(row) for row in [HEADER, *PLAIN])
    done = import_pasted(text.encode("gb18030"), 2025, 2030)
    assert entries(done) == EXPECTED
    assert plan_of(done)["title"] is None
    assert "计划名称（title）" in done.gaps


class TestWord:
    def test_cells_merged_downwards_and_a_header_merged_to_the_right(self, tmp_path: Path) -> None:
        document = docx.Document()
        rows = [["序号", "活动时间", "活动主题", "", "活动形式", "责任单位"]]
        rows += [[*row[:3], "", *row[3:]] for row in PLAIN]
        table = add_table(document, rows)
        for at in range(4):
            table.cell(at, 2).merge(table.cell(at, 3))
        table.cell(1, 1).merge(table.cell(2, 1))
        document.save(str(tmp_path / "a.docx"))
        assert entries(imported(tmp_path / "a.docx")) == EXPECTED

    def test_a_unit_merged_downwards_leads_both_activities(self, tmp_path: Path) -> None:
        document = docx.Document()
        table = add_table(document, [HEADER, *PLAIN])
        table.cell(2, 4).text = ""
        table.cell(1, 4).merge(table.cell(2, 4))
        document.save(str(tmp_path / "a.docx"))
        assert [entry[4] for entry in entries(imported(tmp_path / "a.docx"))] == [
            ["区人社局"],
            ["区人社局"],
            ["区教育局"],
        ]

    def test_one_activity_over_two_lines_joins_its_units(self, tmp_path: Path) -> None:
        document = docx.Document()
        table = add_table(document, [HEADER, PLAIN[0], ["", "", "", "", "区总工会"]])
        for column in range(4):
            table.cell(1, column).merge(table.cell(2, column))
        document.save(str(tmp_path / "a.docx"))
        done = imported(tmp_path / "a.docx")
        assert entries(done) == [(*EXPECTED[0][:4], ["区人社局", "区总工会"])]
        assert len(done.doubts) == 1

    def test_a_table_cut_in_two_by_a_page_break(self, tmp_path: Path) -> None:
        document = docx.Document()
        document.add_paragraph(TITLE)
        add_table(document, [HEADER, *PLAIN[:2]])
        document.add_paragraph().paragraph_format.page_break_before = True
        add_table(document, [HEADER, PLAIN[2]])
        add_table(document, [["姓名", "电话"], ["张三", "1"]])
        document.save(str(tmp_path / "a.docx"))
        assert entries(imported(tmp_path / "a.docx")) == EXPECTED

    def test_a_rest_without_a_header_goes_on_by_its_numbers(self, tmp_path: Path) -> None:
        document = docx.Document()
        add_table(document, [HEADER, *PLAIN[:2]])
        document.add_paragraph("— 3 —")
        add_table(document, [PLAIN[2]])
        document.save(str(tmp_path / "a.docx"))
        done = imported(tmp_path / "a.docx")
        assert entries(done) == EXPECTED
        assert not any("— 3 —" in notice for notice in done.notices)

    def test_text_between_the_parts_is_said(self, tmp_path: Path) -> None:
        document = docx.Document()
        add_table(document, [HEADER, *PLAIN[:2]])
        document.add_paragraph("区民政局")
        add_table(document, [PLAIN[2]])
        document.save(str(tmp_path / "a.docx"))
        assert any("区民政局" in notice for notice in imported(tmp_path / "a.docx").notices)

    def test_a_table_inside_a_layout_table_and_one_nested_in_a_cell_of_it(self, tmp_path: Path) -> None:
        document = docx.Document()
        outer = document.add_table(rows=1, cols=2)
        outer.cell(0, 0).text = TITLE
        inner = add_table(outer.cell(0, 1), [HEADER, *PLAIN])
        add_table(inner.cell(1, 2), [["附", "注"], ["内", "表"]])
        document.save(str(tmp_path / "a.docx"))
        first = EXPECTED[0]
        with_inner = (*first[:2], f"{first[2]}附 注内 表", *first[3:])
        assert entries(imported(tmp_path / "a.docx")) == [with_inner, *EXPECTED[1:]]
        assert plan_of(imported(tmp_path / "a.docx"))["title"] == TITLE

    def test_automatic_numbers_are_no_text(self, tmp_path: Path) -> None:
        document = docx.Document()
        add_table(document, [HEADER, *(["", *row[1:]] for row in PLAIN)])
        document.save(str(tmp_path / "a.docx"))
        done = imported(tmp_path / "a.docx")
        assert entries(done) == EXPECTED
        assert any("自动编号" in notice for notice in done.notices)

    def test_deleted_text_under_tracked_changes_is_gone(self, tmp_path: Path) -> None:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        document = docx.Document()
        table = add_table(document, [HEADER, *PLAIN])
        paragraph = table.cell(1, 4).paragraphs[0]._p
        paragraph.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:t>、区旧局</w:t></w:r></w:del>"))
        paragraph.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>、区新局</w:t></w:r></w:ins>"))
        document.save(str(tmp_path / "a.docx"))
        assert entries(imported(tmp_path / "a.docx"))[0][4] == ["区人社局", "区新局"]


class TestExcel:
    def test_merged_cells(self, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in ([TITLE], HEADER, *PLAIN):
            sheet.append(row)
        sheet.merge_cells("A1:E1")
        sheet.merge_cells("B3:B4")
        book.save(tmp_path / "a.xlsx")
        done = imported(tmp_path / "a.xlsx")
        assert entries(done) == EXPECTED
        assert plan_of(done)["title"] == TITLE

    def test_a_unit_merged_downwards_to_the_last_line_leads_that_activity_too(self, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in (HEADER, *PLAIN[:2]):
            sheet.append(row)
        sheet.merge_cells("E2:E3")
        book.save(tmp_path / "a.xlsx")
        assert [entry[4] for entry in entries(imported(tmp_path / "a.xlsx"))] == [["区人社局"], ["区人社局"]]

    def test_numbers_and_dates_as_excel_keeps_them(self, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(["序号", "月份", *HEADER[2:]])
        sheet.append([1.0, 2.0, *PLAIN[0][2:]])
        sheet.append([2, None, *PLAIN[1][2:]])
        sheet.append([3, date(2024, 3, 1), *PLAIN[2][2:]])
        sheet["B4"].number_format = "yyyy年m月"
        book.save(tmp_path / "a.xlsx")
        done = imported(tmp_path / "a.xlsx", 2024)
        assert entries(done) == EXPECTED
        assert done.doubts == ()

    def test_a_hidden_sheet_is_said_and_not_read(self, tmp_path: Path) -> None:
        path = as_xlsx(tmp_path, [HEADER, *PLAIN])
        book = openpyxl.load_workbook(path)
        old = book.create_sheet("旧表")
        old.append(HEADER)
        old.append(PLAIN[0])
        old.sheet_state = "hidden"
        book.save(path)
        done = imported(path)
        assert entries(done) == EXPECTED
        assert any("旧表" in notice for notice in done.notices)

    def test_a_formula_beside_the_table_is_nobodys_business(self, tmp_path: Path) -> None:
        path = as_xlsx(tmp_path, [HEADER, *PLAIN])
        book = openpyxl.load_workbook(path)
        assert book.active is not None
        book.active["H3"] = "=COUNTA(C3:C99)"
        book.save(path)
        assert entries(imported(path)) == EXPECTED


class TestWebPage:
    def page(self, tmp_path: Path, body: str, head: str = "") -> Path:
        return written(tmp_path / "a.html", f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>")

    def test_spans(self, tmp_path: Path) -> None:
        heads = "<th>序号<th>时间<th colspan=2>主题<th>形式<th>单位名称<th>承办单位"
        lines = [
            "<td>1<td rowspan='2'>2 月<td colspan='2'>“春风行动”招聘\n  政策宣传<td>政策宣传、现场答疑<td><td>区人社局",
            "<td>2</td><td colspan=2>老旧小区改造意见征集</td><td>调查征集<td><td>区住建局<br>区城管局",
            "<td>3</td><td>3月</td><td colspan=2>幼小衔接政策宣讲</td><td>政策宣传、现场观摩<td><td>区教育局",
        ]
        rows = "".join(f"<tr>{line}</tr>" for line in lines)
        body = f"<table><caption>{TITLE}</caption><thead><tr>{heads}</thead>{rows}</table>"
        done = imported(self.page(tmp_path, body))
        expected = [(1, 2, "“春风行动”招聘 政策宣传", *EXPECTED[0][3:]), *EXPECTED[1:]]
        assert entries(done) == expected
        assert plan_of(done)["title"] == TITLE
        assert any("单位名称" in notice for notice in done.notices)

    def test_a_page_in_gb2312_inside_a_layout_table(self, tmp_path: Path) -> None:
        rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in [HEADER, *PLAIN])
        body = f"<table><tr><td>导航</td><td><p>{TITLE}</p><table>{rows}</table></td></tr></table>"
        path = tmp_path / "a.htm"
        path.write_bytes(f"<html><head><meta charset=gb2312><script>x</script></head>{body}</html>".encode("gb18030"))
        assert entries(imported(path)) == EXPECTED


class TestCsv:
    def test_line_breaks_in_cells_and_the_line_that_is_named(self, tmp_path: Path) -> None:
        rows = [
            ["1", "2月", "上半\n下半", "政策宣传\n现场答疑", "区人社局\n区总工会"],
            ["2", "适时", "题目", "政策宣传", "区教育局"],
        ]
        done = imported(as_csv(tmp_path, [HEADER, *rows]))
        assert entries(done)[0] == (1, 2, "上半下半", ["政策宣传", "现场答疑"], ["区人社局", "区总工会"])
        assert "第 7 行" in done.doubts[0]

    @pytest.mark.parametrize("delimiter", ["\t", ";"])
    def test_other_separators(self, tmp_path: Path, delimiter: str) -> None:
        path = written(tmp_path / "a.csv", "\r\n".join(delimiter.join(row) for row in [HEADER, *PLAIN]))
        assert entries(imported(path)) == EXPECTED


class TestPastedText:
    def test_repeated_headers_blank_lines_and_page_numbers(self, tmp_path: Path) -> None:
        lines = ["\t".join(row) for row in [HEADER, *PLAIN]]
        text = "\r\n\r\n".join([TITLE, *lines[:3], "— 2 —", lines[0], lines[3], "附件 2", "LOGO"])
        assert entries(imported(written(tmp_path / "a.txt", text))) == EXPECTED

    def test_runs_of_spaces_where_they_cannot_be_anything_else(self, tmp_path: Path) -> None:
        text = f"""{TITLE}
序号  活动时间  活动主题                  活动形式              责任单位
1     2 月      “春风行动”招聘政策宣传    政策宣传、现场答疑    区人社局
2               老旧小区改造意见征集      调查征集              区住建局、区城管局
3     3月　　幼小衔接政策宣讲  政策宣传、现场观摩  区教育局
"""
        assert entries(imported(written(tmp_path / "a.txt", text))) == EXPECTED

    def test_a_cell_broken_over_two_lines(self, tmp_path: Path) -> None:
        lines = ["\t".join(row) for row in [HEADER, *PLAIN]]
        text = "\n".join(lines).replace("老旧小区改造", "老旧小区\n改造")
        assert entries(imported(written(tmp_path / "a.txt", text), 2024)) == EXPECTED

    def test_editors_that_cut_trailing_tabs(self, tmp_path: Path) -> None:
        rows = [*PLAIN[:2], ["3", "3月", "幼小衔接政策宣讲", "政策宣传"]]
        text = "\n".join("\t".join(row) for row in [HEADER, *rows]) + "\n注：以上请各单位落实"
        done = imported(written(tmp_path / "a.txt", text), 2024)
        assert entries(done)[2] == (*EXPECTED[2][:3], ["政策宣传"], [])
        assert "未列责任单位" in plan_of(done)["activities"][2]["remark"]

    def test_a_title_on_two_lines(self, tmp_path: Path) -> None:
        done = imported(as_tabs(tmp_path, [HEADER, *PLAIN], "测试区 2024 年“政务公开主题日”\n活动计划表"))
        assert plan_of(done)["title"] == TITLE

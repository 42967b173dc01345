"""What a page does not show, what it calls itself, and refusals that say what is hidden."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from tests.support.plan_documents import HEADER, PLAIN, add_table, entries, imported, plan_of, written
from zhutiri_cli.common.errors import FileProblem

HEAD = "<tr><th>序号<th>时间<th>主题<th>单位</tr>"
ROW = "<tr><td>1<td>3月<td>走进水厂<td>区水务局</tr>"
HIDDEN = "<tr{}><td>2<td>4月<td>旧码头<td>区交通局</tr>"


@pytest.mark.parametrize(
    "hidden",
    [
        f"<template>{HIDDEN.format('')}</template>",
        f"<noscript>{HIDDEN.format('')}</noscript>",
        HIDDEN.format(" hidden"),
        HIDDEN.format(" style='display:none'"),
        HIDDEN.format(" style='visibility: collapse'"),
        HIDDEN.format(" style='opacity:0'"),
        HIDDEN.format(" class='a gone'"),
        HIDDEN.format(" id=old"),
    ],
)
def test_rows_that_a_page_hides_are_named_and_not_imported(hidden: str, tmp_path: Path) -> None:
    style = "<style>/* x */ .gone, tr#old { display : none } @media print { .seen {display:none} }</style>"
    page = f"<html><head><title>2025年活动</title>{style}</head><body><table>{HEAD}{ROW}{hidden}</table></body></html>"
    done = imported(written(tmp_path / "a.html", page))
    assert entries(done) == [(1, 3, "走进水厂", [], ["区水务局"])]
    assert [said for said in done.notices if "隐藏" in said and "旧码头" in said]


def test_a_comment_is_no_row_and_a_print_rule_hides_nothing(tmp_path: Path) -> None:
    style = "<style>@media print { .seen {display:none} }</style>"
    rows = ROW + f"<!-- {HIDDEN.format('')} -->" + HIDDEN.format(" class=seen").replace("<td>2", "<td>3")
    done = imported(written(tmp_path / "a.html", f"<html><head>{style}</head><table>{HEAD}{rows}</table></html>"))
    assert [entry[0] for entry in entries(done)] == [1, 3]


@pytest.mark.parametrize(
    ("title", "caption", "year"),
    [
        ("区2026年政府开放日", "活动计划表", 2026),
        ("区2026年政府开放日", "2026年活动计划表", 2026),
        ("区2026年政府开放日", "2025年活动计划表", None),
        ("区政府门户网站", "2025年活动计划表", 2025),
    ],
)
def test_a_page_s_title_is_a_witness_of_the_year(title: str, caption: str, year: int | None, tmp_path: Path) -> None:
    page = f"<html><head><title>{title}</title></head><table><caption>{caption}</caption>{HEAD}{ROW}</table></html>"
    done = imported(written(tmp_path / "a.html", page))
    assert plan_of(done)["year"] == year
    assert any("网页标题 2026 年" in said for said in done.notices) == ("2026" in title and "2026" not in caption)


def hidden_in_excel(folder: Path) -> Path:
    book: Any = openpyxl.Workbook()
    for row in [HEADER, *PLAIN]:
        book.active.append(row)
    book.active.column_dimensions["C"].hidden = True
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def hidden_in_word(folder: Path) -> Path:
    document: Any = docx.Document()
    table = add_table(document, [HEADER, *PLAIN])
    table.cell(0, 2).paragraphs[0].runs[0].font.hidden = True
    document.save(str(folder / "a.docx"))
    return folder / "a.docx"


def hidden_in_a_page(folder: Path) -> Path:
    cell = "<th style='display:none'>活动主题"
    rows = "<tr><td>1<td>3月<td style='display:none'>走进水厂<td>区水务局"
    return written(folder / "a.html", f"<table><tr><th>序号<th>时间{cell}<th>单位{rows}</table>")


@pytest.mark.parametrize("make", [hidden_in_excel, hidden_in_word, hidden_in_a_page])
def test_a_refusal_says_that_the_missing_column_is_hidden(make: Callable[[Path], Path], tmp_path: Path) -> None:
    with pytest.raises(FileProblem) as raised:
        imported(make(tmp_path))
    assert "缺少“主题”一栏" in raised.value.message
    assert "隐藏" in raised.value.message
    assert "活动主题" in raised.value.message
    assert "取消隐藏" in str(raised.value.advice)


def test_a_refusal_names_every_column_that_is_missing(tmp_path: Path) -> None:
    source = written(tmp_path / "a.txt", "序号\t几号\t干什么\t谁来办\n1\t3月\t走进水厂\t区水务局\n")
    with pytest.raises(FileProblem) as raised:
        imported(source)
    assert "缺少“活动时间”、“主题”、“责任单位”三栏" in raised.value.message
    for name in ("活动时间", "主题", "责任单位"):
        assert f"--column 表头={name}" in str(raised.value.advice)


def test_a_text_without_a_table_says_which_lines_look_like_activities(tmp_path: Path) -> None:
    source = written(tmp_path / "a.txt", "2025年活动\n3月，走进税务局，区税务局。\n4月，区图书馆举办夜读。\n")
    with pytest.raises(FileProblem) as raised:
        imported(source)
    assert "“3月，走进税务局，区税务局。”、“4月，区图书馆举办夜读。”像活动" in raised.value.message
    assert "请把各项排成表格" in str(raised.value.advice)


def test_a_style_for_parts_of_parts_hides_nothing_by_mistake(tmp_path: Path) -> None:
    style = "<style>p b {display:none} .x .y{display:none} ,{display:none} @media print{td{display:none}}</style>"
    table = "<table><tr><th>序号<th>主题<th>时间<th>单位<tr><td>1<td>古桥修缮<td>5月<td>区住建局</table>"
    page = f"<html><head>{style}</head><body><h1>2024年计划</h1>{table}</body></html>"
    done = imported(written(tmp_path / "计划.html", page))
    assert entries(done) == [(1, 5, "古桥修缮", [], ["区住建局"])]

"""Marks of footnotes, of Markdown and of boxes to tick: taken off or read, and said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from tests.support.plan_documents import HEADER, add_table, entries, imported, plan_of, remark_of, rows_of, written
from zhutiri_cli.plan.importing.columns.common_forms import COMMON_FORMS
from zhutiri_cli.plan.importing.columns.footnote_marks import without_marks
from zhutiri_cli.plan.importing.columns.form_pieces import split_forms

ROW = ["1", "2月", "古桥修缮公众观摩", "现场观摩", "区住建局"]


@pytest.mark.parametrize(
    ("cell", "plain", "marks"),
    [
        ("古桥修缮*", "古桥修缮", ["*"]),
        ("区档案馆①、区图书馆", "区档案馆、区图书馆", ["①"]),
        ("区档案馆[注]", "区档案馆", ["[注]"]),
        ("区档案馆（注2）", "区档案馆", ["（注2）"]),
        ("夜读会¹²", "夜读会", ["12"]),
        ("夜读会[^a]", "夜读会", ["[^a]"]),
        ("★古桥修缮", "古桥修缮", ["★"]),
        ("夜读会 *", "夜读会", ["*"]),
        ("夜读会(*)", "夜读会", ["(*)"]),
        ("800m²绿地", "800m²绿地", []),
        ("系列讲座（1）", "系列讲座（1）", []),
        ("*星计划", "*星计划", []),
        ("3*4数学节", "3*4数学节", []),
    ],
)
def test_which_marks_are_taken_off(cell: str, plain: str, marks: list[str]) -> None:
    free = without_marks(cell)
    assert (free.text, [mark for _, mark in free.marks]) == (plain, marks)


def test_a_mark_is_said_with_the_note_that_it_leads_to(tmp_path: Path) -> None:
    text = (
        "2025年活动计划表\n"
        + "\t".join(HEADER)
        + "\n"
        + "\t".join([*ROW[:4], "区住建局[1]"])
        + "\n[1] 由代建中心协办\n"
    )
    done = imported(written(tmp_path / "a.txt", text))
    assert plan_of(done)["activities"][0]["units"] == ["区住建局"]
    assert "“区住建局”带注号“[1]”（注为“[1] 由代建中心协办”）" in remark_of(done, 0)
    assert len(done.doubts) == 1


def test_raised_digits_of_every_format_are_no_part_of_the_theme(tmp_path: Path) -> None:
    document: Any = docx.Document()
    table = add_table(document, [HEADER, ROW])
    table.cell(1, 2).paragraphs[0].add_run("3").font.superscript = True
    document.save(str(tmp_path / "a.docx"))
    cells = "".join(f"<td>{cell}" for cell in ROW).replace("观摩<td>现", "观摩<sup>3</sup><td>现")
    page = f"<table><tr>{''.join(f'<th>{word}' for word in HEADER)}<tr>{cells}</table>"
    written(tmp_path / "a.html", page)
    book: Any = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(ROW)
    book.active["C2"] = CellRichText(ROW[2], TextBlock(InlineFont(vertAlign="superscript"), "3"))
    book.save(tmp_path / "a.xlsx")
    for suffix in ("docx", "html", "xlsx"):
        done = imported(tmp_path / f"a.{suffix}")
        assert entries(done) == [(1, 2, ROW[2], ["现场观摩"], ["区住建局"])]
        assert "带注号“3”" in remark_of(done, 0)


def test_notes_that_stand_elsewhere_are_named(tmp_path: Path) -> None:
    document: Any = docx.Document()
    table = add_table(document, [HEADER, ROW])
    table.cell(1, 3).paragraphs[0].add_run()._r.append(OxmlElement("w:footnoteReference"))
    document.save(str(tmp_path / "a.docx"))
    assert any("第 1 个表格第 2 行有脚注" in said for said in imported(tmp_path / "a.docx").notices)
    book: Any = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(ROW)
    book.active["B2"].comment = Comment("时间待区里定", "办公室")
    book.save(tmp_path / "a.xlsx")
    assert any("第 2 行的批注“时间待区里定”" in said for said in imported(tmp_path / "a.xlsx").notices)


def test_marks_of_markdown(tmp_path: Path) -> None:
    lines = [
        "# 2025年活动计划表",
        "| 序号 | 活动时间 | 活动主题 | 责任单位 |",
        "|---|---|---|---|",
        "| 1 | 3月 | **[古桥修缮](https://a.example/)观摩** | `区住建局` |",
        "| 2 | ~~4月~~ 5月 | 夜读<sup>2</sup> | 区图书馆\\* |",
        "| ~~3~~ | ~~5月~~ | ~~旧码头~~ | ~~区交通局~~ |",
        "| 4 | 6月~~8月 | 防汛 | 区水利局 |",
    ]
    done = imported(written(tmp_path / "a.md", "\n".join(lines)))
    assert [(e["id"], e["theme"], e["units"]) for e in plan_of(done)["activities"]] == [
        (1, "古桥修缮观摩", ["区住建局"]),
        (2, "夜读", ["区图书馆"]),
        (4, "防汛", ["区水利局"]),
    ]
    assert [plan_of(done)["activities"][at].get("month") for at in (0, 1)] == [3, 5]
    assert plan_of(done)["activities"][2]["when"] == "2025-06..2025-08"
    struck = [said for said in done.notices if "画了删除线" in said]
    assert [word for word in ("4月", "旧码头", "区交通局") if any(word in said for said in struck)] == [
        "4月",
        "旧码头",
        "区交通局",
    ]
    assert all("第 5 行" in said or "第 6 行" in said for said in struck)


@pytest.mark.parametrize(
    ("cell", "forms", "doubtful"),
    [
        ("□现场观摩 ☑座谈", ["座谈"], True),
        ("■现场观摩□直播■座谈", ["现场观摩", "座谈"], True),
        ("现场观摩（√）、座谈（ ）", ["现场观摩"], True),
        ("○现场观摩 ●座谈", ["座谈"], True),
        ("[√]现场观摩 [ ]座谈", ["现场观摩"], True),
        ("☑现场观摩 ☑座谈", ["现场观摩", "座谈"], False),
        ("√", [], True),
        ("√、√", [], True),
        ("√现场观摩、座谈", [], True),
        ("□现场观摩 □座谈", [], True),
        ("是", [], True),
        ("①现场观摩②座谈", ["现场观摩", "座谈"], False),
        ("1.现场观摩；2.座谈", ["现场观摩", "座谈"], False),
        ("现场观摩+座谈", ["现场观摩", "座谈"], False),
        ("现场观摩或座谈", ["现场观摩或座谈"], True),
    ],
)
def test_boxes_and_lists_of_forms(cell: str, forms: list[str], doubtful: bool) -> None:
    read = split_forms(cell, COMMON_FORMS)
    assert (list(read.items), bool(read.doubts)) == (forms, doubtful)


def test_a_column_that_a_form_heads_is_ticked(tmp_path: Path) -> None:
    header = ["序号", "活动时间", "活动主题", "现场观摩", "座谈交流", "责任单位"]
    done = rows_of(
        tmp_path, ["1", "3月", "古桥", "√", "", "区住建局"], ["2", "4月", "夜读", "√", "√", "区图书馆"], header=header
    )
    assert [entry[3] for entry in entries(done)] == [["现场观摩"], ["现场观摩", "座谈交流"]]
    assert not any("extra" in said for said in done.notices)
    assert "extra" not in plan_of(done)["activities"][0]


def test_a_tick_under_a_form_alone_leaves_the_forms_open(tmp_path: Path) -> None:
    done = rows_of(tmp_path, [*ROW[:3], "√", ROW[4]])
    assert entries(done)[0][3] == []
    assert done.gaps == ("序号 1的形式（forms）",)
    assert "“√”" in remark_of(done, 0)


def test_a_mark_that_only_says_note_leads_to_none(tmp_path: Path) -> None:
    done = rows_of(tmp_path, ["1", "古桥修缮（注）", "5月", "区住建局"], header=["序号", "主题", "时间", "单位"])
    assert remark_of(done, 0) == "原表“古桥修缮”带注号“（注）”，注号没有录入"


def test_a_raised_note_with_its_number_is_a_mark(tmp_path: Path) -> None:
    head, row = "<tr><th>序号<th>主题<th>时间<th>单位", "<tr><td>1<td>古桥修缮<sup>注1</sup><td>5月<td>区住建局"
    done = imported(written(tmp_path / "计划.html", f"<h1>2024年计划</h1><table>{head}{row}</table>"))
    assert remark_of(done, 0) == "原表“古桥修缮”带注号“[注1]”，注号没有录入"


def test_each_of_very_many_marks_is_told_with_its_own_piece() -> None:
    """In one pass: to look through the whole cell for each mark would take minutes."""
    cell = "、".join(f"第{number}局①" for number in range(40_000)) + "\n※末局"
    freed = without_marks(cell)
    assert freed.text == "、".join(f"第{number}局" for number in range(40_000)) + "\n末局"
    assert freed.marks[:2] == (("第0局", "①"), ("第1局", "①"))
    assert freed.marks[-2:] == (("第39999局", "①"), ("末局", "※"))

"""The one reader of .docx: as material and as a plan to import, a document says the same words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.material_files import docx_of, zipped
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.materials.file_facts import UnfitError
from zhutiri_cli.materials.readers import word
from zhutiri_cli.plan.importing.sources import word_tables


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(inside: str, shape: str = "") -> str:
    return f"<w:tc><w:tcPr>{shape}</w:tcPr>{inside}</w:tc>"


BODY = (
    paragraph("题目")
    + "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>"
    + "<w:del><w:r><w:delText>删</w:delText><w:br/></w:r></w:del></w:p>"
    + table(
        cell(paragraph("一"), '<w:gridSpan w:val="2"/>') + cell(paragraph("二"), '<w:vMerge w:val="restart"/>'),
        cell(paragraph("三") + table(cell(paragraph("内"))) + paragraph("四"))
        + cell(paragraph("五"))
        + cell(paragraph(""), "<w:vMerge/>"),
    )
    + paragraph("落款")
)


def test_material_and_import_read_the_same_document(tmp_path: Path) -> None:
    path = docx_of(tmp_path / "a.docx", BODY)
    assert word.read(path).text.split() == ["题目", "甲", "乙", "一", "二", "三", "内", "四", "五", "落款"]
    read = word_tables.read(path)
    assert read.text == ("题目", "甲 乙", "落款")
    assert [[line.cells for line in grid.lines] for grid in read.grids] == [
        [("一", "", "二"), ("三\n四", "五", "二")],
        [("内",)],
    ]
    assert [(grid.place, grid.before) for grid in read.grids] == [
        ("第 1 个表格", ("题目", "甲 乙")),
        ("第 2 个表格", ()),
    ]


def test_neither_opens_a_document_with_declarations_of_entities(tmp_path: Path) -> None:
    for entity in ('a "aaaa"', 'a SYSTEM "file:///etc/passwd"', '% a SYSTEM "file:///etc/passwd"> %a; <!ENTITY b ""'):
        bomb = f'<!DOCTYPE x [<!ENTITY {entity}>]><w:document xmlns:w="w"><w:body/></w:document>'
        path = zipped(tmp_path / "a.docx", {"word/document.xml": bomb})
        with pytest.raises(UnfitError, match="实体"):
            word.read(path)
        with pytest.raises(FileProblem, match="打不开"):
            word_tables.read(path)


def test_tables_within_tables_without_end_exhaust_nobody(tmp_path: Path) -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 20_000 + paragraph("底") + "</w:tc></w:tr></w:tbl>" * 20_000
    path = docx_of(tmp_path / "a.docx", deep)
    assert "底" in word.read(path).text
    assert word_tables.read(path).grids[-1].lines[0].cells == ("底",)

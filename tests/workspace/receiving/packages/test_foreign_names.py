"""Names that were read wrongly before they came to us."""

from __future__ import annotations

import pytest

from zhutiri_cli.workspace.receiving.packages.foreign_names import repaired


@pytest.mark.parametrize("name", ["总结  终稿.docx", "活动方案（定稿）.docx", "截图.png", "现场 二.JPG", "图片"])
def test_a_name_read_as_of_an_old_pc_is_read_anew(name: str) -> None:
    framed = name.encode("gbk").decode("cp437")
    assert framed != name
    assert repaired(framed) == name


@pytest.mark.parametrize("name", ["总结│终稿.docx", "résumé.pdf", "Σ σ.xlsx", "│", "plan-1.docx", "ß总结.docx"])
def test_a_name_that_was_meant_stays(name: str) -> None:
    assert repaired(name) == name

"""Tables pasted with a line for every cell: rows that are short, long or out of order."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.plan_documents import entries, imported, remark_of, written
from zhutiri_cli.common.errors import FileProblem

HEAD = "2024年计划\n\n序号\n主题\n时间\n形式\n单位\n"
FIRST = "1\n古桥修缮\n5月\n现场观摩\n区住建局\n"
FIRST_READ = (1, 5, "古桥修缮", ["现场观摩"], ["区住建局"])


def test_a_row_without_its_forms_is_read_by_what_its_lines_are(tmp_path: Path) -> None:
    done = imported(written(tmp_path / "计划.txt", f"{HEAD}{FIRST}2\n校园开放\n6月\n区教育局\n"))
    assert entries(done) == [FIRST_READ, (2, 6, "校园开放", [], ["区教育局"])]
    assert remark_of(done, 1) == "原表未列活动形式；形式待填写"


def test_a_row_with_a_theme_of_two_lines_is_whole(tmp_path: Path) -> None:
    long = "1\n古桥修缮\n老街新貌\n5月\n现场观摩\n区住建局\n"
    done = imported(written(tmp_path / "计划.txt", f"{HEAD}{long}2\n校园开放\n6月\n座谈交流\n区教育局\n"))
    assert entries(done) == [
        (1, 5, "古桥修缮老街新貌", ["现场观摩"], ["区住建局"]),
        (2, 6, "校园开放", ["座谈交流"], ["区教育局"]),
    ]


def test_lines_that_fit_no_column_are_not_pressed_into_one(tmp_path: Path) -> None:
    done = imported(written(tmp_path / "计划.txt", f"{HEAD}1\n甲\n乙\n丙\n丁\n2\n校园开放\n6月\n座谈交流\n区教育局\n"))
    assert "原表时间栏的“乙”无法归入，没有录入" in remark_of(done, 0)
    assert entries(done)[1] == (2, 6, "校园开放", ["座谈交流"], ["区教育局"])


def test_a_row_of_too_many_lines_that_fit_nowhere_is_not_cut_into_cells(tmp_path: Path) -> None:
    strange = "1\n甲。\n乙。\n丙。\n丁。\n戊。\n己。\n"
    done = imported(written(tmp_path / "计划.txt", f"{HEAD}{strange}2\n校园开放\n6月\n座谈交流\n区教育局\n"))
    assert entries(done)[0] == (1, None, "甲。；乙。；丙。；丁。；戊。；己。", [], [])
    assert any("起的一项与表头对不上" in notice and "没有分到各栏" in notice for notice in done.notices)
    assert entries(done)[1] == (2, 6, "校园开放", ["座谈交流"], ["区教育局"])


def test_lines_under_unnumbered_headings_end_where_they_fit_no_more(tmp_path: Path) -> None:
    rows = "古桥修缮\n5月\n区住建局\n校园开放\n6月\n区教育局\n普法\n乱七八糟\n没有单位\n"
    done = imported(written(tmp_path / "计划.txt", f"2024年计划\n\n主题\n时间\n单位\n{rows}"))
    assert [entry[:3] for entry in entries(done)] == [(1, 5, "古桥修缮"), (2, 6, "校园开放")]


def test_headings_without_a_row_below_are_no_table(tmp_path: Path) -> None:
    text = "2024年计划\n\n序号\n主题\n时间\n单位\n说明\n正文开始\n古桥修缮\n5月\n区住建局\n"
    with pytest.raises(FileProblem, match="里没有表格"):
        imported(written(tmp_path / "计划.txt", text))


def test_a_remark_that_is_none_keeps_its_row_whole(tmp_path: Path) -> None:
    text = (
        "2024年计划\n\n序号\n主题\n时间\n单位\n备注\n1\n古桥修缮\n5月\n区住建局\n甲。\n2\n校园开放\n6月\n区教育局\n无\n"
    )
    done = imported(written(tmp_path / "计划.txt", text))
    assert [entry[:3] for entry in entries(done)] == [(1, 5, "古桥修缮"), (2, 6, "校园开放")]

"""Single cells: marks, links, themes, and any value at all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.typed_days import ONE_DAY, TWO_DAYS
from zhutiri_cli.common.yaml.scalars import Misread
from zhutiri_cli.plan.load import load_plan
from zhutiri_cli.submission.record_file import Record
from zhutiri_cli.workspace.register.cell_values import links_of, mark_of
from zhutiri_cli.workspace.register.entries import read_entries
from zhutiri_cli.workspace.register.record_changes import CellReader
from zhutiri_cli.workspace.register.register_headings import find_header
from zhutiri_cli.workspace.register.theme_check import fits
from zhutiri_cli.workspace.register.workbook import RegisterCell, RegisterRow, Tab


@pytest.mark.parametrize(("value", "said"), [("是", True), ("√", True), ("已", True), (True, True), ("Ｙ", True),
                                             ("否", False), ("×", False), ("未", False), (False, False)])  # fmt: skip
def test_marks(value: Any, said: bool) -> None:
    assert mark_of(RegisterCell("A1", value)) is said


@pytest.mark.parametrize("value", ["无", "也许", 1, 0, "是否", date(2024, 3, 15)])
def test_what_is_no_mark_is_refused(value: Any) -> None:
    with pytest.raises(Misread):
        mark_of(RegisterCell("A1", value))


def test_links_come_from_the_text_or_from_where_the_cell_leads() -> None:
    text = "https://www.yunxi.example/a\nhttp://news.example/b；报道 https://c.example/1?x=1"
    assert links_of(RegisterCell("A1", text)) == (
        "https://www.yunxi.example/a", "http://news.example/b", "https://c.example/1?x=1",
    )  # fmt: skip
    assert links_of(RegisterCell("A1", "查看", target="https://www.yunxi.example/a")) == (
        "https://www.yunxi.example/a",
    )


@pytest.mark.parametrize("value", ["见附件", "ftp://a.example/b", "http://localhost/a", 3])
def test_what_is_no_link_is_refused(value: Any) -> None:
    with pytest.raises(Misread):
        links_of(RegisterCell("A1", value))


# ---- themes ------------------------------------------------------------------------------------------------------


def plan_of(*themes: str) -> Any:
    return "".join(
        f"  - {{id: {i}, month: 3, theme: {t}, forms: [讲座], units: [甲局]}}\n" for i, t in enumerate(themes, 1)
    )


@pytest.fixture(scope="module")
def activities(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("plan") / "plan_2024.yaml"
    head = "schema: 1\ntitle: t\nyear: 2024\ndocument: {number: a, issuer: b, issued: 2024-01-01}\n"
    head += "forms: [讲座]\nrequirements: {report: {within_working_days: 5, materials: {plan: 1}}}\nactivities:\n"
    path.write_text(
        head + plan_of("2024年专精特新中小企业申报政策解读", "“阳光政务”第一期", "“阳光政务”第二期", "防汛宣传"),
        encoding="utf-8",
    )
    plan = load_plan(path).plan
    assert plan is not None
    return plan.activities


@pytest.mark.parametrize(("theme", "number", "fit"), [
    ("2024年 专精特新中小企业申报政策解读。", 1, True),
    ("专精特新中小企业申报政策解读", 1, True),
    ("2023年专精特新中小企业申报政策解读", 1, False),
    ("阳光政务第一期", 2, True),
    ("阳光政务第二期", 2, False),
    ("防汛宣传", 1, False),
    ("垃圾分类", 4, False),
])  # fmt: skip
def test_themes_that_fit(activities: Any, theme: str, number: int, fit: bool) -> None:
    assert fits(theme, activities[number - 1], activities) is fit


# ---- any value at all --------------------------------------------------------------------------------------------

VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=40), st.dates(), st.datetimes(), st.times(),
    st.timedeltas(), st.sampled_from([*ONE_DAY, *TWO_DAYS, "无", "—", "是", "https://a.example/b"]),
    st.from_regex(r"[0-9]{1,4}[年./-][0-9]{1,2}[月./-][0-9]{1,2}(日|号|至|-)?[0-9日]{0,3}", fullmatch=True),
)  # fmt: skip
HEAD = ("序号", "主题", "举办开始", "举办结束", "报送日期", "备案日期", "延期至", "延期理由", "会标", "LOGO", "链接")


@given(st.lists(st.lists(VALUES, min_size=len(HEAD), max_size=len(HEAD)), max_size=4), st.booleans())
def test_any_value_is_a_change_or_a_sentence(activities: Any, rows: list[list[Any]], known: bool) -> None:
    plan = type("Plan", (), {"activities": activities})()
    lines = [HEAD, *((i, None, *row[2:]) if known else row for i, row in enumerate(rows, 1))]
    cells = [
        RegisterRow(at, tuple(RegisterCell(f"{chr(64 + n)}{at}", value, anchor=at) for n, value in enumerate(line, 1)))
        for at, line in enumerate(lines, 1)
    ]
    tab = Tab("表", False, tuple(cells))
    layout = find_header(tab)
    assert layout is not None
    entries = read_entries(tab, layout, plan)
    faults = list(entries.faults)
    for entry in entries.found.values():
        faults += CellReader("表", entry, Record(), None, 2024).wanted().faults
    assert all(fault.line.startswith(("表", "工作表")) and fault.hint for fault in faults)

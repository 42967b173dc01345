"""Any plan rendered in any format comes back as it was."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from tests.support.plan_documents import FORMATS, HEADER, Entry, as_tabs, entries, imported
from zhutiri_cli.common.errors import FileProblem

Plan = list[tuple[int, str, list[str], list[str]]]
Render = Callable[..., Path]
WORDS = st.text("政务公开服务宣传教育安全环境科技春风行动进社区你我同行", min_size=3, max_size=14)
THEMES = st.one_of(
    WORDS,
    st.builds("“{}”{}活动".format, WORDS, WORDS),
    st.builds("{}年《{}》宣传".format, st.integers(2020, 2030), WORDS),
    st.builds("“{}.{}”{}、{} #{}: |{}".format, st.integers(1, 12), st.integers(1, 28), WORDS, WORDS, WORDS, WORDS),
)
FORMS = st.lists(
    st.sampled_from(["现场观摩", "座谈交流", "调查征集", "政策发布", "政策宣传", "现场答疑", "文艺汇演", "线上竞赛"]),
    min_size=1,
    max_size=4,
    unique=True,
)
KINDS = st.sampled_from(["局", "中心", "街道办事处"])
UNIT = st.builds("区{}{}".format, st.text("教育民政水务人社住建城管", min_size=2, max_size=5), KINDS)
UNITS = st.lists(UNIT, min_size=1, max_size=3, unique=True)
PLANS = st.lists(st.tuples(st.integers(1, 12), THEMES, FORMS, UNITS), min_size=1, max_size=12).map(
    lambda found: sorted(found, key=lambda entry: entry[0])
)


def rendered(plan: Plan, mark: str, break_after: int) -> list[list[str]]:
    """The rows as offices write them: a month on its first row and after a page break, under the header again."""
    rows, before = [HEADER], 0
    for number, (month, theme, forms, units) in enumerate(plan, start=1):
        if number == break_after:
            rows.append(HEADER)
            before = 0
        rows.append([str(number), f"{month} 月" if month != before else "", theme, "、".join(forms), mark.join(units)])
        before = month
    return rows


@settings(max_examples=40)
@given(PLANS, st.sampled_from(FORMATS), st.sampled_from(["、", "，", "；"]), st.integers(2, 12))
def test_a_plan_comes_back(plan: Plan, render: Render, mark: str, cut: int) -> None:
    expected: list[Entry] = [(number, *entry) for number, entry in enumerate(plan, start=1)]
    with tempfile.TemporaryDirectory() as folder:
        path = render(Path(folder), rendered(plan, mark, cut))
        done = imported(path)
    assert entries(done) == expected
    assert done.doubts == ()


def spoilt(row: list[str], how: str) -> list[str]:
    """A row with its cells slipped by one column, or with one cell missing."""
    if how == "right":
        return [row[0], "", *row[1:4]]
    if how == "far right":
        return [row[0], "", *row[1:]]
    if how == "left":
        return [row[0], *row[2:], ""]
    if how == "theme":
        return [row[0], row[2], "", *row[3:]]
    at = int(how)
    return [*row[:at], "", *row[at + 1 :]]


@settings(max_examples=150)
@given(PLANS, st.sampled_from(["right", "far right", "left", "theme", "2", "3", "4"]), st.data())
def test_what_a_spoilt_row_does_not_say_for_certain_is_left_out_and_nothing_is_ever_wrong(
    plan: Plan, how: str, data: st.DataObject
) -> None:
    rows = rendered(plan, "、", 99)
    at = data.draw(st.integers(1, len(plan)))
    if how in ("left", "theme"):
        assume(not rows[at][1])  # else its month is gone for good
    rows[at] = spoilt(rows[at], how)
    with tempfile.TemporaryDirectory() as folder:
        done = imported(as_tabs(Path(folder), rows))
    read = entries(done)
    assert len(read) == len(plan)
    for number, (true, entry) in enumerate(zip(plan, read, strict=True), start=1):
        if number == at:
            for value, said in zip(true, entry[1:], strict=True):
                assert said in (value, None, [])
        elif number > at and entry[1] is None:
            assert entry == (number, None, *true[1:])  # the month was on the spoilt row, and is not certain there
        else:
            assert entry == (number, *true)
    assert any(f"序号 {at}" in doubt for doubt in done.doubts)


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "",
            "0",
            "7",
            "0?",
            "甲:",
            "#乙",
            "3月",
            "3–4月",
            "全年",
            "政策宣传",
            "区教育局",
            "甲局\n乙局",
            "“甲”乙",
            "序号",
            "—",
        ]
    ),
)


@settings(max_examples=150)
@given(st.lists(st.lists(CELLS, max_size=7), max_size=5), st.text(max_size=20), st.sampled_from(FORMATS))
def test_any_cells_at_all_give_a_plan_or_one_sentence(rows: list[list[str]], title: str, render: Render) -> None:
    """The plan is checked by its own loader before it is handed over, so anything but a refusal is a sound plan."""
    lines = [HEADER, ["1", "2月", "题目", "政策宣传", "区教育局"], *rows]
    with tempfile.TemporaryDirectory() as folder:
        try:
            path = render(Path(folder), [[*line, *[""] * (7 - len(line))] for line in lines], title)
        except (ValueError, IllegalCharacterError, UnicodeEncodeError):
            assume(False)  # the format itself cannot hold such characters
        try:
            read = entries(imported(path))
        except FileProblem:  # one sentence is the other outcome that is allowed
            return
    assert read


@pytest.mark.parametrize(
    "form", ["0?", "?", "甲: 乙", "甲:", "#乙", "a #b", "[甲]", "*", "&a", "!x", "- 甲", "no", "yes"]
)
def test_a_form_that_holds_an_indicator_is_read_back_by_every_yaml_reader(tmp_path: Path, form: str) -> None:
    """PyYAML's own scanner and libyaml's disagree over some of these when they are left plain in a flow sequence."""
    text = imported(as_tabs(tmp_path, [HEADER, ["1", "2月", "题目", form, "区教育局"]])).text
    for loader in (yaml.SafeLoader, yaml.CSafeLoader):
        assert yaml.load(text, Loader=loader)["activities"][0]["forms"] == [form]

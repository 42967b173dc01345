"""A list inside a mapping that is only added to keeps its own style, and every comment."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from zhutiri_cli.common.errors import RecordProblem
from zhutiri_cli.workspace.recording.edit import edited

PLAN = Path("plan_2027.yaml")
OLD, NEW = date(2027, 3, 5), [date(2027, 3, 5), date(2027, 1, 1), date(2027, 1, 2)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "calendar:\n  days_off:\n    - '2027-03-05'  # 停水\n  # 完\nyear: 2027\n",
            "calendar:\n  days_off:\n    - '2027-03-05'  # 停水\n"
            "    - 2027-01-01\n    - 2027-01-02\n  # 完\nyear: 2027\n",
        ),
        (
            "calendar:\r\n  days_off:\r\n  - 2027-03-05",
            "calendar:\r\n  days_off:\r\n  - 2027-03-05\r\n  - 2027-01-01\r\n  - 2027-01-02\r\n",
        ),
        (
            "calendar: {days_off: [2027-03-05]}  # 本地\n",
            "calendar: {days_off: [2027-03-05, 2027-01-01, 2027-01-02]}  # 本地\n",
        ),
    ],
)
def test_items_are_added_in_place(before: str, after: str) -> None:
    assert edited(PLAN, before.encode(), {"calendar": {"days_off": NEW}}, {}).decode() == after


def test_a_list_that_is_the_same_is_not_touched() -> None:
    text = b"calendar:\n  days_off:   # x\n    - 2027-03-05 # y\n"
    assert edited(PLAN, text, {"calendar": {"days_off": [OLD]}}, {}) == text


def test_another_list_stands_in_its_place() -> None:
    text = b"calendar:\n  days_off:\n    - 2027-03-05\n    - 2027-03-06\n"
    changed = edited(PLAN, text, {"calendar": {"days_off": [date(2027, 3, 6)]}}, {})
    assert b"2027-03-05" not in changed
    assert b"2027-03-06" in changed


def test_a_mapping_too_long_for_a_line_has_one_for_each_key_and_several_for_a_long_list() -> None:
    photos, note = [f"活动现场照片第{number:02d}张.jpg" for number in range(1, 31)], "总" * 120
    text = edited(
        PLAN, b"held: 2027-03-05\n", {"materials": {"plan": ["方案.docx"], "photos": photos, "summary": note}}, {}
    )
    lines = text.decode().split("\n")
    assert lines[:3] == ["held: 2027-03-05", "materials:", "  plan: [方案.docx]"]
    assert lines[3] == "  photos: ["
    assert f"  summary: {note}" in lines
    assert max(len(line) for line in lines if line.startswith("    ")) <= 84
    assert yaml.safe_load(text)["materials"]["photos"] == photos


@pytest.mark.parametrize("nothing", ["", "null", "~", "---\nnull\n", "null # 备注\n", "# 备注\nnull\n...\n"])
def test_what_is_added_takes_the_place_of_nothing(nothing: str) -> None:
    once = edited(PLAN, nothing.encode(), {"held": OLD}, {"links": [{"url": "https://a.cn/1"}]})
    twice = edited(PLAN, once, {}, {"links": [{"url": "https://a.cn/2"}]})
    links = [{"url": "https://a.cn/1"}, {"url": "https://a.cn/2"}]
    assert yaml.load(twice, yaml.BaseLoader) == {"held": "2027-03-05", "links": links}
    assert twice.count(b"#") == nothing.count("#")


def test_what_cannot_be_edited_says_which_file_it_is() -> None:
    with pytest.raises(RecordProblem, match=r"plan_2027\.yaml 无法在保留原有内容的同时写入"):
        edited(PLAN, b"a: &x [1]\nlinks: *x\n", {}, {"links": [{"url": "https://a.cn/1"}]})

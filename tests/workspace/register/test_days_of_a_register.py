"""Days over several columns of the office's own sheet, and keys that several rows share: refused where they differ."""

from __future__ import annotations

import openpyxl
import pytest

from tests.support.register_desk import THEMES, Desk

SPAN = ("序号", "活动主题", "举办开始", "举办结束")


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("3月18日", "3月15日", "举办结束 2024-03-15 早于举办开始 2024-03-18"),
        (None, "3月15日", "只有举办结束，没有举办开始"),
        ("3月15日至16日", "3月18日", "举办开始一栏写到 2024-03-16，举办结束却是 2024-03-18"),
    ],
)
def test_a_beginning_and_an_end_that_do_not_fit_are_refused(desk: Desk, start: str | None, end: str, told: str) -> None:
    desk.sheet(SPAN, [2, THEMES[2], start, end])
    assert told in desk.refused()


def test_an_end_alone_moves_the_one_that_is_recorded(desk: Desk) -> None:
    record = desk.put(2, "held: 2024-03-15\n")
    desk.sheet(SPAN, [2, THEMES[2], None, "3月16日"])
    assert desk.record().status == 0
    assert record.read_text(encoding="utf-8").split() == ["held:", "{start:", "2024-03-15,", "end:", "2024-03-16}"]


def test_a_day_held_beside_an_end_is_where_it_begins(desk: Desk) -> None:
    desk.sheet(("序号", "活动主题", "举办日期", "举办结束"), [2, THEMES[2], "3月15日", "3月16日"])
    ran = desk.record()
    assert ran.status == 0, ran.err
    assert "2024-03-15 至 2024-03-16" in ran.out


def test_a_beginning_goes_before_a_day_held(desk: Desk) -> None:
    desk.sheet(("序号", "活动主题", "举办日期", "举办开始"), [2, THEMES[2], "3月16日", "3月15日"])
    ran = desk.record()
    assert ran.status == 0, ran.err
    assert "没有读取的栏：举办日期" in ran.err


def test_one_activity_over_two_rows_says_the_same_in_both(desk: Desk) -> None:
    book = openpyxl.load_workbook(desk.sheet(SPAN, [2, THEMES[2], "3月15日", None], [None, None, "3月18日", None]))
    book.worksheets[0].merge_cells("A2:A3")
    book.worksheets[0].merge_cells("B2:B3")
    book.save(desk.book)
    assert "同属一项活动，内容却不同" in desk.refused()


def test_a_theme_of_two_activities_is_no_key(desk: Desk) -> None:
    plan = desk.plan.read_text(encoding="utf-8")
    desk.plan.write_text(plan.replace(THEMES[3], THEMES[2]), encoding="utf-8")
    desk.sheet(("活动主题", "举办日期"), [THEMES[2], "3月15日"])
    assert f"主题“{THEMES[2]}”是 2 项活动的主题（序号 2、3）" in desk.refused()

"""Every way of writing a day that is read, in cells and on the command line, and every one that is not."""

from __future__ import annotations

from datetime import date, time, timedelta
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.typed_days import MARCH_15, MARCH_16, ONE_DAY, TWO_DAYS
from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.common.typed_dates import is_iso, read_days, read_one, read_span, read_typed
from zhutiri_cli.common.yaml.scalars import Misread

NO_DAY: list[tuple[Any, str]] = [
    ("3.15", "没有年份"), ("3/15", "没有年份"), ("3-15", "没有年份"), ("24.3.15", "年份只有两位"),
    ("24年3月15日", "年份只有两位"), ("15/03/2024", "分不清日和月"), ("3/4/24", "分不清日和月"), ("3月", "只写到月份"),
    ("2024年3月", "只写到月份"), ("2月30日", "不存在"), ("2024-02-30", "不存在"), (45366, "数字 45366"),
    (3.15, "数字 3.15"),
    (True, "TRUE"), (time(9, 0), "时刻"), (timedelta(days=1), "时刻"), ("3月15日、16日", "不止一个日期"),
    ("3月15日、4月2日", "不止一个日期"), ("3月16日至15日", "末日早于首日"), ("12月30日至1月2日", "末日早于首日"),
    ("已举办", "不是日期"), ("1824-03-15", "年份有误"), (date(1899, 12, 31), "年份有误"), ("2024-3.15", "不是日期"),
    ("2024-03-15-16", "不是日期"), ("第三周", "不是日期"), ("3月中旬", "不是日期"), ("=1+1", "不是日期"),
    ("99999999", "不存在"),
]  # fmt: skip


@pytest.mark.parametrize("value", ONE_DAY)
def test_a_day(value: Any) -> None:
    found = read_days(value, 2024)
    assert (found.first, found.last) == (MARCH_15, MARCH_15)


@pytest.mark.parametrize("value", TWO_DAYS)
def test_days(value: str) -> None:
    found = read_days(value, 2024)
    assert (found.first, found.last) == (MARCH_15, MARCH_16)


@pytest.mark.parametrize(("value", "said"), NO_DAY)
def test_what_is_no_day_is_refused(value: Any, said: str) -> None:
    with pytest.raises(Misread) as refused:
        read_days(value, 2024)
    assert said in refused.value.message
    assert refused.value.hint


def test_only_a_day_without_a_year_is_of_the_plans_year() -> None:
    assert read_days("3月15日", 2023).first == date(2023, 3, 15)
    assert read_days("3月15日", 2023).yearless
    assert not read_days("2024年3月15日", 2023).yearless


# ---- typed on the command line -----------------------------------------------------------------------------------

TODAY = date(2024, 3, 16)
TYPED_DAY = [
    *(value for value in ONE_DAY if isinstance(value, str)), "3.15", "3/15", "3-15", "３．１５", "3。15", "2024-3-15",
    "2024/03/15", "2024.3.15", "2024年3月15", "3月15", "昨天",
    "3.15日", "2024-3-15号", "2024 年 3 月 15 日", "3.15 周五", "昨日", "二〇二四年三月十五日",
    "三月十五日", "３月１５",
]  # fmt: skip
TYPED_SPAN = [
    *TWO_DAYS, "2024-3-15至16", "3月15日-16日", "3.15-16", "3.15-3.16", "3.15~3.16", "3/15至3/16", "3/15-16",
    "3-15至16", "2024-03-15/2024-03-16", "2024.3.15-16", "2024-3-15-16", "3月15-16", "昨天至今天",
    "三月十五日至十六日", "3.15到16号",
]  # fmt: skip
NO_TYPED_DAY = [
    ("3-15-16", "分不清日和月"), ("24-3-15", "年份只有两位"), ("24.3.15", "年份只有两位"), ("240315", "年份只有两位"),
    ("15/03/2024", "分不清日和月"), ("03/04/2024", "分不清日和月"), ("3月", "只写到月份"), ("2024年3月", "只写到月份"),
    ("18.3", "没有 18 月"), ("周五", "不是日期"), ("15日", "不是日期"), ("0315", "不是日期"), ("today", "不是日期"),
    ("", "不是日期"), ("3月15、16日", "不止一个日期"), ("3月15日周六", "是星期五"), ("3.0", "不存在"),
    ("2月30日", "不存在"), ("3.16-15", "末日早于首日"), ("上周五", "不是日期"), ("3月中旬", "不是日期"),
]  # fmt: skip


def typed(word: str, year: int = 2024) -> Any:
    return read_typed(word, lambda: year, TODAY)


@pytest.mark.parametrize("word", TYPED_DAY)
def test_a_day_that_is_typed(word: str) -> None:
    found = typed(word)
    assert (found.first, found.last) == (MARCH_15, MARCH_15)


@pytest.mark.parametrize("word", TYPED_SPAN)
def test_days_that_are_typed(word: str) -> None:
    found = typed(word)
    assert (found.first, found.last) == (MARCH_15, MARCH_16)


@pytest.mark.parametrize(("word", "said"), NO_TYPED_DAY)
def test_what_has_two_readings_or_none_is_refused_with_the_forms(word: str, said: str) -> None:
    with pytest.raises(Misread) as refused:
        typed(word)
    assert said in refused.value.message
    assert refused.value.hint


@pytest.mark.parametrize("word", ["3-15-16", "24.3.15", "18.3", "周五", "today", "3月"])
def test_the_sentence_shows_how_a_day_can_be_written(word: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        read_one(word, "--on", lambda: 2024, TODAY)
    assert refused.value.message.startswith("--on 的值有误")
    assert "2024-3-18" in refused.value.advice
    assert "3.18" in refused.value.advice


def test_the_year_is_asked_for_only_where_none_is_named() -> None:
    def asked() -> int:
        raise AssertionError("a year is named")

    for word in ("2024-3-15", "昨天", "20240315", "2024年3月15日至4月2日"):
        assert read_typed(word, asked, TODAY).first == MARCH_15
    assert typed("3.15", 2023).first == date(2023, 3, 15)
    assert typed("2.29", 2024).first == date(2024, 2, 29)


def test_one_day_is_not_two() -> None:
    assert read_span("3.15-16", "--held", lambda: 2024, TODAY).iso == "2024-03-15..2024-03-16"
    with pytest.raises(UsageProblem, match="不止一天"):
        read_one("3.15-16", "--on", lambda: 2024, TODAY)


@pytest.mark.parametrize(("word", "told"), [
    ("2024-03-15", True), ("2024-03-15..2024-03-16", True), ("2024-3-15", False), ("3.15", False), ("今天", False),
])  # fmt: skip
def test_only_what_is_written_otherwise_is_worth_an_echo(word: str, told: bool) -> None:
    assert is_iso(word) is told


@given(st.one_of(st.text(max_size=20), st.text("0123456789年月日号./-~至到十一二〇今天昨周星期 ", max_size=14)))
def test_any_word_is_days_in_order_or_a_sentence(word: str) -> None:
    try:
        found = typed(word)
    except Misread as problem:
        said = problem.message, problem.hint
    else:
        said = "", found.iso
        assert found.first <= found.last
    assert said[1]


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_form_of_a_day_is_that_day(day: date) -> None:
    y, m, d = day.year, day.month, day.day
    whole = [f"{day}", f"{y}-{m}-{d}", f"{y}/{m}/{d}", f"{y}.{m}.{d}", f"{y}{m:02}{d:02}", f"{y}年{m}月{d}日"]
    for word in [*whole, f"{m}月{d}日", f"{m}.{d}", f"{m}/{d}", f"{m}-{d}", f"{m:02}.{d:02}"]:
        assert typed(word, y).first == day, word


@pytest.mark.parametrize("piece", ["至", "- ", "1/1/", "上午 ", "星期 "])
def test_a_cell_of_thousands_of_characters_is_no_day_and_said_at_once(piece: str) -> None:
    start = process_time()
    with pytest.raises(Misread):
        read_days("3月15日" + piece * 10_000, 2024)
    assert process_time() - start < 1

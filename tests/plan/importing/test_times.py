"""Times as annexes dress them: a month and its day, a range, or nothing for certain."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support.plan_documents import HEADER, PLAIN, as_tabs, entries, imported, plan_of, remark_of, rows_of, written
from zhutiri_cli.plan.importing.columns.month_cells import read_time


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("8月21日（暂定）", 8, 21),
        ("4月20日上午", 4, 20),
        ("4.22", 4, 22),
        ("4/22", 4, 22),
        ("2024年4月20日 9:30", 4, 20),
        ("2024-4-20 9:00-11:00", 4, 20),
        ("6月9日(周日)下午14：30", 6, 9),
        ("20240506", 5, 6),
        ("45402", 4, 20),
        ("世界水日（3月22日）", 3, 22),
        ("6月5日世界环境日", 6, 5),
        ("3月（15日）", 3, 15),
        ("4月8日前后", 4, None),
        ("8月26、27日", 8, None),
        ("4.22-4.24", 4, None),
        ("5月15日\n5月16日", 5, None),
        ("10月上旬（具体时间另行通知）", 10, None),
        ("拟于3月下旬", 3, None),
        ("9月第二个周末", 9, None),
        ("4月世界读书日前后", 4, None),
        ("4.1", 4, None),
        ("2月30日", 2, None),
    ],
)
def test_one_month_in_any_dress(text: str, month: int, day: int | None) -> None:
    read = read_time(text, year=2024, home=True)
    assert read is not None
    assert (read.month, read.day) == (month, date(2024, month, day) if day else None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("5月-6月", "2024-05", "2024-06"),
        ("二、三月", "2024-02", "2024-03"),
        ("12月至次年1月", "2024-12", "2025-01"),
        ("2024年12月—2025年1月", "2024-12", "2025-01"),
        ("11月-1月", "2024-11", "2025-01"),
        ("3月28日至4月2日", "2024-03", "2024-04"),
        ("第二季度", "2024-04", "2024-06"),
        ("二、三季度", "2024-04", "2024-09"),
        ("下半年", "2024-07", "2024-12"),
        ("全年", "2024-01", "2024-12"),
        ("3月底前", "2024-01", "2024-03"),
        ("6月30日前", "2024-01", "2024-06"),
        ("年底前", "2024-01", "2024-12"),
        ("4月至年底", "2024-04", "2024-12"),
        ("2025年1月", "2025-01", "2025-01"),
        ("一季度、二季度", "2024-01", "2024-06"),
        ("一季度至三季度", "2024-01", "2024-09"),
        ("次年1月至次年3月", "2025-01", "2025-03"),
        ("第二季度末前", "2024-01", "2024-06"),
        ("2024年内", "2024-01", "2024-12"),
        ("2025年", "2025-01", "2025-12"),
    ],
)
def test_several_months_are_a_range(text: str, first: str, last: str) -> None:
    read = read_time(text, year=2024, home=True)
    assert read is not None
    assert read.month is None
    assert read.span is not None
    assert tuple(map(str, read.span)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "3月、5月", "3月或9月", "3月前", "3月起", "4月20日之后", "每月", "每季度一次", "每周五", "年底", "国庆期间",
        "另行通知", "4/5", "5月（6月10日备选）", "2024.1", "13月", "3月至每月", "3月至4月前", "5月至年底前",
        "年底前、5月", "2023年3月底前", "2028年3月底前", "明年3月底前", "上半年前", "一季度、三季度", "二季度、5月",
        "13月-14月", "3月-4月-5月", "3月、4月15日、16日", "2024年3月、2025年4月", "2024年3月-2027年5月",
        "2024年5月至2024年3月", "3、1季度", "1、3季度", "3月、4月和", "3月和",
    ],
)  # fmt: skip
def test_what_is_not_certain_is_a_time_all_the_same(text: str) -> None:
    read = read_time(text, year=2024, home=True)
    assert read is not None
    assert not read.known


@pytest.mark.parametrize("text", ["4-5", "4-20、4-22", "区教育局", "3.14", "“六五”环境日"])
def test_what_is_no_time_outside_its_column(text: str) -> None:
    assert read_time(text, year=2024) is None


@pytest.mark.parametrize("text", ["4-5", "4-20至5-20", "世界水日（22日）", "区教育局"])
def test_what_is_no_time_even_in_its_column(text: str) -> None:
    assert read_time(text, year=2024, home=True) is None


@pytest.mark.parametrize("text", ["4.5", "13", "0"])
def test_a_number_that_names_no_one_month_in_a_column_of_months(text: str) -> None:
    read = read_time(text, year=2024, home=True, bare=True)
    assert read is not None
    assert not read.known


def test_what_ends_in_the_month_that_the_year_begins_with_is_that_month() -> None:
    read = read_time("1月底前", year=2024, home=True)
    assert read is not None
    assert (read.month, read.said) == (1, "1月底前")


@pytest.mark.parametrize("text", ["5月-6月", "次年1月至次年3月", "3月、4月"])
def test_without_a_year_a_range_stays_open(text: str) -> None:
    read = read_time(text, year=None, home=True)
    assert read is not None
    assert not read.known


@pytest.mark.parametrize("time", ["8月21日（暂定）", "第三季度", "年底", "8月集中宣传月"])
def test_a_time_never_becomes_a_theme(tmp_path: Path, time: str) -> None:
    done = rows_of(tmp_path, PLAIN[0], ["2", time, "", "座谈交流", "区教育局"])
    assert entries(done)[1][2] is None
    assert "序号 2的主题（theme）" in done.gaps
    assert time in remark_of(done, 1) or plan_of(done)["activities"][1].get("when")


def test_a_blank_cell_beside_good_ones_loses_nothing(tmp_path: Path) -> None:
    done = rows_of(tmp_path, PLAIN[0], ["2", "8月21日（暂定）", "校园食堂开放日", "", "区教育局"])
    assert entries(done)[1] == (2, 8, "校园食堂开放日", [], ["区教育局"])
    assert plan_of(done)["activities"][1]["planned"] == date(2024, 8, 21)
    assert done.gaps == ("序号 2的形式（forms）",)


def test_nor_does_one_in_a_table_with_two_columns_of_units(tmp_path: Path) -> None:
    header = [*HEADER[:4], "牵头单位", "配合单位"]
    done = rows_of(tmp_path, ["1", "时间待定", "校园食堂开放日", "", "区教育局", ""], header=header)
    assert entries(done)[0][2:] == ("校园食堂开放日", [], ["区教育局"])


def test_a_day_is_no_heading_for_the_lines_below(tmp_path: Path) -> None:
    done = rows_of(tmp_path, ["1", "4月20日", *PLAIN[0][2:]], ["2", "", *PLAIN[1][2:]])
    assert [entry[1] for entry in entries(done)] == [4, None]
    assert "不知是否同一时间" in remark_of(done, 1)


def test_two_columns_of_times_are_read_together(tmp_path: Path) -> None:
    header = ["序号", "月份", "活动时间", *HEADER[2:]]
    rows = [
        ["1", "3月", "3月15日", *PLAIN[0][2:]],
        ["2", "", "4月2日", *PLAIN[1][2:]],
        ["3", "5月", "6月1日", *PLAIN[2][2:]],
    ]
    done = rows_of(tmp_path, *rows, header=header)
    assert [entry[1] for entry in entries(done)] == [3, 4, None]
    assert [entry.get("planned") for entry in plan_of(done)["activities"]] == [
        date(2024, 3, 15),
        date(2024, 4, 2),
        None,
    ]
    assert "对不上" in remark_of(done, 2)


@pytest.mark.parametrize(
    ("title", "lines", "cells", "year"),
    [
        ("某区2025年活动计划表", [], ["4月", "5月"], 2025),
        ("活动计划表", ["某区办发〔2025〕3号"], ["4月", "5月"], 2025),
        ("活动计划表", ["关于印发某区2025年开放日活动方案的通知"], ["4月", "5月"], 2025),
        ("活动计划表", [], ["2025年4月", "2025年5月"], 2025),
        ("某区2025年活动计划表", ["某区办发〔2024〕9号", "某区政务公开办公室", "2024年12月20日"], ["4月", "5月"], 2025),
        ("某区2025年活动计划表", [], ["12月", "2026年1月"], 2025),
        ("某区2024年活动计划表", ["某区办发〔2025〕3号"], ["4月", "5月"], None),
        ("某区2024年活动计划表", [], ["2025年4月", "2025年5月"], None),
        ("某区2024—2025年活动计划表", [], ["4月", "5月"], None),
        ("活动计划表", ["某区政务公开办公室", "2024年12月20日"], ["4月", "5月"], None),
        ("活动计划表", ["某区办发〔2023〕1号"], ["2025年4月", "2025年5月"], None),
        ("某区2025年活动计划表", ["某区政务公开办公室", "2024年3月20日"], ["4月", "5月"], None),
    ],
)
def test_the_year_is_what_all_of_it_says(
    tmp_path: Path, title: str, lines: list[str], cells: list[str], year: int | None
) -> None:
    rows = [[row[0], cell, *row[2:]] for row, cell in zip(PLAIN, cells, strict=False)]
    done = imported(as_tabs(tmp_path, [HEADER, *rows], "\n".join([*lines, title])))
    assert plan_of(done)["year"] == year
    assert done.year == year
    assert ("计划年度（year）" in done.gaps) == (year is None)
    assert any("--year" in said for said in done.notices) == (year is None)


def test_the_date_of_issue_gives_no_month_to_the_table(tmp_path: Path) -> None:
    title = "某区政务公开办公室\n2024 年 2 月 6 日\n附件 1\n某区2024年活动计划表"
    rows = [["1", "3月", *PLAIN[0][2:]], ["2", "", *PLAIN[1][2:]], ["3", "20日", *PLAIN[2][2:]]]
    done = imported(as_tabs(tmp_path, [HEADER, *rows], title))
    assert [entry[1] for entry in entries(done)] == [3, 3, None]


def test_a_month_in_the_title_gives_way_to_those_of_the_lines(tmp_path: Path) -> None:
    rows = [["1", "", *PLAIN[0][2:]], ["2", "3月", *PLAIN[1][2:]], ["3", "", *PLAIN[2][2:]]]
    done = imported(as_tabs(tmp_path, [HEADER, *rows], "某区2024年2月活动计划表"))
    assert [entry[1] for entry in entries(done)] == [2, 3, 3]


@pytest.mark.parametrize(
    ("above", "carried"), [("3月", True), ("3月-4月", True), ("3月工作日", False), ("全年", False)]
)
def test_only_what_is_written_as_a_heading_is_carried_down(tmp_path: Path, above: str, carried: bool) -> None:
    done = rows_of(tmp_path, ["1", above, *PLAIN[0][2:]], ["2", "", *PLAIN[1][2:]])
    assert ("序号 2的月份（month）" not in done.gaps) == carried


def test_an_hour_alone_belongs_to_the_month_of_the_title(tmp_path: Path) -> None:
    done = imported(as_tabs(tmp_path, [HEADER, ["1", "9:00-11:00", *PLAIN[0][2:]]], "某区2024年8月开放活动安排表"))
    assert entries(done)[0][1] == 8
    assert remark_of(done, 0) == "原表活动时间为“9:00-11:00”"


@pytest.mark.parametrize(
    ("months", "time", "month", "said"),
    [
        ("二季度", "5月20日", 5, ""),
        ("一至三月", "2月", 2, ""),
        ("二季度", "9月20日", None, "原表两栏时间“二季度”、“9月20日”对不上"),
        ("1月-3月", "5月", None, "原表两栏时间“1月-3月”、“5月”对不上"),
    ],
)
def test_a_month_within_the_months_of_another_column_is_taken(
    tmp_path: Path, months: str, time: str, month: int | None, said: str
) -> None:
    header = ["序号", "月份", "主题", "单位", "活动时间"]
    done = rows_of(tmp_path, ["1", months, "古桥修缮", "区住建局", time], header=header)
    assert entries(done)[0][1] == month
    assert said in remark_of(done, 0)


def test_a_range_over_the_years_end_stays_open_where_the_year_does(tmp_path: Path) -> None:
    rows = ["1", "古桥修缮", "12月至1月", "区住建局"], ["2", "校园开放", "2025年3月", "区教育局"]
    lines = "\n".join(["计划表", "某区办发〔2023〕1号", "", "序号\t主题\t时间\t单位", *map("\t".join, rows)])
    done = imported(written(tmp_path / "计划.txt", f"{lines}\n"))
    assert remark_of(done, 0) == "原表活动时间为“12月至1月”，年份没有定下来，月份待填写"
    assert any("原文写的年份对不上（文号 某区办发〔2023〕1号，活动时间 2025 年）" in notice for notice in done.notices)


def test_a_year_that_is_asked_for_and_another_in_the_title_are_said(tmp_path: Path) -> None:
    done = imported(as_tabs(tmp_path, [HEADER, *PLAIN], "某区2024年计划"), 2025)
    assert plan_of(done)["year"] == 2025
    assert "标题写的是 2024 年，按 --year 以 2025 年导入" in done.notices

"""What lines mean: months carried, cells taken apart, shifted cells put back or left open, and every doubt said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.plan_documents import EXPECTED, HEADER, PLAIN, entries, plan_of, remark_of, rows_of
from zhutiri_cli.plan.importing.cell_text import tidy, whole_number, year_in
from zhutiri_cli.plan.importing.columns.form_pieces import split_forms
from zhutiri_cli.plan.importing.columns.month_cells import read_time
from zhutiri_cli.plan.importing.columns.planned_time import Time
from zhutiri_cli.plan.importing.columns.unit_pieces import split_units


class TestMonths:
    @pytest.mark.parametrize(
        ("text", "month"),
        [
            ("2 月", 2), ("02月", 2), ("２月", 2), ("3月份", 3), ("十一月", 11), ("十二月", 12), ("十月", 10),
            ("2024年3月", 3),
        ],
    )  # fmt: skip
    def test_a_month(self, text: str, month: int) -> None:
        assert read_time(text, year=2024) == Time(month)

    @pytest.mark.parametrize(
        "text", ["3月中旬", "3月15日", "3月15-17日", "3月8日前后", "2024-03-15", "三月上旬", "3月（上旬）"]
    )
    def test_a_month_with_more_said(self, text: str) -> None:
        read = read_time(text, year=2024)
        assert read is not None
        assert (read.month, bool(read.said)) == (3, True)

    @pytest.mark.parametrize(
        "text",
        [
            "3–4月", "3-4月", "三至四月", "3月、5月", "3月—4月", "3月28日至4月2日", "全年", "每月", "第二季度",
            "二季度", "上半年", "3月底前", "3月前", "3月起", "13月", "0月", "2025年3月", "2025-03-01", "待定", "长期",
            "适时开展", "每季度一次", "3月和9月", "二、三月", "3/4月",
        ],
    )  # fmt: skip
    def test_no_single_month_is_not_guessed(self, text: str) -> None:
        read = read_time(text, year=2024)
        assert read is not None
        assert (read.month, read.said) == (None, tidy(text))

    @pytest.mark.parametrize(
        "text", ["3月法治宣传", "“六五环境日”主题活动", "", "区教育局", "3", "2024年防灾减灾日宣传", "一月一主题"]
    )
    def test_no_time_at_all(self, text: str) -> None:
        assert read_time(text, year=2024) is None

    def test_a_bare_number_is_a_month_in_a_column_of_months_only(self, tmp_path: Path) -> None:
        row = ["1", "3", *PLAIN[0][2:]]
        assert entries(rows_of(tmp_path, row, header=["序号", "月份", *HEADER[2:]]))[0][1] == 3
        assert entries(rows_of(tmp_path, row))[0][1] is None

    def test_what_is_not_a_month_holds_for_the_lines_below_too(self, tmp_path: Path) -> None:
        rows = [["1", "每月", *PLAIN[0][2:]], ["2", "", *PLAIN[1][2:]], ["3", "4月", *PLAIN[2][2:]]]
        done = rows_of(tmp_path, *rows)
        assert [entry[1] for entry in entries(done)] == [None, None, 4]
        assert "每月" in remark_of(done, 0)
        assert "每月" in remark_of(done, 1)
        assert remark_of(done, 2) == ""
        assert [gap for gap in done.gaps if "月份" in gap] == ["序号 1的月份（month）", "序号 2的月份（month）"]

    def test_a_first_line_without_a_month(self, tmp_path: Path) -> None:
        done = rows_of(tmp_path, ["1", "", *PLAIN[0][2:]], ["2", "3月", *PLAIN[1][2:]])
        assert [entry[1] for entry in entries(done)] == [None, 3]
        assert "未写活动时间" in remark_of(done, 0)

    def test_a_month_as_a_heading_across_the_table(self, tmp_path: Path) -> None:
        rows = [
            ["二月", "", "", "", ""],
            *([row[0], "", *row[2:]] for row in PLAIN[:2]),
            ["三月"],
            ["3", "", *PLAIN[2][2:]],
        ]
        assert entries(rows_of(tmp_path, *rows)) == EXPECTED

    def test_a_day_is_kept_in_the_remark(self, tmp_path: Path) -> None:
        done = rows_of(tmp_path, ["1", "2月中旬", *PLAIN[0][2:]])
        assert entries(done) == EXPECTED[:1]
        assert remark_of(done, 0) == "原表活动时间为“2月中旬”"


class TestUnits:
    @pytest.mark.parametrize(
        ("cell", "units"),
        [
            ("区教育局、区民政局", ["区教育局", "区民政局"]),
            ("区教育局，区民政局；团区委/区妇联", ["区教育局", "区民政局", "团区委", "区妇联"]),
            ("区教育局\n区民政局", ["区教育局", "区民政局"]),
            ("区教育局、\n区民政局", ["区教育局", "区民政局"]),
            ("区教育局 区民政局", ["区教育局", "区民政局"]),
            ("区工业和\n信息化局", ["区工业和信息化局"]),
            ("区自然资源和规划局", ["区自然资源和规划局"]),
            ("区教育局联合区民政局", ["区教育局", "区民政局"]),
            ("区教育局、区民政局联合承办", ["区教育局", "区民政局"]),
            ("区残疾人联合会", ["区残疾人联合会"]),
            ("区总工会联合区妇女联合会", ["区总工会", "区妇女联合会"]),
            ("区市场监管局（区知识产权局、区食安办）", ["区市场监管局（区知识产权局、区食安办）"]),
            ("牵头单位：区教育局", ["区教育局"]),
            ("各 街道 办事处", ["各街道办事处"]),
            ("", []),
        ],
    )
    def test_a_cell_taken_apart(self, cell: str, units: list[str]) -> None:
        assert list(split_units(cell).items) == units

    @pytest.mark.parametrize(
        ("cell", "units", "said"),
        [
            ("区民政局、区教育局（牵头）", ["区教育局", "区民政局"], "牵头"),
            ("区教育局、区民政局（配合）", ["区教育局", "区民政局"], "配合"),
            ("区民政局配合，区教育局牵头", ["区教育局", "区民政局"], "牵头"),
            ("区教育局和区民政局", ["区教育局和区民政局"], "可能是两个单位"),
            ("各相关单位", ["各相关单位"], "不是具体单位"),
            ("区教育局、区教育局", ["区教育局"], "重复"),
            ("区教育\n民政", ["区教育", "民政"], "按换行分为"),
        ],
    )
    def test_a_doubt_is_said(self, cell: str, units: list[str], said: str) -> None:
        pieces = split_units(cell)
        assert list(pieces.items) == units
        assert any(said in doubt for doubt in pieces.doubts)

    def test_several_columns_of_units_the_leading_one_first(self, tmp_path: Path) -> None:
        header = [*HEADER[:4], "配合单位", "牵头单位"]
        done = rows_of(tmp_path, [*PLAIN[0][:4], "区民政局", "区人社局"], header=header)
        assert entries(done)[0][4] == ["区人社局", "区民政局"]
        assert "“配合单位”栏" in remark_of(done, 0)

    def test_a_unit_below_its_line_joins_it(self, tmp_path: Path) -> None:
        done = rows_of(tmp_path, PLAIN[0], ["", "", "", "", "区总工会"], PLAIN[1])
        assert [entry[4] for entry in entries(done)] == [["区人社局", "区总工会"], ["区住建局", "区城管局"]]

    def test_forms(self) -> None:
        known = frozenset({"现场观摩", "政策宣传"})
        assert split_forms("政策宣传、现场\n观摩", known).items == ("政策宣传", "现场观摩")
        assert split_forms("政策宣传\n现场观摩", known).items == ("政策宣传", "现场观摩")
        assert split_forms("政策宣传等", known).items == ("政策宣传",)
        assert split_forms("政策宣传等", known).doubts


class TestShiftedCells:
    def test_all_one_column_to_the_right(self, tmp_path: Path) -> None:
        done = rows_of(
            tmp_path, *PLAIN, ["4", "", "4月", "“垃圾分类”推广", "政策宣传、现场观摩"], ["5", "", *PLAIN[0][2:]]
        )
        assert entries(done)[3:] == [
            (4, 4, "“垃圾分类”推广", ["政策宣传", "现场观摩"], []),
            (5, 4, *EXPECTED[0][2:]),
        ]
        assert "错位" in remark_of(done, 3)
        assert "未列责任单位" in remark_of(done, 3)
        assert remark_of(done, 4) == ""

    def test_one_column_beyond_the_header(self, tmp_path: Path) -> None:
        done = rows_of(tmp_path, *PLAIN, ["4", "", "4月", "“垃圾分类”推广", "政策宣传", "区教育局"])
        assert entries(done)[3] == (4, 4, "“垃圾分类”推广", ["政策宣传"], ["区教育局"])
        assert "错位" in remark_of(done, 3)

    def test_the_theme_in_the_time_column(self, tmp_path: Path) -> None:
        done = rows_of(tmp_path, *PLAIN, ["4", "共青团面对面交流活动", "", "现场观摩", "团区委"])
        assert entries(done)[3] == (4, 3, "共青团面对面交流活动", ["现场观摩"], ["团区委"])
        assert "活动时间随上一行（第3项）为3月" in remark_of(done, 3)

    def test_all_to_the_left(self, tmp_path: Path) -> None:
        done = rows_of(tmp_path, *PLAIN, ["4", "“垃圾分类”推广", "政策宣传", "区教育局", ""])
        assert entries(done)[3] == (4, 3, "“垃圾分类”推广", ["政策宣传"], ["区教育局"])

    def test_two_readings_leave_open_what_they_disagree_on(self, tmp_path: Path) -> None:
        """燃气安全宣传 may be a theme that slipped to the right, or an unusual form whose theme is missing."""
        done = rows_of(tmp_path, *PLAIN, ["4", "", "", "燃气安全宣传", "区城管局"])
        assert entries(done)[3] == (4, 3, None, [], ["区城管局"])
        assert "无法确定" in remark_of(done, 3)
        assert "燃气安全宣传" in remark_of(done, 3)
        assert {gap for gap in done.gaps if "序号 4" in gap} == {"序号 4的主题（theme）", "序号 4的形式（forms）"}

    def test_a_missing_cell_is_not_a_shift(self, tmp_path: Path) -> None:
        rows = [["4", "4月", "燃气安全宣传", "", "区城管局"], ["5", "", "燃气安全进社区", "政策宣传", ""]]
        done = rows_of(tmp_path, *PLAIN, *rows)
        assert entries(done)[3:] == [
            (4, 4, "燃气安全宣传", [], ["区城管局"]),
            (5, 4, "燃气安全进社区", ["政策宣传"], []),
        ]
        assert "错位" not in remark_of(done, 3) + remark_of(done, 4)

    def test_an_unreadable_time_is_left_open_and_so_is_every_month_after_it(self, tmp_path: Path) -> None:
        done = rows_of(tmp_path, *PLAIN, ["4", "时间另告", *PLAIN[0][2:]], ["5", "", *PLAIN[1][2:]])
        assert [entry[1] for entry in entries(done)] == [2, 2, 3, None, None]
        assert "时间另告" in remark_of(done, 3)

    def test_unusual_but_standing_where_they_belong(self, tmp_path: Path) -> None:
        row = ["1", "2月", "走进区政务服务中心", "邀请人大代表和企业代表现场观摩办事流程", "云上书房"]
        done = rows_of(tmp_path, row)
        assert entries(done) == [(1, 2, row[2], [row[3]], [row[4]])]
        assert done.doubts == ()

    def test_a_line_with_a_number_alone_is_kept_open(self, tmp_path: Path) -> None:
        done = rows_of(tmp_path, *PLAIN, ["4", "", "", "", ""])
        assert entries(done)[3] == (4, 3, None, [], [])
        assert "未列" in remark_of(done, 3)


class TestNumbers:
    def test_one_gap_that_the_neighbours_close(self, tmp_path: Path) -> None:
        done = rows_of(tmp_path, PLAIN[0], ["", *PLAIN[1][1:]], PLAIN[2])
        assert [entry[0] for entry in entries(done)] == [1, 2, 3]
        assert "补为 2" in remark_of(done, 1)

    def test_a_gap_that_they_do_not_close(self, tmp_path: Path) -> None:
        done = rows_of(tmp_path, PLAIN[0], ["", *PLAIN[1][1:]], ["2", *PLAIN[2][1:]])
        assert [entry[0] for entry in entries(done)] == [1, None, 2]
        assert any("（id）" in gap for gap in done.gaps)

    def test_a_number_used_twice_is_said_not_changed(self, tmp_path: Path) -> None:
        done = rows_of(tmp_path, PLAIN[0], ["1", *PLAIN[1][1:]])
        assert [entry[0] for entry in entries(done)] == [1, 1]
        assert "重复" in remark_of(done, 1)

    def test_a_table_without_a_column_of_numbers(self, tmp_path: Path) -> None:
        done = rows_of(tmp_path, *(row[1:] for row in PLAIN), header=HEADER[1:])
        assert entries(done) == EXPECTED

    @pytest.mark.parametrize(
        ("text", "number"),
        [("(3)", 3), ("3.", 3), ("３", 3), ("十二", 12), ("二十", 20), ("一", 1), ("甲", None), ("", None)],
    )
    def test_ways_to_write_one(self, text: str, number: int | None) -> None:
        assert whole_number(text) == number


def test_sums_notes_and_headings_are_said_and_left_out(tmp_path: Path) -> None:
    done = rows_of(tmp_path, ["一、区直单位"], *PLAIN, ["合计", "", "3项", "", ""], ["注：按时报送", ""])
    assert entries(done) == EXPECTED
    assert [sum(word in notice for notice in done.notices) for word in ("区直单位", "合计", "按时报送")] == [1, 1, 1]


def test_the_tables_own_remarks_are_kept_before_the_doubts(tmp_path: Path) -> None:
    done = rows_of(tmp_path, [*PLAIN[0], "区级重点"], ["2", "全年", *PLAIN[1][2:], ""], header=[*HEADER, "备注"])
    assert remark_of(done, 0) == "区级重点"
    assert done.doubts == tuple(doubt for doubt in done.doubts if "序号 2" in doubt)


def test_a_header_of_two_lines(tmp_path: Path) -> None:
    upper, lower = [*HEADER[:4], "责任单位", ""], [*HEADER[:4], "牵头单位", "配合单位"]
    done = rows_of(tmp_path, lower, [*PLAIN[0], "区民政局"], header=upper)
    assert entries(done)[0][4] == ["区人社局", "区民政局"]


def test_other_words_for_the_columns_in_another_order(tmp_path: Path) -> None:
    header = ["序号", "承办单位", "方式", "内容", "月份"]
    done = rows_of(tmp_path, *([row[0], row[4], row[3], row[2], row[1]] for row in PLAIN), header=header)
    assert entries(done) == EXPECTED


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("2024 年“春风 2 月", "2024年“春风2月"),
        ("文明 你我", "文明 你我"),
        ("ＡＰＰ\u200b推广\u3000活动", "APP推广 活动"),
        ("上半\n下半", "上半下半"),
        ("the\nend", "the end"),
        ("（第２期），好", "（第2期），好"),
    ],
)
def test_typesetting_is_dropped_and_nothing_else(text: str, plain: str) -> None:
    assert tidy(text) == plain


@pytest.mark.parametrize(
    ("title", "year"),
    [("某区 2024 年计划", 2024), ("某区二〇二四年计划", 2024), ("2023—2024年计划", None), ("活动计划", None)],
)
def test_the_year_of_a_title(title: str, year: int | None) -> None:
    assert year_in(title) == year


@pytest.mark.parametrize(
    "theme",
    [
        "a: b",
        "- x",
        "#井号",
        '"引号"',
        "'x'",
        "[清单]",
        "{a}",
        "是",
        "yes",
        "3.14",
        "*星",
        "&锚",
        "!签",
        "%",
        "@",
        "x #y",
        "null",
        "~",
        "=",
        "5:30",
        "a, b",
    ],
)
def test_any_theme_survives_the_plan_file(tmp_path: Path, theme: str) -> None:
    done = rows_of(
        tmp_path, ["1", "2月", f"题{theme}", "政策宣传", "区教育局"], ["2", "", theme, "政策宣传", "区教育局"]
    )
    assert [entry["theme"] for entry in plan_of(done)["activities"]] == [f"题{theme}", theme]

"""Who leads, who only takes part, and who can be rung up, as one cell says them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.plan_documents import entries, plan_of, remark_of, rows_of
from zhutiri_cli.plan.importing.columns.unit_pieces import split_units


@pytest.mark.parametrize(
    ("cell", "units", "helping"),
    [
        ("区民政局（配合：区妇联、各街道）", ["区民政局", "区妇联", "各街道"], ["区妇联", "各街道"]),
        ("区民政局（牵头），区妇联（配合）", ["区民政局", "区妇联"], ["区妇联"]),
        ("牵头：区民政局；配合：区妇联", ["区民政局", "区妇联"], ["区妇联"]),
        ("牵头：区民政局配合：区妇联", ["区民政局", "区妇联"], ["区妇联"]),
        ("配合：区妇联、区残联；牵头：区民政局", ["区民政局", "区妇联", "区残联"], ["区妇联", "区残联"]),
        ("牵头单位：区民政局，配合单位：区妇联、区残联", ["区民政局", "区妇联", "区残联"], ["区妇联", "区残联"]),
        ("区民政局（区妇联、区残联配合）", ["区民政局", "区妇联", "区残联"], ["区妇联", "区残联"]),
        ("区民政局(牵头)区妇联(配合)", ["区民政局", "区妇联"], ["区妇联"]),
        ("【牵头】区民政局【配合】区妇联", ["区民政局", "区妇联"], ["区妇联"]),
        ("牵头区民政局，配合区妇联", ["区民政局", "区妇联"], ["区妇联"]),
        ("区民政局（配合单位：区妇联；区残联）", ["区民政局", "区妇联", "区残联"], ["区妇联"]),
        ("区残联、区民政局（牵头）、区妇联（配合）", ["区民政局", "区残联", "区妇联"], ["区妇联"]),
        ("区民政局（会同区妇联）", ["区民政局", "区妇联"], []),
        ("区民政局、区疾控（联合）", ["区民政局", "区疾控"], []),
        ("1.区民政局 2.区妇联", ["区民政局", "区妇联"], []),
        ("区民政局（养老服务科）", ["区民政局（养老服务科）"], []),
    ],
)
def test_the_lead_stands_first_and_who_helps_is_said(cell: str, units: list[str], helping: list[str]) -> None:
    read = split_units(cell)
    assert list(read.items) == units
    for name in helping:
        assert any(f"“{name}”为" in doubt for doubt in read.doubts)
    assert any("已列在最前" in doubt for doubt in read.doubts) == (
        not cell.lstrip("1.牵头单位：【】").startswith("区民政局")
    )


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("区民政局等有关部门", "不是具体单位"),
        ("区民政局（区妇联、区残联按职责负责）", "括号里还有别的单位"),
        ("区民政局（牵头，联系人：王小明 13800000000）、区妇联", "括号里还有别的单位或联系人"),
        ("主办区民政局承办区图书馆", "可能是几个单位"),
        ("√", "不是单位名称"),
        ("同上", "不是单位名称"),
    ],
)
def test_what_is_no_plain_unit_is_doubtful(cell: str, words: str) -> None:
    assert any(words in doubt for doubt in split_units(cell).doubts)


HEADER = ["序号", "活动时间", "活动主题", "责任单位及联系人"]


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("区民政局 王小明", ["区民政局"]),
        ("区民政局（王小明，13800000000）", ["区民政局"]),
        ("区民政局、区妇联，王小明：0731-80000000", ["区民政局", "区妇联"]),
        ("区民政局/王小明/80000000", ["区民政局"]),
    ],
)
def test_contacts_beside_units_are_kept_apart(cell: str, units: list[str], tmp_path: Path) -> None:
    entry = plan_of(rows_of(tmp_path, ["1", "3月", "养老院开放", cell], header=HEADER))["activities"][0]
    assert (entry["units"], entry["extra"]) == (units, {"责任单位及联系人": cell})


def test_a_person_behind_a_role_is_a_contact(tmp_path: Path) -> None:
    done = rows_of(tmp_path, ["1", "3月", "养老院开放", "责任单位：区民政局；责任人：王小明"], header=HEADER)
    entry = plan_of(done)["activities"][0]
    assert (entry["units"], "王小明" in entry["extra"]["责任单位及联系人"]) == (["区民政局"], True)


def test_roles_are_not_taken_for_people(tmp_path: Path) -> None:
    done = rows_of(tmp_path, ["1", "3月", "养老院开放", "配合：区妇联；牵头：区民政局"], header=HEADER)
    assert plan_of(done)["activities"][0]["units"] == ["区民政局", "区妇联"]


def test_a_unit_of_another_ending_is_no_person(tmp_path: Path) -> None:
    done = rows_of(tmp_path, ["1", "3月", "净水", "自来水厂、区水务局 王小明"], header=HEADER)
    assert plan_of(done)["activities"][0]["units"] != ["区水务局"]
    assert len(done.doubts) >= 1


def test_a_number_beside_a_unit_needs_no_heading_of_its_own(tmp_path: Path) -> None:
    done = rows_of(
        tmp_path, ["1", "3月", "养老院开放", "区民政局 联系人：王小明 13800000000"], header=[*HEADER[:3], "责任单位"]
    )
    entry = plan_of(done)["activities"][0]
    assert (entry["units"], list(entry["extra"])) == (["区民政局"], ["联系人"])


def test_words_that_are_neither_leave_the_cell_whole(tmp_path: Path) -> None:
    done = rows_of(tmp_path, ["1", "3月", "养老院开放", "区民政局养老服务科负责联络 80000000"], header=HEADER)
    assert "不像单位名称" in str(plan_of(done)["activities"][0]["remark"])


def test_a_cell_that_names_only_people_keeps_its_words(tmp_path: Path) -> None:
    header = ["序号", "主题", "时间", "责任单位及联系人"]
    done = rows_of(tmp_path, ["1", "古桥修缮", "5月", "张三"], header=header)
    assert entries(done)[0][4] == ["张三"]
    assert remark_of(done, 0) == "“张三”不像单位名称，照原样录入"

"""``when`` beside ``month``, planned days, further columns, counts as mappings, the shape's number (contract §1)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import zhutiri
from zhutiri_cli.plan.load import load_plan_bytes
from zhutiri_cli.plan.model import Plan

HEAD = "year: 2024\nactivities:\n"
TERMS = "requirements:\n  report:\n    within_working_days: 5\n    materials: "


def read(text: str) -> tuple[Plan | None, list[str]]:
    loaded = load_plan_bytes(Path("plan.yaml"), text.encode())
    return loaded.plan, [f"{fault.message}|{fault.hint}" for fault in loaded.faults] + [
        fault.message for fault in loaded.source.faults
    ]


def asked(*arguments: object, status: int = 0) -> Any:
    """What a command says in JSON, or on stderr where it is refused."""
    ran = zhutiri(*map(str, arguments))
    assert ran.status == status, ran.err
    return json.loads(ran.out) if ran.out else ran.err


def row(fields: str) -> str:
    return f"{HEAD}  - {{id: 1, theme: 校园开放日, units: [区教育局], {fields}}}\n"


@pytest.mark.parametrize(
    ("word", "first", "last", "months"),
    [
        ("2024-03", date(2024, 3, 1), date(2024, 3, 31), 1),
        ("2024-11..2025-01", date(2024, 11, 1), date(2025, 1, 31), 3),
        ("2024-03-15", date(2024, 3, 15), date(2024, 3, 15), 1),
    ],
)
def test_when_is_a_month_a_range_or_a_day(word: str, first: date, last: date, months: int) -> None:
    plan, faults = read(row(f"when: {word}"))
    assert plan is not None, faults
    planned = plan.activities[0].target(plan.year)
    assert (str(planned), planned.first, planned.last, len(planned.months)) == (word, first, last, months)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("when: 2024-13", "不是年月"),
        ("when: 2024-02-30", "日期 2024-02-30 不存在"),
        ("when: 三月", "不是计划时间|请写作 2024-03"),
        ("when: 2024-05至2024-06", "请写作 2024-05..2024-06"),
        ("when: 2025-01..2024-11", "末月早于首月"),
        ("when: 2024-01..", "不是计划时间"),
        ("when: null", "when（计划时间）没有填写"),
        ("month: null", "month（计划月份）没有填写"),
        ("month: 3, when: 2024-03", "month 和 when 只能写一个"),
        ("remark: 时间待定", "缺少 month（计划月份）"),
        ("month: 3, planned: 三月底", "不是日期"),
        ("month: 3, extra: [甲]", "写成了列表，这里要写成“键: 值”的一组"),
    ],
)
def test_what_is_no_time_is_told_with_what_to_write(fields: str, told: str) -> None:
    plan, faults = read(row(fields))
    assert plan is None
    assert any(told in fault for fault in faults), faults


def test_the_latest_deadline_counts_from_the_end_of_what_is_planned(tmp_path: Path) -> None:
    plan = tmp_path / "plan_2024.yaml"
    plan.write_text(
        f"{HEAD}  - {{id: 1, theme: 校园开放日, units: [区教育局], when: 2024-03-15}}\n"
        "  - {id: 2, theme: 法律援助进社区, units: [区司法局], when: 2024-11..2025-01}\n",
        encoding="utf-8",
    )
    report = asked("check", "--plan", plan, "--as-of", "2024-03-18", "-f", "json")
    first, second = report["activities"]
    assert (first["month"], first["when"], first["latest_deadline"], first["status"]) == (
        "2024-03", "2024-03-15", "2024-03-22", "not_held",
    )  # fmt: skip
    # 2025-01-28 to 02-04 were off; 01-26 and 02-08 were worked: 5, 6, 7, 8, 10 February
    assert (second["month"], second["when"], second["latest_deadline"], second["status"]) == (
        "2025-01", "2024-11..2025-01", "2025-02-10", "scheduled",
    )  # fmt: skip


def test_every_month_of_a_range_finds_its_activity(tmp_path: Path) -> None:
    plan = tmp_path / "plan_2024.yaml"
    plan.write_text(row("when: 2024-11..2025-01"), encoding="utf-8")
    for month in ("2024-11", "12", "2025-01"):
        found = asked("check", "--plan", plan, "--month", month, "--as-of", "2024-03-18", "-f", "json")
        assert len(found["activities"]) == 1
    refused = asked("check", "--plan", plan, "--month", "10", "--as-of", "2024-03-18", status=2)
    assert "2024-11、2024-12、2025-01" in refused


@pytest.mark.parametrize(("held", "odd"), [("2024-11-08", None), ("2025-01-20", None), ("2024-10-30", "ZT201")])
def test_held_within_the_range_is_held_as_planned(tmp_path: Path, held: str, odd: str | None) -> None:
    plan = tmp_path / "plan_2024.yaml"
    plan.write_text(row("when: 2024-11..2025-01"), encoding="utf-8")
    folder = tmp_path / "submissions" / "2024" / "01"
    folder.mkdir(parents=True)
    (folder / "submission.yaml").write_text(f"held: {held}\n", encoding="utf-8")
    report = asked("check", "--plan", plan, "--as-of", held, "-f", "json")
    found = {one["rule"] for one in report["activities"][0]["findings"] if one["rule"] < "ZT3"}
    assert found == ({odd} if odd else set())


@pytest.mark.parametrize(
    ("written", "minimum", "maximum"), [("3", 3, None), ("{minimum: 3, maximum: 5}", 3, 5), ("{maximum: 2}", 1, 2)]
)
def test_a_count_is_a_number_or_a_mapping(written: str, minimum: int, maximum: int | None) -> None:
    plan, faults = read(f"{TERMS}{{photos: {written}}}\n{row('month: 3')}")
    assert plan is not None, faults
    photos = plan.requirements.report.materials.photos
    assert (photos.minimum, photos.maximum) == (minimum, maximum)


@pytest.mark.parametrize(
    ("materials", "told"),
    [
        ("{photos: 三}", "“三”不是数字"),
        ("{photos: {minimum: 5, maximum: 3}}", "maximum 3 小于 minimum 5"),
        ("{photos: {minimun: 3}}", "是否应为 minimum"),
        ("{photos: {minimum_words: 3}}", "未知的键 minimum_words"),
        ("{links: {minimum_level: 国家级}}", "不是媒体层级"),
        ("{photos: [3]}", "应为整数"),
        ("{video: 1}", "未知的键 video"),
    ],
)
def test_a_count_that_is_none_is_told(materials: str, told: str) -> None:
    plan, faults = read(f"{TERMS}{materials}\n{row('month: 3')}")
    assert plan is None
    assert any(told in fault for fault in faults), faults


def test_material_that_only_a_form_asks_for(tmp_path: Path) -> None:
    plan = tmp_path / "plan_2024.yaml"
    declared = "{policy: {label: 政策文件, words: [政策文件], when_form: 政策发布}}"
    plan.write_text(
        f"{TERMS}{declared}\n{HEAD}"
        "  - {id: 1, theme: 校园开放日, units: [区教育局], month: 3, forms: [现场观摩]}\n"
        "  - {id: 2, theme: 法律援助办法, units: [区司法局], month: 3, forms: [座谈交流, 政策发布]}\n",
        encoding="utf-8",
    )
    report = asked("check", "--plan", plan, "--as-of", "2024-03-18", "-f", "json")
    assert [item["materials"]["policy"]["required"] for item in report["activities"]] == [0, 1]


@pytest.mark.parametrize(("number", "told"), [("9", "请升级 zhutiri"), ("0", "请写 1 到 2"), ("一", "请写数字 1")])
def test_a_newer_shape_asks_for_a_newer_program(number: str, told: str) -> None:
    plan, faults = read(f"schema: {number}\n{row('month: 3')}")
    assert plan is None
    assert any(told in fault for fault in faults), faults


def test_further_columns_are_kept_and_compared(tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(row("month: 3, extra: {地点: 区政务大厅}"), encoding="utf-8")
    new.write_text(row("month: 3, extra: {地点: 云汐广场, 参加人数: 约50人}"), encoding="utf-8")
    changes = asked("diff", old, new, "-f", "json")
    (item,) = changes["activities"]
    assert [change["path"] for change in item["changes"]] == [["extra", "地点"], ["extra", "参加人数"]]


def test_a_form_that_no_activity_has_asks_for_nothing_and_is_told() -> None:
    materials = "{summary: {minimum: 1, when_form: 政策发部}}"
    plan, faults = read(f"forms: [政策发布]\n{TERMS}{materials}\n{row('month: 3')}")
    assert plan is None
    assert faults == ["when_form（适用的活动形式）“政策发部”不是计划里的活动形式|是否应为 政策发布"]


def test_a_strange_form_is_shown_where_it_stands() -> None:
    declared = "{plan: 1, policy: {label: 政策文件, words: [政策], when_form: 政策发部}}"
    loaded = load_plan_bytes(Path("plan.yaml"), f"forms: [政策发布]\n{TERMS}{declared}\n{row('month: 3')}".encode())
    (fault,) = loaded.faults
    spot = loaded.source.spot(fault.route, key=fault.on_key)
    assert fault.message == "when_form“政策发部”不是计划里的活动形式"
    before = declared.index("政策发部")
    assert (spot.line, spot.column) == (5, len("    materials: ") + before + 1)


def test_a_month_of_the_next_year_is_found_without_its_year(tmp_path: Path) -> None:
    plan = tmp_path / "plan_2024.yaml"
    plan.write_text(row("when: 2024-11..2025-01"), encoding="utf-8")
    found = asked("check", "--plan", plan, "--month", "1月", "--as-of", "2024-03-18", "-f", "json")
    assert len(found["activities"]) == 1

"""Two whole notices of other (made-up) offices as plans: every deadline, and the counts behind them, day by day.

The dates were counted by hand on the State Council's schedules for 2024 to 2026.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import zhutiri
from tests.support.places import FIXTURES
from zhutiri_cli.plan.load import load_plan
from zhutiri_cli.workdays.calendar import WorkCalendar

LANWAN, XIPAN = (FIXTURES / "notices" / name for name in ("澜湾市2025.yaml", "溪畔县2024.yaml"))


def report(plan: Path, root: Path, held: dict[int, str], as_of: str) -> Any:
    for number, record in held.items():
        folder = root / str(number)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "submission.yaml").write_text(f"held: {record}\n", encoding="utf-8")
    root.mkdir(exist_ok=True)
    ran = zhutiri(
        "check", "--plan", str(plan), "--submissions", str(root), "--as-of", as_of, "-f", "json", "--fail-on", "never"
    )
    assert ran.status == 0, ran.err
    return json.loads(ran.out)


def deadlines(found: Any) -> dict[int, list[str | None]]:
    """By activity: the deadline of the whole set, then of every other obligation that is its own."""
    return {
        one["id"]: [one["deadline"], *(other["deadline"] for other in one["obligations"])]
        for one in found["activities"]
    }


@pytest.mark.parametrize("plan", [LANWAN, XIPAN])
def test_a_notice_is_a_plan_without_faults(plan: Path) -> None:
    ran = zhutiri("validate", str(plan), "-f", "json")
    (file,) = json.loads(ran.out)["files"]
    assert (ran.status, [one for one in file["findings"] if one["severity"] != "info"]) == (0, [])


def test_lanwan_before_anything_is_recorded(tmp_path: Path) -> None:
    found = report(LANWAN, tmp_path / "in", {}, "2025-03-03")
    assert [(one["id"], one["month"], one["latest_deadline"]) for one in found["activities"]] == [
        (1, "2025-04", "2025-05-12"),  # 30 April + 10 days is Saturday 10 May
        (2, "2025-06", "2025-07-10"),
        (3, "2025-09", "2025-10-09"),  # 28 September + 10 days is 8 October, the last day off
        (4, "2026-01", "2026-02-10"),
    ]
    preview = [one["obligations"][0] for one in found["activities"]]
    assert [(one["deadline"], one.get("estimated"), one["state"]) for one in preview] == [
        ("2025-04-15", True, "not_due"),  # planned for 22 April
        (None, None, "not_due"),
        ("2025-09-22", True, "not_due"),  # 21 September is a Sunday
        (None, None, "not_due"),
    ]


def test_lanwan_once_held(tmp_path: Path) -> None:
    held = {1: "2025-04-22", 2: "{start: 2025-06-23, end: 2025-06-24}", 3: "2025-09-28", 4: "2026-01-21"}
    found = report(LANWAN, tmp_path / "in", held, "2025-03-03")
    deadlines = {
        one["id"]: [one["deadline"], *(other["deadline"] for other in one["obligations"])]
        for one in found["activities"]
    }
    assert deadlines == {
        # the whole set; forecast; what became of suggestions
        1: ["2025-05-06", "2025-04-15", "2025-05-20"],  # 2 May is off until the 5th
        2: ["2025-07-04", "2025-06-16", "2025-07-22"],
        3: ["2025-10-09", "2025-09-22", "2025-10-27"],  # 26 October is a Sunday
        4: ["2026-02-02", "2026-01-14", "2026-02-24"],  # 31 January is a Saturday; 18 February lies in the festival
    }


def test_lanwan_counts_day_by_day() -> None:
    loaded = load_plan(LANWAN).plan
    assert loaded is not None
    term = loaded.report_due.term
    assert term is not None
    count = term.count(date(2025, 4, 22), WorkCalendar())
    told = [(step.day.date.isoformat()[5:], step.counted) for step in count.days]
    assert told == [
        ("04-23", 1), ("04-24", 2), ("04-25", 3), ("04-26", 4), ("04-27", 5), ("04-28", 6), ("04-29", 7), ("04-30", 8),
        ("05-01", 9), ("05-02", 10), ("05-03", None), ("05-04", None), ("05-05", None), ("05-06", None),
    ]  # fmt: skip
    assert count.result == date(2025, 5, 6)


def test_lanwan_asks_every_unit_by_the_quarter(tmp_path: Path) -> None:
    found = report(LANWAN, tmp_path / "in", {}, "2025-04-16")
    assert [one["unit"] for one in found["units"]] == [
        "市水务局", "市交通局", "市公安局交警支队", "市消防救援支队", "市档案馆",
    ]  # fmt: skip
    own = [(one["key"], one.get("period"), one["deadline"], one["state"]) for one in found["units"][0]["obligations"]]
    assert own == [
        ("quarterly", "2025-03", "2025-03-20", "overdue"),
        ("quarterly", "2025-06", "2025-06-20", "not_due"),
        ("quarterly", "2025-09", "2025-09-20", "not_due"),
        ("quarterly", "2025-12", "2025-12-20", "not_due"),
        ("schedule", None, "2025-03-07", "overdue"),
    ]


def test_xipan_around_the_spring_festival_and_makeup_days(tmp_path: Path) -> None:
    held = {1: "2024-02-07", 2: "2024-04-03", 3: "2024-09-12"}
    found = report(XIPAN, tmp_path / "in", held, "2024-02-01")
    deadlines = {
        one["id"]: [one["deadline"], *(other["deadline"] for other in one["obligations"])]
        for one in found["activities"]
    }
    assert deadlines == {
        # the whole set; filing; upload to the portal
        1: ["2024-02-21", "2024-02-01", "2024-02-19"],  # 8 February, then the Sunday of the 18th; the 4th was worked
        2: ["2024-04-11", "2024-03-27", "2024-04-09"],  # 4 to 6 April off, Sunday the 7th worked
        3: ["2024-09-20", "2024-09-05", "2024-09-18"],  # Saturday the 14th worked, 15 to 17 off
    }


def test_xipan_counts_day_by_day() -> None:
    loaded = load_plan(XIPAN).plan
    assert loaded is not None
    term = loaded.report_due.term
    assert term is not None
    calendar = WorkCalendar(loaded.calendar.days_off)
    told = [(step.day.date.isoformat()[5:], step.counted) for step in term.count(date(2024, 2, 7), calendar).days]
    counted = [pair for pair in told if pair[1] is not None]
    assert counted == [("02-08", 1), ("02-18", 2), ("02-19", 3), ("02-20", 4), ("02-21", 5)]
    assert [day for day, number in told if number is None] == [f"02-{day:02}" for day in range(9, 18)]


def test_xipan_asks_for_the_policy_text_of_policy_releases_only(tmp_path: Path) -> None:
    found = report(XIPAN, tmp_path / "in", {}, "2024-02-01")
    assert [one["materials"]["policy"]["required"] for one in found["activities"]] == [1, 0, 0]
    assert [one["materials"]["photos"]["required"] for one in found["activities"]] == [2, 2, 2]


def test_letters_and_the_page_tell_a_count_of_natural_days_as_that(tmp_path: Path) -> None:
    report(LANWAN, tmp_path / "in", {1: "2025-04-22"}, "2025-05-12")
    where = ("--plan", str(LANWAN), "--submissions", str(tmp_path / "in"), "--as-of", "2025-05-12")
    letter = zhutiri("remind", *where).out
    assert "从4月22日次日起数10日到5月2日（周五），放假顺延到5月6日（周二），为报送截止日" in letter
    page = tmp_path / "页.html"
    zhutiri("check", *where, "-o", str(page), "--fail-on", "never")
    text = page.read_text(encoding="utf-8")
    assert "从 2025-04-22 的次日起，数 10 日，是 2025-05-02，放假顺延到 2025-05-06" in text
    for step in (
        "2025-05-02（五）第 10 天",
        "2025-05-03（六）至 2025-05-04（日）不计：周末",
        "2025-05-06（二）放假顺延到这一天",
    ):
        assert step in text
    assert "个工作日</li>" not in text


def test_a_report_due_on_a_day_is_told_as_that_day(tmp_path: Path) -> None:
    plan = tmp_path / "plan_2025.yaml"
    plan.write_text(
        "schema: 2\nyear: 2025\nobligations:\n"
        "  - {key: report, label: 资料, due: {on: 2025-05-09}, materials: {plan: 1}}\n"
        "activities:\n  - {id: 1, month: 4, theme: 走进净水厂, units: [市水务局]}\n",
        encoding="utf-8",
    )
    found = report(plan, tmp_path / "in", {1: "2025-04-22"}, "2025-05-12")
    assert (found["activities"][0]["deadline"], found["activities"][0]["status"]) == ("2025-05-09", "overdue")
    where = ("--plan", str(plan), "--submissions", str(tmp_path / "in"), "--as-of", "2025-05-12")
    assert "通知规定的5月9日（周五）为报送截止日" in zhutiri("remind", *where).out
    page = tmp_path / "页.html"
    zhutiri("check", *where, "-o", str(page), "--fail-on", "never")
    assert "计划写明的期限是 2025-05-09" in page.read_text(encoding="utf-8")

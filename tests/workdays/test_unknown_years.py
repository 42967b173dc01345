"""A year that is past is never told to be unpublished: the program does not carry it, and what to do is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import zhutiri
from zhutiri_cli.workdays.schedule import published_years
from zhutiri_cli.workdays.unknown_years import CARRY_IT, before_said, first_carried, parted

FIRST, LAST = min(published_years()), max(published_years())


def flat(text: str) -> str:
    return "".join(text.split())


def test_years_are_parted_at_the_first_that_is_carried() -> None:
    assert first_carried() == FIRST
    assert parted([LAST + 1, 1999, FIRST - 1, 1999]) == ([1999, FIRST - 1], [LAST + 1])
    assert parted([]) == ([], [])


@pytest.mark.parametrize(
    ("start", "count", "before", "to_come"),
    [
        ("1999-01-10", "8", True, False),
        (f"{FIRST}-01-03", "-5", True, False),
        (f"{FIRST - 1}-12-28", "8", True, False),
        (f"{FIRST}-01-05", "8", False, False),
        (f"{LAST}-12-28", "8", False, True),
    ],
)
def test_what_a_count_says_of_its_years(
    start: str, count: str, before: bool, to_come: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = zhutiri("workdays", start, count)
    assert ran.status == 0
    assert ("本程序没有收录" in ran.out, "尚未公布" in flat(ran.out)) == (before, to_come)
    assert ("（暂定）" in ran.out) == (before or to_come)
    if before:
        assert flat(f"只收录 {FIRST} 年起的") in flat(ran.out)
        assert flat(CARRY_IT) in flat(ran.out)


def test_once_the_plan_carries_it_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    plan = "year: 1999\ncalendar: {days_off: [1999-01-01], workdays: [], confirmed_years: [1999]}\n"
    (tmp_path / "plan_1999.yaml").write_text(f"{plan}activities: [{{id: 1, month: 3, theme: 甲, units: [乙]}}]\n")
    out = zhutiri("workdays", "1999-01-10", "8").out
    assert "暂定" not in out
    assert "没有收录" not in out


def test_the_rule_says_so_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan_1999.yaml").write_text("year: 1999\nactivities: [{id: 1, month: 3, theme: 甲, units: [乙]}]\n")
    out = zhutiri("validate", "plan_1999.yaml").out
    assert before_said([1999]) in out
    assert CARRY_IT in out
    assert "尚未公布" not in out.replace("所涉年份的放假调休安排尚未公布", "")

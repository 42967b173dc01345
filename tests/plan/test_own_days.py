"""The plan's own calendar decides which days count: read without the models, never in silence where it is faulty."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support.command import zhutiri
from zhutiri_cli.common.errors import PlanProblem
from zhutiri_cli.plan.model import CalendarLists, Plan
from zhutiri_cli.plan.own_days import _LISTS, KEYS, days_to_count_by, named_year

ACTIVITIES = "activities:\n  - {id: 1, month: 4, theme: 政策宣讲, units: [教育局], forms: [宣传]}\n"
SOUND = f"year: 2024\n{ACTIVITIES}"


def plan(folder: Path, text: str) -> Path:
    path = folder / "plan_2024.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_keys_are_the_model_s() -> None:
    assert {field.alias or name for name, field in Plan.model_fields.items()} == KEYS
    assert CalendarLists.model_fields.keys() == _LISTS


FAULTY = {
    "no such day": f"{SOUND}calendar: {{days_off: [2024-13-45]}}\n",
    "a year of another age": f"{SOUND}calendar: {{workdays: [1024-04-13]}}\n",
    "a year that is none": f"{SOUND}calendar: {{confirmed_years: [二四]}}\n",
    "a year out of range": f"{SOUND}calendar: {{confirmed_years: [24]}}\n",
    "a word for a list": f"{SOUND}calendar: {{days_off: 2024-04-15}}\n",
    "no value": f"{SOUND}calendar:\n",
    "a list without a value": f"{SOUND}calendar: {{days_off: }}\n",
    "a list for a mapping": f"{SOUND}calendar: [2024-04-15]\n",
    "a list in a list": f"{SOUND}calendar: {{days_off: [[2024-04-15]]}}\n",
    "an unknown key": f"{SOUND}calendar: {{day_off: [2024-04-15]}}\n",
    "a calendar misspelt": f"{SOUND}calender: {{days_off: [2024-04-15]}}\n",
    "a calendar in Chinese": f"{SOUND}放假调休: {{days_off: [2024-04-15]}}\n",
    "twice": f"{SOUND}calendar: {{days_off: [2024-04-15]}}\ncalendar: {{days_off: [2024-04-16]}}\n",
    "off and on": f"{SOUND}calendar: {{days_off: [2024-04-15], workdays: [2024-04-15]}}\n",
    "no YAML": f"{SOUND}calendar: {{days_off: [2024-04-15\n",
    "empty": "",
    "no mapping": "- 2024-04-15\n",
}


@pytest.mark.parametrize("text", FAULTY.values(), ids=FAULTY)
def test_nothing_is_counted_by_a_faulty_calendar(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = plan(tmp_path, text)
    assert zhutiri("validate", "plan_2024.yaml").status == 1
    for words in ((), ("--plan", str(path))):
        done = zhutiri("workdays", "2024-04-12", "2", *words)
        assert (done.status, done.out) == (2, "")
        assert "plan_2024.yaml 的放假调休（calendar）读不准，有 " in done.err
        assert "不能据以数工作日。请先运行 zhutiri validate plan_2024.yaml 逐条改正" in done.err


def test_an_encoding_that_is_not_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan_2024.yaml"
    path.write_bytes(f"{SOUND}calendar: {{days_off: [2024-04-15]}}\n".encode("gb18030"))
    with pytest.raises(PlanProblem, match="有 1 处错误"):
        days_to_count_by(path)


COUNTED = {
    "a sound plan": f"{SOUND}calendar: {{days_off: [2024-04-15], workdays: ['2024-04-13'], confirmed_years: [2027]}}\n",
    "other writings": f"{SOUND}calendar:\n  days_off:\n    - 2024-04-15\n  workdays: ['2024-04-13', ]\n"
    "  confirmed_years: [+2027]\n",
    "faults elsewhere": "activities: []\nrequirements: 5\n"
    "calendar: {days_off: [2024-04-15], workdays: [2024-04-13], confirmed_years: [2027]}\n",
}  # fmt: skip


@pytest.mark.parametrize("text", COUNTED.values(), ids=COUNTED)
def test_faults_of_other_parts_do_not_disturb_the_count(text: str, tmp_path: Path) -> None:
    own = days_to_count_by(plan(tmp_path, text))
    assert own.days_off == {date(2024, 4, 15)}
    assert own.workdays == {date(2024, 4, 13)}
    assert own.confirmed_years == {2027}


@pytest.mark.parametrize(
    ("text", "year"),
    [(SOUND, 2024), ("year: '2024'\n", 2024), ("year: 24\n", None), ("year: 今年\n", None), ("", None), ("[", None)],
)
def test_a_day_without_a_year_is_of_the_plan_s(text: str, year: int | None, tmp_path: Path) -> None:
    assert named_year(plan(tmp_path, text)) == year

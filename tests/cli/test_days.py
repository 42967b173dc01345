"""The day of a run: midnight in Beijing, leap days, the turn of the year."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path

import chinese_calendar
import pytest

from tests.support.command import zhutiri
from zhutiri_cli.common import dates

PLAN = """schema: 1
year: {year}
forms: [政策宣传]
activities:
  - {{id: 1, month: {month}, theme: 家庭医生签约服务解读, forms: [政策宣传], units: [区卫健局]}}
"""


class Clock:
    """Instead of the machine's: at each question it tells the next moment."""

    def __init__(self, *moments: datetime) -> None:
        self._moments: Iterator[datetime] = iter(moments)

    def now(self, zone: tzinfo) -> datetime:
        return next(self._moments).astimezone(zone)


def office(place: Path, month: int = 2, year: int = 2024) -> None:
    (place / f"plan_{year}.yaml").write_text(PLAN.format(month=month, year=year), encoding="utf-8")


def held(place: Path, day: str, year: int = 2024) -> None:
    folder = place / "submissions" / f"{year}" / "01"
    folder.mkdir(parents=True)
    (folder / "submission.yaml").write_text(f"held: {day}\n", encoding="utf-8")


@pytest.fixture(autouse=True)
def _there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2024, 3, 20, 15, 59, 59, tzinfo=UTC), "2024-03-20"),
        (datetime(2024, 3, 20, 16, 0, 0, tzinfo=UTC), "2024-03-21"),
        (datetime(2024, 12, 31, 15, 59, 59, tzinfo=UTC), "2024-12-31"),
        (datetime(2024, 12, 31, 16, 0, 0, tzinfo=UTC), "2025-01-01"),
        (datetime(2024, 2, 28, 16, 0, 0, tzinfo=UTC), "2024-02-29"),
        (datetime(2024, 2, 29, 16, 0, 0, tzinfo=UTC), "2024-03-01"),
    ],
)
def test_the_day_changes_at_midnight_in_beijing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: datetime, day: str
) -> None:
    office(tmp_path)
    monkeypatch.setattr(dates, "datetime", Clock(moment))
    ran = zhutiri("check", "-f", "json", "--fail-on", "never")
    assert json.loads(ran.out)["as_of"] == day


def test_a_run_over_midnight_is_of_one_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office(tmp_path)
    before = datetime(2024, 12, 31, 15, 59, 59, tzinfo=UTC)
    monkeypatch.setattr(dates, "datetime", Clock(*(before + timedelta(seconds=n) for n in range(20))))
    ran = zhutiri("check", "-f", "json", "--fail-on", "never", "-o", "周报.html")
    assert ran.status == 0, ran.err
    page = (tmp_path / "周报.html").read_text(encoding="utf-8")
    assert "2024-12-31" in page
    assert "2025-01-01" not in page
    assert json.loads(zhutiri("check", "-f", "json", "--fail-on", "never").out)["as_of"] == "2025-01-01"


def working_days_after(day: date, count: int) -> date:
    """By the other calendar."""
    while count:
        day += timedelta(days=1)
        count -= chinese_calendar.is_workday(day)
    return day


@pytest.mark.parametrize("day", ["2024-02-28", "2024-02-29", "2023-12-29", "2023-12-31", "2024-12-31", "2024-01-01"])
def test_deadlines_over_leap_days_and_the_turn_of_the_year(tmp_path: Path, day: str) -> None:
    held_on = date.fromisoformat(day)
    office(tmp_path, held_on.month, held_on.year)
    held(tmp_path, day, held_on.year)
    ran = zhutiri("deadlines", "-f", "json", "--plan", f"plan_{held_on.year}.yaml", "--as-of", day)
    assert json.loads(ran.out)["deadlines"][0]["deadline"] == working_days_after(held_on, 5).isoformat()


@pytest.mark.parametrize(("year", "last"), [(2023, 28), (2024, 29)])
def test_february_ends_as_the_year_has_it(tmp_path: Path, year: int, last: int) -> None:
    office(tmp_path, year=year)
    ran = zhutiri("deadlines", "-f", "json", "--as-of", f"{year}-01-10")
    wanted = working_days_after(date(year, 2, last), 5)
    assert json.loads(ran.out)["deadlines"][0]["latest_deadline"] == wanted.isoformat()


def test_a_leap_day_of_another_year_is_refused(tmp_path: Path) -> None:
    office(tmp_path)
    ran = zhutiri("check", "--as-of", "2023-02-29")
    assert ran.status == 2
    assert "2023-02-29" in ran.err
    assert "Traceback" not in ran.err
    held(tmp_path, "2023-02-29")
    ran = zhutiri("check", "1", "--as-of", "2024-03-20")
    assert "ZT311" in ran.out


@pytest.mark.parametrize(("day", "taken"), [("2024-12-31", 2024), ("2025-01-01", 2025)])
def test_the_plan_changes_with_the_year(tmp_path: Path, day: str, taken: int) -> None:
    for year in (2024, 2025):
        office(tmp_path, year=year)
    ran = zhutiri("check", "--as-of", day, "-f", "json", "--fail-on", "never")
    assert json.loads(ran.out)["plan"]["year"] == taken

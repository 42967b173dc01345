"""A plan of schema 1: nothing but whole sets says nothing of obligations; a filing adds what is its own and no more."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from icalendar import Calendar

from tests.support.obliged_desk import told
from zhutiri_cli.report.obligation_board import OF_ACTIVITIES, OF_UNITS

PLAN = """\
year: 2025
requirements:
  report: {within_working_days: 5, materials: {summary: 1}}
activities:
  - {id: 1, month: 3, theme: 社保政策进社区, units: [区人社局]}
  - {id: 2, month: 4, theme: 校园开放日, units: [区教育局]}
"""
FILING = PLAN.replace("activities:", "  filing: {before_working_days: 5}\nactivities:")
FORMATS = [
    *(("check", form) for form in ("table", "markdown", "html", "csv", "github", "junit")),
    *(("deadlines", form) for form in ("table", "csv", "ics")),
    ("remind", "text"),
]


def desk(root: Path, plan: str) -> Path:
    root.mkdir(exist_ok=True)
    path = root / "plan_2025.yaml"
    path.write_text(plan, encoding="utf-8")
    folder = root / "submissions" / "2025" / "1"
    folder.mkdir(parents=True)
    (folder / "submission.yaml").write_text("held: 2025-03-18\nfiled: 2025-03-11\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(("command", "form"), FORMATS)
def test_nothing_is_said_of_what_is_not_asked(tmp_path: Path, command: str, form: str) -> None:
    out = told(command, desk(tmp_path / "a", PLAN), "-f", form).out
    assert OF_ACTIVITIES not in out
    assert OF_UNITS not in out
    assert "办结" not in out


def test_a_filing_leaves_the_rows_and_events_of_activities_as_they_were(tmp_path: Path) -> None:
    without, filing = desk(tmp_path / "a", PLAN), desk(tmp_path / "b", FILING)
    before, after = (
        list(csv.reader(io.StringIO(told("deadlines", plan, "-f", "csv").out))) for plan in (without, filing)
    )
    assert [row[: len(before[0])] for row in after if row[len(before[0])] in ("事项", "整套资料")] == before
    calendars: list[Any] = [Calendar.from_ical(told("deadlines", plan, "-f", "ics").out) for plan in (without, filing)]
    first, second = ({one.to_ical() for one in calendar.walk("VEVENT")} for calendar in calendars)
    assert first < second
    assert len(second - first) == 1
    assert told("remind", without).out == told("remind", filing).out


def test_the_ledger_keeps_the_column_of_the_filing(tmp_path: Path) -> None:
    plan = desk(tmp_path / "b", FILING)
    told("check", plan, "-o", str(tmp_path / "台账.xlsx"))
    book = openpyxl.load_workbook(tmp_path / "台账.xlsx")
    heads = [cell.value for cell in book["台账"][3]]
    assert [head for head in map(str, heads) if ("报备" in head or "办结日期" in head)] == ["报备日期"]
    assert str(book["台账"].cell(4, heads.index("报备日期") + 1).value).startswith("2025-03-11")

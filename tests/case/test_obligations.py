"""Obligations against a small plain reference of their own, over drawn plans, records and days (contract §1, §3).

The reference counts with ``chinesecalendar`` and looks nothing up in the product.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.command import zhutiri
from zhutiri_cli.case.obligation_state import Timing, state_of
from zhutiri_cli.workdays.calendar import WorkCalendar
from zhutiri_cli.workdays.terms_of_time import Term, TermUnit

DAYS = st.dates(date(2023, 2, 1), date(2025, 10, 31))
ONE = timedelta(1)


def works(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day))


def end_of(start: date, amount: int, unit: str) -> date:
    """When a term ends, step by step."""
    day, step = start, ONE if amount > 0 else -ONE
    if unit == "working_days":
        for _ in range(abs(amount)):
            day += step
            while not works(day):
                day += step
        return day
    day += timedelta(amount * (7 if unit == "weeks" else 1))
    while not works(day):
        day += ONE
    return day


@given(DAYS, st.integers(-30, 30), st.sampled_from(list(TermUnit)))
def test_a_term_ends_where_counting_by_hand_ends(start: date, amount: int, unit: TermUnit) -> None:
    if unit is TermUnit.WEEKS:
        amount = amount % 9 - 4
    count = Term(amount, unit).count(start, WorkCalendar())
    assert (count.result, count.provisional) == (end_of(start, amount, unit.value), False)


@pytest.mark.parametrize(
    ("start", "term", "end"),
    [
        (date(2024, 4, 26), Term(7, TermUnit.DAYS), date(2024, 5, 6)),  # 3 May was off, and so were 4 and 5
        (date(2024, 9, 22), Term(1, TermUnit.WEEKS), date(2024, 9, 29)),  # a Sunday that was worked
        (date(2024, 3, 15), Term(-7, TermUnit.DAYS), date(2024, 3, 8)),
        (date(2024, 3, 17), Term(-7, TermUnit.DAYS), date(2024, 3, 11)),  # the 10th is a Sunday: on to Monday
        (date(2024, 2, 9), Term(5), date(2024, 2, 22)),  # 10 to 17 were off, the Sunday of the 18th was worked
        (date(2024, 3, 16), Term(0, TermUnit.DAYS), date(2024, 3, 18)),
    ],
)
def test_terms_around_holidays(start: date, term: Term, end: date) -> None:
    assert term.count(start, WorkCalendar()).result == end


def state_by_hand(deadline: date | None, opens: date | None, done: date | None, as_of: date, waived: bool) -> str:
    """The sentences of the contract, one after another."""
    if waived:
        return "waived"
    if done is not None and done <= as_of:
        return "late" if deadline is not None and done > deadline else "done"
    if deadline is None:
        return "not_due"
    if as_of > deadline:
        return "overdue"
    return "due" if opens is not None and opens <= as_of else "not_due"


@given(st.none() | DAYS, st.integers(0, 30), st.none() | DAYS, DAYS, st.booleans())
def test_the_state_is_what_the_sentences_say(
    deadline: date | None, ahead: int, done: date | None, as_of: date, waived: bool
) -> None:
    opens = None if deadline is None else deadline - timedelta(ahead)
    said = state_of(Timing(deadline, opens), done, as_of, waived=waived)
    assert said.value == state_by_hand(deadline, opens, done, as_of, waived)


@given(DAYS, DAYS, st.none() | DAYS)
def test_nothing_is_overdue_or_late_by_a_day_that_is_only_planned(
    deadline: date, as_of: date, done: date | None
) -> None:
    said = state_of(Timing(deadline, deadline, estimated=True), done, as_of, waived=False)
    assert said.value in {"not_due", "due", "done"}


PLAN = """\
schema: 2
year: 2024
obligations:
  - {{key: preview, label: 活动预告, due: {{anchor: {anchor}, {unit}: {amount}}}}}
  - {{key: report, label: 整套资料, due: {{anchor: end, {within}}}, materials: {{summary: 1}}}}
activities:
  - {{id: 1, month: 3, theme: 校园开放日, units: [区教育局]}}
"""


@settings(max_examples=40)
@given(
    first=st.dates(date(2024, 2, 26), date(2024, 4, 10)),
    length=st.integers(0, 3),
    anchor=st.sampled_from(["start", "end"]),
    unit=st.sampled_from(["working_days", "days", "weeks"]),
    amount=st.integers(-4, 8),
    within=st.sampled_from([("working_days", 5), ("days", 7), ("weeks", 1)]),
    met=st.none() | st.dates(date(2024, 2, 1), date(2024, 4, 30)),
    as_of=st.dates(date(2024, 2, 1), date(2024, 5, 10)),
)
def test_a_check_says_what_counting_by_hand_says(
    tmp_path_factory: pytest.TempPathFactory,
    first: date,
    length: int,
    anchor: str,
    unit: str,
    amount: int,
    within: tuple[str, int],
    met: date | None,
    as_of: date,
) -> None:
    root = tmp_path_factory.mktemp("plan")
    last = first + timedelta(length)
    plan = root / "plan_2024.yaml"
    text = PLAN.format(anchor=anchor, unit=unit, amount=amount, within=f"{within[0]}: {within[1]}")
    plan.write_text(text, encoding="utf-8")
    folder = root / "submissions" / "2024" / "1"
    folder.mkdir(parents=True)
    done = f"done: {{preview: {met}}}\n" if met else ""
    record = f"held: {{start: {first}, end: {last}}}\n{done}"
    (folder / "submission.yaml").write_text(record, encoding="utf-8")
    (item,) = asked(plan, as_of)["activities"]
    (one,) = item["obligations"]
    day = first if anchor == "start" else last
    deadline = end_of(day, amount, unit)
    opens = day
    if amount < 0:
        opens = deadline
        for _ in range(5):
            opens -= ONE
            while not works(opens):
                opens -= ONE
    state = state_by_hand(deadline, opens, met, as_of, waived=False)
    assert (one["key"], one["deadline"], one["state"]) == ("preview", str(deadline), state)
    assert item["deadline"] == str(end_of(last, within[1], within[0]))


def asked(plan: Path, as_of: date | str) -> Any:
    ran = zhutiri("check", "--plan", str(plan), "--as-of", str(as_of), "-f", "json", "--fail-on", "never", "--no-cache")
    assert ran.status == 0, ran.err
    return json.loads(ran.out)


FULL = """\
schema: 2
year: 2024
document: {issued: 2024-02-20}
roster: [{name: 区教育局, aliases: [教育局]}, {name: 区档案馆}]
obligations:
  - {key: filing, label: 方案报备, due: {anchor: start, working_days: -5}, materials: {plan: 1}}
  - {key: portal, label: 门户预告, due: {anchor: start, days: -7}, portal: ncx.example}
  - {key: progress, label: 进展表, per: unit, due: {every: quarter, day: 31}}
  - {key: form, label: 计划表, per: unit, due: {on: 2024-03-07, at: "12:00"}}
activities:
  - {id: 1, month: 3, theme: 校园开放日, units: [教育局]}
"""


def workspace(root: Path, record: str, *names: str) -> Path:
    plan = root / "plan_2024.yaml"
    plan.write_text(FULL, encoding="utf-8")
    folder = root / "submissions" / "2024" / "1"
    folder.mkdir(parents=True)
    (folder / "submission.yaml").write_text(record, encoding="utf-8")
    for name in names:
        (folder / name).write_text("为做好本次活动，拟于近期组织开展，安排如下。" * 4, encoding="utf-8")
    return plan


def states(report: Any) -> dict[str, tuple[str, str | None]]:
    return {one["key"]: (one["state"], one["done"]) for one in report["activities"][0]["obligations"]}


def test_material_by_a_receipt_meets_an_obligation(tmp_path: Path) -> None:
    record = "held: 2024-03-20\nreceipts: [{on: 2024-03-12, files: [活动方案.txt]}]\n"
    plan = workspace(tmp_path, record, "活动方案.txt")
    assert states(asked(plan, "2024-03-14"))["filing"] == ("done", "2024-03-12")


def test_material_without_a_receipt_is_the_offices_to_look_at(tmp_path: Path) -> None:
    report = asked(workspace(tmp_path, "held: 2024-03-20\n", "活动方案.txt"), "2024-03-21")
    assert states(report)["filing"] == ("overdue", None)
    (found,) = [one for one in report["activities"][0]["findings"] if one["rule"] == "ZT208"]
    assert "哪天收到没有登记" in found["message"]


def test_a_part_of_the_material_is_no_sign_that_it_was_met(tmp_path: Path) -> None:
    plan = workspace(tmp_path, "held: 2024-03-20\n", "活动方案.txt")
    plan.write_text(FULL.replace("materials: {plan: 1}", "materials: {plan: 2}"), encoding="utf-8")
    (found,) = [one for one in asked(plan, "2024-03-21")["activities"][0]["findings"] if one["rule"] == "ZT208"]
    assert "请核对" not in found["message"]


@pytest.mark.parametrize(
    ("on", "state", "done"), [("2024-03-12", "done", "2024-03-12"), ("2024-03-22", "overdue", None)]
)
def test_a_link_on_the_portal_proves_only_what_it_came_in_for(
    tmp_path: Path, on: str, state: str, done: str | None
) -> None:
    record = f"held: 2024-03-20\nreceipts: [{{on: {on}, links: ['https://www.ncx.example/a/1.html']}}]\n"
    report = asked(workspace(tmp_path, record), "2024-03-25")
    assert states(report)["portal"] == (state, done)
    doubts = [one["message"] for one in report["activities"][0]["findings"] if "哪天发布没有登记" in one["message"]]
    assert bool(doubts) is (state == "overdue")


def test_every_unit_of_the_roster_owes_what_is_asked_of_units(tmp_path: Path) -> None:
    plan = workspace(tmp_path, "held: 2024-03-20\n")
    kept = "done:\n- {unit: 教育局, key: form, on: 2024-03-07}\n- {unit: 区档案馆, key: form, waived: 新设单位}\n"
    (tmp_path / "obligations_2024.yaml").write_text(kept, encoding="utf-8")
    units = {one["unit"]: one["obligations"] for one in asked(plan, "2024-04-01")["units"]}
    assert list(units) == ["区教育局", "区档案馆"]
    quarters = [
        ("2024-03", "2024-03-31"),
        ("2024-06", "2024-06-30"),
        ("2024-09", "2024-09-30"),
        ("2024-12", "2024-12-31"),
    ]
    for unit, state in (("区教育局", "done"), ("区档案馆", "waived")):
        assert [(one["period"], one["deadline"]) for one in units[unit][:4]] == quarters
        assert [one["state"] for one in units[unit]] == ["overdue", "not_due", "not_due", "not_due", state]


def test_what_is_kept_of_units_and_cannot_be_read_is_not_judged(tmp_path: Path) -> None:
    plan = workspace(tmp_path, "held: 2024-03-20\n")
    (tmp_path / "obligations_2024.yaml").write_text("done: [{unit: 区教育局, key: form}]\n", encoding="utf-8")
    report = asked(plan, "2024-04-01")
    assert report["units"] == []
    (found,) = [one for one in report["findings"] if one["rule"] == "ZT901"]
    assert "obligations_2024.yaml 第 1 行有误" in found["message"]
    assert not [one for one in report["findings"] if one["rule"] in ("ZT209", "ZT210")]


def test_a_cancelled_activity_owes_nothing(tmp_path: Path) -> None:
    plan = workspace(tmp_path, "held: 2024-03-20\n")
    text = FULL.replace("units: [教育局]}", "units: [教育局], cancelled: true, reason: 场地维修}")
    plan.write_text(text, encoding="utf-8")
    report = asked(plan, "2024-04-01")
    assert {one["state"] for one in report["activities"][0]["obligations"]} == {"waived"}
    assert not [one for one in report["activities"][0]["findings"] if one["rule"].startswith("ZT2")]


ROW = "  - {id: 1, month: 3, theme: 校园开放日, units: [区教育局]}\n"


def test_schema_1_is_sugar_for_the_same(tmp_path: Path) -> None:
    old = tmp_path / "old.yaml"
    old.write_text(
        "year: 2024\nrequirements:\n  report: {within_working_days: 5, materials: {summary: 1}}\n"
        "  filing: {before_working_days: 5}\nactivities:\n" + ROW,
        encoding="utf-8",
    )
    new = tmp_path / "new.yaml"
    new.write_text(
        "schema: 2\nyear: 2024\nobligations:\n"
        "  - {key: filing, label: 活动方案报备, due: {anchor: start, working_days: -5}}\n"
        "  - {key: report, label: 整套资料, due: {anchor: end, working_days: 5}, materials: {summary: 1}}\n"
        "activities:\n" + ROW,
        encoding="utf-8",
    )
    folder = tmp_path / "submissions" / "2024" / "1"
    folder.mkdir(parents=True)
    (folder / "submission.yaml").write_text("held: 2024-03-20\nfiled: 2024-03-14\n", encoding="utf-8")
    (folder / "活动总结.txt").write_text("活动于3月20日顺利举办。" * 20, encoding="utf-8")
    for day in ("2024-03-01", "2024-03-15", "2024-03-21", "2024-03-28", "2024-05-01"):
        one, two = asked(old, day)["activities"], asked(new, day)["activities"]
        assert one == two

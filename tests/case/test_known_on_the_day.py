"""What is known of an activity on the day of the check, as its findings show it: whose waiver it is, where the day of
the set stands, what has come in by then, and that a folder which nobody could list judges nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.support.declared import AS_OF, GOOD, MARKS, PLAN, Stand, judged
from zhutiri_cli.case.case import Case
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.plan.load import load_plan_bytes
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.workdays.calendar import WorkCalendar

ALL = "活动方案.txt, 照片.jpg, 活动总结.txt, 链接.txt"


def item(stand: Stand, day: str = "2024-04-12") -> ActivityReport:
    (found,) = judged(stand, as_of=date.fromisoformat(day)).activities
    return found


def test_a_waiver_is_found_fault_with_where_it_was_written() -> None:
    waiver = "waivers: [{rule: ZT999, reason: 同意}]"
    in_plan = replace(GOOD, swaps={"month: 4": f"month: 4, {waiver}"})
    in_record = replace(GOOD, record=f"{GOOD.record}{waiver}\n")
    (of_plan,) = [one.place for one in item(in_plan).findings if one.rule == "ZT111"]
    (of_record,) = [one.place for one in item(in_record).findings if one.rule == "ZT111"]
    assert (of_plan.path, of_record.path) == ("p", "f/submission.yaml")


@pytest.mark.parametrize(
    ("record", "line"),
    [
        ("held: 2024-04-03\nsubmitted: 2024-04-12\n", 2),
        (f"held: 2024-04-03\n{MARKS}receipts:\n- {{on: 2024-04-12, files: [{ALL}]}}\n", 4),
    ],
)
def test_a_late_set_points_at_the_day_that_was_recorded(record: str, line: int) -> None:
    (late,) = [one for one in item(replace(GOOD, record=record)).findings if one.rule == "ZT204"]
    assert (late.place.path, late.place.line) == ("f/submission.yaml", line)


@pytest.mark.parametrize(
    ("days", "as_of", "spoken"),
    [
        ("submitted: 2024-04-10", "2024-04-09", False),
        ("submitted: 2024-04-10", "2024-04-10", True),
        (
            "receipts: [{on: 2024-04-09, files: [活动方案.txt]}, {on: 2024-04-11, files: [照片.jpg]}]",
            "2024-04-08",
            False,
        ),
        (
            "receipts: [{on: 2024-04-09, files: [活动方案.txt]}, {on: 2024-04-11, files: [照片.jpg]}]",
            "2024-04-09",
            True,
        ),
        ("branding: {logo: true}", "2024-04-12", False),
    ],
)
def test_the_banner_is_asked_for_from_the_day_on_which_something_came_in(days: str, as_of: str, spoken: bool) -> None:
    found = item(replace(GOOD.without("链接.txt"), record=f"held: 2024-04-03\n{days}\n"), as_of).findings
    assert ("ZT501" in {one.rule for one in found}) is spoken


def test_a_folder_that_nobody_could_list_judges_nothing_and_one_inside_it_does_no_harm() -> None:
    plan = load_plan_bytes(Path("p"), PLAN.encode()).plan
    assert plan is not None
    stand = GOOD.without("活动总结.txt").submission()

    def case(*unread: str) -> Case:
        closed = replace(stand, unread=tuple((name, "没有权限") for name in unread))
        return Case(plan, 0, AS_OF, WorkCalendar(), closed)

    assert case().status is case("图片").status is Status.INCOMPLETE
    for closed in (case("."), case("图片", ".")):
        assert (closed.status, closed.action) == (Status.UNRECORDED, Action.OFFICE)

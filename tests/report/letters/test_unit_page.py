"""What a unit's own page says: its part, the dates, the set, what came in; nothing that is not certain."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from tests.support.fixed_facts import fixed_plan
from tests.support.html_reports import AS_OF, activity, materials, unheld
from tests.support.html_reports import small as every_status
from zhutiri_cli.case.material_lines import MaterialItem
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.letters.unit_page import UnitPage, unit_page
from zhutiri_cli.report.letters.unit_tasks import Tick

OWN = Shown("区教育局")
SHORT = materials(("summary", "links"))


def page(*items: ActivityReport, plan: Any = None, name: str = OWN, **changes: Any) -> UnitPage:
    report = replace(every_status(), activities=items, plan_title=Shown("某区2024年活动计划表"), **changes)
    return unit_page(report, plan or fixed_plan(), name)


def owing(number: int, status: Status, **changes: Any) -> ActivityReport:
    own: dict[str, Any] = {"action": Action.UNIT, "working_days_left": -11, "units": (OWN,), "materials": SHORT}
    return activity(number, status, **{**own, **changes})


def test_leading_and_joint_hosts_are_told_apart() -> None:
    other = Shown("区民政局")
    made = page(
        activity(1, Status.COMPLIANT, units=(OWN, other), submitted=date(2024, 3, 26)),
        activity(2, Status.COMPLIANT, units=(other, OWN), submitted=date(2024, 3, 26)),
        activity(3, Status.COMPLIANT, units=(other,)),
        owing(4, Status.OVERDUE, units=(other, OWN)),
    )
    assert {task.item.id: task.part for task in made.tasks} == {
        1: "牵头，与区民政局联合承办",
        2: "联合承办（区民政局牵头并报送）",
        4: "联合承办（区民政局牵头并报送）",
    }
    assert made.summary == "今年牵头或单独承办1项，联合承办2项（由牵头单位报送）。目前没有要办的。"
    assert made.verdict == "区教育局：承办 3 项，要办 0 项"


def test_an_alias_is_the_unit() -> None:
    plan = fixed_plan(
        roster=[{"name": "区教育局", "aliases": ["教育局"]}, {"name": "区民政局13800138000"}, {"name": "区民政局"}]
    )
    items = activity(1, Status.COMPLIANT, units=(Shown("教育局"),)), activity(2, Status.COMPLIANT, units=(OWN,))
    for name in ("教育局", "区教育局"):
        made = page(*items, plan=plan, name=name)
        assert (made.unit.name, [task.item.id for task in made.tasks]) == ("区教育局", [1, 2])


def test_activities_come_by_deadline_and_the_nearest_are_counted_out() -> None:
    later = [unheld(n, Status.SCHEDULED, f"2024-{n:02}", date(2024, n, 28), units=(OWN,)) for n in (11, 6, 9, 5)]
    made = page(owing(1, Status.OVERDUE), activity(2, Status.CANCELLED, units=(OWN,)), *later)
    assert [task.item.id for task in made.tasks][2:] == [5, 6, 9, 11]
    assert [task.item.id for task in made.tasks if task.count] == [1, 5, 6]
    assert made.tasks[2].count.startswith("按5月最后一天推算，从5月28日次日起数，第1个工作日5月29日（周三）、")
    assert made.tasks[2].count.endswith("为最迟报送日。举办之后，从最后一天重新数。")
    assert made.tasks[2].due == "6月4日（周二），最迟"
    assert (made.tasks[2].when, made.tasks[2].standing) == ("计划5月", "还没有举办")


@pytest.mark.parametrize(
    ("item", "standing", "owed"),
    [
        (owing(1, Status.OVERDUE), "未报送，逾期11个工作日", True),
        (owing(1, Status.OVERDUE, provisional=True), "待报送，截止日暂定", True),
        (owing(1, Status.INCOMPLETE), "材料不全，逾期11个工作日", True),
        (owing(1, Status.INCOMPLETE, waived=True, action=Action.NONE), "材料不全（已豁免）", False),
        (owing(1, Status.AWAITING, deadline=AS_OF, working_days_left=0), "今天截止", True),
        (owing(1, Status.AWAITING, deadline=date(2024, 4, 16), working_days_left=2), "待报送，还有2个工作日", True),
        (owing(1, Status.UNRECORDED, action=Action.OFFICE), "已收到资料，办公室正在核对登记", False),
        (owing(1, Status.NOT_HELD, held=None), "未见举办记录", True),
        (owing(1, Status.NOT_HELD, held=None, action=Action.OFFICE), "还没有举办记录，办公室正在核实", False),
        (owing(1, Status.LATE, action=Action.NONE, submitted=AS_OF, late_by=3), "4月12日报齐，迟报3个工作日", False),
    ],
)  # fmt: skip
def test_where_an_activity_stands(item: ActivityReport, standing: str, owed: bool) -> None:
    (task,) = page(item).tasks
    assert (task.standing, task.owed) == (standing, owed)


def test_what_counts_what_does_not_and_what_nobody_looked_into() -> None:
    broken = MaterialItem(Shown("总结.docx"), False, note=Shown("文件是空的"))
    lines = tuple(
        replace(line, items=(broken,)) if line.kind == "summary"
        else replace(line, unopened=(Shown("物资.csv"),)) if line.kind == "links"
        else line
        for line in SHORT
    )  # fmt: skip
    (task,) = page(owing(1, Status.INCOMPLETE, materials=lines)).tasks
    ticks = {str(tick.label): tick for tick in task.ticks}
    assert {label: tick.tick for label, tick in ticks.items()} == {
        "活动方案": Tick.DONE, "图片": Tick.DONE, "总结": Tick.OPEN, "宣传报道链接": Tick.UNSURE,
    }  # fmt: skip
    assert ticks["总结"].refused == (broken,)
    assert ticks["宣传报道链接"].unopened == ("物资.csv",)


def test_what_only_the_office_can_settle_is_not_asked_of_the_unit() -> None:
    unsure = tuple(replace(line, unopened=(Shown("a.zip"),)) if line.lacking else line for line in SHORT)
    (task,) = page(owing(1, Status.OVERDUE, materials=unsure)).tasks
    assert not task.owed
    assert {tick.tick for tick in task.ticks} == {Tick.DONE, Tick.UNSURE}


def test_without_a_look_at_the_material_nobody_is_accused() -> None:
    made = page(owing(1, Status.OVERDUE), unheld(2, Status.SCHEDULED, "2024-06", AS_OF, units=(OWN,)), examined=False)
    assert [task.standing for task in made.tasks] == ["报送情况待核对", "还没有举办"]
    assert (made.summary, made.remarks) == (
        "今年牵头或单独承办2项。",
        ("报送的材料还没有核对，下面只按计划和登记列出期限。",),
    )
    assert [task.ticks for task in made.tasks] == [(), ()]
    assert all(not made.asked(task) for task in made.tasks)


def test_the_earlier_reminders_are_named_where_something_is_owed() -> None:
    days = (date(2024, 4, 1), date(2024, 4, 8), AS_OF)
    made = page(owing(1, Status.OVERDUE, reminded=days), activity(2, Status.COMPLIANT, units=(OWN,), reminded=days))
    said = {task.item.id: made.reminded(task) + made.asked(task) for task in made.tasks}
    assert said == {1: "我办已于4月1日、4月8日提醒，这是第三次提醒。请尽快报齐。", 2: ""}


def test_what_the_notice_asks_is_said_from_the_plan() -> None:
    terms = {
        "report": {"within_working_days": 3, "materials": {"photos": 3, "summary": 1}},
        "filing": {"before_working_days": 5, "label": "活动预告"}, "portal": {"domain": "a.example"},
        "branding": {"banner": "2024年“政务公开主题日”活动"},
    }  # fmt: skip
    made = page(activity(1, Status.SCHEDULED, units=(OWN,)), plan=fixed_plan(requirements=terms))
    assert made.asks[:4] == (
        "活动开始前5个工作日办好活动预告。",
        "现场会标体现“2024年‘政务公开主题日’活动”字样，设置“政务公开主题日”LOGO。",
        "活动结束后3个工作日内报送整套资料：图片（不少于3）、总结。",
        "宣传报道链接至少有一条在门户网站（a.example）。",
    )
    plain = page(activity(1, Status.SCHEDULED, units=(OWN,)), plan=fixed_plan(requirements={}))
    assert len(plain.asks) == 2

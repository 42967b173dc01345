"""Who gets a reminder, whom nobody writes to, and what a letter says of each activity."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support.declared import said
from tests.support.letter_reports import AS_OF, UNREAD, activity, lines, report
from tests.support.ranking_reports import plan
from zhutiri_cli.case.material_lines import MaterialItem, MaterialLine
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.format import Display
from zhutiri_cli.render.remind.letter import written
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.letters.letter_facts import Reminders
from zhutiri_cli.report.letters.reminders import reminders, spellings
from zhutiri_cli.report.office import Office, RosterEntry
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.workdays.calendar import WorkCalendar

WHOLE = ("plan", "photos", "summary", "links")


def sentences(item: ActivityReport, **changes: Any) -> str:
    """What the only letter says of its only activity."""
    made = reminders(report(item, **changes))
    assert len(made.letters) == 1, [own.why for own in made.own]
    return "\n".join(made.letters[0].owed[0].sentences)


def nobody(made: Reminders) -> bool:
    return not made.letters and [own.item.id for own in made.own] == [1]


def awaiting(left: int = 2, **changes: Any) -> ActivityReport:
    """Held on 2024-04-09, due on 2024-04-16."""
    held = date(2024, 4, 9)
    facts: dict[str, Any] = {
        "held": (held, held),
        "deadline": date(2024, 4, 16),
        "working_days_left": left,
        "count": WorkCalendar().count(held, 5),
        "materials": lines("plan"),
    }
    return activity(1, Status.AWAITING, **(facts | changes))


def not_held(action: Action = Action.UNIT, **changes: Any) -> ActivityReport:
    """Planned for February 2024, of which nothing is known."""
    facts: dict[str, Any] = {
        "month": "2024-02",
        "held": None,
        "deadline": None,
        "latest_deadline": date(2024, 3, 7),
        "working_days_left": -25,
        "count": WorkCalendar().count(date(2024, 2, 29), 5),
        "action": action,
    }
    return activity(1, Status.NOT_HELD, **(facts | changes))


# --- the whole letter -------------------------------------------------------------------------------------------

LETTER = """\
关于报送虚云区2024年“政务公开主题日”活动资料的提醒

甲1局：

　　根据虚政公开〔2024〕3号“活动结束后5个工作日内报送整套活动资料”的要求，截至2024年4月12日，贵单位牵头的以下2项活动，还请办理：

　　一、第1项　主题1（逾期未报）
　　活动于3月15日（周五）举办。从3月15日次日起数，第1个工作日3月18日（周一）、第2个工作日3月19日（周二）、第3个工作日3月20日（周三）、\
第4个工作日3月21日（周四）、第5个工作日3月22日（周五）为报送截止日；截至4月12日已逾期14个工作日。
　　还没有收到任何资料。还缺：活动方案、图片、总结、宣传报道链接。
　　请尽快报齐。

　　二、第2项　主题2（材料不全）
　　活动于3月15日（周五）举办。从3月15日次日起数，第1个工作日3月18日（周一）、第2个工作日3月19日（周二）、第3个工作日3月20日（周三）、\
第4个工作日3月21日（周四）、第5个工作日3月22日（周五）为报送截止日；截至4月12日已逾期14个工作日。
　　已收到：活动方案、图片。还缺：总结、宣传报道链接。
　　请尽快报齐。

　　资料请发送至office@xuyun.example，联系电话：0000-0001。已经报送或者所列情况有出入的，请与我办联系，以便核对。

　　　　　　　　　　虚云区政务公开办公室
　　　　　　　　　　2024年4月12日

抄送：乙街道、丙街道
"""


def test_a_letter_in_full() -> None:
    one = activity(1, units=("甲1局", "乙街道"))
    two = activity(2, Status.INCOMPLETE, units=("甲1局", "丙街道", "乙街道"), materials=lines("plan", "photos"))
    letters = written(reminders(report(one, two)), Display())
    assert [letter.text for letter in letters] == [LETTER]


def test_an_office_without_contact_is_not_given_one() -> None:
    bare = Office(issuer=Shown("某办"), number=Shown("某〔2024〕1号"), due=Shown("活动结束后5个工作日内"))
    (letter,) = written(reminders(report(activity(1), office=bare)), Display())
    assert "资料请报送我办。" in letter.text
    assert "根据某〔2024〕1号要求，" in letter.text


# --- who gets one -----------------------------------------------------------------------------------------------


def test_each_lead_unit_gets_one_letter_most_urgent_first() -> None:
    late = activity(3, units=("乙局",), working_days_left=-20)
    made = reminders(report(activity(1, units=("甲局",)), activity(2, units=("甲局",), working_days_left=-1), late))
    assert [(letter.unit.name, [owed.item.id for owed in letter.owed]) for letter in made.letters] == [
        ("乙局", [3]),
        ("甲局", [1, 2]),
    ]
    assert made.verdict == "提醒 2 封（2 家单位 3 项）"


def test_a_unit_under_two_names_gets_one_letter_by_its_proper_name() -> None:
    roster = (
        RosterEntry(Shown("虚云区甲局"), (Shown("甲局"), Shown("区甲局"))),
        RosterEntry(Shown("虚云区乙局"), (Shown("乙局"),)),
    )
    made = reminders(report(activity(1, units=("甲局", "乙局")), activity(2, units=("区甲局",)), roster=roster))
    assert [letter.unit.name for letter in made.letters] == ["虚云区甲局"]
    assert [entry.name for entry in made.letters[0].copies] == ["虚云区乙局"]


def test_a_unit_is_asked_for_by_any_of_its_names() -> None:
    roster = (RosterEntry(Shown("虚云区甲局"), (Shown("甲局"),)),)
    whole = report(activity(1, units=("甲局",)), activity(2, units=("乙局", "甲局")), roster=roster)
    rows = [
        {"id": str(number), "month": "3", "theme": f"主题{number}", "forms": ["政策宣传"], "units": units}
        for number, units in ((1, ["甲局"]), (2, ["乙局", "甲局"]))
    ]
    own = plan(roster=[{"name": "虚云区甲局", "aliases": ["甲局"]}], activities=rows)
    assert spellings(["虚云区甲局"], own) == (["甲局"], frozenset({"虚云区甲局"}))
    assert spellings(["丁局"], own) == (["丁局"], frozenset({"丁局"}))
    assert [letter.unit.name for letter in reminders(whole, frozenset({Shown("虚云区甲局")})).letters] == ["虚云区甲局"]


@pytest.mark.parametrize(
    "item",
    [
        activity(1, Status.COMPLIANT),
        activity(1, Status.LATE),
        activity(1, Status.CANCELLED, action=Action.NONE),
        activity(1, Status.SCHEDULED, action=Action.NONE),
        activity(1, waived=True, action=Action.NONE),
        awaiting(left=6),
        awaiting(materials=lines(*WHOLE)),
    ],
    ids=lambda item: f"{item.status.value}-{item.working_days_left}",
)
def test_nothing_owed_is_no_letter_and_nothing_for_the_office(item: ActivityReport) -> None:
    made = reminders(report(item))
    assert (made.letters, made.own) == ((), ())
    assert made.verdict == "没有需要提醒的单位"


@pytest.mark.parametrize(
    "item",
    [
        activity(1, Status.UNRECORDED, action=Action.OFFICE),
        not_held(Action.OFFICE),
        activity(1, Status.OVERDUE, units=(), action=Action.OFFICE),
        awaiting(units=(), action=Action.OFFICE),
        not_held(findings=(UNREAD,)),
        activity(1, materials=lines(unopened=("材料.zip",))),
        activity(1, Status.INCOMPLETE, materials=lines("plan", "photos", "links", unopened=("会后.docx",))),
    ],
    ids=lambda item: f"{item.status.value}-{item.action.value}",
)
def test_what_is_not_certain_is_on_the_offices_own_list(item: ActivityReport) -> None:
    assert nobody(reminders(report(item)))


@pytest.mark.parametrize("changes", [{"examined": False}, {"findings": (UNREAD,)}])
def test_nobody_is_asked_for_holdings_where_nothing_was_looked_at(changes: dict[str, Any]) -> None:
    assert nobody(reminders(report(not_held(), **changes)))


def test_the_offices_own_list_says_why_and_what_to_do() -> None:
    found = said("ZT205", Severity.WARNING, "已有图片，但没有登记举办日期", "请登记 zhutiri record 1 --held 日期")
    (own,) = reminders(report(activity(1, Status.UNRECORDED, action=Action.OFFICE, findings=(found,)))).own
    assert (own.why, own.todo) == (found.message, found.hint)
    (packed,) = reminders(report(activity(1, materials=lines(unopened=("材料.zip",))))).own
    assert packed.why == "还差的活动方案可能就在尚未核对的“材料.zip”中"


def test_nobody_is_asked_where_there_is_no_unit() -> None:
    found = said("ZT202", Severity.ERROR, "没有举办记录", "请单位说明")
    (own,) = reminders(report(not_held(Action.OFFICE, units=(), findings=(found,)))).own
    assert (own.why, own.todo) == ("没有责任单位；没有举办记录", "请查明责任单位")


def test_an_address_that_cannot_be_one_is_said() -> None:
    roster = (
        RosterEntry(Shown("甲局"), email=Shown("不是邮箱")),
        RosterEntry(Shown("乙局"), email=Shown("a@b.example")),
    )
    (notice,) = reminders(report(activity(1), roster=roster)).notices
    assert "甲局" in notice


# --- what it says of one activity -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "said"),
    [(-14, "截至4月12日已逾期14个工作日"), (0, "已逾期，不足1个工作日")],
)
def test_a_passed_deadline(days: int, said: str) -> None:
    assert said in sentences(activity(1, working_days_left=days))


def test_a_deadline_to_come() -> None:
    said = sentences(awaiting())
    assert "第5个工作日4月16日（周二）为报送截止日，截至4月12日还有2个工作日。" in said
    assert "请于4月16日（周二）前（含当日）报齐。" in said
    assert "逾期" not in said
    assert "就是今天" in sentences(awaiting(left=0, deadline=AS_OF))


def test_a_count_says_which_days_are_skipped_and_why() -> None:
    held = date(2024, 3, 29)
    said = sentences(activity(1, held=(held, held), deadline=date(2024, 4, 8), count=WorkCalendar().count(held, 5)))
    assert "（其间4月4日清明节不计、4月5日清明节不计、4月7日调休上班计入）" in said
    assert "第4个工作日4月7日（周日）、第5个工作日4月8日（周一）为报送截止日" in said


def test_a_long_count_shows_its_ends() -> None:
    held = date(2024, 2, 26)
    item = activity(1, held=(held, held), count=WorkCalendar().count(held, 15))
    assert "第3个工作日2月29日（周四）、……、第14个工作日3月15日（周五）、第15个工作日" in sentences(item)


def test_several_days_and_an_extension() -> None:
    item = activity(
        1,
        held=(date(2024, 3, 14), date(2024, 3, 15)),
        extended_from=date(2024, 3, 22),
        deadline=date(2024, 3, 29),
        working_days_left=-9,
    )
    said = sentences(item)
    assert "活动于3月14日至3月15日（周五）举办。从3月15日次日起数" in said
    assert "为报送截止日，经同意延期至3月29日（周五）；截至4月12日已逾期9个工作日。" in said


@pytest.mark.parametrize("status", [Status.OVERDUE, Status.INCOMPLETE])
def test_a_provisional_deadline_is_said_to_be_so_and_never_passed(status: Status) -> None:
    made = reminders(report(activity(1, status, provisional=True)))
    (owed,) = made.letters[0].owed
    said = "\n".join((owed.state, *owed.sentences))
    assert "暂定" in said
    assert "逾期" not in said
    assert "已过" not in said
    assert owed.sentences[-1] == "请尽快报齐。", "nobody is asked for something by a day that is over"


@pytest.mark.parametrize(("day", "words"), [(date(2024, 4, 12), "请于4月12日"), (date(2024, 4, 11), "请尽快")])
def test_a_day_is_named_until_it_is_over(day: date, words: str) -> None:
    (owed,) = reminders(report(activity(1, Status.INCOMPLETE, deadline=day))).letters[0].owed
    assert owed.sentences[-1].startswith(words)


def test_a_provisional_latest_deadline_is_not_passed_either() -> None:
    said = sentences(not_held(provisional=True))
    assert "暂定" in said
    assert "已过" not in said


def test_without_a_record_the_unit_is_asked_not_accused() -> None:
    said = sentences(not_held())
    assert "我办没有举办记录" in said
    assert "按2月最后一天推算，从2月29日次日起数，第1个工作日3月1日（周五）" in said
    assert "第5个工作日3月7日（周四）为最迟报送日；截至4月12日已过25个工作日。" in said
    assert "请说明情况" in said
    assert "逾期" not in said
    assert "还缺" not in said


def test_a_recorded_day_to_come_after_the_month() -> None:
    held = date(2024, 5, 10)
    said = sentences(not_held(held=(held, held), count=WorkCalendar().count(held, 5)))
    assert "登记的举办日期5月10日还没有到，而计划月份已过" in said


def test_what_may_be_elsewhere_is_to_be_checked_not_missing() -> None:
    maybe = tuple(line for line in lines(unopened=("会后.docx", "a.zip", "b.zip", "c.zip")) if line.kind == "summary")
    sure = tuple(line for line in lines("plan", "photos") if line.kind != "summary")
    said = sentences(activity(1, Status.INCOMPLETE, materials=(*sure, *maybe)))
    assert "还缺：宣传报道链接。" in said
    assert "总结待我办人工核对：可能就在尚未核对的“会后.docx”、“a.zip”、“b.zip”等中" in said


def test_what_does_not_count_and_what_was_not_read_are_said() -> None:
    empty = MaterialLine(
        Shown("summary"),
        Shown("总结"),
        1,
        (MaterialItem(Shown("总结.docx"), False, note=Shown("文件是空的（0 字节）")),),
    )
    scan = MaterialLine(
        Shown("plan"), Shown("活动方案"), 1, (MaterialItem(Shown("方案.pdf"), True, note=Shown("扫描件"), unread=True),)
    )
    said = sentences(activity(1, Status.INCOMPLETE, materials=(scan, empty)))
    assert "收到的“总结.docx”文件是空的（0 字节），不能计入，请重新报送。" in said
    assert "“方案.pdf”已收到，内容待我办人工核对。" in said


def test_how_many_are_lacking_is_said_where_several_are_asked_for() -> None:
    photos = MaterialLine(Shown("photos"), Shown("图片"), 3, (MaterialItem(Shown("1.jpg"), True),))
    assert "还缺：图片（还差2份）。" in sentences(activity(1, Status.INCOMPLETE, materials=(photos,)))


def test_no_number_of_a_citizen_is_in_a_letter() -> None:
    broken = MaterialLine(
        Shown("summary"),
        Shown("总结"),
        1,
        (MaterialItem(Shown("总结13800138000.docx"), False, note=Shown("文件是空的")),),
    )
    said = sentences(activity(1, Status.INCOMPLETE, materials=(broken,)))
    assert "138****8000" in said
    assert "13800138000" not in said

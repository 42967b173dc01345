"""ZT201–ZT204, ZT207: holding and reporting in time. Silent while the status is 待登记 (contract §5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhutiri_cli.case.phrases import gone, got, lack, left, passed
from zhutiri_cli.case.status import Status
from zhutiri_cli.rules.bearing import Bearing
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.rule import Hit, InRecord, Need, OnceFor, Rule, Scope

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case

ZT201 = Rule(
    "ZT201",
    Severity.WARNING,
    "举办日期不在计划月份",
    topic="held",
    manual="活动应按计划表的时限举办。登记的首日不在计划月份（已改期的看改期后的月份）时提示。",
    remedy="核对日期；确已改期的，在计划文件该项活动下写 moved_to 和 reason。",
    needs=frozenset({Need.SOUND_RECORD}),
)
ZT202 = Rule(
    "ZT202",
    Severity.WARNING,
    "计划月份已过，未见举办记录",
    topic="held",
    manual="计划月份（或改期后的月份）结束后仍没有举办记录。最迟报送日之前由办公室核实，单位可能已经举办、只是还没有报送；"
    "最迟报送日（月末起算规定的工作日数）过后为错误，由单位说明情况。",
    remedy="已举办的用 zhutiri record 登记举办日期；改期、取消的在计划文件中注明并写明理由。",
    needs=frozenset({Need.SOUND_RECORD}),
    bearing=Bearing(office=50),
    once_for=OnceFor.ACTIVITY,
)
ZT203 = Rule(
    "ZT203",
    Severity.ERROR,
    "逾期未报",
    topic="report",
    manual="活动结束后规定的工作日内应报送整套活动资料。结束次日起算，跳过周末和法定节假日，调休上班日计入；"
    "截止日当天报送不算逾期。截止日已过而没有任何报送记录的为逾期未报。",
    remedy="请单位立即补报；已经收到的用 zhutiri record 登记报齐日期；办公室同意延期的登记 --extended-to。",
    needs=frozenset({Need.SOUND_RECORD}),
    once_for=OnceFor.ACTIVITY,
)
ZT204 = Rule(
    "ZT204",
    Severity.ERROR,
    "迟报",
    topic="report",
    manual="整套资料报齐的日期晚于截止日。按时报齐后又补充材料的不算迟报；延期经办公室同意并登记的，按延期后的截止日判断。",
    remedy="核对报齐日期；办公室同意不计的，在 submission.yaml 中写 waivers 并说明理由。",
    needs=frozenset({Need.SOUND_RECORD}),
    once_for=OnceFor.ACTIVITY,
)
ZT207 = Rule(
    "ZT207",
    Severity.WARNING,
    "截止日为暂定",
    topic="report",
    manual="计数涉及的年份，国务院办公厅尚未公布放假调休安排，只能按法定节日推算，公布后可能变动。",
    remedy="安排公布后用 zhutiri workdays --import 把全年安排写入计划文件的 calendar，或升级 holidays 组件。",
    needs=frozenset({Need.SOUND_RECORD}),
    once_for=OnceFor.ACTIVITY,
)


@ZT201.looks_at(Scope.ACTIVITY)
def outside_month(case: Case) -> Iterator[Hit]:
    """The first day, once it has come, lies in another month than planned or moved to."""
    held = case.record.held
    judged = case.status not in (Status.CANCELLED, Status.UNRECORDED)
    if judged and held is not None and case.begun and case.planned.apart(held.first):
        message = f"举办首日 {held.first} 不在计划{case.planned.named}" + (" 所在的月份" if case.planned.day else "")
        yield Hit(message, "请核对日期；确已改期的在计划中写 moved_to 和 reason", InRecord(("held",)))


@ZT201.had_occasion
def day_is_judged(case: Case) -> bool:
    """The activity has begun, and its record is judged."""
    return case.begun and case.status is not Status.UNRECORDED


@ZT202.looks_at(Scope.ACTIVITY)
def not_held(case: Case) -> Iterator[Hit]:
    """The month is over without a holding; an error once the latest deadline has passed."""
    if case.status is not Status.NOT_HELD:
        return
    latest, held, number = case.deadline.latest, case.record.held, case.activity.id
    days = case.calendar.between(case.as_of, latest)
    over = case.as_of > latest
    state = f"最迟报送日 {latest}" + (f" {gone(days)}" if over else f"，{left(days, latest, case.as_of)}")
    if held is not None:
        message = f"登记的举办日期 {held.first} 未到，而计划{case.planned.named} 已过；{state}"
        hint = "确已改期的，请在计划中写 moved_to 和 reason"
    else:
        message = f"计划{case.planned.named} 已过，没有举办记录；{state}"
        ask = "请单位说明：已举办的立即补报并登记" if over else "请核实：已举办的登记"
        hint = f"{ask} zhutiri record {number} --held 日期；改期或取消的在计划中注明"
    yield Hit(message, hint, InRecord(("held",)) if held else None, Severity.ERROR if over else None)


@ZT202.had_occasion
def has_begun(case: Case) -> bool:
    """Held, or begun: a month that is not over yet, or a planned day to come, mends nothing."""
    return case.begun


@ZT203.looks_at(Scope.ACTIVITY)
def overdue(case: Case) -> Iterator[Hit]:
    """The deadline has passed and nothing is recorded as submitted."""
    if case.status is Status.OVERDUE:
        days = case.calendar.between(case.as_of, case.deadline.in_force)
        there = got(case.materials)
        partly = f"；已收部分材料（{there}），还差{lack(case.materials) or '报送登记'}" if there else ""
        hint = f"请立即补报整套资料；已收到的登记 zhutiri record {case.activity.id} --submitted 日期"
        yield Hit(f"{_due(case)}，{passed(days)}，未报送{partly}", hint)


@ZT203.had_occasion
def has_come_in(case: Case) -> bool:
    """Something was submitted: a later deadline, or a day taken out of the record, mends nothing."""
    return case.status in (Status.INCOMPLETE, Status.LATE, Status.COMPLIANT)


@ZT204.looks_at(Scope.ACTIVITY)
def late(case: Case) -> Iterator[Hit]:
    """The set was complete only after the deadline."""
    if case.status is Status.LATE and case.submitted is not None:
        days = case.calendar.between(case.submitted, case.deadline.in_force)
        message = f"整套资料 {case.submitted} 报齐，{_due(case)}，{passed(days)}"
        yield Hit(message, "已报齐，不需再办；记录在案", InRecord(case.submitted_route))


@ZT204.had_occasion
def was_in_time(case: Case) -> bool:
    """The set is judged, and in time."""
    return case.status is Status.COMPLIANT


@ZT207.looks_at(Scope.ACTIVITY)
def provisional(case: Case) -> Iterator[Hit]:
    """The deadline that the verdict rests on may still change."""
    rests_on = case.deadline.day is not None or case.status is Status.NOT_HELD
    if rests_on and case.deadline.provisional and case.status not in (Status.CANCELLED, Status.UNRECORDED):
        yield Hit(f"{_due(case)}，为暂定：所涉年份的放假调休安排尚未公布", "公布后会重新计算，暂不据此通报")


@ZT207.had_occasion
def rests_on_a_deadline(case: Case) -> bool:
    """The verdict rests on a deadline."""
    counted = case.deadline.day is not None or case.status is Status.NOT_HELD
    return counted and case.status is not Status.UNRECORDED


def _due(case: Case) -> str:
    extended = case.deadline.extended_from
    if case.deadline.day is None:
        return f"最迟报送日 {case.deadline.latest}"
    return f"截止日 {case.deadline.day}" + (f"（由 {extended} 延期）" if extended else "")

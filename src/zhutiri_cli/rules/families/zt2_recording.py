"""ZT205, ZT206, ZT311: the record itself. These say why an activity is 待登记; the office acts, no unit is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhutiri_cli.case.phrases import got
from zhutiri_cli.case.status import Status
from zhutiri_cli.rules.bearing import Bearing
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.rule import AtSpot, Hit, InRecord, Need, Rule, Scope

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case

ZT205 = Rule(
    "ZT205",
    Severity.WARNING,
    "有材料而未登记日期",
    topic="report",
    manual="文件夹里已有图片、总结或链接，却没有登记举办日期；或者材料已经齐全，却没有登记哪天报齐。"
    "没有日期就不能判断是否按时，文件的修改时间不能作为依据。",
    remedy="用 zhutiri record 登记 --held（举办日期）、--submitted（报齐日期）。",
    needs=frozenset({Need.SOUND_RECORD}),
    bearing=Bearing(office=40),
)
ZT206 = Rule(
    "ZT206",
    Severity.ERROR,
    "登记的日期有疑问",
    topic="report",
    manual="报送早于活动结束、末日早于首日、举办月份与计划月份相差超过两个月、结束六十天后才报送："
    "多半是年份或月份写错。核实之前不判断是否按时，也不点名。",
    remedy="核对并改正日期；日期看似异常但属实的，在 submission.yaml 中写 confirmed: true。",
    needs=frozenset(),
    bearing=Bearing(in_doubt=True, office=30),
)
ZT311 = Rule(
    "ZT311",
    Severity.ERROR,
    "submission.yaml 有误",
    manual="登记文件不是可读的 YAML，或有未知的键、写错的日期、缺少的理由。"
    "改正之前该活动按待登记处理，不判断是否按时。",
    remedy="按所指的行列改正；也可以用 zhutiri record 登记，避免手写出错。",
    needs=frozenset(),
    bearing=Bearing(in_doubt=True, office=20),
)
_NO_HELD, _NO_SUBMITTED = "没有登记举办日期", "无法确定哪天报齐"


@ZT205.looks_at(Scope.ACTIVITY)
def undated(case: Case) -> Iterator[Hit]:
    """Material without the date that timeliness needs."""
    if case.status is not Status.UNRECORDED or case.situation.doubtful:
        return
    number = case.activity.id
    if case.situation.evidence and case.record.held is None:
        there = "、".join(line.label for line in case.materials if line.items)
        yield Hit(f"已有{there}，但{_NO_HELD}", f"请登记 zhutiri record {number} --held 日期")
    if case.situation.undated_set:
        partly = "收件记录没有涵盖全部材料，" if case.record.receipts else ""
        message = f"材料已齐（{got(case.materials)}），{partly}{_NO_SUBMITTED}"
        yield Hit(message, f"请登记 zhutiri record {number} --submitted 日期")


@ZT205.had_occasion
def dates_recorded(case: Case) -> dict[str, bool]:
    """Which of the two dates is recorded now: taking the material away mends nothing."""
    submitted = case.submitted is not None and case.submitted <= case.as_of
    return {_NO_HELD: case.record.held is not None, _NO_SUBMITTED: submitted}


@ZT206.looks_at(Scope.ACTIVITY)
def impossible_dates(case: Case) -> Iterator[Hit]:
    """Recorded dates that can't be right, as written and whatever the day of the check."""
    if case.status is Status.CANCELLED:
        return
    for oddity in case.oddities:
        yield Hit(oddity.message, "请核对年月日；确实无误的写 confirmed: true", InRecord(oddity.route))


@ZT206.had_occasion
def record_can_be_read(case: Case) -> bool:
    """The dates are there to be judged: a faulty record has none."""
    return case.submission.folder is not None and not case.submission.loaded.faulty


@ZT311.looks_at(Scope.ACTIVITY)
def faulty_record(case: Case) -> Iterator[Hit]:
    """Every fault of ``submission.yaml``, of its text and of its fields."""
    loaded = case.submission.loaded
    for text_fault in loaded.text_faults:
        yield Hit(text_fault.message, text_fault.hint, AtSpot(text_fault.spot, record=True))
    for fault in loaded.field_faults:
        yield Hit(fault.message, fault.hint, InRecord(fault.route, fault.on_key))

"""ZT208–ZT210: what the plan asks for besides the whole set, each by a date of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhutiri_cli.case.obligation_state import ObligationState
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.obligations import FILING
from zhutiri_cli.rules.bearing import Bearing
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.rule import Hit, InRecord, Need, Rule, Scope

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case
    from zhutiri_cli.case.obliged import Obliged
    from zhutiri_cli.rules.views import WorkspaceView

_OWN_LINES = Bearing(obligation=True)
ZT208 = Rule(
    "ZT208",
    Severity.ERROR,
    "未按时报备",
    topic="filing",
    manual="通知要求在活动首日之前若干个工作日报备或公告的，期限过后仍没有报备记录，或报备日期晚于期限。",
    remedy="核对后用 zhutiri record 登记 --filed；确未报备的请单位说明。",
    needs=frozenset({Need.SOUND_RECORD}),
    bearing=_OWN_LINES,
)
ZT209 = Rule(
    "ZT209",
    Severity.ERROR,
    "另有期限的事项没有按时办结",
    manual="计划文件 obligations 里另有期限的事项（活动预告、进展表等），期限过后没有办结的记录，"
    "也没有能认定办结的材料、链接。"
    "每项活动的、每个单位的分别列出；按单位的写在最前面。",
    remedy="已办的用 zhutiri record 登记 --done 代号=日期；没有办的请单位补办并说明。",
    needs=frozenset({Need.SOUND_RECORD}),
    bearing=_OWN_LINES,
)
ZT210 = Rule(
    "ZT210",
    Severity.WARNING,
    "另有期限的事项待办或迟办",
    manual="计划文件 obligations 里另有期限的事项，已到办理的时候（起算日已到，或期限前 5 个工作日内）还没有办结；"
    "或者办结日期晚于期限。",
    remedy="已办的用 zhutiri record 登记 --done 代号=日期；核对日期是否有误。",
    needs=frozenset({Need.SOUND_RECORD}),
    bearing=_OWN_LINES,
)
_SHOWN = 5
"""Units of one obligation that a message names."""


@ZT208.looks_at(Scope.ACTIVITY)
def not_filed(case: Case) -> Iterator[Hit]:
    """The filing that the plan asks for was not made in time, once its day has passed."""
    for one in _judged(case):
        if one.obligation.key != FILING:
            continue
        label, due, number = one.obligation.label, one.timing.deadline, case.activity.id
        if one.found is ObligationState.OVERDUE:
            message = f"{label}应于 {due} 前（含当日）办结，没有办结的记录{_doubt(one)}"
            yield Hit(message, f"已报备的请登记 zhutiri record {number} --filed 日期")
        elif one.found is ObligationState.LATE:
            hint = "请单位说明；核对日期是否有误"
            yield Hit(f"{label} {one.done} 办结，晚于期限 {due}", hint, InRecord(("filed",)))


@ZT208.had_occasion
def is_filed(case: Case) -> bool:
    """The plan still asks for the filing, and it is recorded."""
    filed = [one.done for one in case.obligations if one.obligation.key == FILING]
    return any(day is not None and day <= case.as_of for day in filed) and case.status is not Status.UNRECORDED


@ZT209.looks_at(Scope.ACTIVITY)
def overdue(case: Case) -> Iterator[Hit]:
    """An activity's own obligations whose day has passed without them."""
    for one in _judged(case):
        if one.found is ObligationState.OVERDUE and one.obligation.key != FILING:
            message = f"{one.obligation.label}应于 {one.timing.deadline} 前（含当日）办结，没有办结的记录{_doubt(one)}"
            yield Hit(message + _basis(one), _record(case.activity.id, one))


@ZT209.looks_at(Scope.WORKSPACE)
def units_overdue(view: WorkspaceView) -> Iterator[Hit]:
    """The units' own obligations whose day has passed without them: one finding an obligation and period."""
    yield from _of_units(view, ObligationState.OVERDUE, "逾期未办")


@ZT210.looks_at(Scope.ACTIVITY)
def open_or_late(case: Case) -> Iterator[Hit]:
    """An activity's own obligations that are to be seen to, or were met late."""
    for one in _judged(case):
        label, due = one.obligation.label, one.timing.deadline
        if one.found is ObligationState.DUE:
            estimated = "（按计划日期预计）" if one.timing.estimated else ""
            message = f"{label}待办，期限 {due}{estimated}{_doubt(one)}"
            yield Hit(message + _basis(one), _record(case.activity.id, one))
        elif one.found is ObligationState.LATE and one.obligation.key != FILING:
            where = InRecord(("done", one.obligation.key)) if one.obligation.key in case.record.done else None
            yield Hit(f"{label} {one.done} 办结，晚于期限 {due}{_basis(one)}", "请单位说明；核对日期是否有误", where)


@ZT209.had_occasion
@ZT210.had_occasion
def which_are_met(case: Case) -> dict[str, bool]:
    """Which of them are met: open, late and overdue are mended alike."""
    met = (ObligationState.DONE, ObligationState.LATE)
    judged = case.status is not Status.UNRECORDED
    return {one.obligation.label: judged and one.state in met for one in case.obligations}


@ZT210.looks_at(Scope.WORKSPACE)
def units_open_or_late(view: WorkspaceView) -> Iterator[Hit]:
    """The units' own obligations that are to be seen to, or were met late."""
    yield from _of_units(view, ObligationState.DUE, "待办")
    yield from _of_units(view, ObligationState.LATE, "迟办")


def _judged(case: Case) -> tuple[Obliged, ...]:
    """None while the record cannot be believed, as with every rule on time."""
    return () if case.status in (Status.CANCELLED, Status.UNRECORDED) else case.obligations


def _of_units(view: WorkspaceView, state: ObligationState, word: str) -> Iterator[Hit]:
    by_duty: dict[tuple[str, str], list[tuple[str, Obliged]]] = {}
    for unit in view.units:
        for one in unit.obligations:
            if one.state is state:
                by_duty.setdefault((one.obligation.key, one.period), []).append((unit.unit, one))
    for (key, period), found in by_duty.items():
        names = "、".join(shorten(name) for name, _ in found[:_SHOWN]) + ("等" if len(found) > _SHOWN else "")
        (first, one), *_ = found
        label = one.obligation.label + (f"（{period}）" if period else "")
        message = f"{label}{word} {len(found)} 家，期限 {one.timing.deadline}：{names}{_basis(one)}"
        hint = "请单位说明；核对日期是否有误" if state is ObligationState.LATE else _unit_hint(key, period, first)
        yield Hit(message, hint)


def _unit_hint(key: str, period: str, unit: str) -> str:
    return f"已办的登记 zhutiri record {shorten(unit)} --done {key}{f':{period}' if period else ''}=日期"


def _record(number: int, one: Obliged) -> str:
    option = "--filed 日期" if one.obligation.key == FILING else f"--done {one.obligation.key}=日期"
    return f"已办的登记 zhutiri record {number} {option}"


def _doubt(one: Obliged) -> str:
    return f"；{one.doubt}，请核对" if one.doubt else ""


def _basis(one: Obliged) -> str:
    clause = one.obligation.clause
    return f"（依据{clause.ref}）" if clause else ""

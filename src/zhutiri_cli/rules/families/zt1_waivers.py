"""ZT111: waivers that name no rule, waive nothing, or have expired."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from zhutiri_cli.case.questioned_links import all_answered, open_to_question
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.nearest_code import code_advice
from zhutiri_cli.rules.rule import Hit, InPlan, InRecord, Need, Rule, Scope

if TYPE_CHECKING:
    from zhutiri_cli.rules.views import PlanView, WaiverView

ZT111 = Rule(
    "ZT111",
    Severity.WARNING,
    "豁免无效、多余或已过期",
    manual="豁免写的规则编号不存在；活动已有结论而豁免的问题并未出现；或者豁免已经到期，问题恢复计入。",
    remedy="改正编号、删去多余的豁免，或经同意后延长 until。",
    needs=frozenset(),
    waivable=False,
)
_SETTLED = (Status.INCOMPLETE, Status.LATE, Status.COMPLIANT)


@ZT111.looks_at(Scope.PLAN)
def unknown_rule(view: PlanView) -> Iterator[Hit]:
    """A waiver in the plan that names no known rule."""
    for row in view.table.rows:
        for waiver in row.waivers:
            if waiver.rule.text not in view.codes:
                yield _unknown(waiver.rule.text, InPlan(waiver.rule.route), view.codes)


@ZT111.looks_at(Scope.WAIVER)
def idle_waiver(view: WaiverView) -> Iterator[Hit]:
    """A waiver that is unknown, expired, or waives nothing though the activity is settled."""
    waiver, route = view.held.waiver, (*view.held.route, "rule")
    where = InPlan(route) if view.held.in_plan else InRecord(route)
    if view.rule is None:
        yield _unknown(waiver.rule, where, view.codes)
    elif not view.held.active:
        again = "，该问题恢复计入" if waiver.rule in view.spoken else ""
        yield Hit(f"对 {waiver.rule} 的豁免已于 {waiver.until} 到期{again}", "请删去，或经同意后延长 until", where)
    elif Need.NETWORK in (view.rule.needs or ()) and not (open_to_question(view.case) and all_answered(view.case)):
        return  # nobody knows yet whether there is anything to waive
    elif waiver.rule not in view.spoken and view.case.status in _SETTLED:
        yield Hit(f"对 {waiver.rule} 的豁免没有豁免任何问题", "请核对编号，多余的请删去", where)


def _unknown(code: str, where: InPlan | InRecord, codes: Collection[str]) -> Hit:
    return Hit(f"豁免的规则“{shorten(code)}”不存在", code_advice(code, codes), where)

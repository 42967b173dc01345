"""Sentences that every human format of a rollup has."""

from __future__ import annotations

from zhutiri_cli.case.status import Action
from zhutiri_cli.render.shared.headline import ORDER, compliant_share, unchecked_said
from zhutiri_cli.report.summing.rolled_up import Rollup
from zhutiri_cli.report.summing.sums import Sums
from zhutiri_cli.rules.finding import Severity

ACTORS = {Action.UNIT: "单位", Action.OFFICE: "办公室", Action.NONE: ""}
NO_UNIT = "（没有写责任单位）"


def verdict(rollup: Rollup) -> str:
    """One line: how many workspaces and activities, what is to be done by whom, what was found."""
    total, broken = rollup.total, len(rollup.broken)
    bad = broken or total.findings[Severity.ERROR]
    mark = "×" if bad else "●" if total.acting or rollup.unexamined else "√"
    parts = ((broken, "没有核对成"), (rollup.unexamined, "没有报送材料可供核对"))
    unchecked = "，".join(f"{number} 个{what}" for number, what in parts if number)
    head = f"{len(rollup.standings)} 个工作区{f'（{unchecked}）' if unchecked else ''}、{total.activities} 项活动"
    return f"{mark} {head}，{waiting(total)}（{found(total)}）{unchecked_said(total.unread, total.unseen)}"


def waiting(sums: Sums) -> str:
    """How many activities wait for whom."""
    if not sums.acting:
        return "没有要办的"
    shares = [f"{ACTORS[who]} {sums.actions[who]} 项" for who in (Action.UNIT, Action.OFFICE) if sums.actions[who]]
    return f"有 {sums.acting} 项要办：{'，'.join(shares)}"


def found(sums: Sums) -> str:
    """The findings by severity."""
    return "、".join(f"{severity.label} {sums.findings[severity]}" for severity in Severity)


def ratio(sums: Sums) -> str:
    """Of the activities that are due or have their set in: how many are compliant."""
    if sums.percent is None:
        return "还没有到期或已报送的活动"
    return compliant_share(sums.settled, sums.good, sums.unsure)


def counters(sums: Sums) -> str:
    """How many activities have each status, in the order in which people ask for them."""
    return "、".join(f"{status.label} {sums.statuses[status]}" for status in ORDER)

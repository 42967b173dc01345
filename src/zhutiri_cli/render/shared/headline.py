"""Sentences that every human format of a check opens with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zhutiri_cli.case.obligation_state import ObligationState
from zhutiri_cli.case.phrases import gone, left, passed
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.lazy_sequence import picked
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.next_command import units_to_remind
from zhutiri_cli.report.obligation_board import OF_ACTIVITIES
from zhutiri_cli.report.office import entry_of
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.finding import Severity

ORDER = (
    Status.COMPLIANT,
    Status.LATE,
    Status.INCOMPLETE,
    Status.OVERDUE,
    Status.AWAITING,
    Status.UNRECORDED,
    Status.NOT_HELD,
    Status.SCHEDULED,
    Status.CANCELLED,
)
MARKS = {
    Status.COMPLIANT: "√",
    Status.LATE: "×",
    Status.INCOMPLETE: "×",
    Status.OVERDUE: "×",
    Status.AWAITING: "●",
    Status.UNRECORDED: "？",
    Status.NOT_HELD: "？",
    Status.SCHEDULED: "○",
    Status.CANCELLED: "－",
}
OFFICE = "办公室"


def mark_of(item: ActivityReport) -> str:
    """The mark beside an activity's status. What could not be checked has not passed, whatever else is there."""
    return "？" if item.unchecked and item.status is Status.COMPLIANT else MARKS[item.status]


def verdict(report: Report, within: int = 5) -> str:
    """The verdict in one line: who has how much to do, by now or ``within`` so many working days, and how many
    findings. The units are those to which reminders are written."""
    acting = [one for one in report.outlines if one.acting(within)]
    counts, now = report.tally(), sum(one.pending for one in acting)
    found = "、".join(f"{severity.label} {counts[severity.value]}" for severity in Severity)
    unread_said = unchecked_said(report.unread, report.unseen)
    others = report.open_obligations
    if others:
        unread_said = f"；{obligations_said(report, within)}{unread_said}"
    if not report.activities and not counts["error"]:
        return f"－ 没有符合筛选条件的活动，未作核对（{found}）{unread_said}"
    if not acting:
        state = "没有需要催办的活动" if not counts["error"] else "没有需要催办的活动，但有错误"
        broken = counts["error"] or any(one.line.state is ObligationState.OVERDUE for one in others)
        return f"{'×' if broken else '●' if others else '√'} {state}（{found}）{unread_said}"
    by_unit = [one for one in acting if report.actor(one) is Action.UNIT]
    units = len({entry_of(one.lead, report.roster) for one in by_unit if one.lead is not None})
    office = len(acting) - len(by_unit)
    parts = [f"{units} 家单位 {len(by_unit)} 项"] if by_unit else []
    parts += [f"办公室 {office} 项"] if office else []
    much = [f"有 {now} 项要办"] if now else []
    much += [f"{len(acting) - now} 项近期到期"] if len(acting) > now else []
    return f"{'×' if counts['error'] else '●'} {'，'.join(much)}：{'，'.join(parts)}（{found}）{unread_said}"


def unchecked_said(unread: int, unseen: int) -> str:
    """In how many places something could not be checked, and was not looked into; "" for none."""
    said = [f"有 {unread} 处没有核对成"] if unread else []
    said += [f"{'另' if unread else ''}有 {unseen} 处未核对内容"] if unseen else []
    return f"；{'，'.join(said)}" if said else ""


def obligations_said(report: Report, within: int = 5) -> str:
    """How many obligations are to be seen to and by whom, and to how many units reminders go in all; "" for none."""
    found = report.open_obligations
    if not found:
        return ""
    office = sum(one.office for one in found)
    shares = (("单位", len(found) - office), ("办公室", office))
    who = [f"{whose} {number} 项" for whose, number in shares if number]
    said = f"{OF_ACTIVITIES} {len(found)} 项要办（{'，'.join(who)}）"
    reminded = len(units_to_remind(report, within))
    return said + (f"，共提醒 {reminded} 家单位" if office < len(found) else "")


def counters(report: Report) -> list[str]:
    """共 54 项：合规 n、迟报 n …: every status, in the order people ask for them; pieces that belong on one line."""
    statuses = report.statuses()
    whole = f"共 {len(report.activities)} 项"
    if len(report.activities) != report.total:
        whole = f"已筛选 {len(report.activities)} 项（全部 {report.total} 项）"
    pieces = [f"{status.label} {statuses.get(status, 0)}" for status in ORDER]
    return [f"{whole}：", *(f"{piece}、" for piece in pieces[:-1]), pieces[-1]]


def ratio(report: Report) -> str | None:
    """Of the activities whose deadline has passed or whose set is in: how many are compliant, and wholly checked."""
    settled = (Status.COMPLIANT, Status.LATE, Status.INCOMPLETE, Status.OVERDUE)
    due = [one for one in report.outlines if one.status in settled]
    whole = [one for one in due if one.status is Status.COMPLIANT]
    unsure = sum(one.unread > 0 for one in whole)
    return compliant_share(len(due), len(whole) - unsure, unsure) if due else None


def compliant_share(due: int, good: int, unsure: int) -> str:
    """How many of those due are compliant; ``unsure``: how many more would be, had all of them been checked."""
    more = f"，另有 {unsure} 项没有全部核对成，不计在内" if unsure else ""
    return f"已到期或已报送 {due} 项，其中合规 {good} 项（{good * 100 // due}%）{more}"


def days(item: ActivityReport, as_of: date) -> str:
    """How far the deadline in force is off, or nothing where it does not matter."""
    number = item.working_days_left
    if number is None or item.status is Status.UNRECORDED:
        return ""
    if item.due >= as_of:
        return left(number, item.due, as_of)
    return gone(number) if item.status is Status.NOT_HELD else passed(number)


def owed(item: ActivityReport) -> str:
    """What an activity that awaits its material still owes, or what is left to record."""
    lacking = "、".join(line.label for line in item.lacking)
    return f"还差{lacking}" if lacking else "材料已齐，请登记报齐的日期"


def standing(item: ActivityReport) -> list[Shown]:
    """Where an activity stands after a record was written, whatever the day: its deadline, and doubtful dates."""
    doubts = [f"？ {found.message}；{found.hint}" for found in item.findings if found.bearing.in_doubt]
    if item.deadline is None:
        return [*map(Shown, [*doubts, f"  尚未登记举办日期；最迟报送日 {item.latest_deadline}"])]
    extended = f"（由 {item.extended_from} 延期）" if item.extended_from else ""
    provisional = "（暂定）" if item.provisional else ""
    return [*map(Shown, [*doubts, f"  报送截止日 {item.deadline}{extended}{provisional}"])]


def groups(report: Report, items: Sequence[ActivityReport]) -> dict[str, Sequence[ActivityReport]]:
    """Items by who acts: the lead unit, or the office; in the order of each group's first item."""
    places: dict[str, list[int]] = {}
    for place, item in enumerate(items):
        by_unit = item.lead is not None and report.actor(item) is Action.UNIT
        name = entry_of(item.lead, report.roster).name if by_unit and item.lead is not None else OFFICE
        places.setdefault(name, []).append(place)
    return {name: picked(items, own) for name, own in places.items()}

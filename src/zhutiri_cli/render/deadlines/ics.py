"""``deadlines`` as iCalendar (RFC 5545): one all-day event a deadline, with an alarm two working days before.

The UID is made of the notice's number, the year and the activity's id (never of the theme, which may be corrected);
SEQUENCE and DTSTAMP are those of the day of the check on which an event last changed (``ics_continued``), of no clock.
The alarm fires at 09:00 where the reader's calendar is.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from zhutiri_cli.case.status import Status
from zhutiri_cli.common.extras import demand_extra
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.deadlines.ics_continued import continued
from zhutiri_cli.render.deadlines.ics_event import Said, event_of, source_line
from zhutiri_cli.render.deadlines.ics_obligations import obligation_events
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.report import Report

if TYPE_CHECKING:
    from icalendar import Event

REFRESHED = timedelta(days=1)
"""How often a calendar that subscribes should look again."""
_SETTLED = {Status.CANCELLED: "已取消", Status.COMPLIANT: "已报送", Status.LATE: "已报送（迟报）"}
_FAILED = {Status.OVERDUE: "逾期未报", Status.INCOMPLETE: "材料不全"}


def render(report: Report, display: Display) -> bytes:
    """The calendar, in the plan's order."""
    from icalendar import Calendar, vText

    made = Calendar()
    made.add("prodid", "-//zhutiri//zhutiri-cli//ZH")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    name = vText(Shown(f"{report.plan_title}　报送截止日"))
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "P1D")  # the same, as Outlook knows it
    made.add("x-wr-timezone", "Asia/Shanghai")
    for item in report.activities:
        made.add_component(_event(item, report))
    for event in obligation_events(report):
        made.add_component(event)
    data: bytes = made.to_ical()
    return data


def _event(item: ActivityReport, report: Report) -> Event:
    said = Said(
        (str(item.id),),
        item.due,
        _summary(item),
        tuple(_description(item, report)),
        _certainty(item),
        item.remind_on if _open(item, report.as_of) else None,
    )
    return event_of(said, report)


def _certainty(item: ActivityReport) -> str:
    if item.status is Status.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if item.provisional else "CONFIRMED"


def _open(item: ActivityReport, as_of: date) -> bool:
    """Whether anybody still has to be reminded."""
    return item.status not in _SETTLED and not item.waived and item.due >= as_of


def _summary(item: ActivityReport) -> Shown:
    state = _SETTLED.get(item.status) or _FAILED.get(item.status) or ("报送截止" if item.deadline else "最迟报送")
    notes = ["已豁免"] if item.waived else []
    if item.status not in _SETTLED:
        notes += ["延期"] if item.extended_from else []
        notes += ["暂定"] if item.provisional else []
    noted = f"（{'、'.join(notes)}）" if notes else ""
    return Shown(f"{state}{noted}：{item.id}. {item.theme}（{item.lead or '无责任单位'}）")


def _description(item: ActivityReport, report: Report) -> list[str]:
    needed = "、".join(f"{line.label}{line.required}" for line in item.materials if line.required)
    lines = [f"责任单位：{'、'.join(item.units) or '无'}", _held(item), f"报送材料：{needed or '无'}"]
    if item.held and item.status not in _SETTLED and item.lacking:
        lines.append(f"还差：{'、'.join(line.label for line in item.lacking)}")
    if item.extended_from:
        lines.append(f"延期：由 {item.extended_from} 延期至 {item.due}")
    if item.provisional:
        lines.append("暂定：所涉年份的放假调休安排尚未公布，公布后可能变动")
    lines.append(f"状态：{item.label}")
    return [*lines, source_line(report)]


def _held(item: ActivityReport) -> str:
    if item.held is None:
        return f"举办日期：未登记；最迟报送日从计划{item.period.named} {'' if item.period.day else '最后一天'}起算"
    start, end = item.held
    return f"举办日期：{start}" if start == end else f"举办日期：{start} 至 {end}"


def demand() -> None:
    """Raise ``UsageProblem`` where the extra is not installed."""
    demand_extra("写日历文件（.ics）", ("icalendar",), "calendar")


FORMAT = Format("ics", ".ics", True, render, continues=continued, demand=demand)

"""What is remarked of days as they are recorded: one that has not come, one that is likely of another year, one that
nobody asks for, one that shortens a deadline. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.plan.obligations import FILING
from zhutiri_cli.submission.record_file import Record
from zhutiri_cli.workdays.calendar import WorkCalendar
from zhutiri_cli.workdays.deadline import deadline_for

_LONG_BEFORE = 180
"""Days before a deadline beyond which a day is more likely a slip of the year, the typical one of January."""


def not_yet(doing: str) -> str:
    """What is said of a day that has not come. ``doing``: 举办, 办结 …"""
    return f"还没有到，到了那天才算{doing}，请核对年月日"


def long_before(day: date, deadline: date | None) -> str:
    """What is said of ``day`` that lies long before ``deadline``, "" of any other."""
    days = 0 if deadline is None else (deadline - day).days
    return f"比期限 {deadline} 早 {days} 天，请核对年份" if days > _LONG_BEFORE else ""


def remarked(before: Record, after: Record, plan: Plan, today: date) -> Iterator[Shown]:
    """A sentence on each day that was recorded or changed and has not come by ``today``, that no check looks at, or
    that shortens what it is to extend."""
    labels = {one.key: one.label for one in plan.other_obligations}
    old_start, start = (None if held is None else held.start for held in (before.held, after.held))
    told = [
        ("举办日期", "举办", old_start, start),
        ("报备日期", "报备", before.filed, after.filed),
        ("报齐日期", "报齐", before.submitted, after.submitted),
        *((f"{labels.get(key, key)}的办结日期", "办结", before.done.get(key), day) for key, day in after.done.items()),
    ]
    for name, doing, old, new in told:
        if new is not None and new != old and new > today:
            yield Shown(f"{name} {new} {not_yet(doing)}")
    if after.filed not in (None, before.filed) and FILING not in plan.duties:
        asked = "要求报备的请在计划中写 requirements.filing"
        yield Shown(f"计划没有要求事前报备，报备日期 {after.filed} 照记，但检查时不看；{asked}")
    if (after.held, after.extended_to) != (before.held, before.extended_to):
        yield from _shortened(after, plan)


def _shortened(record: Record, plan: Plan) -> Iterator[Shown]:
    """That an extension lies before the day that it is to extend: it holds all the same (contract §2), and somebody is
    late by it."""
    held, due = record.held, plan.report_due.fixed_or_term
    if held is None or record.extended_to is None or due is None:
        return
    own = plan.calendar
    calendar = WorkCalendar(own.days_off, own.workdays, own.confirmed_years)
    start = held.first if plan.report_due.anchor == "start" else held.last
    counted = deadline_for(start, start, due, None, calendar).in_force
    if record.extended_to < counted:
        said = f"延期至 {record.extended_to} 早于不延期的截止日 {counted}，截止日提前了"
        yield Shown(f"{said}；请核对年月日，不延期的请在登记文件中删去 extended_to")

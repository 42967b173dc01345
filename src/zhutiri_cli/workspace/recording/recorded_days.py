"""What is remarked of days as they are recorded: one that has not come, one that is likely of another year, one that
nobody asks for. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.plan.obligations import FILING
from zhutiri_cli.submission.record_file import Record

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
    """A sentence on each day that was recorded or changed and has not come by ``today``, or that no check looks at."""
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

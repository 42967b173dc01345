"""Recorded dates that can't be right unless ``confirmed: true`` says so (ZT206), as written and whatever the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from zhutiri_cli.common.yaml.periods import Period
from zhutiri_cli.common.yaml.places import Route
from zhutiri_cli.submission.gather import Submission

ODD_MONTHS = 2
ODD_DAYS = 60


class Oddity(Struct, frozen=True):
    """A recorded date that can't be right (ZT206), with its route in the record."""

    message: str
    route: Route


def oddities(submission: Submission, planned: Period, completed: date | None) -> Iterator[Oddity]:
    """What is doubtful in a record. ``planned``: when, or the month moved to; ``completed``: when the set was in."""
    held = submission.record.held
    if held is None:
        return
    if held.end < held.start:
        yield Oddity(f"末日 {held.end} 早于首日 {held.start}", ("held", "end"))
    apart = planned.apart(held.first)
    if apart > ODD_MONTHS:
        yield Oddity(f"举办日期 {held.first} 与计划{planned.named} 相差 {apart} 个月", ("held",))
    for day, route in _arrivals(submission, held.last, completed):
        name = "报齐日期" if route == ("submitted",) else "收到日期"
        if day < held.last:
            yield Oddity(f"{name} {day} 早于活动结束日 {held.last}", route)
        elif (days := (day - held.last).days) > ODD_DAYS:
            yield Oddity(f"{name} {day} 在活动结束 {days} 天之后", route)


def _arrivals(submission: Submission, end: date, completed: date | None) -> Iterator[tuple[date, Route]]:
    """The dates of arrival that can't be right if they lie before the end or long after it.

    A recorded ``submitted``; else the completing receipt, one that names photos or a summary before there can be any,
    and, while nothing completes the set, each later one. An activity plan received early, or a supplement received
    late, is nothing odd.
    """
    record = submission.record
    if record.submitted is not None:
        yield record.submitted, ("submitted",)
        return
    for index, receipt in enumerate(record.receipts):
        too_early = receipt.on < end and _after_the_fact(submission, receipt.on)
        unfinished = completed is None and receipt.on > end
        if receipt.on == completed or too_early or unfinished:
            yield receipt.on, ("receipts", index, "on")


def _after_the_fact(submission: Submission, day: date) -> bool:
    """Whether a receipt of ``day`` names photos or a summary, which only a held activity can have."""
    return any(file.received == day and file.kinds & {"photos", "summary"} for file in submission.files)

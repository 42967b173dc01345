"""Recorded dates that can't be right unless ``confirmed: true`` says so (ZT206), as written and whatever the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from zhutiri_cli.common.yaml.periods import Period
from zhutiri_cli.common.yaml.places import Route
from zhutiri_cli.submission.arrivals import FileFact, covers, key_of
from zhutiri_cli.submission.gather import Submission
from zhutiri_cli.submission.record_file import Receipt

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
    if submission.record.submitted is not None:
        yield from _arrival("报齐日期", submission.record.submitted, held.last, ("submitted",))
        return
    for index, receipt in enumerate(submission.record.receipts):
        completing = receipt.on == completed
        early = completing or _after_the_fact(submission, receipt)
        late = completing or completed is None
        yield from _arrival("收到日期", receipt.on, held.last, ("receipts", index, "on"), early=early, late=late)


def _arrival(
    name: str, day: date, end: date, route: Route, *, early: bool = True, late: bool = True
) -> Iterator[Oddity]:
    """What is wrong with the day on which something came in: before the end, where that is odd of it (``early``), or
    long after. Of receipts the one that completes the set can be both; one that names photos or a summary can be too
    early; while nothing completes the set, each can be too late. An activity plan received early, or a supplement
    received late, is nothing odd."""
    days = (day - end).days
    if early and days < 0:
        yield Oddity(f"{name} {day} 早于活动结束日 {end}", route)
    if late and days > ODD_DAYS:
        yield Oddity(f"{name} {day} 在活动结束 {days} 天之后", route)


def _after_the_fact(submission: Submission, receipt: Receipt) -> bool:
    """Whether a receipt names photos or a summary, which only a held activity can have; what was renamed since it came
    in, and is known by its content alone, was in any receipt of its day."""
    of_the_fact = (
        file for file in submission.files if file.received == receipt.on and file.kinds & {"photos", "summary"}
    )
    return any(receipt in (_naming(submission, file) or (receipt,)) for file in of_the_fact)


def _naming(submission: Submission, file: FileFact) -> list[Receipt]:
    """The receipts that name a file."""
    key = key_of(file.relative)
    return [one for one in submission.record.receipts if any(covers(name, key) for name in one.files)]

"""The status of an activity on a date: a pure, total function (contract §3; first match wins).

All dates are Beijing dates. A recorded date after ``as_of`` has not happened yet; what is *recorded* is recorded all
the same, so a check for an earlier day does not take a later date for a missing one.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct


class Status(StrEnum):
    """The nine statuses, in the contract's order."""

    CANCELLED = "cancelled"
    UNRECORDED = "unrecorded"
    NOT_HELD = "not_held"
    SCHEDULED = "scheduled"
    AWAITING = "awaiting"
    OVERDUE = "overdue"
    INCOMPLETE = "incomplete"
    LATE = "late"
    COMPLIANT = "compliant"

    @property
    def label(self) -> str:
        """The official Chinese label."""
        return _LABELS[self]


_LABELS = {
    Status.CANCELLED: "已取消",
    Status.UNRECORDED: "待登记",
    Status.NOT_HELD: "未见举办记录",
    Status.SCHEDULED: "未到期",
    Status.AWAITING: "待报送",
    Status.OVERDUE: "逾期未报",
    Status.INCOMPLETE: "材料不全",
    Status.LATE: "迟报",
    Status.COMPLIANT: "合规",
}


TIMING_RULES = {Status.NOT_HELD: "ZT202", Status.OVERDUE: "ZT203", Status.LATE: "ZT204"}
"""The rule that says a status: its waiver keeps the status, and nobody acts on it. The contract (§3) pins these codes
to statuses, and who acts is decided here, below the rules; so these three stand here and nowhere else."""

OBLIGATION_RULES = {"filing": "ZT208"}
OTHER_OBLIGATION = "ZT209"
"""The rule whose waiver lifts an obligation, by its key; of every other one the second (contract §3, §5)."""


class Action(StrEnum):
    """Who acts next."""

    UNIT = "unit"
    OFFICE = "office"
    NONE = "none"


class Situation(Struct, frozen=True):
    """All that the status depends on.

    ``submitted`` is the date the complete set came in, as recorded or as the receipts give it; ``first_receipt`` the
    earliest receipt; ``evidence``: a photo, summary or link is there; ``complete``: every required kind has its
    minimum of usable material (and something is there at all, for ``undated_set``); ``doubtful``: the record is
    faulty (ZT311) or impossible (ZT206); ``elsewhere``: something is lacking, and all of it may lie in what nobody has
    looked at.
    """

    cancelled: bool
    doubtful: bool
    evidence: bool
    complete: bool
    undated_set: bool
    month_end: date
    held_first: date | None
    held_last: date | None
    deadline: date | None
    latest_deadline: date
    submitted: date | None
    first_receipt: date | None
    has_unit: bool
    elsewhere: bool = False


def status_of(it: Situation, as_of: date) -> Status:
    """The activity's status on ``as_of``."""
    if it.cancelled:
        return Status.CANCELLED
    if it.doubtful or (it.evidence and it.held_first is None) or it.undated_set:
        return Status.UNRECORDED
    begun = it.held_first is not None and it.held_first <= as_of
    if not begun and as_of > it.month_end:
        return Status.NOT_HELD
    if not begun or it.held_last is None or it.held_last > as_of or it.deadline is None:
        return Status.SCHEDULED
    if it.submitted is None or it.submitted > as_of:
        if as_of <= it.deadline:
            return Status.AWAITING
        if it.first_receipt is None or it.first_receipt > as_of:
            return Status.OVERDUE
        return Status.LATE if it.complete else Status.INCOMPLETE
    if not it.complete:
        return Status.INCOMPLETE
    return Status.LATE if it.submitted > it.deadline else Status.COMPLIANT


def action_of(status: Status, it: Situation, as_of: date, *, waived: bool) -> Action:
    """Who acts on ``status``; ``waived``: the timing finding of this status is waived, so nobody acts."""
    if waived or status in (Status.CANCELLED, Status.SCHEDULED, Status.LATE, Status.COMPLIANT):
        return Action.NONE
    if status is Status.UNRECORDED or not it.has_unit or it.elsewhere:
        return Action.OFFICE
    if status is Status.NOT_HELD and as_of <= it.latest_deadline:
        return Action.OFFICE
    return Action.UNIT

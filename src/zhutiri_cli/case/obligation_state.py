"""The state of an obligation on a date: a pure, total function (contract §3, lines of schema 2). Beijing dates."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct


class ObligationState(StrEnum):
    """The six states; the values stand in the JSON output."""

    NOT_DUE = "not_due"
    DUE = "due"
    DONE = "done"
    LATE = "late"
    OVERDUE = "overdue"
    WAIVED = "waived"

    @property
    def label(self) -> str:
        """The official Chinese label."""
        return _LABELS[self]

    @property
    def open(self) -> bool:
        """Whether somebody has to see to it now."""
        return self in (ObligationState.DUE, ObligationState.OVERDUE)


_LABELS = {
    ObligationState.NOT_DUE: "未到期",
    ObligationState.DUE: "待办",
    ObligationState.DONE: "已办",
    ObligationState.LATE: "迟办",
    ObligationState.OVERDUE: "逾期未办",
    ObligationState.WAIVED: "已豁免",
}
OPENS_AHEAD = 5
"""How many working days before its deadline an obligation that no event opens becomes 待办."""


class Timing(Struct, frozen=True):
    """When an obligation is due. ``deadline`` is ``None`` while there is nothing to count from; ``opens`` is the first
    day on which it is to be seen to; ``provisional``: the holidays of a year that the count touches are not published;
    ``estimated``: counted from the day that the plan names, since none is recorded, so that nothing can be overdue."""

    deadline: date | None = None
    opens: date | None = None
    provisional: bool = False
    estimated: bool = False


def state_of(timing: Timing, done: date | None, as_of: date, *, waived: bool) -> ObligationState:
    """The state on ``as_of``. ``done``: when it was met, as recorded or shown by receipts; a later day has not come."""
    if waived:
        return ObligationState.WAIVED
    if done is not None and done <= as_of:
        late = timing.deadline is not None and not timing.estimated and done > timing.deadline
        return ObligationState.LATE if late else ObligationState.DONE
    if timing.deadline is None:
        return ObligationState.NOT_DUE
    if as_of > timing.deadline and not timing.estimated:
        return ObligationState.OVERDUE
    return ObligationState.DUE if timing.opens is not None and as_of >= timing.opens else ObligationState.NOT_DUE

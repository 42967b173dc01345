"""What sums, orders and verdicts of a report need of each activity: small enough to be held of thousands. Pure."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.shown import Shown


class Outline(Struct, frozen=True):
    """One activity in brief. ``actor``: who acts as every output for people says it; ``left``: working days to the
    deadline in force, which is ``due``; ``lacking``: a required kind is short; ``counts``: unwaived findings by
    severity; ``waived``: how many are waived; ``unread``, ``unseen``: in how many places it could not be checked, and
    was not looked into; ``files``: how many are listed; ``now_planned``: it is planned for the time of the check and
    has not ended yet."""

    id: int
    lead: Shown | None
    status: Status
    action: Action
    actor: Action
    left: int | None
    due: date
    lacking: bool
    counts: dict[str, int]
    waived: int
    unread: int
    unseen: int
    files: int
    now_planned: bool

    @property
    def pending(self) -> bool:
        """Whether somebody must act on it now; what is merely due soon is ``soon``."""
        return self.action is not Action.NONE and self.status is not Status.AWAITING

    def soon(self, within: int) -> bool:
        """Whether it awaits its material and its deadline lies ``within`` so many working days."""
        return self.status is Status.AWAITING and self.left is not None and 0 <= self.left <= within

    def owed_soon(self, within: int) -> bool:
        """Of these whether somebody must still see to it: something is lacking, and no waiver covers it."""
        return self.soon(within) and self.lacking and self.action is not Action.NONE

    def acting(self, within: int) -> bool:
        """Whether somebody must act on it now or ``within`` so many working days."""
        return self.pending or self.owed_soon(within)

    @property
    def urgency(self) -> tuple[int, int, int]:
        """What is to be acted on now in order: what units owe first, the longest overdue of it first."""
        return (int(self.actor is Action.OFFICE), self.left if self.left is not None else 0, self.id)

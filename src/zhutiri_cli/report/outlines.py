"""What sums, orders and verdicts of a report need of each activity: small enough to be held of thousands. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from zhutiri_cli.case.material_lines import all_elsewhere
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.common.spool import HELD, Spool
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.rules.finding import tally


class Outline(Struct, frozen=True):
    """One activity in brief. ``left``: working days to the deadline in force, which is ``due``; ``lacking``: a required
    kind is short; ``elsewhere``: where what it lacks may lie unseen, in words for the office ("": nowhere);
    ``counts``: unwaived findings by severity; ``waived``: how many are waived; ``unread``, ``unseen``: in how many
    places it could not be checked, and was not looked into; ``files``: how many are listed; ``now_planned``: it is
    planned for the time of the check and has not ended yet."""

    id: int
    lead: Shown | None
    status: Status
    action: Action
    left: int | None
    due: date
    lacking: bool
    elsewhere: str
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


def outline_of(item: ActivityReport, as_of: date) -> Outline:
    """An activity in brief on the day of the check."""
    return Outline(
        id=item.id,
        lead=item.lead,
        status=item.status,
        action=item.action,
        left=item.working_days_left,
        due=item.due,
        lacking=bool(item.lacking),
        elsewhere=_elsewhere(item),
        counts=tally(item.findings),
        waived=sum(not found.counts for found in item.findings),
        unread=sum(found.bearing.unchecked for found in item.findings),
        unseen=sum(found.unseen and found.counts for found in item.findings),
        files=len(item.files),
        now_planned=item.status is Status.SCHEDULED and not item.period.apart(as_of),
    )


def _elsewhere(item: ActivityReport) -> str:
    if not all_elsewhere(item.materials):
        return ""
    line = item.lacking[0]
    return f"还差的{line.label}可能就在尚未核对的“{shorten(line.unopened[0])}”中"


class OutlinedSpool(Spool[ActivityReport]):
    """Activities that are not held, each in brief."""

    def __init__(self, as_of: date) -> None:
        super().__init__()
        self._as_of = as_of
        self.outlines: list[Outline] = []

    def append(self, thing: ActivityReport) -> None:
        """One more."""
        super().append(thing)
        self.outlines.append(outline_of(thing, self._as_of))


def outlined(items: Iterable[ActivityReport], as_of: date) -> Sequence[ActivityReport]:
    """A tuple where all can be held, else a spool with every activity in brief."""
    found = OutlinedSpool(as_of)
    for item in items:
        found.append(item)
    return tuple(found) if len(found) <= HELD else found

"""What a comparison of two plans says: all that its renderers may know. Dates are Beijing dates."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.plan.diff.field_changes import FieldChange
from zhutiri_cli.plan.model import Activity, Plan
from zhutiri_cli.workdays.calendar import WorkCalendar


class Side(Struct, frozen=True):
    """One side as people are told of it: the file's path, the git revision it was read from (``None``: the file
    itself), and the plan's title and year."""

    path: Shown
    revision: Shown | None
    title: Shown
    year: int

    @property
    def label(self) -> Shown:
        """What people call it."""
        return self.path if self.revision is None else Shown(f"{self.revision}:{self.path}")


class Version(Struct, frozen=True):
    """One side: where its plan was read, the plan, and the calendar that its deadlines are counted by."""

    side: Side
    plan: Plan
    calendar: WorkCalendar


class Latest(Struct, frozen=True):
    """An activity's latest possible deadline, counted from the last day of its month."""

    day: date
    provisional: bool

    def __str__(self) -> str:
        return f"{self.day}（暂定）" if self.provisional else f"{self.day}"


class Meaning(Struct, frozen=True):
    """What a change brings about, in one Chinese sentence; ``flagged`` where somebody has to look at it."""

    text: Shown
    flagged: bool = False


def meaning(text: str, *, flagged: bool = False) -> Meaning:
    """A sentence, made fit to be shown, as what a change means."""
    return Meaning(Shown(text), flagged)


class Fate(StrEnum):
    """What became of an activity. ``DEADLINE``: not itself changed, but its latest deadline is another one."""

    ADDED = "added"
    REMOVED = "removed"
    RENUMBERED = "renumbered"
    CHANGED = "changed"
    DEADLINE = "deadline"


class ActivityPair(Struct, frozen=True):
    """One activity in which something differs; ``old`` and ``new`` are the same activity in either plan."""

    fate: Fate
    old: Activity | None
    new: Activity | None
    changes: tuple[FieldChange, ...]
    old_latest: Latest | None
    new_latest: Latest | None

    @property
    def activity(self) -> Activity:
        """The activity as it is now; a removed one as it was."""
        found = self.new or self.old
        assert found is not None
        return found

    def newly_past(self, as_of: date) -> bool:
        """Whether the latest deadline is over on ``as_of`` because of the change alone."""
        if self.old_latest is None or self.new_latest is None:
            return False
        return self.new_latest.day < as_of <= self.old_latest.day


class ActivityDiff(Struct, frozen=True):
    """What a comparison says of one activity: its number in either plan (``None``: not there), its theme and units as
    they are now (as they were, for a removed one), every changed field, and what that means.

    ``content``: what an added or removed activity asks for, in words; ``old`` and ``new``: the whole of a removed or an
    added one as JSON has it. ``newly_past``: its latest deadline is over because of the change alone.
    """

    fate: Fate
    old_id: int | None
    new_id: int | None
    theme: Shown
    units: tuple[Shown, ...]
    cancelled: bool
    content: Shown
    old: Any
    new: Any
    changes: tuple[FieldChange, ...]
    old_latest: Latest | None
    new_latest: Latest | None
    newly_past: bool
    meanings: tuple[Meaning, ...]

    @property
    def id(self) -> int:
        """Its number now; that of a removed one as it was."""
        found = self.old_id if self.new_id is None else self.new_id
        assert found is not None
        return found

    @property
    def moved(self) -> bool:
        """Whether the activity is to be held and its latest deadline is another day."""
        if self.old_latest is None or self.new_latest is None or self.cancelled:
            return False
        return self.old_latest.day != self.new_latest.day


class FieldNote(Struct, frozen=True):
    """A change outside the table of activities, and what it brings about."""

    change: FieldChange
    meanings: tuple[Meaning, ...]


class PlanDiff(Struct, frozen=True):
    """Everything in which two plans differ."""

    old: Side
    new: Side
    as_of: date
    fields: tuple[FieldNote, ...]
    activities: tuple[ActivityDiff, ...]
    meanings: tuple[Meaning, ...]

    @property
    def empty(self) -> bool:
        """Whether the two plans say the same (comments and layout of the files aside)."""
        return not self.fields and not self.activities

    def of(self, fate: Fate) -> tuple[ActivityDiff, ...]:
        """The activities with one fate."""
        return tuple(item for item in self.activities if item.fate is fate)

    @property
    def moved(self) -> tuple[ActivityDiff, ...]:
        """The activities on both sides, not cancelled now, whose latest deadline is another day."""
        return tuple(item for item in self.activities if item.moved)

    @property
    def flagged(self) -> int:
        """How many consequences somebody has to look at."""
        own = [*self.meanings, *(meaning for note in self.fields for meaning in note.meanings)]
        return sum(meaning.flagged for meaning in [*own, *(m for item in self.activities for m in item.meanings)])

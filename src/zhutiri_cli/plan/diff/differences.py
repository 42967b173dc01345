"""What a comparison of two plans says: all that its renderers may know. Dates are Beijing dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhutiri_cli.plan.diff.field_changes import FieldChange
from zhutiri_cli.plan.model import Activity, Plan
from zhutiri_cli.workdays.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Version:
    """One side: the file's path as shown, the git revision it was read from (``None``: the file itself), the plan,
    and the calendar that its deadlines are counted by."""

    path: str
    revision: str | None
    plan: Plan
    calendar: WorkCalendar

    @property
    def label(self) -> str:
        """What people call it."""
        return self.path if self.revision is None else f"{self.revision}:{self.path}"


@dataclass(frozen=True, slots=True)
class Latest:
    """An activity's latest possible deadline, counted from the last day of its month."""

    day: date
    provisional: bool

    def __str__(self) -> str:
        return f"{self.day}（暂定）" if self.provisional else f"{self.day}"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a change brings about, in one Chinese sentence; ``flagged`` where somebody has to look at it."""

    text: str
    flagged: bool = False


class Fate(StrEnum):
    """What became of an activity. ``DEADLINE``: not itself changed, but its latest deadline is another one."""

    ADDED = "added"
    REMOVED = "removed"
    RENUMBERED = "renumbered"
    CHANGED = "changed"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class ActivityDiff:
    """One activity in which something differs; ``old`` and ``new`` are the same activity in either plan."""

    fate: Fate
    old: Activity | None
    new: Activity | None
    changes: tuple[FieldChange, ...]
    old_latest: Latest | None
    new_latest: Latest | None
    meanings: tuple[Meaning, ...] = ()

    @property
    def activity(self) -> Activity:
        """The activity as it is now; a removed one as it was."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def moved(self) -> bool:
        """Whether the activity is to be held and its latest deadline is another day."""
        if self.old_latest is None or self.new_latest is None or self.activity.cancelled:
            return False
        return self.old_latest.day != self.new_latest.day

    def newly_past(self, as_of: date) -> bool:
        """Whether the latest deadline is over on ``as_of`` because of the change alone."""
        if self.old_latest is None or self.new_latest is None:
            return False
        return self.new_latest.day < as_of <= self.old_latest.day


@dataclass(frozen=True, slots=True)
class FieldNote:
    """A change outside the table of activities, and what it brings about."""

    change: FieldChange
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class PlanDiff:
    """Everything in which two plans differ."""

    old: Version
    new: Version
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

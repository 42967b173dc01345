"""Sums over activities: of a workspace, of a unit, of a month, of all. Numbers only, whatever they are taken over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from msgspec import Struct, field

from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.summing.workspace_row import ActivityLine, FindingLine, WorkspaceRow
from zhutiri_cli.rules.finding import Severity

SETTLED = frozenset({Status.COMPLIANT, Status.LATE, Status.INCOMPLETE, Status.OVERDUE})
"""The statuses of activities whose deadline has passed or whose set is in."""


class Sums(Struct):
    """How many activities there are, how many of each status, how many findings of each severity, and how many
    activities wait for whom by now. ``unread``: in how many places something could not be checked; ``unsure``: how many
    activities would be compliant, had all of them been checked. It grows: ``add`` and ``join``."""

    activities: int = 0
    statuses: Counter[Status] = field(default_factory=Counter)
    findings: Counter[Severity] = field(default_factory=Counter)
    actions: Counter[Action] = field(default_factory=Counter)
    unread: int = 0
    unsure: int = 0

    def add(self, line: ActivityLine) -> None:
        """One more activity."""
        self.activities += 1
        self.statuses[line.status] += 1
        self.actions[line.action] += line.pending
        self.unsure += line.status is Status.COMPLIANT and line.unchecked
        self.note(line.findings)

    def note(self, findings: Iterable[FindingLine]) -> None:
        """Findings more."""
        for found in findings:
            self.findings[found.severity] += 1
            self.unread += found.unchecked

    def join(self, other: Sums) -> None:
        """All of another's, too."""
        self.activities += other.activities
        self.statuses.update(other.statuses)
        self.findings.update(other.findings)
        self.actions.update(other.actions)
        self.unread += other.unread
        self.unsure += other.unsure

    @property
    def settled(self) -> int:
        """How many activities are due or have their set in."""
        return sum(self.statuses[status] for status in SETTLED)

    @property
    def percent(self) -> int | None:
        """Of those how many in a hundred are compliant, and wholly checked, rounded down; ``None`` where none is due
        yet."""
        return self.good * 100 // self.settled if self.settled else None

    @property
    def good(self) -> int:
        """How many activities are compliant, and wholly checked."""
        return self.statuses[Status.COMPLIANT] - self.unsure

    @property
    def acting(self) -> int:
        """For how many activities somebody must act."""
        return self.actions[Action.UNIT] + self.actions[Action.OFFICE]


def of_row(row: WorkspaceRow) -> Sums:
    """The sums of a workspace, its own findings among them; of a broken one all is zero."""
    sums = Sums()
    for line in row.activities:
        sums.add(line)
    sums.note(row.findings)
    return sums


def by_unit(row: WorkspaceRow) -> dict[Shown, Sums]:
    """The sums of every unit of a workspace: a joint activity counts for each of its hosts (the whole counts it once).
    Activities without a unit stand under an empty name."""
    return _by(row, lambda line: line.units or (Shown(""),))


def by_month(row: WorkspaceRow) -> dict[Shown, Sums]:
    """The sums of every month of a workspace."""
    return _by(row, lambda line: (line.month,))


def _by(row: WorkspaceRow, keys: Callable[[ActivityLine], Iterable[Shown]]) -> dict[Shown, Sums]:
    found: dict[Shown, Sums] = {}
    for line in row.activities:
        for key in dict.fromkeys(keys(line)):
            found.setdefault(key, Sums()).add(line)
    return found


def merge(whole: dict[Shown, Sums], more: dict[Shown, Sums]) -> None:
    """Add the sums of one more workspace to those of several, key by key."""
    for key, sums in more.items():
        whole.setdefault(key, Sums()).join(sums)

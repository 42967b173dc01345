"""All that a renderer may know of a rollup: the day, the rows of the workspaces, and the sums over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.summing.sums import Sums, by_month, merge, of_row
from zhutiri_cli.report.summing.workspace_row import WorkspaceRow
from zhutiri_cli.rules.finding import Severity


class WorkspaceStanding(Struct, frozen=True):
    """One workspace among the others: its place in the rows, what it is called, why it is broken and what to do about
    it, its sums, what limits its check; ``unexamined``: nothing was submitted that could be looked at."""

    place: int
    path: Shown
    title: Shown | None
    error: Shown | None
    sums: Sums
    notices: tuple[Shown, ...] = ()
    unexamined: bool = False

    @property
    def urgency(self) -> tuple[int, int, int, int, int]:
        """Broken ones come first, then those with the most errors, then those for which the most waits."""
        own = self.sums
        return (
            self.error is None,
            -own.findings[Severity.ERROR],
            -own.acting,
            -own.findings[Severity.WARNING],
            self.place,
        )


class Rollup(Struct, frozen=True):
    """A rollup on ``as_of``. ``rows``: in the order of the paths; there may be too many to be held in memory, so that
    they lie on the disk and each is read when it is asked for. ``standings``: the same in a few numbers each."""

    as_of: date
    rows: Sequence[WorkspaceRow]
    standings: tuple[WorkspaceStanding, ...]
    total: Sums
    months: tuple[tuple[Shown, Sums], ...]

    @property
    def broken(self) -> tuple[WorkspaceStanding, ...]:
        """The workspaces that could not be checked."""
        return tuple(one for one in self.standings if one.error is not None)

    @property
    def unexamined(self) -> int:
        """How many workspaces were judged by their plan alone."""
        return sum(one.unexamined for one in self.standings)

    @property
    def noticed(self) -> list[WorkspaceStanding]:
        """The workspaces whose check is limited by something, those first where nothing was looked at."""
        return sorted((one for one in self.standings if one.notices), key=lambda one: not one.unexamined)

    def worst_first(self) -> list[WorkspaceStanding]:
        """The workspaces, those for which the most is to be done first."""
        return sorted(self.standings, key=lambda one: one.urgency)


def rolled_up(as_of: date, rows: Sequence[WorkspaceRow]) -> Rollup:
    """The rollup of rows, each looked at once."""
    standings, total = list[WorkspaceStanding](), Sums()
    months: dict[Shown, Sums] = {}
    for place, row in enumerate(rows):
        own = of_row(row)
        standings.append(WorkspaceStanding(place, row.path, row.title, row.reason, own, row.notices, row.unexamined))
        total.join(own)
        merge(months, by_month(row))
    return Rollup(as_of, rows, tuple(standings), total, tuple(sorted(months.items())))


def fails(rollup: Rollup, threshold: Severity | None) -> bool:
    """Whether anything at or above the threshold was found (``None``: never). A workspace that could not be checked
    counts as an error: it is no pass."""
    if threshold is None:
        return False
    return bool(rollup.broken) or any(rollup.total.findings[one] for one in Severity if one.rank <= threshold.rank)

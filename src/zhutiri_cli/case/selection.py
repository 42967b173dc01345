"""Which activities a check is asked about. What it asks beyond the disk, judges and reports is of these alone."""

from __future__ import annotations

from msgspec import Struct

from zhutiri_cli.case.case import Case
from zhutiri_cli.case.status import Status


class Selection(Struct, frozen=True):
    """Filters of a check; an empty one keeps everything. A unit matches as lead or joint host; a month reads
    ``2024-03``."""

    units: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    ids: frozenset[int] = frozenset()
    statuses: frozenset[Status] = frozenset()

    @property
    def empty(self) -> bool:
        """Whether nothing is filtered."""
        return not (self.units or self.months or self.ids or self.statuses)

    def keeps(self, case: Case) -> bool:
        """Whether an activity passes every filter that is set."""
        return (
            (not self.units or any(unit in self.units for unit in case.activity.units))
            and (not self.months or any(str(month) in self.months for month in case.planned.months))
            and (not self.ids or case.activity.id in self.ids)
            and (not self.statuses or case.status in self.statuses)
        )


EVERYTHING = Selection()

"""What has changed since an earlier report: plain facts for renderers and for the exit status."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct, field

from zhutiri_cli.common.shown import NO_WORDS, Shown
from zhutiri_cli.rules.finding import Severity


class Change(StrEnum):
    """What became of a finding; the values stand in the JSON output."""

    NEW = "new"
    RAISED = "raised"
    """Still open, and an error where it was a warning."""
    OPEN = "open"
    MENDED = "mended"
    WAIVED = "waived"
    """No longer counted, since a waiver covers it."""
    UNCHECKED = "unchecked"
    """Not found again, but the rule had no occasion to say it: not looked at, or not judged, this time."""

    @property
    def label(self) -> str:
        """The Chinese word shown to people."""
        return {
            "new": "新增",
            "raised": "加重",
            "open": "仍未整改",
            "mended": "已整改",
            "waived": "已豁免",
            "unchecked": "本次未核对",
        }[self.value]


class Compared(Struct, frozen=True):
    """One finding of this or of the earlier report (errors and warnings; information is not compared).

    ``activity`` is ``None`` for a finding of the whole workspace; ``theme`` is that of the report it stands in.
    """

    change: Change
    activity: int | None
    theme: Shown
    rule: str
    severity: Severity
    message: Shown

    @property
    def counts(self) -> bool:
        """Whether the finding is in this report."""
        return self.change in (Change.NEW, Change.RAISED, Change.OPEN)


class Moved(Struct, frozen=True):
    """A deadline in force that is another day than before; ``final``: whether it is now counted from a recorded
    holding, ``was_final``: whether it was (else it was the latest possible one)."""

    activity: int
    theme: Shown
    before: date
    after: date
    was_final: bool
    final: bool


class Comparison(Struct, frozen=True):
    """This report beside the one of ``as_of`` at ``path``. ``absent``: activities that the earlier one does not hold,
    so that all their findings are new; ``gone``: activities that only the earlier one holds; ``renamed``: activities
    of the same number and another theme; ``other_plan``: the title of the earlier plan where it was another.

    ``fates``: what happened to each finding of this report, activity by activity (``None``: the workspace), in the
    report's order, information and what is waived included.
    """

    path: Shown
    as_of: date
    findings: tuple[Compared, ...]
    moved: tuple[Moved, ...]
    absent: tuple[int, ...] = ()
    gone: tuple[int, ...] = ()
    renamed: tuple[int, ...] = ()
    other_plan: Shown = NO_WORDS
    fates: Mapping[int | None, tuple[Change, ...]] = field(default_factory=dict)

    def of(self, *changes: Change) -> tuple[Compared, ...]:
        """The findings to which one of ``changes`` happened, in the report's order."""
        return tuple(found for found in self.findings if found.change in changes)

    def by_activity(self) -> dict[int | None, list[Compared]]:
        """The findings, of now and then, of each activity that has any, and of the workspace (``None``)."""
        found: dict[int | None, list[Compared]] = {}
        for one in self.findings:
            found.setdefault(one.activity, []).append(one)
        return found

    def fresh(self) -> tuple[Compared, ...]:
        """What ``--fail-on-new`` looks at."""
        return self.of(Change.NEW, Change.RAISED)

    def counts(self) -> dict[Change, int]:
        """How many findings met each fate, every one present."""
        return {change: sum(found.change is change for found in self.findings) for change in Change}

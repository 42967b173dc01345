"""What a rule says: a finding with its severity, clause, place and waiver."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct, field

from zhutiri_cli.common.shown import NO_WORDS, Shown
from zhutiri_cli.rules.bearing import NO_BEARING, Bearing


class Severity(StrEnum):
    """How serious a finding is; the values stand in the JSON output (contract §6)."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """The Chinese word shown to people."""
        return {"error": "错误", "warning": "警告", "info": "提示"}[self.value]

    @property
    def rank(self) -> int:
        """0 for the most serious, so that sorting puts errors first."""
        return {"error": 0, "warning": 1, "info": 2}[self.value]


class Place(Struct, frozen=True):
    """Where a finding points: a path as shown to people, and line and column from 1 (columns in code points)."""

    path: Shown | None = None
    line: int | None = None
    column: int | None = None


class Finding(Struct, frozen=True):
    """One verdict of one rule. ``waived`` holds the reason of the waiver that covers it, or (``off``) for which the
    plan switches its rule off; it then counts nowhere. ``bearing``: what it means elsewhere, as its rule declares;
    ``unseen``: what lies there was not looked into (未核对内容), though nothing failed."""

    rule: str
    severity: Severity
    message: Shown
    hint: Shown = NO_WORDS
    clause: Shown | None = None
    place: Place = field(default_factory=Place)
    waived: Shown | None = None
    bearing: Bearing = NO_BEARING
    off: bool = False
    unseen: bool = False

    @property
    def counts(self) -> bool:
        """Whether the finding counts toward totals and the exit status."""
        return self.waived is None


def tally(findings: Iterable[Finding]) -> dict[str, int]:
    """Count unwaived findings by severity, every severity present, in the order error, warning, info."""
    counts = {severity.value: 0 for severity in Severity}
    for finding in findings:
        if finding.counts:
            counts[finding.severity.value] += 1
    return counts

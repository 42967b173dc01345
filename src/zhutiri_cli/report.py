"""All that a renderer may know: named, plain facts of one check, and the few sums that every format shows alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from zhutiri_cli.finding import Finding, Severity, tally
from zhutiri_cli.materials.privacy import mask
from zhutiri_cli.status import Action, Status
from zhutiri_cli.workdays import Count


@dataclass(frozen=True, slots=True)
class MaterialItem:
    """A file, or a link (``url``) in the file ``path``; ``note`` says why it does not count or was not read,
    ``outlet`` and ``level`` who published what a link leads to, where known."""

    path: str
    usable: bool
    url: str | None = None
    note: str = ""
    outlet: str = ""
    level: str = ""

    @property
    def address(self) -> str:
        """The link as people are shown it, without citizens' numbers; ``url`` stays as it must be to open."""
        return mask(self.url or "")

    @property
    def name(self) -> str:
        """The file's path as people are shown it, without citizens' numbers; ``path`` stays as it must be to open."""
        return mask(self.path)


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """One kind of material: required minimum (0: not required, or lifted by a waiver), what counts, and the items."""

    kind: str
    label: str
    required: int
    usable: int
    items: tuple[MaterialItem, ...]

    @property
    def lacking(self) -> int:
        """How many more are needed."""
        return max(self.required - self.usable, 0)


@dataclass(frozen=True, slots=True)
class ActivityReport:
    """One activity on the day of the check. Dates are Beijing dates; ``month`` reads ``2024-03``."""

    id: int
    theme: str
    month: str
    forms: tuple[str, ...]
    units: tuple[str, ...]
    status: Status
    action: Action
    waived: bool
    held: tuple[date, date] | None
    submitted: date | None
    deadline: date | None
    extended_from: date | None
    latest_deadline: date
    provisional: bool
    working_days_left: int | None
    folder: str | None
    materials: tuple[MaterialLine, ...]
    findings: tuple[Finding, ...]
    count: Count

    @property
    def label(self) -> str:
        """The status in Chinese, with 已豁免 where a waiver covers it."""
        return self.status.label + ("（已豁免）" if self.waived else "")

    @property
    def lead(self) -> str | None:
        """The leading unit."""
        return self.units[0] if self.units else None

    @property
    def due(self) -> date:
        """The deadline in force: the deadline, else the latest possible one."""
        return self.deadline or self.latest_deadline

    @property
    def lacking(self) -> tuple[MaterialLine, ...]:
        """The required kinds that are short."""
        return tuple(line for line in self.materials if line.lacking)


@dataclass(frozen=True, slots=True)
class Report:
    """One check. ``findings`` belong to no activity; ``notices`` are said to the reader before anything else;
    ``total`` counts the plan's activities before filters."""

    as_of: date
    plan_path: str
    plan_title: str
    year: int
    activities: tuple[ActivityReport, ...]
    findings: tuple[Finding, ...]
    notices: tuple[str, ...]
    due_within: int
    total: int

    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding shown: the workspace's, then each activity's."""
        return (*self.findings, *(finding for item in self.activities for finding in item.findings))

    def statuses(self) -> dict[Status, int]:
        """How many activities have each status that occurs, in the contract's order."""
        counts = {status: sum(item.status is status for item in self.activities) for status in Status}
        return {status: count for status, count in counts.items() if count}

    def tally(self) -> dict[str, int]:
        """Unwaived findings by severity."""
        return tally(self.all_findings())

    def pending(self) -> tuple[ActivityReport, ...]:
        """What somebody must act on now, most urgent first; what is merely due soon is in ``due_next``."""
        acting = [a for a in self.activities if a.action is not Action.NONE and a.status is not Status.AWAITING]
        return tuple(sorted(acting, key=_urgency))

    def due_next(self) -> tuple[ActivityReport, ...]:
        """Activities awaiting their material whose deadline lies within ``due_within`` working days."""
        soon = [a for a in self.activities if a.status is Status.AWAITING and _within(a, self.due_within)]
        return tuple(sorted(soon, key=lambda item: (item.due, item.id)))

    def this_month(self) -> tuple[ActivityReport, ...]:
        """Activities planned for the month of the check that have not ended yet."""
        month = f"{self.as_of:%Y-%m}"
        return tuple(a for a in self.activities if a.status is Status.SCHEDULED and a.month == month)


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters of a check; an empty one keeps everything. A unit matches as lead or joint host."""

    units: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    ids: frozenset[int] = frozenset()
    statuses: frozenset[Status] = frozenset()

    @property
    def empty(self) -> bool:
        """Whether nothing is filtered."""
        return not (self.units or self.months or self.ids or self.statuses)

    def keeps(self, item: ActivityReport) -> bool:
        """Whether an activity passes every filter that is set."""
        return (
            (not self.units or any(unit in self.units for unit in item.units))
            and (not self.months or item.month in self.months)
            and (not self.ids or item.id in self.ids)
            and (not self.statuses or item.status in self.statuses)
        )


def narrowed(report: Report, selection: Selection, lasting: Iterable[str]) -> Report:
    """The report of the selected activities alone; of the workspace's findings only those of ``lasting`` codes."""
    if selection.empty:
        return report
    keep = frozenset(lasting)
    return replace(
        report,
        activities=tuple(item for item in report.activities if selection.keeps(item)),
        findings=tuple(finding for finding in report.findings if finding.rule in keep),
    )


def fails(findings: Iterable[Finding], threshold: Severity | None) -> bool:
    """Whether any unwaived finding is at or above the threshold (``None``: never)."""
    return threshold is not None and any(f.counts and f.severity.rank <= threshold.rank for f in findings)


def _urgency(item: ActivityReport) -> tuple[int, int, int]:
    by_office = item.action is Action.OFFICE
    days = item.working_days_left if item.working_days_left is not None else 0
    return (int(by_office), days, item.id)


def _within(item: ActivityReport, days: int) -> bool:
    return item.working_days_left is not None and 0 <= item.working_days_left <= days

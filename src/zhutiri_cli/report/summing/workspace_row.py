"""What is kept of one workspace among many: its check in a few plain facts, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.shown import NO_WORDS, Shown
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.report import NOTHING_EXAMINED, Report
from zhutiri_cli.rules.finding import Finding, Severity

NO_FINDINGS: Mapping[str, int] = {severity.value: 0 for severity in Severity}


class FindingLine(Struct, frozen=True):
    """One finding that counts: its rule, how serious it is, what is wrong and what to do; ``unchecked``: it says that
    something could not be checked; ``unseen``: that something was not looked into."""

    rule: Shown
    severity: Severity
    message: Shown
    hint: Shown = NO_WORDS
    unchecked: bool = False
    unseen: bool = False


class ActivityLine(Struct, frozen=True):
    """One activity of a workspace on the day. Dates are Beijing dates, ``month`` reads ``2024-03``; ``action``: who
    acts, as outputs for people say it; ``left``: working days to the deadline in force, negative once it has passed."""

    id: int
    theme: Shown
    month: Shown
    units: tuple[Shown, ...]
    status: Status
    waived: bool
    action: Action
    held: tuple[date, date] | None
    submitted: date | None
    deadline: date | None
    latest_deadline: date
    provisional: bool
    left: int | None
    findings: tuple[FindingLine, ...]

    @property
    def label(self) -> Shown:
        """The status in Chinese, with 已豁免 where a waiver covers it."""
        return Shown(self.status.label + ("（已豁免）" if self.waived else ""))

    @property
    def due(self) -> date:
        """The deadline in force: the deadline, else the latest possible one."""
        return self.deadline or self.latest_deadline

    @property
    def lead(self) -> Shown | None:
        """The leading unit."""
        return self.units[0] if self.units else None

    @property
    def pending(self) -> bool:
        """Whether somebody must act on it now; what merely awaits its material by its deadline is not yet."""
        return self.action is not Action.NONE and self.status is not Status.AWAITING

    @property
    def unchecked(self) -> bool:
        """Whether something of it could not be checked."""
        return any(found.unchecked for found in self.findings)

    def counted(self) -> dict[str, int]:
        """Its findings by severity."""
        return _counted(self.findings)


class WorkspaceRow(Struct, frozen=True):
    """One workspace: ``path`` as shown to people, and either what the check found or the ``error`` for which there was
    none, with the ``advice`` what to do. ``findings`` belong to no activity; ``notices``: what limits the check."""

    path: Shown
    title: Shown | None = None
    year: int | None = None
    error: Shown | None = None
    advice: Shown = NO_WORDS
    activities: tuple[ActivityLine, ...] = ()
    findings: tuple[FindingLine, ...] = ()
    notices: tuple[Shown, ...] = ()

    @property
    def reason(self) -> Shown | None:
        """Why it could not be checked and what to do about it; ``None`` where it was."""
        return Shown.of(self.error, "。", self.advice) if self.error is not None and self.advice else self.error

    @property
    def unexamined(self) -> bool:
        """Whether it was judged by its plan alone, for want of anything submitted."""
        return any(NOTHING_EXAMINED in notice for notice in self.notices)

    @property
    def name(self) -> Shown:
        """What it is called in a list: the last part of its path."""
        return Shown(self.path.rstrip("/").rsplit("/", 1)[-1] or self.path)


def broken_row(path: Shown, message: str, advice: str = "") -> WorkspaceRow:
    """A workspace that could not be checked."""
    return WorkspaceRow(path, error=Shown(message), advice=Shown(advice))


def row_of(path: Shown, report: Report, remarks: tuple[str, ...] = ()) -> WorkspaceRow:
    """What is kept of a report; ``remarks`` are said before its own notices."""
    return WorkspaceRow(
        path=path,
        title=report.plan_title,
        year=report.year,
        activities=tuple(_line(report, item) for item in report.activities),
        findings=_lines(report.findings),
        notices=(*map(Shown, remarks), *report.notices, *report.ignored_said),
    )


def _line(report: Report, item: ActivityReport) -> ActivityLine:
    return ActivityLine(
        id=item.id,
        theme=item.theme,
        month=item.month,
        units=item.units,
        status=item.status,
        waived=item.waived,
        action=report.actor(item),
        held=item.held,
        submitted=item.submitted,
        deadline=item.deadline,
        latest_deadline=item.latest_deadline,
        provisional=item.provisional,
        left=item.working_days_left,
        findings=_lines(item.findings),
    )


def _lines(findings: tuple[Finding, ...]) -> tuple[FindingLine, ...]:
    return tuple(
        FindingLine(Shown(found.rule), found.severity, found.message, found.hint, found.bearing.unchecked, found.unseen)
        for found in findings
        if found.counts
    )


def _counted(findings: tuple[FindingLine, ...]) -> dict[str, int]:
    counts = dict(NO_FINDINGS)
    for found in findings:
        counts[found.severity.value] += 1
    return counts

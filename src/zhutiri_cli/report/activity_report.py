"""One activity's part of a report: named, plain facts, as every renderer has them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from zhutiri_cli.case.material_lines import MaterialLine
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.shown import Shown, Verbatim
from zhutiri_cli.common.yaml.periods import Period
from zhutiri_cli.common.yaml.scalars import Month
from zhutiri_cli.report.file_lines import NOTHING_RECORDED, FileLine, Recorded
from zhutiri_cli.report.obligation_lines import ObligationLine
from zhutiri_cli.report.photo_lines import PhotoLine
from zhutiri_cli.rules.finding import Finding, Place
from zhutiri_cli.rules.outcome import RuleRun
from zhutiri_cli.workdays.calendar import Count


class ActivityReport(Struct, frozen=True):
    """One activity on the day of the check. Dates are Beijing dates; ``month`` reads ``2024-03``: the last one
    of several planned; ``planned``: the months or the day planned, ``None`` where that is ``month`` alone;
    ``planned_day``: the day that the plan's table names, which decides nothing.

    ``row`` is where the activity stands in the plan file; ``remind_on`` lies two working days before ``due``;
    ``late_by``: by how many working days a late set missed the deadline; ``runs``: what each rule did, by its code;
    ``folder_link``: the folder for a link to it, verbatim, ``None`` where its path holds what may not be shown;
    ``seen``: the photos that were looked at, ``None`` without ``--ocr``; ``reminded``: the days by now on which the
    leading unit was reminded; ``held_told``: the day held that its summary tells beyond doubt, where none is recorded.
    """

    id: int
    theme: Shown
    month: Shown
    forms: tuple[Shown, ...]
    units: tuple[Shown, ...]
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
    folder: Shown | None
    materials: tuple[MaterialLine, ...]
    findings: tuple[Finding, ...]
    count: Count
    row: Place = field(default_factory=Place)
    remind_on: date | None = None
    files: tuple[FileLine, ...] = ()
    recorded: Recorded = NOTHING_RECORDED
    late_by: int | None = None
    runs: Mapping[str, RuleRun] = field(default_factory=dict)
    folder_link: Verbatim | None = None
    seen: tuple[PhotoLine, ...] | None = None
    reminded: tuple[date, ...] = ()
    planned: Period | None = None
    planned_day: date | None = None
    obligations: tuple[ObligationLine, ...] = ()
    held_told: date | None = None

    @property
    def period(self) -> Period:
        """When it is planned, or the month that it was moved to."""
        year, number = self.month.split("-")
        return self.planned or Period.of(Month(int(year), int(number)))

    @property
    def label(self) -> Shown:
        """The status in Chinese, with 已豁免 where a waiver covers it."""
        return Shown(self.status.label + ("（已豁免）" if self.waived else ""))

    @property
    def lead(self) -> Shown | None:
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

    @property
    def unchecked(self) -> bool:
        """Whether something of it could not be checked, so that no unit may be named for it."""
        return any(found.bearing.unchecked for found in self.findings)

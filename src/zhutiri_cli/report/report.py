"""All that a renderer may know: named, plain facts of one check, and the few sums that every format shows alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from msgspec import Struct, field

from zhutiri_cli.case.material_lines import MaterialLine, all_elsewhere
from zhutiri_cli.case.obligation_state import ObligationState
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.shown import NO_WORDS, Shown, Verbatim
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.common.yaml.periods import Period
from zhutiri_cli.common.yaml.scalars import Month
from zhutiri_cli.report.comparison import Comparison
from zhutiri_cli.report.file_lines import NOTHING_RECORDED, FileLine, Recorded
from zhutiri_cli.report.level_lines import LevelLine
from zhutiri_cli.report.obligation_lines import ObligationLine, OpenObligation, UnitLines, open_ones
from zhutiri_cli.report.office import Office, RosterEntry
from zhutiri_cli.report.photo_lines import PhotoLine
from zhutiri_cli.rules.finding import Finding, Place, tally
from zhutiri_cli.rules.outcome import RuleRun
from zhutiri_cli.rules.rule import Rule
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


class Report(Struct, frozen=True):
    """One check. ``findings`` belong to no activity; ``notices`` are said to the reader before anything else;
    ``total`` counts the plan's activities before filters; ``rules`` are those that judged, ``runs`` what each of them
    did with the workspace, by its code; ``plan_number`` is the notice's 文号; ``comparison``: with an earlier report;
    ``filing``: the label of the filing that it asks for; ``examined``: there was a folder of submissions to look at;
    ``plan_remark``: that the plan itself has faults, which is said once and not every week; ``levels``: the rules whose
    level the plan changes (``notices`` say so, too); ``ignored``: how many files are no material by
    the plan."""

    as_of: date
    plan_path: Shown
    plan_title: Shown
    year: int
    activities: tuple[ActivityReport, ...]
    findings: tuple[Finding, ...]
    notices: tuple[Shown, ...]
    total: int
    comparison: Comparison | None = None
    rules: tuple[Rule, ...] = ()
    runs: Mapping[str, RuleRun] = field(default_factory=dict)
    plan_number: Shown = NO_WORDS
    filing: Shown | None = None
    examined: bool = True
    office: Office = field(default_factory=Office)
    roster: tuple[RosterEntry, ...] = ()
    plan_remark: Shown = NO_WORDS
    units: tuple[UnitLines, ...] = ()
    levels: tuple[LevelLine, ...] = ()
    ignored: int = 0

    @property
    def ignored_said(self) -> tuple[Shown, ...]:
        """That files were left out because the plan says so; nothing where none was."""
        return (Shown(f"按计划 ignore 忽略 {self.ignored} 个文件，没有打开、不算材料"),) if self.ignored else ()

    @property
    def unread(self) -> int:
        """In how many places something could not be checked: neither pass nor fail."""
        return sum(found.bearing.unchecked for found in self.all_findings())

    @property
    def unread_said(self) -> tuple[Shown, ...]:
        """The same for outputs that list no findings; nothing where all was checked."""
        if not self.unread:
            return ()
        ids = "、".join(str(item.id) for item in self.activities if item.unchecked)
        where = f"（序号 {ids}）" if ids else ""
        said = f"有 {self.unread} 处没有核对成{where}，既不算通过，也不算不通过；请运行 zhutiri check 查看"
        return (Shown(said),)

    @property
    def unchecked(self) -> bool:
        """Whether something of the workspace could not be checked, so that nobody may be named for what is lacking."""
        return any(found.bearing.unchecked for found in self.findings)

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
        return tuple(sorted(acting, key=self._urgency))

    def owed_soon(self, within: int) -> tuple[ActivityReport, ...]:
        """Of ``due_next`` what somebody must still see to: something is lacking, and no waiver covers it."""
        return tuple(item for item in self.due_next(within) if item.lacking and item.action is not Action.NONE)

    def doubt(self, item: ActivityReport) -> str:
        """Why no unit may be asked for what an activity lacks, in words for the office; "" where one may."""
        if item.lead is None:
            return "没有责任单位"
        if self.unchecked:
            return "报送材料总文件夹没有核对成"
        if item.status is Status.NOT_HELD and not self.examined:
            return "没有报送材料可供核对"
        if item.status is Status.NOT_HELD and item.unchecked:
            return "该项活动的材料没有核对成"
        if all_elsewhere(item.materials):
            line = item.lacking[0]
            return f"还差的{line.label}可能就在尚未核对的“{shorten(line.unopened[0])}”中"
        return ""

    def actor(self, item: ActivityReport) -> Action:
        """Who acts, as every output for people says it: a unit only where nothing stands against asking it."""
        return Action.OFFICE if item.action is Action.UNIT and self.doubt(item) else item.action

    def due_next(self, within: int) -> tuple[ActivityReport, ...]:
        """Activities awaiting their material whose deadline lies ``within`` so many working days."""
        soon = [a for a in self.activities if a.status is Status.AWAITING and _within(a, within)]
        return tuple(sorted(soon, key=lambda item: (item.due, item.id)))

    def this_month(self) -> tuple[ActivityReport, ...]:
        """Activities planned for the month of the check that have not ended yet."""
        return tuple(a for a in self.activities if a.status is Status.SCHEDULED and not a.period.apart(self.as_of))

    def open_obligations(self) -> tuple[OpenObligation, ...]:
        """What is to be seen to besides the whole sets: of activities, then of units, the most urgent first."""
        found = [
            one
            for item in self.activities
            for one in open_ones(item.lead, item.id, item.obligations, partial(self._unproven, item))
        ]
        found += [one for unit in self.units for one in open_ones(unit.unit, None, unit.obligations)]
        return tuple(sorted(found, key=lambda one: (one.office, one.line.deadline or date.max, one.activity or 0)))

    def _unproven(self, item: ActivityReport, line: ObligationLine) -> str:
        """Why an activity's open obligation may have been met without our seeing it, in words for the office."""
        if item.status is Status.UNRECORDED:
            return "登记还没有核实"
        if line.state is not ObligationState.OVERDUE:
            return ""
        if self.unchecked:
            return "报送材料总文件夹没有核对成"
        if not self.examined:
            return "没有报送材料可供核对"
        return "该项活动的材料没有核对成" if item.unchecked else ""

    def _urgency(self, item: ActivityReport) -> tuple[int, int, int]:
        days = item.working_days_left if item.working_days_left is not None else 0
        return (int(self.actor(item) is Action.OFFICE), days, item.id)


def _within(item: ActivityReport, days: int) -> bool:
    return item.working_days_left is not None and 0 <= item.working_days_left <= days

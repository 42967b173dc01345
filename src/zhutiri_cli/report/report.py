"""All that a renderer may know: named, plain facts of one check, and the few sums that every format shows alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from typing import Any

from msgspec import Struct, field

from zhutiri_cli.case.obligation_state import ObligationState
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.lazy_sequence import picked
from zhutiri_cli.common.listed_numbers import listed
from zhutiri_cli.common.shown import NO_WORDS, Shown
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.comparison import Comparison
from zhutiri_cli.report.level_lines import LevelLine
from zhutiri_cli.report.obligation_lines import ObligationLine, OpenObligation, UnitLines, open_ones
from zhutiri_cli.report.office import Office, RosterEntry
from zhutiri_cli.report.outlines import Outline, OutlinedSpool, outline_of
from zhutiri_cli.rules.finding import Finding, tally
from zhutiri_cli.rules.outcome import RuleRun
from zhutiri_cli.rules.rule import Rule

NOTHING_EXAMINED = "没有核对任何材料"
"""What a notice says of a workspace that was judged by its plan alone: it has passed nothing."""


class Report(Struct, frozen=True, dict=True):
    """One check, of as many activities as there are (``common.spool``): what goes through them goes through them once.
    ``findings`` belong to no activity; ``notices`` are said to the reader before anything else;
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
    activities: Sequence[ActivityReport]
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
        return sum(found.bearing.unchecked for found in self.findings) + sum(one.unread for one in self.outlines)

    @property
    def unseen(self) -> int:
        """In how many places something was not looked into (a document without a reader, an archive, a folder of
        nobody), though nothing failed; what is waived aside."""
        own = sum(found.unseen and found.counts for found in self.findings)
        return own + sum(one.unseen for one in self.outlines)

    @property
    def waived(self) -> int:
        """How many findings are waived."""
        return sum(not found.counts for found in self.findings) + sum(one.waived for one in self.outlines)

    @property
    def unread_said(self) -> tuple[Shown, ...]:
        """The same for outputs that list no findings; nothing where all was checked."""
        if not self.unread:
            return ()
        ids = listed(one.id for one in self.outlines if one.unread)
        where = f"（序号 {ids}）" if ids else ""
        said = f"有 {self.unread} 处没有核对成{where}，既不算通过，也不算不通过；请运行 zhutiri check 查看"
        return (Shown(said),)

    @property
    def unchecked(self) -> bool:
        """Whether something of the workspace could not be checked, so that nobody may be named for what is lacking."""
        return any(found.bearing.unchecked for found in self.findings)

    def all_findings(self) -> Iterator[Finding]:
        """Every finding shown: the workspace's, then each activity's."""
        yield from self.findings
        for item in self.activities:
            yield from item.findings

    @cached_property
    def outlines(self) -> tuple[Outline, ...]:
        """Every activity in brief, in the order of ``activities``."""
        if isinstance(self.activities, OutlinedSpool):
            return tuple(self.activities.outlines)
        return tuple(outline_of(item, self.as_of) for item in self.activities)

    def statuses(self) -> dict[Status, int]:
        """How many activities have each status that occurs, in the contract's order."""
        counts = Counter(one.status for one in self.outlines)
        return {status: counts[status] for status in Status if counts[status]}

    def tally(self) -> dict[str, int]:
        """Unwaived findings by severity."""
        every = [tally(self.findings), *(one.counts for one in self.outlines)]
        return {severity: sum(counts[severity] for counts in every) for severity in every[0]}

    def pending(self) -> Sequence[ActivityReport]:
        """What somebody must act on now, most urgent first; what is merely due soon is in ``due_next``."""
        return self._picked(lambda one: one.pending, self._urgency)

    def owed_soon(self, within: int) -> Sequence[ActivityReport]:
        """Of ``due_next`` what somebody must still see to: something is lacking, and no waiver covers it."""
        return self._picked(lambda one: one.owed_soon(within), lambda one: (one.due, one.id))

    def acting(self, within: int) -> Sequence[ActivityReport]:
        """``pending``, then ``owed_soon``."""
        return self._picked(
            lambda one: one.acting(within),
            lambda one: (0, *self._urgency(one)) if one.pending else (1, one.due, one.id),
        )

    def _urgency(self, one: Outline) -> tuple[int, int, int]:
        """What is to be acted on now in order: what units owe first, the longest overdue of it first."""
        return (int(self.actor(one) is Action.OFFICE), one.left if one.left is not None else 0, one.id)

    def _picked(
        self, wanted: Callable[[Outline], bool], order: Callable[[Outline], tuple[Any, ...]]
    ) -> Sequence[ActivityReport]:
        places = [place for place, one in enumerate(self.outlines) if wanted(one)]
        return picked(self.activities, sorted(places, key=lambda place: order(self.outlines[place])))

    def doubt(self, item: ActivityReport | Outline) -> str:
        """Why no unit may be asked for what an activity lacks, in words for the office; "" where one may."""
        one = item if isinstance(item, Outline) else outline_of(item, self.as_of)
        if one.lead is None:
            return "没有责任单位"
        if self.unchecked:
            return "报送材料总文件夹没有核对成"
        if one.status is Status.NOT_HELD and not self.examined:
            return "没有报送材料可供核对"
        if one.status is Status.NOT_HELD and one.unread:
            return "该项活动的材料没有核对成"
        return one.elsewhere

    def actor(self, item: ActivityReport | Outline) -> Action:
        """Who acts, as every output for people says it: a unit only where nothing stands against asking it."""
        return Action.OFFICE if item.action is Action.UNIT and self.doubt(item) else item.action

    def due_next(self, within: int) -> Sequence[ActivityReport]:
        """Activities awaiting their material whose deadline lies ``within`` so many working days."""
        return self._picked(lambda one: one.soon(within), lambda one: (one.due, one.id))

    def this_month(self) -> Sequence[ActivityReport]:
        """Activities planned for the month of the check that have not ended yet."""
        return self._picked(lambda one: one.now_planned, lambda _: ())

    @cached_property
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

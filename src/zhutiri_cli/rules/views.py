"""What rules of the plan and of the workspace look at; the third view is one activity's ``Case``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field

from zhutiri_cli.common.yaml.periods import Period
from zhutiri_cli.plan.load import LoadedPlan
from zhutiri_cli.plan.rule_levels import RuleLevel
from zhutiri_cli.plan.tolerant_table import PlanTable
from zhutiri_cli.rules.plan_levels import levels_in_force
from zhutiri_cli.rules.rule import Rule
from zhutiri_cli.workdays.calendar import WorkCalendar

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case, HeldWaiver
    from zhutiri_cli.case.obliged import UnitObliged
    from zhutiri_cli.submission.discover import Discovery


class PlanView(Struct, frozen=True):
    """The plan file alone: what ``zhutiri validate`` judges. ``rules``: those at hand by their code; ``levels``: what
    the plan says of some of them."""

    loaded: LoadedPlan
    calendar: WorkCalendar
    rules: Mapping[str, Rule]
    levels: Mapping[str, RuleLevel] = field(default_factory=dict)

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the rules at hand."""
        return frozenset(self.rules)

    @property
    def table(self) -> PlanTable:
        """The table as far as it can be read."""
        return self.loaded.table


class WorkspaceView(Struct, frozen=True):
    """The submissions root, the units' own obligations, when activities are planned (but those that are cancelled), and
    the years without a published schedule that their deadlines rest on."""

    plan: PlanView
    discovery: Discovery
    planned: frozenset[Period]
    unpublished: frozenset[int] = frozenset()
    units: tuple[UnitObliged, ...] = ()
    duties_fault: str = ""
    """Why what is recorded of the units' own obligations could not be read; "" where it could."""


class WaiverView(Struct, frozen=True):
    """One waiver of an activity after all other rules have spoken; ``spoken`` are the codes that found something,
    ``rules`` the rules at hand by their code."""

    case: Case
    held: HeldWaiver
    spoken: frozenset[str]
    rules: Mapping[str, Rule]

    @property
    def rule(self) -> Rule | None:
        """The rule that the waiver names; ``None``: there is none of that code."""
        return self.rules.get(self.held.waiver.rule)

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the rules at hand."""
        return frozenset(self.rules)


def plan_view(loaded: LoadedPlan, rules: Sequence[Rule]) -> PlanView:
    """The view that plan rules judge, with the plan's own calendar and the rules at hand."""
    own = loaded.table.calendar
    calendar = WorkCalendar(own.days_off, own.workdays, own.confirmed_years)
    levels = levels_in_force(loaded.source.tree, rules)
    return PlanView(loaded, calendar, {rule.code: rule for rule in rules}, levels)

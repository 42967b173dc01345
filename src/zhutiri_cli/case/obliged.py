"""Every obligation of an activity, and every obligation of a unit, on a date: deadline, state, what shows it was met.

Pure. What drives an activity's status (``report``) is not among them. An obligation is met by what is recorded of it;
else by receipts of the material that it names, and by a link on its portal that came in by its deadline: a link that
came in later says nothing of when it was published, and then the office has to look.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from zhutiri_cli.case.material_lines import complete, completed_on, material_lines
from zhutiri_cli.case.obligation_state import OPENS_AHEAD, ObligationState, Timing, state_of
from zhutiri_cli.case.status import OBLIGATION_RULES, OTHER_OBLIGATION
from zhutiri_cli.common.spelling import squeeze
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.plan.obligations import Obligation
from zhutiri_cli.plan.typed_units import bound_units
from zhutiri_cli.submission.unit_duties import UnitDuties
from zhutiri_cli.workdays.calendar import WorkCalendar

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case


class Obliged(Struct, frozen=True):
    """One obligation on a date. ``period`` is the month of a periodic one (``2024-03``); ``done``: when it was met;
    ``doubt``: why it may have been met without a record of it, in words for the office; ``reason``: of its waiver;
    ``unwaived``: the state without that waiver."""

    obligation: Obligation
    state: ObligationState
    timing: Timing
    done: date | None
    period: str = ""
    doubt: str = ""
    reason: str | None = None
    unwaived: ObligationState | None = None

    @property
    def found(self) -> ObligationState:
        """The state that the rules speak of: a waiver is stamped on what they say, and takes nothing from it."""
        return self.unwaived or self.state


def of_activity(case: Case) -> tuple[Obliged, ...]:
    """The obligations of an activity, in the plan's order."""
    return tuple(_of_activity(case, one) for one in case.plan.other_obligations if one.per == "activity")


def _of_activity(case: Case, obligation: Obligation) -> Obliged:
    timing = _timing(case, obligation)
    done = case.record.done_on(obligation.key)
    doubt = ""
    if done is None:
        done, doubt = _shown(case, obligation, timing)
    reason = case.waived(OBLIGATION_RULES.get(obligation.key, OTHER_OBLIGATION))
    state = state_of(timing, done, case.as_of, waived=case.activity.cancelled)
    if state is ObligationState.OVERDUE and case.situation.doubtful:
        state, doubt = ObligationState.DUE, doubt or "登记有误，没有据此判定"
    doubt = doubt if state.open else ""
    if reason is None:
        return Obliged(obligation, state, timing, done, doubt=doubt)
    return Obliged(obligation, ObligationState.WAIVED, timing, done, doubt=doubt, reason=reason, unwaived=state)


def _timing(case: Case, obligation: Obligation) -> Timing:
    due, calendar = obligation.due, case.calendar
    if due.on is not None:
        return Timing(due.on, calendar.nth(due.on, -OPENS_AHEAD))
    assert due.term is not None  # of an activity nothing is asked by the month
    held, estimated = case.record.held, False
    day = None if held is None else held.first if due.anchor == "start" else held.last
    if day is None:
        day, estimated = case.planned.day or (None if case.activity.moved_to else case.activity.planned), True
    if day is None:
        return Timing()
    count = due.term.count(day, calendar)
    opens = day if due.term.amount >= 0 else calendar.nth(count.result, -OPENS_AHEAD)
    return Timing(count.result, opens, count.provisional, estimated)


def _shown(case: Case, obligation: Obligation, timing: Timing) -> tuple[date | None, str]:
    """When material and links show that an obligation was met; else why they do not settle it."""
    days: list[date] = []
    if obligation.materials is not None:
        lines = material_lines(obligation.materials, case.activity.forms, case.submission, date.max)
        day = completed_on(lines, [receipt.on for receipt in case.record.receipts])
        if day is None:
            there = complete(lines) and any(line.items for line in lines)
            return None, "材料已在文件夹中，哪天收到没有登记" if there else ""
        days.append(day)
    if obligation.portal is not None:
        from zhutiri_cli.materials.links.urls import on_domain

        links = [link for link in case.submission.links if link.usable and on_domain(link.host, obligation.portal)]
        by = [link.received for link in links if link.received is not None]
        in_time = [day for day in by if timing.deadline is None or day <= timing.deadline]
        if not in_time:
            return None, f"{obligation.portal} 的链接已报来，哪天发布没有登记" if links else ""
        days.append(min(in_time))
    return max(days, default=None), ""


class UnitObliged(Struct, frozen=True):
    """A unit, by its proper name, with its obligations."""

    unit: str
    obligations: tuple[Obliged, ...]


def of_units(plan: Plan, kept: UnitDuties, calendar: WorkCalendar, as_of: date) -> tuple[UnitObliged, ...]:
    """The obligations of every unit: of the roster where there is one, else of those that the activities name."""
    asked = [one for one in plan.other_obligations if one.per == "unit"]
    if not asked:
        return ()

    def own(names: frozenset[str]) -> Iterator[Obliged]:
        for obligation in asked:
            yield from _of_unit(plan, obligation, names, kept, calendar, as_of)

    return tuple(UnitObliged(unit.name, tuple(own(frozenset(map(squeeze, unit.called))))) for unit in bound_units(plan))


def _of_unit(
    plan: Plan, obligation: Obligation, names: frozenset[str], kept: UnitDuties, calendar: WorkCalendar, as_of: date
) -> Iterator[Obliged]:
    from_day = plan.document.issued
    due = obligation.due
    occurrences = [("", due.on)] if due.on is not None else list(due.days_of(plan.year))
    for period, day in occurrences:
        if period and from_day is not None and day <= from_day:
            continue  # the notice was not there yet, or came out that very day
        entry = kept.of(names, obligation.key, period)
        done, reason = (entry.on, entry.waived) if entry is not None else (None, None)
        timing = Timing(day, calendar.nth(day, -OPENS_AHEAD))
        state = state_of(timing, done, as_of, waived=reason is not None)
        yield Obliged(obligation, state, timing, done, period, reason=reason)

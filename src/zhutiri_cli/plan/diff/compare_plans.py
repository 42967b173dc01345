"""Two plans compared: every changed field of the whole file, activity by activity, and every deadline that moves.

Pure: two plans with their calendars and a day in, frozen facts out. The day only decides what is already past.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from zhutiri_cli.common.shown import Shown, shown_tree
from zhutiri_cli.plan.diff.activity_effects import activity_meanings
from zhutiri_cli.plan.diff.activity_match import Pairing, pair_activities
from zhutiri_cli.plan.diff.differences import (
    ActivityDiff,
    ActivityPair,
    Fate,
    FieldNote,
    Latest,
    Meaning,
    PlanDiff,
    Version,
)
from zhutiri_cli.plan.diff.field_changes import FieldChange, field_changes, order_change, plain
from zhutiri_cli.plan.diff.obligation_effects import obligation_meanings
from zhutiri_cli.plan.diff.term_effects import Terms, field_meanings, moved_meanings
from zhutiri_cli.plan.diff.value_text import spoken_fields
from zhutiri_cli.plan.model import Activity, Plan
from zhutiri_cli.workdays.deadline import deadline_for


def diff_plans(old: Version, new: Version, as_of: date) -> PlanDiff:
    """Everything in which ``new`` differs from ``old``; empty exactly where the two validated plans are equal."""
    terms = Terms(old.plan, new.plan, as_of, {activity.id: latest(new, activity) for activity in new.plan.activities})
    pairing = pair_activities(old.plan.activities, new.plan.activities)
    found = [_told(pair, terms) for pair in _activities(old, new, pairing)]
    found.sort(key=lambda item: (item.id, item.fate is not Fate.REMOVED))
    changes = field_changes(old.plan, new.plan, skip=frozenset({"activities"})) + _order(old.plan, new.plan, pairing)
    notes = tuple(FieldNote(change, tuple(_meanings(change, terms))) for change in changes)
    diff = PlanDiff(old.side, new.side, as_of, notes, tuple(found), ())
    return replace(diff, meanings=tuple(moved_meanings(diff)))


def _meanings(change: FieldChange, terms: Terms) -> Iterator[Meaning]:
    return obligation_meanings(change, terms) if change.path[0] == "obligations" else field_meanings(change, terms)


def latest(version: Version, activity: Activity) -> Latest:
    """The latest deadline that an activity has by a plan's terms and calendar."""
    due = version.plan.report_due.fixed_or_term
    assert due is not None  # the whole set is asked of every activity, so never by the month
    deadline = deadline_for(None, activity.target(version.plan.year).last, due, None, version.calendar)
    return Latest(deadline.latest, deadline.provisional)


def _told(pair: ActivityPair, terms: Terms) -> ActivityDiff:
    """A pair as the outputs know it."""
    whole = pair.fate in (Fate.ADDED, Fate.REMOVED)
    return ActivityDiff(
        fate=pair.fate,
        old_id=pair.old.id if pair.old else None,
        new_id=pair.new.id if pair.new else None,
        theme=Shown(pair.activity.theme),
        units=tuple(map(Shown, pair.activity.units)),
        cancelled=bool(pair.activity.cancelled),
        content=Shown(spoken_fields(pair.activity, skip=("id", "theme")) if whole else ""),
        old=shown_tree(plain(pair.old)) if whole else None,
        new=shown_tree(plain(pair.new)) if whole else None,
        changes=pair.changes,
        old_latest=pair.old_latest,
        new_latest=pair.new_latest,
        newly_past=pair.newly_past(terms.as_of),
        meanings=tuple(activity_meanings(pair, terms)),
    )


def _activities(old: Version, new: Version, pairing: Pairing) -> Iterator[ActivityPair]:
    rows = old.plan.activities, new.plan.activities
    for i, j in pairing.pairs:
        before, after = rows[0][i], rows[1][j]
        changes = field_changes(before, after)
        days = latest(old, before), latest(new, after)
        fate = Fate.DEADLINE if not changes else Fate.CHANGED if before.id == after.id else Fate.RENUMBERED
        if changes or (days[0] != days[1] and not after.cancelled):
            yield ActivityPair(fate, before, after, changes, *days)
    for i in pairing.old:
        yield ActivityPair(Fate.REMOVED, rows[0][i], None, (), latest(old, rows[0][i]), None)
    for j in pairing.new:
        yield ActivityPair(Fate.ADDED, None, rows[1][j], (), None, latest(new, rows[1][j]))


def _order(old: Plan, new: Plan, pairing: Pairing) -> tuple[FieldChange, ...]:
    """The order of the rows that kept their number; that of renumbered ones follows from the numbers."""
    kept = [(i, new.activities[j].id) for i, j in pairing.pairs if old.activities[i].id == new.activities[j].id]
    if kept == sorted(kept):
        return ()
    return (order_change("activities", "活动", [number for _, number in sorted(kept)], [number for _, number in kept]),)

"""A report and the plan's weights to a ranking; without weights, to the list of activities complete and on time. Pure.

Equal scores share a rank (1, 2, 2, 4) and stand in the plan's order. A unit's score is the sum over the activities that
it leads; an activity that it hosts jointly is listed, and counts for it only by the plan's ``joint`` share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.plan.scoring import Scoring
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.office import RosterEntry, entry_of
from zhutiri_cli.report.ranking.evidence import NOT_DUE, CommonGround, Facts, facts_of, shared_links
from zhutiri_cli.report.ranking.remarks import notes_of, uncounted, weights_of
from zhutiri_cli.report.ranking.score import ScoreLine, lines_of
from zhutiri_cli.report.report import Report

Ranked = TypeVar("Ranked")


class ActivityScore(Struct, frozen=True):
    """One activity that is due and certain. ``rank`` and ``score`` are ``None`` where the plan gives no weights."""

    facts: Facts
    lines: tuple[ScoreLine, ...] = ()
    score: Decimal | None = None
    rank: int | None = None

    @property
    def item(self) -> ActivityReport:
        """The activity as the check found it."""
        return self.facts.item


class UnitLine(Struct, frozen=True):
    """What one activity brings a unit; ``share`` is 1 for the lead, the plan's ``joint`` for a joint host."""

    activity: ActivityScore
    lead: bool
    share: Decimal
    points: Decimal | None


class UnitScore(Struct, frozen=True):
    """One unit. ``open``: ids of its activities (as lead) that are not certain, so its score may still change."""

    name: Shown
    lines: tuple[UnitLine, ...]
    open: tuple[int, ...]
    score: Decimal | None = None
    rank: int | None = None

    @property
    def led(self) -> tuple[ActivityScore, ...]:
        """The activities that it leads."""
        return tuple(line.activity for line in self.lines if line.lead)

    @property
    def joint(self) -> tuple[ActivityScore, ...]:
        """The activities that it hosts with another unit in the lead."""
        return tuple(line.activity for line in self.lines if not line.lead)


class Unverified(Struct, frozen=True):
    """Something that is not certain: a whole activity that is not scored, or a part of one (``whole`` is false)."""

    item: ActivityReport
    reason: Shown
    whole: bool


class Ranking(Struct, frozen=True):
    """The outcome. ``weights`` say in words what counts how much; ``left_out`` is cancelled or not yet due."""

    as_of: date
    plan_path: Shown
    plan_title: Shown
    year: int
    clause: tuple[Shown, Shown] | None
    weights: tuple[tuple[Shown, Shown], ...]
    notes: tuple[Shown, ...]
    activities: tuple[ActivityScore, ...]
    units: tuple[UnitScore, ...]
    unverified: tuple[Unverified, ...]
    left_out: tuple[ActivityReport, ...]

    @property
    def scored(self) -> bool:
        """Whether the plan gives weights."""
        return bool(self.weights)

    @property
    def recommended(self) -> tuple[ActivityScore, ...]:
        """推荐名单: complete, on time and certain, in the plan's order."""
        return tuple(sorted((one for one in self.activities if one.facts.on_time), key=lambda one: one.item.id))


def rank(report: Report, plan: Plan) -> Ranking:
    """Compare the activities of an unfiltered report by the plan's weights."""
    scoring = plan.scoring if plan.scoring and plan.scoring.weighs else None
    portal = plan.portal_domain
    levels = plan.scoring.reports.outlets if plan.scoring else {}
    ground = CommonGround(portal, levels, shared_links(report.activities), whole=not report.unchecked)
    every = [facts_of(item, ground) for item in report.activities if item.status not in NOT_DUE]
    certain = [_scored(facts, scoring) for facts in every if not facts.doubts]
    clause = plan.document.clauses.ranking
    return Ranking(
        as_of=report.as_of,
        plan_path=report.plan_path,
        plan_title=report.plan_title,
        year=report.year,
        clause=(Shown(clause.ref), Shown(clause.text)) if clause else None,
        weights=weights_of(scoring) if scoring else (),
        notes=tuple(map(Shown, notes_of(report, plan))),
        activities=_in_order(certain, _activity_score, lambda one, place: replace(one, rank=place)),
        units=_units(every, certain, scoring, report.roster),
        unverified=tuple(_unverified(every, scoring)),
        left_out=tuple(item for item in report.activities if item.status in NOT_DUE),
    )


def _scored(facts: Facts, scoring: Scoring | None) -> ActivityScore:
    if scoring is None:
        return ActivityScore(facts)
    lines = lines_of(facts, scoring)
    return ActivityScore(facts, lines, sum((line.points for line in lines), Decimal(0)))


def _units(
    every: Iterable[Facts], certain: Iterable[ActivityScore], scoring: Scoring | None, roster: tuple[RosterEntry, ...]
) -> tuple[UnitScore, ...]:
    """Every unit that has an activity due, in the plan's order; one that the plan writes under several names is one."""
    known: Mapping[int, ActivityScore] = {one.item.id: one for one in certain}
    lines: dict[Shown, list[UnitLine]] = {}
    unsure: dict[Shown, list[int]] = {}
    for facts in every:
        units = list(dict.fromkeys(entry_of(unit, roster).name for unit in facts.item.units))
        for unit in units:
            lead = unit == units[0]
            own = lines.setdefault(unit, [])
            if (one := known.get(facts.item.id)) is not None:
                own.append(_unit_line(one, lead, scoring))
            elif lead:
                unsure.setdefault(unit, []).append(facts.item.id)
    scores = [_unit(name, tuple(own), tuple(unsure.get(name, ()))) for name, own in lines.items()]
    return _in_order(scores, _unit_score, lambda one, place: replace(one, rank=place))


def _unit_line(one: ActivityScore, lead: bool, scoring: Scoring | None) -> UnitLine:
    share = Decimal(1) if lead else scoring.joint if scoring else Decimal(0)
    counted = one.score is not None and (lead or share > 0)
    return UnitLine(one, lead, share, one.score * share if counted and one.score is not None else None)


def _unit(name: Shown, lines: tuple[UnitLine, ...], unsure: tuple[int, ...]) -> UnitScore:
    points = [line.points for line in lines if line.points is not None]
    return UnitScore(name, lines, unsure, sum(points, Decimal(0)) if points else None)


def _activity_score(one: ActivityScore) -> Decimal | None:
    return one.score


def _unit_score(one: UnitScore) -> Decimal | None:
    return one.score


def _in_order(
    ones: Iterable[Ranked], score: Callable[[Ranked], Decimal | None], placed: Callable[[Ranked, int], Ranked]
) -> tuple[Ranked, ...]:
    """Best first, equal scores with one rank in the order they came in; those without a score last, without a rank."""
    with_score = sorted(((found, one) for one in ones if (found := score(one)) is not None), key=lambda pair: -pair[0])
    first: dict[Decimal, int] = {}
    for place, (found, _) in enumerate(with_score, start=1):
        first.setdefault(found, place)
    return (*(placed(one, first[found]) for found, one in with_score), *(one for one in ones if score(one) is None))


def _unverified(every: Iterable[Facts], scoring: Scoring | None) -> Iterator[Unverified]:
    for facts in every:
        if facts.doubts:
            yield from (Unverified(facts.item, reason, True) for reason in facts.doubts)
        else:
            yield from (Unverified(facts.item, Shown(reason), False) for reason in uncounted(facts, scoring))

"""``rank`` as JSON: ``zhutiri/rank/1``. Points are numbers; without weights ranks and scores are null."""

from __future__ import annotations

from decimal import Decimal

from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.json import day, dumps
from zhutiri_cli.render.rank.json_shape import (
    FactsShape,
    PressShape,
    RankedActivityShape,
    RankedUnitShape,
    RankShape,
    ScoreLineShape,
)
from zhutiri_cli.report.ranking.evidence import Facts, Press
from zhutiri_cli.report.ranking.ranking import ActivityScore, Ranking, UnitScore
from zhutiri_cli.report.ranking.score import ScoreLine


def render(ranking: Ranking, display: Display) -> str:
    """The whole ranking."""
    tree: RankShape = {
        "schema": "zhutiri/rank/1",
        "as_of": day(ranking.as_of),
        "plan": {"path": ranking.plan_path, "title": ranking.plan_title, "year": ranking.year},
        "clause": {"ref": ranking.clause[0], "text": ranking.clause[1]} if ranking.clause else None,
        "scored": ranking.scored,
        "weights": [{"label": name, "value": said} for name, said in ranking.weights],
        "notes": list(ranking.notes),
        "recommended": [one.item.id for one in ranking.recommended],
        "activities": [_activity(one) for one in ranking.activities],
        "units": [_unit(unit) for unit in ranking.units],
        "unverified": [
            {"id": one.item.id, "theme": one.item.theme, "units": list(one.item.units), "whole": one.whole,
             "reason": one.reason}
            for one in ranking.unverified
        ],
        "left_out": [
            {"id": item.id, "theme": item.theme, "units": list(item.units), "status": item.status.value}
            for item in ranking.left_out
        ],
    }  # fmt: skip
    return dumps(tree)


def _activity(one: ActivityScore) -> RankedActivityShape:
    item = one.item
    return {
        "rank": one.rank,
        "score": _number(one.score),
        "id": item.id,
        "theme": item.theme,
        "month": item.month,
        "units": list(item.units),
        "status": item.status.value,
        "label": item.label,
        "submitted": day(item.submitted),
        "deadline": day(item.deadline),
        "extended_from": day(item.extended_from),
        "facts": _facts(one.facts),
        "lines": [_line(line) for line in one.lines],
    }


def _facts(facts: Facts) -> FactsShape:
    return {
        "on_time": facts.on_time,
        "complete": facts.complete,
        "portal": facts.portal,
        "links": [_press(one) for one in facts.press],
        "forms": list(facts.item.forms),
        "photos": list(facts.photos),
        "photos_disputed": list(facts.disputed),
    }


def _press(one: Press) -> PressShape:
    return {"shown": one.shown, "level": one.level or None, "portal": one.portal, "counts": one.counts,
            "reason": one.problem or None}  # fmt: skip


def _line(line: ScoreLine) -> ScoreLineShape:
    return {"label": line.label, "count": line.count, "weight": _number(line.weight), "points": _number(line.points),
            "fact": line.fact, "text": line.text}  # fmt: skip


def _unit(unit: UnitScore) -> RankedUnitShape:
    return {
        "rank": unit.rank,
        "score": _number(unit.score),
        "unit": unit.name,
        "unverified": list(unit.open),
        "lines": [
            {"id": line.activity.item.id, "lead": line.lead, "share": _number(line.share),
             "points": _number(line.points)}
            for line in unit.lines
        ],
    }  # fmt: skip


def _number(value: Decimal | None) -> int | float | None:
    """A decimal of few places as a JSON number, which its shortest writing gives back exactly."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


FORMAT = Format("json", ".json", True, render)

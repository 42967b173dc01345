"""Facts times weights: the lines of a score. Pure, exact decimals; every point stands in a line that names its fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from zhutiri_cli.case.status import Status
from zhutiri_cli.common.shown import NO_WORDS, Shown
from zhutiri_cli.plan.scoring import PerPiece, Scoring
from zhutiri_cli.report.certainty import surely_lacking
from zhutiri_cli.report.ranking.evidence import Facts

_DEDUCTIONS = {Status.LATE: "late", Status.INCOMPLETE: "incomplete", Status.OVERDUE: "overdue"}
_NAMED = 5


class ScoreLine(Struct, frozen=True):
    """One line of a score: what was counted, how many, the weight (``None``: a cap), the points, and the fact."""

    label: Shown
    count: int
    weight: Decimal | None
    points: Decimal
    fact: Shown
    measure: Shown = NO_WORDS

    @property
    def text(self) -> Shown:
        """市级报道 2 条 × 3 = 6（…）."""
        told = f"（{self.fact}）" if self.fact else ""
        if self.weight is None:
            return Shown(f"{self.label} {number(self.points)}{told}")
        counted = f"{self.count}{self.measure} × {number(self.weight)} = {number(self.points)}"
        return Shown(f"{self.label} {counted}{told}")


def number(value: Decimal) -> str:
    """Points without idle zeros: 3, 0.5, -2."""
    return f"{value.normalize():f}" if value else "0"


def lines_of(facts: Facts, scoring: Scoring) -> tuple[ScoreLine, ...]:
    """Every line of one activity's score; what has no weight has no line."""
    return tuple(_lines(facts, scoring))


def _lines(facts: Facts, scoring: Scoring) -> Iterator[ScoreLine]:
    item = facts.item
    if scoring.on_time:
        yield _line("按时报齐", int(facts.on_time), scoring.on_time, _arrival(facts))
    if scoring.complete:
        lacking = "、".join(line.label for line in surely_lacking(item))
        yield _line("材料齐全", int(facts.complete), scoring.complete, f"缺{lacking}" if lacking else "")
    if scoring.portal and facts.portal is not None:
        posts = [one.name for one in facts.press if one.portal and one.counts]
        yield _line("门户专栏", int(facts.portal), scoring.portal, _some(posts) or "没有门户网站的链接")
    yield from _reports(facts, scoring)
    more = item.forms[1:] if facts.complete else ()
    unproven = f"只有{item.forms[0]}" if facts.complete else "没有报齐，不计"
    yield from _pieces("更多形式", "种", more or [unproven], len(more), scoring.forms)
    unsure = [f"另有 {len(facts.disputed)} 张未计"] if facts.disputed else []
    yield from _pieces("图片", "张", [_some(facts.photos), *unsure], len(facts.photos), scoring.photos)
    deduction = getattr(scoring, _DEDUCTIONS.get(item.status, ""), Decimal(0))
    if deduction and not item.waived:
        yield _line(item.status.label, 1, deduction, _arrival(facts))


def _reports(facts: Facts, scoring: Scoring) -> Iterator[ScoreLine]:
    weights, made = scoring.reports, list[ScoreLine]()
    for level, weight in weights.by_level.items():
        found = [one.name for one in facts.reports if one.level == level]
        if weight and found:
            made.append(_line(f"{level}报道", len(found), weight, _some(found), " 条"))
    yield from made
    yield from _capped("宣传报道", made, weights.cap)


def _pieces(label: str, measure: str, told: Sequence[str], count: int, weight: PerPiece) -> Iterator[ScoreLine]:
    if weight.each:
        line = _line(label, count, weight.each, "；".join(word for word in told if word), f" {measure}")
        yield line
        yield from _capped(label, [line], weight.cap)


def _capped(label: str, made: list[ScoreLine], cap: Decimal | None) -> Iterator[ScoreLine]:
    total = sum((line.points for line in made), Decimal(0))
    if cap is not None and total > cap:
        fact = Shown(f"合计 {number(total)}，最多 {number(cap)}")
        yield ScoreLine(Shown(f"{label}封顶"), 1, None, cap - total, fact)


def _line(label: str, count: int, weight: Decimal, fact: str, measure: str = "") -> ScoreLine:
    return ScoreLine(Shown(label), count, weight, count * weight, Shown(fact), Shown(measure))


def _some(names: Sequence[str]) -> str:
    return "；".join(names[:_NAMED]) + (f"等 {len(names)} 个" if len(names) > _NAMED else "")


def _arrival(facts: Facts) -> str:
    """When the set was in, and when it was due."""
    item = facts.item
    came = f"{item.submitted} 报齐" if facts.complete and item.submitted else item.label
    extended = f"，由 {item.extended_from} 延期" if item.extended_from else ""
    return f"{came}，截止日 {item.due}{extended}"

"""What a ranking says of itself: its weights in words, what was not counted, and what the reader must know."""

from __future__ import annotations

from collections.abc import Iterator

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.plan.scoring import PerPiece, Scoring
from zhutiri_cli.report.ranking.evidence import NO_LEVEL, Facts
from zhutiri_cli.report.ranking.score import number
from zhutiri_cli.report.report import Report


def weights_of(scoring: Scoring) -> tuple[tuple[Shown, Shown], ...]:
    """Each weight that is given, with its name."""
    reports = scoring.reports
    found = [
        ("按时报齐", number(scoring.on_time) if scoring.on_time else ""),
        ("材料齐全", number(scoring.complete) if scoring.complete else ""),
        ("门户专栏", number(scoring.portal) if scoring.portal else ""),
        *((f"{level}报道", f"每条 {number(weight)}" if weight else "") for level, weight in reports.by_level.items()),
        ("报道封顶", number(reports.cap) if reports.cap is not None and any(reports.by_level.values()) else ""),
        ("更多形式", _piece(scoring.forms, "每多一种")),
        ("图片", _piece(scoring.photos, "每张")),
        ("迟报", number(scoring.late) if scoring.late else ""),
        ("材料不全", number(scoring.incomplete) if scoring.incomplete else ""),
        ("逾期未报", number(scoring.overdue) if scoring.overdue else ""),
        ("联合承办", f"该项得分 × {number(scoring.joint)}" if scoring.joint else ""),
    ]
    return tuple((Shown(name), Shown(said)) for name, said in found if said)


def _piece(weight: PerPiece, each: str) -> str:
    cap = f"，最多 {number(weight.cap)}" if weight.cap is not None else ""
    return f"{each} {number(weight.each)}{cap}" if weight.each else ""


def uncounted(facts: Facts, scoring: Scoring | None) -> Iterator[str]:
    """Links and photos that were not counted, each with the reason, where they would have had a weight; without
    weights all links."""
    levels = scoring is None or any(scoring.reports.by_level.values())
    links = levels or bool(scoring and scoring.portal)
    for one in facts.press:
        if not one.counts and (levels if one.problem == NO_LEVEL else links):
            yield f"链接 {one.name} 未计：{one.problem}"
    if scoring is not None and scoring.photos.each:
        for said in facts.disputed:
            yield f"图片 {said}，未计"


def notes_of(report: Report, plan: Plan) -> Iterator[str]:
    """What the reader must know before the result."""
    yield from report.notices
    unread = sum(found.bearing.unchecked for found in report.findings)
    if unread:
        yield f"报送材料总文件夹有 {unread} 处没有核对，结果可能不全"
    scoring = plan.scoring
    if scoring is None or not scoring.weighs:
        given = "计划文件没有 scoring（评比权重）" if scoring is None else "计划文件的 scoring 没有给出任何权重"
        yield f"{given}，不计分、不排名，只列出材料齐全且按时报齐的推荐名单"
        return
    if scoring.portal and plan.portal_domain is None:
        yield "计划文件没有写明门户网站（requirements.portal），门户专栏不计分"
    counted = [name for name, given in _counted(scoring) if given]
    if counted:
        yield f"权重含{'、'.join(counted)}，请对照整治形式主义为基层减负的有关规定"


def _counted(scoring: Scoring) -> list[tuple[str, bool]]:
    return [("宣传报道条数", any(scoring.reports.by_level.values())), ("图片张数", bool(scoring.photos.each))]

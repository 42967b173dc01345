"""One line per package: the activity, what is in it, what would still be missing, and why it is thought so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from zhutiri_cli.check.weekly import declared_kinds
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.materials.kinds import kinds_of
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.workspace.receiving.proposing.proposal import Proposal


def proposal_lines(
    plan: Plan,
    proposals: Sequence[Proposal],
    lacking: Mapping[int, frozenset[str]],
    before: frozenset[int],
    same: Mapping[int, int],
) -> list[Shown]:
    """The numbered lines. ``lacking``: the kinds that each activity still lacks before this; ``before``: the places
    (from 1) of what was taken in earlier; ``same``: by place that of an earlier one that holds the very same."""
    return [
        Shown(f"{at:>3} {shorten(one.parcel.label)} → 与第 {same[at]} 件相同，不再收")
        if at in same
        else Shown(_line(plan, at, one, lacking, at in before))
        for at, one in enumerate(proposals, start=1)
    ]


def _line(plan: Plan, at: int, one: Proposal, lacking: Mapping[int, frozenset[str]], before: bool) -> str:
    row = next((row for row in plan.activities if row.id == one.number), None)
    start = f"{at:>3} {shorten(one.parcel.label)} → "
    if row is None:
        likely = f"，可能是第 {'、'.join(map(str, one.others[:5]))} 项" if one.others else ""
        return f"{start}待定{likely}（{one.why}）"
    place = f"第 {row.id} 项 {shorten(row.theme, 20)}"
    if before:
        return f"{start}{place}：已收过，不再收"
    labels, declared = plan.materials.labels, declared_kinds(plan)
    names = [PurePosixPath(*item.parts) for item in one.parcel.items]
    kinds = {kind for name in names for kind in kinds_of(name, row.theme, declared)}
    kinds |= {"links"} if one.parcel.links else set()
    missing = [label for kind, label in labels.items() if kind in lacking.get(row.id, ()) and kind not in kinds]
    said = [f"有{'、'.join(label for kind, label in labels.items() if kind in kinds) or '未识别的文件'}"]
    said += [f"还缺{'、'.join(missing)}"] if missing else []
    said += [f"收到 {one.parcel.day}" if one.parcel.day else "收到日期不明，请加 --on"]
    said += [f"举办日期像是 {one.held[0]}（{one.held[1]}）"] if one.held else []
    return f"{start}{place}{'' if one.certain else '？'}：{'，'.join(said)}（{one.why}）"

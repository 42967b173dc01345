"""What the screen says of each proposal: the activity, what is in it, what would still be missing, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zhutiri_cli.case.material_lines import MaterialLine
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.report.proposed import ProposedLine
from zhutiri_cli.workspace.receiving.proposing.foreseen import foreseen
from zhutiri_cli.workspace.receiving.proposing.proposal import Proposal
from zhutiri_cli.workspace.receiving.proposing.tray import Tray


def proposal_lines(
    plan: Plan, tray: Tray, there: Mapping[int, Sequence[MaterialLine]], before: frozenset[int]
) -> list[ProposedLine]:
    """The facts of every line. ``there``: what each activity has before this; ``before``: the places (from 1) of what
    was taken in earlier."""
    return [_line(plan, tray, at, one, there, at in before) for at, one in enumerate(tray.proposals, start=1)]


def _line(
    plan: Plan, tray: Tray, at: int, one: Proposal, there: Mapping[int, Sequence[MaterialLine]], before: bool
) -> ProposedLine:
    package = Shown(one.parcel.label)
    row = next((row for row in plan.activities if row.id == one.number), None)
    if at in tray.same:
        return ProposedLine(at, package, Shown(f"与第 {tray.same[at]} 件相同，不再收"))
    if row is None:
        return ProposedLine(at, package, others=one.others, day=one.parcel.day, why=Shown(one.why))
    if before:
        return ProposedLine(at, package, Shown(f"第 {row.id} 项：已收过，不再收"))
    found = foreseen(plan, row, one.parcel, tray.facts, there.get(row.id, ()))
    return ProposedLine(
        at,
        package,
        activity=row.id,
        theme=Shown(row.theme),
        certain=one.certain,
        brought=tuple(map(Shown, found.brought)),
        missing=tuple(map(Shown, found.missing)),
        day=one.parcel.day,
        held=one.held.day if one.held else None,
        held_by=Shown(one.held.said if one.held else ""),
        why=Shown("写明主题" if one.certain and one.strong else one.why),
    )

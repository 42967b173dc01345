"""Units that have come to fail an obligation that others failed before: a finding on all of them is not new, they are.

Pure. An earlier report that says nothing of units (of a version that knew no obligations) has nobody to compare with.
"""

from __future__ import annotations

from collections.abc import Mapping

from zhutiri_cli.case.obligation_state import ObligationState
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.report import Report
from zhutiri_cli.report.since.earlier import Earlier

_WORSE_THAN = {
    ObligationState.DUE: ("due", "overdue", "late"),
    ObligationState.OVERDUE: ("overdue",),
    ObligationState.LATE: ("overdue", "late"),
}
"""Failing now, and in which states a unit was failing as much before: who meets late what was overdue is no worse."""


def newly_failing(earlier: Earlier, report: Report) -> Mapping[str, tuple[Shown, ...]]:
    """By what findings on units begin with (进展表（2024-03）逾期未办) the units that it was not true of before."""
    if not earlier.units:
        return {}
    before = {
        (Shown(unit.unit), f"{Shown(one.label)}{f'（{one.period}）' if one.period else ''}"): one.state
        for unit in earlier.units
        for one in unit.obligations
    }
    found = dict[str, list[Shown]]()
    for unit in report.units:
        for line in unit.obligations:
            known = _WORSE_THAN.get(line.state)
            if known is not None and before.get((unit.unit, line.name)) not in known:
                found.setdefault(f"{line.name}{line.state.label}", []).append(unit.unit)
    return {duty: tuple(units) for duty, units in found.items()}

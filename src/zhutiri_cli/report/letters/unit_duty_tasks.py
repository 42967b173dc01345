"""Obligations on a unit's own page: of the activities that it leads, then its own, each with a tick box. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from zhutiri_cli.case.obligation_state import ObligationState
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.shown import NO_WORDS, Shown
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.letters.obligation_sentences import noted_due, standing
from zhutiri_cli.report.letters.unit_tasks import Tick
from zhutiri_cli.report.obligation_lines import ObligationLine, OpenObligation
from zhutiri_cli.report.report import Report


class UnitDutyTask(Struct, frozen=True):
    """One line: ``item``: the activity, ``None`` for the unit's own; ``owed``: the unit has to see to it now."""

    line: ObligationLine
    item: ActivityReport | None
    tick: Tick
    due: Shown
    standing: Shown
    owed: bool

    @property
    def whose(self) -> Shown:
        """第2项　校园开放日, or "" for the unit's own."""
        return Shown(f"第{self.item.id}项　{self.item.theme}" if self.item else "")


def duty_tasks(
    report: Report, mine: Iterable[ActivityReport], names: frozenset[Shown], proper: Shown
) -> Iterator[UnitDutyTask]:
    """The lines; of what comes back every period up to the next one: the rest is told by its term."""
    opened = {(one.activity, one.line.key): one for one in report.open_obligations}
    for item in sorted(mine, key=lambda item: item.id):
        if item.lead in names and item.status is not Status.CANCELLED:
            for line in item.obligations:
                yield _task(line, item, opened.get((item.id, line.key)), report)
    to_come = set[Shown]()
    for line in [line for one in report.units if one.unit == proper for line in one.obligations]:
        if line.state is ObligationState.NOT_DUE and line.period:
            if line.key in to_come:
                continue
            to_come.add(line.key)
        yield _task(line, None, None, report)


def _task(
    line: ObligationLine, item: ActivityReport | None, opened: OpenObligation | None, report: Report
) -> UnitDutyTask:
    doubt = opened.doubt if opened is not None else NO_WORDS
    settled = line.state in (ObligationState.DONE, ObligationState.LATE, ObligationState.WAIVED)
    tick = Tick.DONE if settled else Tick.UNSURE if doubt else Tick.OPEN
    said = Shown("可能已办，由办公室核对") if doubt else standing(line, report.as_of)
    return UnitDutyTask(line, item, tick, noted_due(line, report.as_of.year), said, line.state.open and not doubt)

"""What a circular says of obligations: units are named where it is certain, what is doubtful is only counted. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zhutiri_cli.case.obligation_state import ObligationState
from zhutiri_cli.case.phrases import short_day
from zhutiri_cli.common.listed_numbers import listed
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.letters.obligation_sentences import lateness
from zhutiri_cli.report.obligation_board import OF_ACTIVITIES, activity_duties
from zhutiri_cli.report.obligation_lines import ObligationLine
from zhutiri_cli.report.office import entry_of
from zhutiri_cli.report.report import Report

Unmet = tuple[ObligationLine, ActivityReport | None]


def duties_not_met(report: Report) -> dict[Shown, list[Unmet]]:
    """By unit: what it has certainly not met in time, or met late; of an activity or its own (``None``)."""
    found = dict[Shown, list[Unmet]]()
    every: list[tuple[Shown | None, ObligationLine, ActivityReport | None]] = []
    every += [(duty.item.lead, duty.line, duty.item) for duty in activity_duties(report) if not duty.doubt]
    every += [(one.unit, line, None) for one in report.units for line in one.obligations if not line.doubt]
    for unit, line, item in every:
        if unit is None or line.provisional:
            continue
        if line.state in (ObligationState.OVERDUE, ObligationState.LATE):
            found.setdefault(entry_of(unit, report.roster).name, []).append((line, item))
    return found


def duty_clauses(duties: Mapping[Shown, list[Unmet]], year: int) -> Iterator[Shown]:
    """区教育局：计划表（期限3月7日，逾期23个工作日）、第2项活动预告（4月20日办结，期限4月15日）, a clause a unit."""
    for unit, owed in duties.items():
        yield Shown(f"{unit}：{'、'.join(_clause(line, item, year) for line, item in owed)}")


def duty_figures(report: Report) -> Iterator[Shown]:
    """How many are overdue or were late, in one sentence; nothing where the plan asks for none."""
    duties = duties_not_met(report)
    lines = [line for owed in duties.values() for line, _ in owed]
    overdue = sum(line.state is ObligationState.OVERDUE for line in lines)
    if any(item.obligations for item in report.activities) or report.units:
        named = f"，涉及{len(duties)}家单位" if duties else ""
        said = f"逾期未办{overdue}项、迟办{len(lines) - overdue}项{named}" if lines else "没有逾期未办和迟办的"
        yield Shown(f"{OF_ACTIVITIES}中，{said}。")


def duty_requests(duties: Mapping[Shown, list[Unmet]]) -> Iterator[Shown]:
    """What those units are asked to do."""
    if any(line.state is ObligationState.OVERDUE for owed in duties.values() for line, _ in owed):
        yield Shown(f"{OF_ACTIVITIES}逾期未办的单位，请尽快补办并说明原因；已经办结的，请及时告知办公室。")


def duty_remarks(report: Report) -> Iterator[Shown]:
    """What the office must look at before anybody could be named."""
    numbers = sorted({one.activity for one in report.open_obligations if one.office and one.activity is not None})
    if numbers:
        yield Shown(f"{OF_ACTIVITIES}尚待办公室核对、未通报到单位：第{listed(numbers)}项。")


def _clause(line: ObligationLine, item: ActivityReport | None, year: int) -> str:
    name = f"第{item.id}项{line.name}" if item else line.name
    due = f"期限{short_day(line.deadline, year)}" if line.deadline else ""
    if line.state is ObligationState.LATE and line.done is not None:
        return f"{name}（{short_day(line.done, year)}办结，{due}）"
    return f"{name}（{due}，{lateness(line)}）"

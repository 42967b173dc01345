"""Cases judged and put down as the plain facts of a report. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from zhutiri_cli.case.case import Case
from zhutiri_cli.case.status import Status
from zhutiri_cli.check.photo_facts import photo_lines
from zhutiri_cli.check.request import CheckRequest
from zhutiri_cli.common.paths import from_here, path_shown
from zhutiri_cli.common.shown import Shown, Verbatim
from zhutiri_cli.materials.file_facts import Fitness
from zhutiri_cli.materials.told_day import clear_day
from zhutiri_cli.plan.obligations import FILING
from zhutiri_cli.plan.typed_units import bound_units
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.file_lines import UNFIT, UNOPENED, FileLine, Recorded
from zhutiri_cli.report.level_lines import level_lines
from zhutiri_cli.report.obligation_lines import Counting, UnitLines, lines_of
from zhutiri_cli.report.office import RosterEntry, entry_of, office_of, roster_of
from zhutiri_cli.report.outlines import outlined
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.engine import Files, Judged
from zhutiri_cli.rules.rule import InPlan
from zhutiri_cli.submission.discover import Discovery
from zhutiri_cli.submission.gather import Submission
from zhutiri_cli.submission.reminded_file import SentReminders

if TYPE_CHECKING:
    from zhutiri_cli.case.obliged import UnitObliged
    from zhutiri_cli.submission.arrivals import FileFact
    from zhutiri_cli.workdays.calendar import WorkCalendar


REMINDED_BEFORE = 2
"""How many working days before a deadline a calendar reminds of it."""


class JudgedCase(Struct, frozen=True):
    """An activity's case with what the rules found."""

    case: Case
    found: Judged


def activity_reports(
    request: CheckRequest, judged: Iterable[JudgedCase], reminded: SentReminders | None = None
) -> Sequence[ActivityReport]:
    """The judged cases as facts; ``reminded``: what units were reminded of."""
    roster = roster_of(request.sound.plan)
    found = (_activity_report(one, request, tuple(_reminded(one.case, roster, reminded))) for one in judged)
    return outlined(found, request.as_of)


def report_of(
    request: CheckRequest,
    discovery: Discovery,
    total: int,
    activities: Sequence[ActivityReport],
    workspace: Judged,
    notices: Iterable[str],
) -> Report:
    """The report of activities (``total`` with those left out by filters) and of what was found of the workspace."""
    plan = request.sound.plan
    return Report(
        as_of=request.as_of,
        plan_path=path_shown(request.sound.path),
        plan_title=Shown(plan.title),
        year=plan.year,
        activities=activities,
        findings=workspace.findings,
        notices=tuple(map(Shown, notices)),
        total=total,
        rules=tuple(request.rules),
        runs=workspace.runs,
        plan_number=Shown(plan.document.number or ""),
        filing=Shown(plan.filing.label) if plan.filing else None,
        examined=bool(discovery.folders),
        office=office_of(plan),
        roster=roster_of(plan),
        ignored=len(discovery.ignored) + discovery.ignored_inside,
        levels=level_lines(request.sound.view.levels),
    )


def _activity_report(judged: JudgedCase, request: CheckRequest, reminded: tuple[date, ...]) -> ActivityReport:
    case, view = judged.case, request.sound.view
    activity, deadline, held = case.activity, case.deadline, case.record.held
    return ActivityReport(
        id=activity.id,
        theme=Shown(activity.theme),
        month=Shown(str(case.planned.until)),
        forms=tuple(map(Shown, activity.forms)),
        units=tuple(map(Shown, activity.units)),
        status=case.status,
        action=case.action,
        waived=case.excused,
        held=(held.start, held.end) if held else None,
        submitted=case.submitted,
        deadline=deadline.day,
        extended_from=deadline.extended_from,
        latest_deadline=deadline.latest,
        provisional=deadline.provisional,
        working_days_left=case.working_days_left,
        folder=path_shown(case.submission.folder) if case.submission.folder is not None else None,
        materials=case.materials,
        findings=judged.found.findings,
        count=deadline.count,
        row=Files(view.loaded.path, view.loaded.source).place(InPlan(case.route)),
        remind_on=view.calendar.nth(deadline.in_force, -REMINDED_BEFORE),
        files=tuple(file_lines(case)),
        recorded=recorded(case),
        late_by=_late_by(case),
        runs=judged.found.runs,
        folder_link=_folder_link(case.submission),
        seen=tuple(photo_lines(case)) if request.ocr else None,
        reminded=reminded,
        planned=case.planned,
        obligations=lines_of(case.obligations, _counting(case.calendar, case.as_of)),
        held_told=_held_told(case),
        planned_day=activity.planned if activity.moved_to is None else None,
    )


def _counting(calendar: WorkCalendar, as_of: date) -> Counting:
    return Counting(partial(calendar.between, as_of), lambda day: calendar.nth(day, -REMINDED_BEFORE))


def _held_told(case: Case) -> date | None:
    """The day held that the summaries there tell beyond doubt, within the time planned and before anything came in; the
    photos must not tell another. Only where none is recorded but something is there."""
    if case.status is not Status.UNRECORDED or case.record.held is not None:
        return None
    known = [(file, file.facts) for file in case.submission.files if file.facts is not None and file.facts.usable]
    day = clear_day([facts.text for file, facts in known if "summary" in file.kinds], case.plan.year)
    taken = {facts.photo.taken for _, facts in known if facts.photo is not None and facts.photo.taken is not None}
    came = (receipt.on for receipt in case.record.receipts)
    if day is None or not taken <= {day} or day > min((case.as_of, *came)):
        return None
    return day if case.planned.first <= day <= case.planned.last else None


def chosen_units(request: CheckRequest, units: Iterable[UnitObliged]) -> tuple[UnitObliged, ...]:
    """The units whose own obligations are judged: with a filter by unit those, with one by anything else alone none."""
    chosen = request.selection
    called = {one.name: frozenset(one.called) for one in bound_units(request.sound.plan)} if chosen.units else {}
    return tuple(one for one in units if chosen.empty or called.get(one.unit, frozenset()) & chosen.units)


def unit_lines(request: CheckRequest, units: Iterable[UnitObliged]) -> tuple[UnitLines, ...]:
    """The units' own obligations as outputs know them."""
    counting = _counting(request.sound.view.calendar, request.as_of)
    return tuple(UnitLines(Shown(one.unit), lines_of(one.obligations, counting)) for one in units)


def _reminded(case: Case, roster: tuple[RosterEntry, ...], kept: SentReminders | None) -> Iterator[date]:
    """The days by ``as_of`` on which the leading unit was reminded of the activity, by whichever name it was kept."""
    if case.activity.units and kept is not None:
        lead = Shown(case.activity.units[0])
        entry = entry_of(lead, roster)
        days = kept.days(frozenset({lead, entry.name, *entry.aliases}), case.activity.id)
        yield from (day for day in days if day <= case.as_of)


def _late_by(case: Case) -> int | None:
    if case.status is not Status.LATE or case.submitted is None:
        return None
    return case.calendar.between(case.deadline.in_force, case.submitted)


def _folder_link(submission: Submission) -> Verbatim | None:
    if submission.folder is None or (path := from_here(submission.folder)) != path_shown(submission.folder):
        return None
    return Verbatim(path)


def file_lines(case: Case) -> Iterator[FileLine]:
    """Every file of the folder that is there on the day, in the order of the folder."""
    labels = case.plan.materials.labels
    for file in case.submission.files:
        if file.received is None or file.received <= case.as_of:
            kinds = tuple(Shown(label) for kind, label in labels.items() if kind in file.kinds)
            digest = Shown.whole(file.digest)
            yield FileLine(Shown(file.relative), kinds, file.received, file.size, digest, Shown(_state(file)))


def _state(file: FileFact) -> str:
    facts = file.facts
    if not file.kinds and file.family == "packed":
        return UNOPENED
    if facts is None:
        return "未识别"
    if facts.verdict is Fitness.UNUSABLE:
        return f"{UNFIT}{facts.reason}"
    if facts.verdict in (Fitness.UNCHECKED, Fitness.FAILED, Fitness.CLOSED):
        return facts.reason
    return "可用" if file.kinds else "佐证"


def recorded(case: Case) -> Recorded:
    """What the record says."""
    record = case.record
    reason = Shown(record.reason) if record.extended_to is not None and record.reason is not None else None
    marks = record.branding
    done = {Shown(one.obligation.key): day for one in case.obligations if (day := record.done_on(one.obligation.key))}
    return Recorded(record.done_on(FILING), record.extended_to, reason, marks.banner, marks.logo, done)

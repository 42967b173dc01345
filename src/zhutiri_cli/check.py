"""The weekly check: load, resolve, discover, judge, report. Reads the disk once; everything after is pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zhutiri_cli.case import Case
from zhutiri_cli.codes import TIMING_RULES
from zhutiri_cli.engine import Files, judge_case, judge_workspace
from zhutiri_cli.finding import Severity
from zhutiri_cli.holdings import Item
from zhutiri_cli.inventory import file_lines, recorded
from zhutiri_cli.materials.privacy import mask
from zhutiri_cli.online import Pages, remark
from zhutiri_cli.peers import Peers
from zhutiri_cli.plan.load import LoadedPlan
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.report import ActivityReport, MaterialItem, MaterialLine, Report
from zhutiri_cli.rules.rule import InPlan, Rule
from zhutiri_cli.spelling import normalise
from zhutiri_cli.submission.discover import Discovery, discover
from zhutiri_cli.submission.gather import Looking, Submission, gather
from zhutiri_cli.validation import sound_plan
from zhutiri_cli.views import PlanView, WorkspaceView

if TYPE_CHECKING:
    from zhutiri_cli.materials.names import KindWords

REMINDED_BEFORE = 2
"""How many working days before a deadline a calendar reminds of it."""


Cases = tuple[Case, ...]
Probe = Callable[["Request", Report, Cases], tuple[Cases, list[str]]]
"""Something asked of the network or of the photos once a first report tells where it matters: the cases with what was
learnt, and what is said of it to the reader."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be checked: a loaded plan, a submissions root, the day, and how paths are shown to people.

    ``only``: look at these activities alone (``None``: at all). ``looking``: how files are looked into. ``probes``:
    what is asked beyond the disk, each given the report so far; without any nothing leaves the machine and no picture
    is read.
    """

    loaded: LoadedPlan
    root: Path
    as_of: date
    due_within: int
    rules: Sequence[Rule]
    show: Callable[[Path], str]
    looking: Looking = field(default_factory=Looking)
    only: frozenset[int] | None = None
    probes: tuple[Probe, ...] = ()


def check(request: Request) -> Report:
    """Judge every activity of the plan on ``as_of``.

    Raises ``PlanProblem`` when the plan has errors: nothing may be judged by a faulty plan.
    """
    plan, view, counts = sound_plan(request.loaded, request.rules, request.show)
    discovery = discover(request.root, frozenset(activity.id for activity in plan.activities))
    wanted = [a for a in plan.activities if request.only is None or a.id in request.only]
    submissions = gather(discovery, {a.id: a.theme for a in wanted}, declared_kinds(plan), request.looking)
    peers = Peers(submissions, tuple(activity.theme for activity in plan.activities))
    cases = tuple(
        Case(plan, index, request.as_of, view.calendar, submissions[activity.id], peers)
        for index, activity in enumerate(plan.activities)
        if activity.id in submissions
    )
    notices = _notices(discovery, request, counts)
    report = _report(request, plan, WorkspaceView(view, discovery, cases), notices)
    for probe in request.probes:
        cases, said = probe(request, report, cases)
        notices += said
        report = _report(request, plan, WorkspaceView(view, discovery, cases), notices)
    return report


def _report(request: Request, plan: Plan, whole: WorkspaceView, notices: Sequence[str]) -> Report:
    return Report(
        as_of=request.as_of,
        plan_path=request.show(request.loaded.path),
        plan_title=plan.title,
        year=plan.year,
        activities=tuple(_activity_report(case, whole.plan, request) for case in whole.cases),
        findings=tuple(judge_workspace(whole, request.rules, request.show)),
        notices=tuple(notices),
        due_within=request.due_within,
        total=len(whole.cases),
        rules=tuple(request.rules),
        plan_number=plan.document.number,
        filing=plan.requirements.filing.label if plan.requirements.filing else None,
    )


def declared_kinds(plan: Plan) -> list[KindWords]:
    """The kinds of material that the plan itself declares, as the recogniser wants them."""
    from zhutiri_cli.materials.names import KindWords

    return [
        KindWords(
            kind,
            tuple(normalise(word) for word in spec.words),
            frozenset(
                normalise(suffix) if suffix.startswith(".") else f".{normalise(suffix)}" for suffix in spec.suffixes
            ),
            True,
        )
        for kind, spec in plan.requirements.report.materials.declared.items()
    ]


def _activity_report(case: Case, view: PlanView, request: Request) -> ActivityReport:
    activity, deadline, held = case.activity, case.deadline, case.record.held
    waived_by = TIMING_RULES.get(case.status)
    return ActivityReport(
        id=activity.id,
        theme=activity.theme,
        month=str(case.month),
        forms=activity.forms,
        units=activity.units,
        status=case.status,
        action=case.action,
        waived=bool(waived_by and case.waived(waived_by) is not None),
        held=(held.start, held.end) if held else None,
        submitted=case.submitted,
        deadline=deadline.day,
        extended_from=deadline.extended_from,
        latest_deadline=deadline.latest,
        provisional=deadline.provisional,
        working_days_left=case.working_days_left,
        folder=_shown_folder(case.submission, request),
        materials=tuple(_material_lines(case)),
        findings=tuple(judge_case(case, view, request.rules, request.show)),
        count=deadline.count,
        row=Files(request.show, view.loaded.path, view.loaded.source).place(InPlan(case.route)),
        remind_on=view.calendar.nth(deadline.in_force, -REMINDED_BEFORE),
        files=tuple(file_lines(case)),
        recorded=recorded(case),
    )


def _shown_folder(submission: Submission, request: Request) -> str | None:
    return request.show(submission.folder) if submission.folder is not None else None


def _material_lines(case: Case) -> list[MaterialLine]:
    return [
        MaterialLine(
            holding.kind,
            holding.label,
            holding.required,
            holding.usable,
            tuple(_material_item(item, case.pages or {}) for item in holding.items),
        )
        for holding in case.holdings
    ]


def _material_item(item: Item, pages: Pages) -> MaterialItem:
    note = item.reason if not item.usable else item.unchecked or remark(pages, item.url)
    return MaterialItem(item.path, item.usable, item.url, mask(note), item.outlet, item.level)


def _notices(discovery: Discovery, request: Request, plan_counts: dict[str, int]) -> list[str]:
    shown, found = request.show(request.root), list[str]()
    if discovery.state == "missing":
        found.append(
            f"没有报送材料目录 {shown}：以下只按计划推算，没有核对任何材料；目录在别处的请用 --submissions 指明"
        )
    elif discovery.state == "empty":
        found.append(f"报送材料目录 {shown} 是空的：以下只按计划推算，没有核对任何材料")
    elif not discovery.folders:
        found.append(f"报送材料目录 {shown} 里没有任何活动的文件夹：文件夹名称应以活动序号开头，如 04-单位名称")
    said = "、".join(f"{plan_counts[s.value]} 个{s.label}" for s in Severity if plan_counts[s.value])
    if said:
        found.append(f"计划文件自身另有 {said}，可运行 zhutiri validate 查看")
    return found

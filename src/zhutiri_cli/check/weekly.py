"""The weekly check: load, resolve, discover, judge, report. Reads the disk once; everything after is pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhutiri_cli.case.case import Case
from zhutiri_cli.case.peers import Peers
from zhutiri_cli.check.plan_files import sound_plan
from zhutiri_cli.check.reporting import report_of
from zhutiri_cli.check.request import CheckRequest
from zhutiri_cli.common.paths import shown
from zhutiri_cli.common.spelling import normalise
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.views import WorkspaceView
from zhutiri_cli.submission.discover import Discovery, discover
from zhutiri_cli.submission.gather import gather

if TYPE_CHECKING:
    from zhutiri_cli.materials.kinds import KindWords


def check(request: CheckRequest) -> Report:
    """Judge every activity of the plan on ``as_of``.

    Raises ``PlanProblem`` when the plan has errors: nothing may be judged by a faulty plan.
    """
    plan, view, counts = sound_plan(request.loaded, request.rules)
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
    report = report_of(request, plan, WorkspaceView(view, discovery, cases), notices)
    for probe in request.probes:
        cases, said = probe(request, report, cases)
        notices += said
        report = report_of(request, plan, WorkspaceView(view, discovery, cases), notices)
    return report


def declared_kinds(plan: Plan) -> list[KindWords]:
    """The kinds of material that the plan itself declares, as the recogniser wants them."""
    from zhutiri_cli.materials.kinds import KindWords

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


def _notices(discovery: Discovery, request: CheckRequest, plan_counts: dict[str, int]) -> list[str]:
    root, found = shown(request.root), list[str]()
    if discovery.state == "missing":
        found.append(
            f"没有报送材料目录 {root}：以下只按计划推算，没有核对任何材料；目录在别处的请用 --submissions 指明"
        )
    elif discovery.state == "empty":
        found.append(f"报送材料目录 {root} 是空的：以下只按计划推算，没有核对任何材料")
    elif not discovery.folders:
        found.append(f"报送材料目录 {root} 里没有任何活动的文件夹：文件夹名称应以活动序号开头，如 04-单位名称")
    said = "、".join(f"{plan_counts[s.value]} 个{s.label}" for s in Severity if plan_counts[s.value])
    if said:
        found.append(f"计划文件自身另有 {said}，可运行 zhutiri validate 查看")
    return found

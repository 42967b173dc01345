"""The weekly check. The plan is loaded and the filters are resolved against it before anything is opened
(``request``); what follows is here: discover, look (online, at photos), judge, report. Each is done once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from zhutiri_cli.case.cases import Cases
from zhutiri_cli.case.obliged import of_units
from zhutiri_cli.case.peers import Peers
from zhutiri_cli.check.judging import OfUnits, judged_report
from zhutiri_cli.check.left_over import left_over
from zhutiri_cli.check.link_look import open_links
from zhutiri_cli.check.reporting import chosen_units, unit_lines
from zhutiri_cli.check.request import CheckRequest, Phase
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import normalise
from zhutiri_cli.common.unguarded import UNGUARDED
from zhutiri_cli.materials.survey.kept_answers import recalling
from zhutiri_cli.report.level_lines import level_lines, levels_said
from zhutiri_cli.report.report import NOTHING_EXAMINED, Report
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.submission.discover import Discovery
from zhutiri_cli.submission.gather import Looking, gather
from zhutiri_cli.submission.plan_folders import folders_of
from zhutiri_cli.submission.reminded_file import load_reminded, reminded_path
from zhutiri_cli.submission.unit_duties import duties_path, load_duties

if TYPE_CHECKING:
    from zhutiri_cli.materials.kinds import KindWords
    from zhutiri_cli.plan.model import Plan


def check(request: CheckRequest) -> Report:
    """Judge the selected activities of the plan on ``as_of``."""
    plan = request.sound.plan
    discovery = folders_of(plan, request.root)
    cases, notices = look(request, gathered(request, discovery))
    duties = load_duties(duties_path(request.sound.path, plan.year))
    every = () if duties.fault else of_units(plan, duties.known, request.sound.view.calendar, request.as_of)
    units = chosen_units(request, every)
    kept = load_reminded(reminded_path(request.sound.path, request.sound.plan.year))
    said = [f"催办记录 {kept.fault}；这次不计以前的提醒"] if kept.fault else []
    notices = [*_notices(request, discovery), *notices, *said, *UNGUARDED.notice()]
    owed = OfUnits(units, duties.fault)
    report = judged_report(request, discovery, cases, notices, owed, kept.known)
    return replace(report, units=unit_lines(request, units), plan_remark=Shown(_plan_remark(request)))


def gathered(request: CheckRequest, discovery: Discovery) -> Cases:
    """Every activity's case: what lies in its folder is looked into, as far as it is not known already."""
    plan, view = request.sound.plan, request.sound.view
    wanted = {a.id: a.theme for a in plan.activities if request.only is None or a.id in request.only}
    progress = partial(request.progress, Phase.FILES)
    looking = Looking(request.cache, progress, request.sums, plan.duties, request.seen, request.workers)
    peers = Peers(tuple(activity.theme for activity in plan.activities), recalling(request.cache))
    submissions = gather(discovery, wanted, declared_kinds(plan), looking, peers.meet)
    return Cases(plan, request.as_of, view.calendar, submissions, peers)


def look(request: CheckRequest, cases: Cases) -> tuple[Cases, list[str]]:
    """The cases with what their links and photos show, where that was asked for, and what the reader is told of it."""
    notices = list[str]()
    if request.online:
        cases, said = open_links(request, cases)
        notices += said
    if request.ocr:
        from zhutiri_cli.check.photo_look import look_at_photos

        cases, said = look_at_photos(request, cases)
        notices += said
    return cases, notices


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
        for kind, spec in plan.declared_kinds.items()
    ]


def _notices(request: CheckRequest, discovery: Discovery) -> list[str]:
    root, found = path_shown(request.root), list[str]()
    if discovery.state == "missing":
        found.append(
            f"没有报送材料总文件夹 {root}：以下只按计划推算，{NOTHING_EXAMINED}；在别处的请用 check --submissions 指明"
        )
    elif discovery.state == "empty":
        found.append(f"报送材料总文件夹 {root} 是空的：以下只按计划推算，{NOTHING_EXAMINED}")
    elif unlisted := next((reason for shown, reason in discovery.unread if not shown), ""):
        said = unlisted.removeprefix("文件夹")
        found.append(f"报送材料总文件夹 {root} {said}：{NOTHING_EXAMINED}；请检查文件夹的读取权限后重新运行")
    elif not discovery.folders and not discovery.unread:  # what cannot be listed may hold some, and is told by itself
        found.append(
            f"报送材料总文件夹 {root} 里没有任何活动的文件夹，{NOTHING_EXAMINED}：文件夹名称应以活动序号开头，"
            "如 04-单位名称"
        )
    if request.sound.plan.terms_assumed:
        found.append(
            "计划没有写报送要求（requirements.report），按通行的要求核对：活动结束后 5 个工作日内报送活动方案、图片、"
            "总结、宣传报道链接各 1"
        )
    found += levels_said(level_lines(request.sound.view.levels))
    found += left_over((request.sound.path.parent, request.root, *discovery.odd))  # what is ours is hidden
    return found


def _plan_remark(request: CheckRequest) -> str:
    counts = request.sound.counts
    said = "、".join(f"{counts[severity.value]} 个{severity.label}" for severity in Severity if counts[severity.value])
    return f"计划文件自身另有 {said}，可运行 zhutiri validate 查看" if said else ""

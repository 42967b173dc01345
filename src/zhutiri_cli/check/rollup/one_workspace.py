"""One workspace of many: checked from beginning to end by whoever has it, to a small record. Nothing is raised.

A job and its outcome can be pickled, and the job says all that is needed: so any executor may carry it out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from zhutiri_cli.check.plan_files import load
from zhutiri_cli.check.request import CheckRequest
from zhutiri_cli.check.rollup.input_signature import plan_stamp, signature_of
from zhutiri_cli.check.rollup.storage_address import Place
from zhutiri_cli.check.rollup.workspaces_below import ADD_PLAN, NO_PLAN
from zhutiri_cli.check.weekly import check
from zhutiri_cli.common.errors import FileProblem, PlanProblem, ZhutiriError, reason_of
from zhutiri_cli.common.paths import as_called, path_shown
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.plan.find import plan_of_year, plans_in
from zhutiri_cli.report.summing.workspace_row import WorkspaceRow, broken_row, row_of
from zhutiri_cli.rules.rule import Rule

if TYPE_CHECKING:
    from zhutiri_cli.materials.file_facts import FileFacts


class WorkspaceJob(Struct, frozen=True):
    """What is to be checked: a workspace's folder or plan file, called ``shown`` in outputs, on ``as_of`` by
    the rules that ``rules`` gives (rules themselves do not travel).

    ``cached``: what is known of unchanged files is not looked into again; ``known``: the signature under which its row
    is there already; ``note``: where the file at hand is noted; ``lost``: what became of files over which the process
    of an earlier try ended; ``plainly``: files over whose first look it ended; ``scratch``: where what lies on storage
    is copied to.
    """

    path: Place
    shown: Shown
    as_of: date
    rules: Callable[[], Sequence[Rule]]
    cached: bool = True
    known: str = ""
    note: Path | None = None
    lost: Mapping[Path, FileFacts] = field(default_factory=dict)
    plainly: frozenset[Path] = frozenset()
    scratch: Path | None = None

    @property
    def alone(self) -> str:
        """What to do about a workspace that many could not check."""
        there = "在该工作区" if isinstance(self.path, Path) else "把该工作区下载到本机，"
        return f"请{there}单独运行 zhutiri check"


class WorkspaceOutcome(Struct, frozen=True):
    """The row (``None``: as it was under the signature known) and the signature of what it depends on ("": it may be
    another at the next try)."""

    row: WorkspaceRow | None
    signature: str = ""


def check_workspace(job: WorkspaceJob) -> WorkspaceOutcome:
    """Check it. Whatever stands in the way is told in the row: one workspace must not stop the others."""
    return _told(job, lambda: _checked(job))


def _told(job: WorkspaceJob, work: Callable[[], WorkspaceOutcome]) -> WorkspaceOutcome:
    try:
        return work()
    except ZhutiriError as problem:
        message, advice = problem.message, problem.advice
        if isinstance(problem, PlanProblem) and not isinstance(job.path, Path):
            advice = "请下载到本机，运行 zhutiri validate 逐条改正后传回"
    except OSError as problem:
        message, advice = f"打不开（{reason_of(problem)}）", "请检查读取权限和磁盘"
    except Exception as problem:  # noqa: BLE001 - the last resort: a defect of ours costs this one workspace
        message = f"程序内部出错（{type(problem).__name__}: {problem}），没有得出结论"
        advice = f"{job.alone}，把输出反馈给维护人员"
    return WorkspaceOutcome(broken_row(job.shown, as_called(message), as_called(advice)))


def _checked(job: WorkspaceJob) -> WorkspaceOutcome:
    if isinstance(job.path, Path):
        plan, others = _plan_in(job.path, job.as_of)
        return _judged(job, plan, others, signature_of)
    from zhutiri_cli.check.rollup.workspace_copy import workspace_copy

    with workspace_copy(job.path, job.as_of, job.known, job.scratch) as copy:
        if copy is None:
            return WorkspaceOutcome(None, job.known)
        return _told(job, partial(_judged, job, copy.plan, copy.others, copy.brought))


def _judged(
    job: WorkspaceJob, plan: Path, others: Sequence[Path], signed: Callable[[Path, Path], str]
) -> WorkspaceOutcome:
    """The check by a plan that was chosen among ``others``; ``signed`` gives the signature for plan and submissions
    root, which are there when it has."""
    from zhutiri_cli.materials.survey.opened_cache import opened_cache
    from zhutiri_cli.materials.survey.read_here import ReadHere

    rules, passed_over = job.rules(), "、".join(map(path_shown, others))
    remarks = [f"采用计划文件 {path_shown(plan)}（另有 {passed_over}）"] if others else []
    before = plan_stamp(plan)
    sound = load(plan, rules)
    root = plan.parent / "submissions" / str(sound.plan.year)
    signature = signed(plan, root)
    if plan_stamp(plan) != before:  # saved by somebody while it was read
        signature = ""
    if signature and signature == job.known:
        return WorkspaceOutcome(None, signature)
    known = partial(opened_cache, root, remarks.append, forgets=False, copies=not isinstance(job.path, Path))
    cache = known if job.cached else nullcontext
    readers = ReadHere(job.note, plainly=job.plainly)
    request = CheckRequest(sound, root, job.as_of, rules, cache=cache, seen=job.lost, workers=readers)
    report = check(request)
    return WorkspaceOutcome(row_of(job.shown, report, tuple(dict.fromkeys(remarks))), signature)


def _plan_in(place: Path, as_of: date) -> tuple[Path, list[Path]]:
    """The plan that is meant, as a check in that folder chooses it, and those that were passed over."""
    if place.is_file():
        return place, []
    plans = plans_in(place)
    if not plans:
        raise FileProblem(NO_PLAN, ADD_PLAN)
    return plan_of_year(plans, as_of.year)

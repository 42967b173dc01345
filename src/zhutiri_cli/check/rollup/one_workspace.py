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
from zhutiri_cli.check.rollup.input_signature import signature_of
from zhutiri_cli.check.weekly import check
from zhutiri_cli.common.errors import FileProblem, ZhutiriError, reason_of
from zhutiri_cli.common.paths import path_shown
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
    of an earlier try ended.
    """

    path: Path
    shown: Shown
    as_of: date
    rules: Callable[[], Sequence[Rule]]
    cached: bool = True
    known: str = ""
    note: Path | None = None
    lost: Mapping[Path, FileFacts] = field(default_factory=dict)


class WorkspaceOutcome(Struct, frozen=True):
    """The row (``None``: as it was under the signature known) and the signature of what it depends on ("": it may be
    another at the next try)."""

    row: WorkspaceRow | None
    signature: str = ""


def check_workspace(job: WorkspaceJob) -> WorkspaceOutcome:
    """Check it. Whatever stands in the way is told in the row: one workspace must not stop the others."""
    try:
        return _checked(job)
    except ZhutiriError as problem:
        return WorkspaceOutcome(broken_row(job.shown, problem.message, problem.advice))
    except OSError as problem:
        return WorkspaceOutcome(broken_row(job.shown, f"无法读取（{reason_of(problem)}）", "请检查读取权限和磁盘"))
    except Exception as problem:  # noqa: BLE001 - the last resort: a defect of ours costs this one workspace
        message = f"程序内部出错（{type(problem).__name__}: {problem}），没有得出结论"
        return WorkspaceOutcome(
            broken_row(job.shown, message, "请在该工作区单独运行 zhutiri check，把输出反馈给维护人员")
        )


def _checked(job: WorkspaceJob) -> WorkspaceOutcome:
    from zhutiri_cli.materials.survey.opened_cache import opened_cache
    from zhutiri_cli.materials.survey.read_here import ReadHere

    rules = job.rules()
    plan, remarks = _plan_of(job)
    sound = load(plan, rules)
    root = plan.parent / "submissions" / str(sound.plan.year)
    signature = signature_of(plan, root)
    if signature == job.known:
        return WorkspaceOutcome(None, signature)
    cache = partial(opened_cache, root, remarks.append, forgets=False) if job.cached else nullcontext
    request = CheckRequest(sound, root, job.as_of, rules, cache=cache, seen=job.lost, workers=ReadHere(job.note))
    report = check(request)
    return WorkspaceOutcome(row_of(job.shown, report, tuple(remarks)), signature)


def _plan_of(job: WorkspaceJob) -> tuple[Path, list[str]]:
    """The plan that is meant, as a check in that folder chooses it, and what is said where it had a choice."""
    if job.path.is_file():
        return job.path, []
    plans = plans_in(job.path)
    if not plans:
        raise FileProblem("没有计划文件（data/plan_年份.yaml 或 plan_年份.yaml）", "请放入计划文件，或从清单中去掉")
    chosen, others = plan_of_year(plans, job.as_of.year)
    rest = "、".join(map(path_shown, others))
    return chosen, [f"采用计划文件 {path_shown(chosen)}（另有 {rest}）"] if others else []

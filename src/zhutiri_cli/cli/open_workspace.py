"""Opening a workspace for the commands that judge it: plan, submissions root, progress, report."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from zhutiri_cli.cli.output import say
from zhutiri_cli.cli.ticker import Ticker
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.paths import shown

if TYPE_CHECKING:
    from zhutiri_cli.check.request import Probe
    from zhutiri_cli.materials.survey.cache import Cache
    from zhutiri_cli.plan.load import LoadedPlan
    from zhutiri_cli.plan.model import Plan
    from zhutiri_cli.report.report import Report
    from zhutiri_cli.workdays.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Manner:
    """How a workspace is looked at. ``probes``: what is asked beyond the disk; ``cached``: what is known of unchanged
    files is taken from the cache; ``sums``: the SHA-256 of every file is wanted; ``templates``: the office's own, which
    stderr names, where they are there."""

    probes: tuple[Probe, ...] = ()
    cached: bool = True
    sums: bool = False
    templates: frozenset[str] = frozenset()


PLAIN = Manner()


def examine(
    plan: Path | None,
    submissions: Path | None,
    as_of: date,
    due_within: int = 5,
    only: frozenset[int] | None = None,
    how: Manner = PLAIN,
) -> Report:
    """Load, discover and judge: the report of the whole workspace, or of the activities in ``only``."""
    return examine_plan(open_plan(plan, as_of.year), submissions, as_of, due_within, only, how)


def examine_plan(
    loaded: LoadedPlan,
    submissions: Path | None,
    as_of: date,
    due_within: int = 5,
    only: frozenset[int] | None = None,
    how: Manner = PLAIN,
) -> Report:
    """Discover and judge by a plan that is loaded. Raises ``PlanProblem`` when it has errors."""
    from zhutiri_cli.check.request import CheckRequest
    from zhutiri_cli.check.weekly import check
    from zhutiri_cli.rules.catalogue import catalogue
    from zhutiri_cli.submission.gather import Looking

    root, ticker = submissions_root(submissions, loaded), Ticker()
    looking = Looking(partial(kept, root) if how.cached else nullcontext, ticker, how.sums)
    request = CheckRequest(loaded, root, as_of, due_within, catalogue(), looking, only, how.probes, how.templates)
    try:
        report = check(request)
    finally:
        ticker.finish()
    for template in report.templates.values():
        say(f"采用模板 {template.path}")
    return report


def here() -> Path:
    """The current folder. Raises ``FileProblem`` when it has been deleted."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise FileProblem("当前所在的文件夹已不存在", "请进入工作区再运行") from None


def plan_path(given: Path | None, year: int) -> Path:
    """The plan file named, or the one found; stderr says which was taken where several exist."""
    from zhutiri_cli.plan.find import choose_plan

    if given is not None:
        return given
    chosen, others = choose_plan(here(), year)
    if others:
        say(f"采用计划文件 {shown(chosen)}（另有 {'、'.join(shown(path) for path in others)}；可用 --plan 指定）")
    return chosen


def submissions_root(given: Path | None, loaded: LoadedPlan, *, may_be_new: bool = False) -> Path:
    """The submissions root: as given, else ``submissions/<year>`` beside the plan file.

    Raises ``FileProblem`` when the one given does not exist, unless it ``may_be_new``: a mistyped folder must not turn
    into a report that finds nothing anywhere.
    """
    if given is not None:
        if not given.is_dir() and (given.exists() or not may_be_new):
            raise FileProblem(f"--submissions 指明的 {given} 不是文件夹或不存在", "请核对路径")
        return given
    year = loaded.plan.year if loaded.plan else 0
    return loaded.path.parent / "submissions" / str(year)


def open_plan(given: Path | None, year: int) -> LoadedPlan:
    """The plan file named or found, loaded; it may have faults."""
    from zhutiri_cli.plan.load import load_plan

    return load_plan(plan_path(given, year))


def local_calendar(given: Path | None, year: int) -> WorkCalendar:
    """The working-day calendar with the local days of the plan named or found; without any plan the official one."""
    from zhutiri_cli.plan.find import find_plans
    from zhutiri_cli.plan.load import load_plan
    from zhutiri_cli.rules.views import plan_view
    from zhutiri_cli.workdays.calendar import WorkCalendar

    if given is None and not find_plans(here()):
        return WorkCalendar()
    return plan_view(load_plan(plan_path(given, year)), ()).calendar


def plan_if_any(given: Path | None, year: int) -> Plan | None:
    """The plan whose clauses are quoted: the one named or found, or none. A faulty one quotes nothing."""
    from zhutiri_cli.plan.find import find_plans
    from zhutiri_cli.plan.load import load_plan

    if given is None and not find_plans(here()):
        return None
    return load_plan(plan_path(given, year)).plan


@contextmanager
def kept(root: Path) -> Iterator[Cache | None]:
    """The cache, closed at the end; a sentence on stderr where it can't be used, since the check is then slower."""
    from zhutiri_cli.materials.survey.cache import Cache, cache_folder

    folder = cache_folder()
    if folder.resolve().is_relative_to(root.resolve()):
        say(f"注意：缓存文件夹 {folder} 在报送材料目录之内，没有使用；请把系统的缓存文件夹设在别处")
        yield None
        return
    cache = Cache(folder)
    try:
        yield cache
    finally:
        cache.close()
        if cache.problem:
            say(f"注意：缓存文件夹 {folder} 不能使用（{cache.problem}），材料已逐个重新核对；可删除该文件夹后再试")

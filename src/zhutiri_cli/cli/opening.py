"""Which plan and which submissions root a command works on, and the plan opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zhutiri_cli.cli.output import say
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.paths import shown

if TYPE_CHECKING:
    from zhutiri_cli.plan.load import LoadedPlan
    from zhutiri_cli.plan.model import Plan
    from zhutiri_cli.workdays.calendar import WorkCalendar


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

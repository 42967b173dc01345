"""The plan that a command means: the file named, or the one found from the current folder upward."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zhutiri_cli.cli import options as opt
from zhutiri_cli.cli.output import say
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.paths import path_shown

if TYPE_CHECKING:
    from zhutiri_cli.check.plan_files import SoundPlan
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
        rest = "、".join(map(path_shown, others))
        say(f"采用计划文件 {path_shown(chosen)}（另有 {rest}；可用 --plan 指明）")
    return chosen


def sound_plan(given: Path | None, year: int) -> SoundPlan:
    """The plan named or found. Raises ``PlanProblem`` when it has errors."""
    from zhutiri_cli.check.plan_files import load
    from zhutiri_cli.rules.catalogue import catalogue

    return load(plan_path(given, year), catalogue())


def plan_on(given: Path | None, as_of: str | None) -> tuple[SoundPlan, date]:
    """The plan named or found for the day of ``--as-of``, and that day: without a year it is of the plan's year."""
    kept: list[SoundPlan] = []

    def year() -> int:
        kept.append(sound_plan(given, opt.this_year()))
        return kept[0].plan.year

    day = opt.read_as_of(as_of, year)
    return (kept[0] if kept else sound_plan(given, day.year)), day


def usual_year(given: Path | None) -> int:
    """The year of a day that is typed without one: the plan's, else today's where no plan says one."""
    from zhutiri_cli.plan.find import find_plans

    if given is None and not find_plans(here()):
        return opt.this_year()

    from zhutiri_cli.plan.own_days import named_year

    return named_year(plan_path(given, opt.this_year())) or opt.this_year()


def local_calendar(given: Path | None, year: int) -> WorkCalendar:
    """The working-day calendar with the local days of the plan named or found; without any plan the official one.
    Raises ``PlanProblem`` where the plan's own calendar is faulty."""
    from zhutiri_cli.plan.find import find_plans
    from zhutiri_cli.workdays.calendar import WorkCalendar

    if given is None and not find_plans(here()):
        return WorkCalendar()

    from zhutiri_cli.plan.own_days import days_to_count_by

    own = days_to_count_by(plan_path(given, year))
    return WorkCalendar(own.days_off, own.workdays, own.confirmed_years)


def plan_if_any(given: Path | None, year: int) -> Plan | None:
    """The plan whose clauses are quoted: the one named or found, or none. A faulty one quotes nothing."""
    from zhutiri_cli.plan.find import find_plans

    if given is None and not find_plans(here()):
        return None

    from zhutiri_cli.plan.load import load_plan

    return load_plan(plan_path(given, year)).plan

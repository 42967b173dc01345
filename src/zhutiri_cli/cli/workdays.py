"""``zhutiri workdays``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from zhutiri_cli.cli import options as opt
from zhutiri_cli.cli.page import examples
from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.common.spelling import shorten, suffix_of

EXAMPLES = examples(
    ("3 月 18 日后第 5 个工作日", "workdays 3月18日 5"),
    ("把公布的放假安排写入计划", "workdays --import 2026年放假安排.json"),
)
SETTINGS = {"ignore_unknown_options": True}  # so that a negative number stands as it is


def command(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="日期 天数", help="起始日，如 2024-03-18、3月18日，当日不计入；第几个工作日，负数为往前数"
        ),
    ] = None,
    imported: Annotated[
        list[Path] | None,
        typer.Option("--import", metavar="文件", help="公布的放假安排（.json、.ics），写入计划的 calendar；可写几份"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="与 --import 同用：只看不写")] = False,
    force: Annotated[bool, typer.Option("--force", help="与 --import 同用：与已知安排不同的，以文件为准")] = False,
    plan: opt.PlanOption = None,
    format_name: opt.FormatOption = None,
    output: opt.OutputOption = None,
    no_pager: opt.NoPagerOption = False,
) -> int:
    """数工作日：起始日之后（之前）第几个工作日是哪天；逐日列明计入或不计的理由。"""
    from zhutiri_cli.cli.find_plan import here, local_calendar, usual_year
    from zhutiri_cli.cli.output import deliver, display, targets
    from zhutiri_cli.cli.say_next import say_next
    from zhutiri_cli.plan.find import find_plans
    from zhutiri_cli.report.next_command import DEADLINES, NextStep

    if imported:
        if format_name is not None or output or not all(map(_is_file, words or ())):
            said = "--import 不能和日期、天数、-f、-o 写在一起"
            raise UsageProblem(said, "导入以后再数；几份文件写作 --import 甲.json 乙.json")
        return import_schedules([*imported, *map(Path, words or ())], plan, context.obj, dry_run=dry_run, force=force)
    if dry_run or force:
        raise UsageProblem("--dry-run、--force 只用于 --import", "运行 zhutiri workdays --help 查看用法")
    if stray := next(filter(_is_file, words or ()), None):
        raise UsageProblem(f"“{shorten(stray)}”像是文件，不是日期", f"导入写作 zhutiri workdays --import {stray}")
    if len(words or ()) > 2:
        raise UsageProblem(f"多出了参数 {shorten((words or [])[2])}", "只写日期和天数，如 zhutiri workdays 3月18日 5")
    start, number = [*(words or ()), None, None][:2]
    if start is None or number is None:
        missing = "日期" if start is None else "天数"
        raise UsageProblem(f"缺少参数 {missing}", "运行 zhutiri workdays --help 查看用法")
    wanted = targets("workdays", format_name, output)
    day = opt.read_day(start, "日期", lambda: usual_year(plan))
    calendar = local_calendar(plan, day.year)
    count = calendar.count(day, opt.read_number(number, "天数"))
    count = replace(count, notices=calendar.sources(count))
    deliver(count, wanted, display(), f"{count.result}", paged=not no_pager)
    found = plan is not None or find_plans(here())
    say_next(DEADLINES if found else NextStep("建一个工作区", ("help", "init")), wanted, plan=plan)
    return 0


def _is_file(word: str) -> bool:
    """Whether an argument names a schedule rather than a day or a number."""
    return suffix_of(word) in (".json", ".ics") or (not word.lstrip("+-").isdigit() and Path(word).is_file())


def import_schedules(
    files: Sequence[Path], plan: Path | None, typed: Sequence[str], *, dry_run: bool, force: bool
) -> int:
    """Write published schedules into the plan, or show what would be. Raises a ``ZhutiriError``: nothing is written."""
    from zhutiri_cli.cli.find_plan import plan_path
    from zhutiri_cli.cli.output import say, tell
    from zhutiri_cli.cli.say_next import say_next, say_words
    from zhutiri_cli.common.paths import path_shown
    from zhutiri_cli.common.shown import Shown
    from zhutiri_cli.common.temporaries import clear_left_once
    from zhutiri_cli.report.next_command import DEADLINES, NextStep
    from zhutiri_cli.workdays.published.read_schedule import read_schedules
    from zhutiri_cli.workspace.scheduling.write_calendar import draft, refuse, write_calendar

    schedules = read_schedules(files)
    path = plan_path(plan, opt.this_year())
    made = draft(path, schedules)
    for line in (*made.faults, *made.differences):
        say(f"× {line}" if not force or made.faults else f"注意：{line}，以文件为准")
    refuse(made, force=force)
    tell(made.lines())
    name = path_shown(path)
    if not made.fresh:
        if not dry_run:
            clear_left_once(path.parent)  # of a run that was killed after it had written
        tell([Shown(f"{name} 没有改动")])
        say_next(DEADLINES, plan=plan)
        return 0
    if dry_run:
        tell([Shown(f"只看不写：没有写入 {name}；写入的话：{made.sum}")])
        say_words("就这样写入", [word for word in typed if word != "--dry-run"])
        return 0
    write_calendar(path, schedules, force=force)
    years = "、".join(f"{one.year} 年" for one in made.fresh)
    said = f"√ 已把 {years}的放假调休安排写入 {name}：{made.sum}"
    tell([Shown(f"{said}；截止日可能因此改变，请运行 zhutiri deadlines 查看")])
    say_next(NextStep("核对计划", ("validate", f"{name}")), plan=plan)
    return 0


command.__name__ = "workdays"
COMMAND = command

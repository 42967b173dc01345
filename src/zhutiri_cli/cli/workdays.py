"""``zhutiri workdays``."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from zhutiri_cli.cli import options as opt
from zhutiri_cli.cli.help_page import examples

EXAMPLES = examples(("3 月 18 日后第 5 个工作日", "workdays 3月18日 5"))
SETTINGS = {"ignore_unknown_options": True}  # so that a negative number stands as it is


def command(
    start: Annotated[str, typer.Argument(metavar="日期", help="起始日，如 2024-03-18、3月18日；当日不计入")],
    number: Annotated[str, typer.Argument(metavar="天数", help="第几个工作日；负数为往前数")],
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

    wanted = targets("workdays", format_name, output)
    day = opt.read_day(start, "日期", lambda: usual_year(plan))
    calendar = local_calendar(plan, day.year)
    count = calendar.count(day, opt.read_number(number, "天数"))
    count = replace(count, notices=calendar.sources(count))
    deliver(count, wanted, display(), f"{count.result}", paged=not no_pager)
    found = plan is not None or find_plans(here())
    say_next(DEADLINES if found else NextStep("建一个工作区", ("help", "init")), wanted, plan=plan)
    return 0


command.__name__ = "workdays"
COMMAND = command

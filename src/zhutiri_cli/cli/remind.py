"""``zhutiri remind``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from zhutiri_cli.cli import completion
from zhutiri_cli.cli import options as opt
from zhutiri_cli.cli.help_page import examples

EXAMPLES = examples(("写成 Word 文件", "remind -o 催办.docx"), ("只催一个单位", "remind --unit 民政局"))


def command(
    numbers: opt.NumbersArgument = None,
    plan: opt.PlanOption = None,
    submissions: opt.SubmissionsOption = None,
    as_of: opt.AsOfOption = None,
    format_name: opt.FormatOption = None,
    output: opt.OutputOption = None,
    unit: Annotated[
        list[str] | None,
        typer.Option(
            "--unit", metavar="单位", help="只提醒该牵头单位，可写简称；可重复", autocompletion=completion.unit_values
        ),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status", metavar="状态", help="只看该状态，如 逾期；可重复", autocompletion=completion.status_values
        ),
    ] = None,
    due_within: Annotated[
        str, typer.Option("--due-within", metavar="天数", help="未来几个工作日内到期的也提醒；默认 5")
    ] = "5",
    template: Annotated[
        Path | None, typer.Option("--template", metavar="文件", help="改用这个模板；默认用计划旁的 templates/催办.txt")
    ] = None,
) -> int:
    """催办：每个欠报的牵头单位一封提醒；写明哪项活动、缺什么、最迟哪天，只写草稿，不发送。"""
    from zhutiri_cli.check.resolve import resolve
    from zhutiri_cli.check.templates import read_template
    from zhutiri_cli.cli.find_plan import plan_on
    from zhutiri_cli.cli.open_workspace import examine, request_for
    from zhutiri_cli.cli.output import deliver, display, say, targets
    from zhutiri_cli.cli.own_templates import own_templates
    from zhutiri_cli.cli.say_next import say_next
    from zhutiri_cli.plan.typed_ids import read_ids
    from zhutiri_cli.report.letters.reminders import TEMPLATE, reminders, spellings
    from zhutiri_cli.report.next_command import after_letters

    wanted, within = targets("remind", format_name, output), opt.read_within(due_within)
    given = {TEMPLATE: read_template(template)} if template is not None else None
    sound, day = plan_on(plan, as_of)
    units, proper = spellings(opt.read_units(unit, sound.plan), sound.plan)
    ids = read_ids(numbers or (), sound.plan)
    selection = resolve(sound.plan, units=units, ids=ids, statuses=opt.read_statuses(status))
    look = display(templates=own_templates(sound.path, wanted) if given is None else given)
    report = examine(replace(request_for(sound, submissions, day), selection=selection))
    letters = reminders(report, proper, within)
    deliver(letters, wanted, look, letters.verdict)
    for line in letters.aside:
        say(line)
    filters = [word for name in units for word in ("--unit", name)] + [
        word for one in status or () for word in ("--status", one)
    ]
    step = after_letters(letters, [*(numbers or ()), *filters], written=bool(output))
    say_next(step, wanted, plan=plan, submissions=submissions, as_of=day if as_of else None)
    return 0


command.__name__ = "remind"
COMMAND = command

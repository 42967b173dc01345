"""``zhutiri remind``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from zhutiri_cli.cli import completion
from zhutiri_cli.cli import options as opt
from zhutiri_cli.cli.page import examples
from zhutiri_cli.common.errors import FileProblem, UsageProblem

if TYPE_CHECKING:
    from zhutiri_cli.workspace.reminding.keep_sent import KeptLetters

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
    page_for: Annotated[
        str | None,
        typer.Option("--for", metavar="单位", help="不写催办，写这家单位自己的一页：全年承办哪些、何时报、收到了什么"),
    ] = None,
    sent: Annotated[
        bool, typer.Option("--sent", help="提醒已经发出：记下今天提醒了谁、哪几项，下一封写明是第几次")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="与 --sent 一起用：只看将登记什么，不写入")] = False,
    no_pager: opt.NoPagerOption = False,
) -> int:
    """催办：每个欠报的牵头单位一封提醒；写明哪项活动、缺什么、最迟哪天，只写草稿，不发送。"""
    from zhutiri_cli.check.resolve import resolve
    from zhutiri_cli.check.templates import read_template
    from zhutiri_cli.cli.find_plan import plan_on
    from zhutiri_cli.cli.open_workspace import examine, request_for
    from zhutiri_cli.cli.output import deliver, display, targets, tell, tell_aside
    from zhutiri_cli.cli.own_templates import own_templates
    from zhutiri_cli.cli.say_next import say_next
    from zhutiri_cli.cli.sent_letters import keep_letters
    from zhutiri_cli.plan.typed_ids import read_ids
    from zhutiri_cli.report.letters.letter_facts import TEMPLATE
    from zhutiri_cli.report.letters.reminders import reminders, spellings
    from zhutiri_cli.report.next_command import after_letters

    if page_for is not None:
        from zhutiri_cli.cli.unit_page import refuse_other_choices, show_unit_page

        refuse_other_choices(numbers=numbers, unit=unit, status=status, template=template, sent=sent, dry_run=dry_run)
        show_unit_page(page_for, plan, submissions, as_of, format_name, output, paged=not no_pager)
        return 0
    if dry_run and not sent:
        raise UsageProblem("--dry-run 须与 --sent 一起用", "不加 --sent 本来就不登记；请去掉 --dry-run")
    wanted, within = targets("remind", format_name, output), opt.read_within(due_within)
    given = {TEMPLATE: read_template(template)} if template is not None else None
    sound, day = plan_on(plan, as_of)
    units, proper = spellings(opt.read_units(unit, sound.plan), sound.plan)
    ids = read_ids(numbers or (), sound.plan)
    selection = resolve(sound.plan, units=units, ids=ids, statuses=opt.read_statuses(status))
    look = display(templates=own_templates(sound.path, wanted) if given is None else given)
    report = examine(replace(request_for(sound, submissions, day, wanted), selection=selection))
    letters = reminders(report, proper, within)
    keep = partial(keep_letters, letters, sound, day)
    kept = keep(write=False) if sent else None  # a faulty file is told before anything is written
    shown = not dry_run and (kept is None or format_name is not None or bool(output))
    if shown:
        deliver(letters, wanted, look, letters.verdict, paged=not no_pager)
    if kept is not None:
        lines = (kept if dry_run else _kept_behind(keep, shown=shown)).lines()
        tell_aside(lines) if shown else tell(lines)
        tell_aside(letters.uncounted)
    tell_aside(letters.aside)
    filters = [word for name in units for word in ("--unit", name)] + [
        word for one in status or () for word in ("--status", one)
    ]
    step = after_letters(letters, [*(numbers or ()), *filters], written=bool(output) or (sent and not dry_run))
    say_next(step, wanted, plan=plan, submissions=submissions, as_of=day if as_of else None)
    return 0


def _kept_behind(keep: Callable[..., KeptLetters], *, shown: bool) -> KeptLetters:
    """The record of what went out; where it cannot be kept, it is said that the letters are there all the same."""
    try:
        return keep(write=True)
    except FileProblem as problem:
        if not shown:
            raise
        message = f"提醒已经写出，只是没有登记发出：{problem.message}"
        raise FileProblem(message, f"{problem.advice}，然后把这条命令去掉 -o 再运行一次") from None


command.__name__ = "remind"
COMMAND = command

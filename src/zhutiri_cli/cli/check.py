"""``zhutiri check``."""

from __future__ import annotations

from typing import Annotated

import typer

from zhutiri_cli.cli import options as opt


def command(
    plan: opt.PlanOption = None,
    submissions: opt.SubmissionsOption = None,
    as_of: opt.AsOfOption = None,
    format_name: opt.FormatOption = None,
    output: opt.OutputOption = None,
    fail_on: opt.FailOnOption = "error",
    unit: Annotated[
        list[str] | None, typer.Option("--unit", metavar="单位", help="只看该单位（含联合承办）；可重复")
    ] = None,
    month: Annotated[
        list[str] | None, typer.Option("--month", metavar="月份", help="只看该月，如 3 或 2024-03；可重复")
    ] = None,
    number: Annotated[list[str] | None, typer.Option("--id", metavar="序号", help="只看该序号的活动；可重复")] = None,
    status: Annotated[
        list[str] | None, typer.Option("--status", metavar="状态", help="只看该状态，如 overdue 或 逾期未报；可重复")
    ] = None,
    due_within: Annotated[
        str, typer.Option("--due-within", metavar="天数", help="列出未来几个工作日内到期的活动；默认 5")
    ] = "5",
    ocr: opt.OcrOption = False,
    everything: Annotated[bool, typer.Option("--all", help="逐条列出提示和已豁免的问题")] = False,
) -> int:
    """每周检查：每项活动的状态、问题、近期到期，列明该谁办、办什么。"""
    from zhutiri_cli.cli.looking import look_at
    from zhutiri_cli.cli.output import deliver, display, targets
    from zhutiri_cli.cli.selection import chooser
    from zhutiri_cli.cli.workspace import examine
    from zhutiri_cli.render.sums import verdict
    from zhutiri_cli.report import fails

    threshold = opt.read_threshold(fail_on)
    wanted = targets("check", format_name, output)
    chosen = chooser(unit, month, number, status)
    looking = look_at(chosen) if ocr else None
    report = chosen(examine(plan, submissions, opt.read_as_of(as_of), opt.read_within(due_within), looking=looking))
    deliver(report, wanted, display(everything=everything), verdict(report), report.notices)
    return int(fails(report.all_findings(), threshold))


command.__name__ = "check"
COMMAND = command

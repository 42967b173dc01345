"""``zhutiri receive``."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from zhutiri_cli.cli import options as opt
from zhutiri_cli.cli.help_page import examples

EXAMPLES = examples(("收下一封来信", "receive 13 来件/青禾教育局来信.eml"))


def command(
    number: Annotated[str, typer.Argument(metavar="序号", help="活动序号，或只有一项没报齐的单位")],
    packages: Annotated[list[Path], typer.Argument(metavar="来件…", help="邮件、压缩包、文件或文件夹；可多个")],
    held: Annotated[str | None, typer.Option("--held", metavar="日期", help="举办日期；多天写作 3月15日至16日")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="收到日期；邮件默认按其自带日期")] = None,
    link: Annotated[list[str] | None, typer.Option("--link", metavar="网址", help="宣传报道链接；可重复")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="来件写的像是另一项活动时，不问，照写的序号收")] = False,
    plan: opt.PlanOption = None,
    submissions: opt.SubmissionsOption = None,
) -> int:
    """收件：把单位报来的邮件、压缩包、文件或文件夹收进该活动的文件夹；并登记哪天收到了什么。"""
    from zhutiri_cli.cli.find_plan import sound_plan
    from zhutiri_cli.cli.open_workspace import activity_ids, examine, request_for
    from zhutiri_cli.cli.output import say, tell
    from zhutiri_cli.cli.say_next import say_next
    from zhutiri_cli.common.dates import today
    from zhutiri_cli.common.errors import UsageProblem
    from zhutiri_cli.render.record.lines import recognised
    from zhutiri_cli.render.shared.headline import standing
    from zhutiri_cli.report.next_command import NextStep
    from zhutiri_cli.workspace.receiving.intake import ReceiveRequest, receive

    request = request_for(sound_plan(plan, today().year), submissions, today(), may_be_new=True)
    year = request.sound.plan.year
    days = opt.in_iso(held, "--held", year), opt.in_iso(on, "--on", year)
    came = ReceiveRequest(tuple(packages), *days, tuple(link or ()), lambda doubt: yes or _confirmed(doubt))
    ids = activity_ids([number], request)
    if len(ids) > 1:
        raise UsageProblem(f"来件只能收进一项活动，序号写了 {number}", "请一项一项收")
    done = receive(request.sound.plan, request.root, str(ids[0]), came)
    tell(done.lines())
    day = max(today(), done.last_day)
    item = examine(replace(request, as_of=day, only=frozenset({done.activity.id}))).activities[0]
    tell([*recognised(item, done.files, done.urls, done.set_aside), *standing(item)])
    for notice in done.notices:
        say(f"注意：{notice}")
    say_next(NextStep("看这一项现在的情况", ("check", str(item.id))), plan=plan, submissions=submissions)
    return 0


def _confirmed(doubt: str) -> bool:
    """Whether the clerk, asked in a terminal, files it all the same; without a terminal nobody can be asked."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    return typer.confirm(f"{doubt}。仍照写的序号收下吗", default=False, err=True)


command.__name__ = "receive"
COMMAND = command

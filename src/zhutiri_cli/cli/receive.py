"""``zhutiri receive``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from zhutiri_cli.cli import options as opt
from zhutiri_cli.cli.page import examples

EXAMPLES = examples(
    ("收下一封来信", "receive 13 来件/青禾教育局来信.eml"),
    ("不写序号，先看会收到哪一项", "receive 来件/青禾教育局来信.eml --dry-run"),
)

if TYPE_CHECKING:
    from zhutiri_cli.check.request import CheckRequest
    from zhutiri_cli.report.activity_report import ActivityReport
    from zhutiri_cli.report.next_command import NextStep
    from zhutiri_cli.workspace.receiving.intake import ReceiveRequest
    from zhutiri_cli.workspace.receiving.taken_in import Received


def command(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[序号] 来件…", help="邮件、压缩包、文件、文件夹或邮箱导出；可多个，不写序号则推断是哪项活动"
        ),
    ],
    held: Annotated[str | None, typer.Option("--held", metavar="日期", help="举办日期；多天写作 3月15日至16日")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="收到日期；邮件默认按其自带日期")] = None,
    link: Annotated[list[str] | None, typer.Option("--link", metavar="网址", help="宣传报道链接；可重复")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="不问：有把握的收下，其余留在原处")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会怎么收，什么也不写")] = False,
    plan: opt.PlanOption = None,
    submissions: opt.SubmissionsOption = None,
) -> int:
    """收件：把单位报来的邮件、压缩包、文件或文件夹收进该活动的文件夹；并登记哪天收到了什么。"""
    from zhutiri_cli.cli.asker import agrees
    from zhutiri_cli.cli.find_plan import sound_plan
    from zhutiri_cli.cli.open_workspace import activity_ids, request_for
    from zhutiri_cli.cli.output import tell
    from zhutiri_cli.cli.say_next import say_next
    from zhutiri_cli.common.dates import today
    from zhutiri_cli.common.errors import UsageProblem
    from zhutiri_cli.common.spelling import half_width
    from zhutiri_cli.report.next_command import NextStep
    from zhutiri_cli.workspace.receiving.intake import ReceiveRequest, receive

    next_step = partial(say_next, plan=plan, submissions=submissions)
    request = request_for(sound_plan(plan, today().year), submissions, today(), may_be_new=True)
    first, rest = words[0], [Path(word) for word in words[1:]]
    if not rest and half_width(first).strip().isdigit() and not Path(first).exists():
        raise UsageProblem("缺少参数 来件…", f"请写明收什么，如 zhutiri receive {first} 来件.eml")
    year = request.sound.plan.year
    days = opt.in_iso(held, "--held", year), opt.in_iso(on, "--on", year)
    came = ReceiveRequest(tuple(rest), *days, tuple(link or ()), (lambda _: True) if yes else agrees, _since(request))
    if not (rest and (half_width(first).strip().isdigit() or not Path(first).exists())):
        came = replace(came, packages=(Path(first), *rest))
        return _proposed(request, came, next_step, yes=yes, dry_run=dry_run)
    ids = activity_ids([first], request)
    if len(ids) > 1:
        raise UsageProblem(f"来件只能收进一项活动，序号写了 {first}", "请一项一项收")
    if dry_run:
        came = replace(came, sure=_said_only, write=False)
        tell(receive(request.sound.plan, request.root, str(ids[0]), came).lines())
        next_step(NextStep("就这样收下", ("receive", *words, *_typed(came))))
        return 0
    _told(request, receive(request.sound.plan, request.root, str(ids[0]), came))
    next_step(NextStep("看这一项现在的情况", ("check", str(ids[0]))))
    return 0


def _proposed(
    request: CheckRequest, came: ReceiveRequest, next_step: Callable[[NextStep], None], *, yes: bool, dry_run: bool
) -> int:
    """Packages without a number: shown, asked for where somebody is there, taken."""
    from zhutiri_cli.cli.asker import ask, someone_there
    from zhutiri_cli.cli.open_workspace import examine
    from zhutiri_cli.cli.output import say, tell
    from zhutiri_cli.common.listed_numbers import in_ranges
    from zhutiri_cli.render.record.lines import held_advice
    from zhutiri_cli.render.record.proposals import proposed_lines
    from zhutiri_cli.report.next_command import NextStep
    from zhutiri_cli.workspace.receiving.proposing.desk import Desk

    desk = Desk(request.sound.plan, request.root, examine(request), came)
    with desk.open() as waiting:
        rows = waiting.lines
        tell([*proposed_lines(rows), *waiting.dated])
        for message in waiting.refused:
            say(f"注意：{message}")
        if dry_run or not (yes or someone_there()):
            tell(waiting.advice)
            if waiting.sure:
                next_step(NextStep("收下有把握的", ("receive", *map(str, came.packages), "--yes", *_typed(came))))
            return 0 if rows else 2
        for done, one in waiting.take(None if yes else ask):
            item = _told(request, done)
            if yes:
                tell(held_advice(item, one.held.day, one.held.said) if one.held and came.held is None else [])
            else:
                _asked(request, item, done, doubtful=not one.certain)
        tell(waiting.left)
        if waiting.received:
            next_step(NextStep("看收下的各项现在的情况", ("check", in_ranges(waiting.received))))
        return 0 if rows else 2


def _said_only(question: str) -> bool:
    """What would be asked about, where nothing is written."""
    from zhutiri_cli.cli.output import say

    say(f"注意：{question}")
    return True


def _typed(came: ReceiveRequest) -> list[str]:
    """The options that were typed, as they go into the next command."""
    options = [("--held", came.held), ("--on", came.on), *(("--link", link) for link in came.links)]
    return [word for name, value in options if value is not None for word in (name, value)]


def _since(request: CheckRequest) -> Callable[[int], date | None]:
    """Since when an activity's set is complete, as the disk stands now."""
    from zhutiri_cli.case.status import Status
    from zhutiri_cli.check.weekly import check

    def since(number: int) -> date | None:
        item = check(replace(request, only=frozenset({number}))).activities[0]
        return item.submitted if item.status in (Status.LATE, Status.COMPLIANT) else None

    return since


def _asked(request: CheckRequest, item: ActivityReport, done: Received, *, doubtful: bool) -> None:
    """What only a person can say of what was taken in, recorded."""
    from zhutiri_cli.cli.asker import ask
    from zhutiri_cli.cli.output import say, tell
    from zhutiri_cli.common.errors import ZhutiriError
    from zhutiri_cli.workspace.receiving.proposing.afterwards import asked_after
    from zhutiri_cli.workspace.recording.write_record import record_changes

    plan = request.sound.plan
    changes = asked_after(plan, item, done, ask, doubtful=doubtful)
    if changes.empty:
        return
    try:
        tell(record_changes(plan, request.root, str(item.id), changes).lines()[1:])
    except ZhutiriError as problem:  # the package is in its folder; only what was said of it is not recorded
        say(f"注意：{problem.message}；{problem.advice}")


def _told(request: CheckRequest, done: Received) -> ActivityReport:
    """What was taken in, what it was recognised as, and how the activity stands."""
    from zhutiri_cli.cli.open_workspace import examine
    from zhutiri_cli.cli.output import say, tell
    from zhutiri_cli.render.record.lines import recognised, status_now
    from zhutiri_cli.render.shared.headline import standing

    tell(done.lines())
    day = max(request.as_of, done.last_day)
    item = examine(replace(request, as_of=day, only=frozenset({done.activity.id}))).activities[0]
    tell([*recognised(item, done.files, done.urls, done.set_aside), *standing(item), *status_now(item)])
    for notice in done.notices:
        say(f"注意：{notice}")
    return item


command.__name__ = "receive"
COMMAND = command

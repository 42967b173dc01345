"""``zhutiri rank``."""

from __future__ import annotations

from zhutiri_cli.cli import options as opt
from zhutiri_cli.cli.page import examples

EXAMPLES = examples(("写成 Excel 文件", "rank -o 评比.xlsx"))


def command(
    plan: opt.PlanOption = None,
    submissions: opt.SubmissionsOption = None,
    as_of: opt.AsOfOption = None,
    format_name: opt.FormatOption = None,
    output: opt.OutputOption = None,
    no_pager: opt.NoPagerOption = False,
) -> int:
    """评比推荐：按计划的 scoring 给活动和单位计分；每一分都有出处，没有 scoring 的只列推荐名单。"""
    from zhutiri_cli.cli.find_plan import plan_on
    from zhutiri_cli.cli.open_workspace import examine, request_for
    from zhutiri_cli.cli.output import deliver, display, targets
    from zhutiri_cli.cli.say_next import say_next
    from zhutiri_cli.render.rank.sentences import verdict
    from zhutiri_cli.report.next_command import CHECK, NextStep
    from zhutiri_cli.report.ranking.ranking import rank

    wanted = targets("rank", format_name, output)
    sound, day = plan_on(plan, as_of)
    ranking = rank(examine(request_for(sound, submissions, day, wanted)), sound.plan)
    deliver(ranking, wanted, display(), verdict(ranking), ranking.notes, paged=not no_pager)
    step = CHECK if output else NextStep("写成 Excel 文件", ("rank", "-o", "评比.xlsx"))
    say_next(step, wanted, plan=plan, submissions=submissions, as_of=day if as_of else None)
    return 0


command.__name__ = "rank"
COMMAND = command

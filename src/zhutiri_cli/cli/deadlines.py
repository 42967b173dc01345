"""``zhutiri deadlines``."""

from __future__ import annotations

from msgspec.structs import replace

from zhutiri_cli.cli import options as opt
from zhutiri_cli.cli.page import examples

EXAMPLES = examples(("第 4 到 8 项的截止日", "deadlines 4-8"), ("写成日历文件", "deadlines -o 截止日.ics"))


def command(
    numbers: opt.NumbersArgument = None,
    plan: opt.PlanOption = None,
    submissions: opt.SubmissionsOption = None,
    as_of: opt.AsOfOption = None,
    format_name: opt.FormatOption = None,
    output: opt.OutputOption = None,
    no_pager: opt.NoPagerOption = False,
) -> int:
    """报送截止日：每项活动的截止日；尚无举办日期的给出最迟报送日。"""
    from zhutiri_cli.check.resolve import resolve
    from zhutiri_cli.cli.find_plan import plan_on
    from zhutiri_cli.cli.open_workspace import examine, request_for
    from zhutiri_cli.cli.output import deliver, display, targets
    from zhutiri_cli.cli.say_next import say_next
    from zhutiri_cli.plan.typed_ids import read_ids
    from zhutiri_cli.report.next_command import CHECK, NextStep

    wanted = targets("deadlines", format_name, output)
    sound, day = plan_on(plan, as_of)
    request = request_for(sound, submissions, day, wanted)
    request = replace(request, selection=resolve(sound.plan, ids=read_ids(numbers or (), sound.plan)))
    tells = tuple(rule for rule in request.rules if rule.bearing.unchecked)  # no other finding is shown here
    report = examine(replace(request, rules=tells))
    line = f"已写出 {len(report.activities)} 项活动的截止日"
    deliver(report, wanted, display(), line, (*report.notices, *report.unread_said), paged=not no_pager)
    step = CHECK if output else NextStep("放进日历", ("deadlines", *(numbers or ()), "-o", "截止日.ics"))
    say_next(step, wanted, plan=plan, submissions=submissions, as_of=day if as_of else None)
    return 0


command.__name__ = "deadlines"
COMMAND = command

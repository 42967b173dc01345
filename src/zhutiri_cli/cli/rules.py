"""``zhutiri rules``."""

from __future__ import annotations

from typing import Annotated

import typer

from zhutiri_cli.cli import completion
from zhutiri_cli.cli import options as opt
from zhutiri_cli.cli.page import examples

EXAMPLES = examples(("看一条", "rules 203"), ("在规则里找", "rules 总结"))


def command(
    codes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[规则…]", help="如 ZT203、203 或 逾期；不写则列出全部", autocompletion=completion.rule_values
        ),
    ] = None,
    plan: opt.PlanOption = None,
    as_of: opt.AsOfOption = None,
    format_name: opt.FormatOption = None,
    output: opt.OutputOption = None,
    no_pager: opt.NoPagerOption = False,
) -> int:
    """规则目录：全部规则，或某条规则的说明、依据条款和改法。"""
    from zhutiri_cli.cli.find_plan import plan_if_any, usual_year
    from zhutiri_cli.cli.output import deliver, display, targets
    from zhutiri_cli.cli.say_next import say_next
    from zhutiri_cli.report.next_command import NextStep
    from zhutiri_cli.rules.catalogue import catalogue
    from zhutiri_cli.rules.manual import manual
    from zhutiri_cli.rules.typed_rules import read_rules

    wanted = targets("rules", format_name, output)
    asked = read_rules(codes or [], catalogue())
    day = opt.read_as_of(as_of, lambda: usual_year(plan))
    facts = manual(asked.rules, plan_if_any(plan, day.year), whole=asked.listed)
    deliver(facts, wanted, display(), f"已写出 {len(asked.rules)} 条规则", paged=not no_pager)
    first = asked.rules[0].code
    step = NextStep("看一条的说明", ("rules", first)) if asked.listed else NextStep("看全部规则", ("rules",))
    say_next(step, wanted, plan=plan)
    return 0


command.__name__ = "rules"
COMMAND = command

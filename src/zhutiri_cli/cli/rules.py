"""``zhutiri rules``."""

from __future__ import annotations

from typing import Annotated

import typer

from zhutiri_cli.cli import options as opt


def command(
    codes: Annotated[list[str] | None, typer.Argument(metavar="[规则编号…]", help="如 ZT203；不写则列出全部")] = None,
    plan: opt.PlanOption = None,
    as_of: opt.AsOfOption = None,
    format_name: opt.FormatOption = None,
    output: opt.OutputOption = None,
) -> int:
    """规则目录：全部规则，或某条规则的说明、依据条款和改法。"""
    from zhutiri_cli.cli.find_plan import plan_if_any, usual_year
    from zhutiri_cli.cli.output import deliver, display, targets
    from zhutiri_cli.common.errors import UsageProblem
    from zhutiri_cli.rules.catalogue import catalogue
    from zhutiri_cli.rules.manual import manual

    wanted = targets("rules", format_name, output)
    by_code = {rule.code: rule for rule in catalogue()}
    unknown = [code for code in codes or [] if code.upper() not in by_code]
    if unknown:
        raise UsageProblem(f"没有规则 {unknown[0]}", "运行 zhutiri rules 查看全部规则编号")
    chosen = [by_code[code.upper()] for code in codes] if codes else list(by_code.values())
    facts = manual(chosen, plan_if_any(plan, opt.read_as_of(as_of, lambda: usual_year(plan)).year), whole=not codes)
    deliver(facts, wanted, display(), f"已写出 {len(chosen)} 条规则")
    return 0


command.__name__ = "rules"
COMMAND = command

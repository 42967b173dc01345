"""``zhutiri validate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zhutiri_cli.cli import options as opt


def command(
    plans: Annotated[
        list[Path] | None, typer.Argument(metavar="[计划文件…]", help="要检查的计划文件；默认从当前文件夹向上查找")
    ] = None,
    plan: opt.PlanOption = None,
    as_of: opt.AsOfOption = None,
    format_name: opt.FormatOption = None,
    output: opt.OutputOption = None,
    fail_on: opt.FailOnOption = "error",
) -> int:
    """检查计划文件：逐条指出错误所在的行、列和改法，供修改计划时和 CI 使用。"""
    from zhutiri_cli.check.plan_files import validate_files
    from zhutiri_cli.cli.opening import plan_path
    from zhutiri_cli.cli.output import deliver, display, targets
    from zhutiri_cli.cli.plans import plan_files
    from zhutiri_cli.common.paths import shown
    from zhutiri_cli.report.narrowing import fails
    from zhutiri_cli.rules import catalogue

    threshold = opt.read_threshold(fail_on)
    wanted = targets("validate", format_name, output)
    paths = plan_files(plans) if plans else [plan_path(plan, opt.read_as_of(as_of).year)]
    validation = validate_files(paths, catalogue(), shown)
    deliver(validation, wanted, display(), validation.verdict())
    return int(fails(validation.findings, threshold))


command.__name__ = "validate"
COMMAND = command

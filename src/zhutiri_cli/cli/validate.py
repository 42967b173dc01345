"""``zhutiri validate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zhutiri_cli.cli import options as opt
from zhutiri_cli.cli.page import examples
from zhutiri_cli.common.errors import FileProblem

_WILD = frozenset("*?[")

EXAMPLES = examples(("改过计划以后", "validate data/plan_2024.yaml"))


def command(
    context: typer.Context,
    plans: Annotated[
        list[Path] | None, typer.Argument(metavar="[计划文件…]", help="要检查的计划文件；默认从当前文件夹向上查找")
    ] = None,
    plan: opt.PlanOption = None,
    as_of: opt.AsOfOption = None,
    format_name: opt.FormatOption = None,
    output: opt.OutputOption = None,
    fail_on: opt.FailOnOption = "error",
    no_pager: opt.NoPagerOption = False,
) -> int:
    """检查计划文件：逐条指出错误所在的行、列和改法，供改计划和 CI 使用。"""
    from zhutiri_cli.check.plan_files import validate_files
    from zhutiri_cli.cli.find_plan import plan_path, usual_year
    from zhutiri_cli.cli.output import deliver, display, targets
    from zhutiri_cli.cli.say_next import say_next
    from zhutiri_cli.cli.spared import spare
    from zhutiri_cli.report.next_command import CHECK, NextStep
    from zhutiri_cli.report.threshold import fails
    from zhutiri_cli.rules.catalogue import catalogue
    from zhutiri_cli.rules.finding import Severity, tally

    threshold = opt.read_threshold(fail_on)
    wanted = targets("validate", format_name, output)
    paths = plan_files(plans) if plans else [plan_path(plan, opt.read_as_of(as_of, lambda: usual_year(plan)).year)]
    spare(wanted, paths)
    validation = validate_files(paths, catalogue())
    deliver(validation, wanted, display(), validation.verdict(), paged=not no_pager)
    if tally(validation.findings)[Severity.ERROR.value]:
        say_next(NextStep("改好后再检查一遍", context.obj), wanted)
    else:
        say_next(CHECK, wanted, plan=paths[0] if plans else plan)
    return int(fails(validation.findings, threshold))


def plan_files(words: list[Path]) -> list[Path]:
    """Every file meant, each once, in the order asked for.

    A folder means its ``plan_*.yaml``; a pattern is for shells that do not expand it. Raises ``FileProblem`` where one
    of them yields nothing: an empty folder of plans is not a folder of good plans.
    """
    found: list[Path] = []
    for word in words:
        if word.is_dir():
            found += _some(sorted(word.glob("plan_*.yaml")), f"文件夹 {word} 里没有 plan_年份.yaml")
        elif _WILD & set(str(word)) and not word.exists():
            base = Path(word.anchor) if word.is_absolute() else Path()
            pattern = str(word.relative_to(word.anchor)) if word.is_absolute() else str(word)
            found += _some(sorted(path for path in base.glob(pattern) if path.is_file()), f"没有与 {word} 相符的文件")
        else:
            found.append(word)
    return list(dict.fromkeys(found))


def _some(paths: list[Path], nothing: str) -> list[Path]:
    if not paths:
        raise FileProblem(nothing, "请核对路径")
    return paths


command.__name__ = "validate"
COMMAND = command

"""``zhutiri diff``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from zhutiri_cli.cli import options as opt
from zhutiri_cli.cli.page import examples

EXAMPLES = examples(("与改动前的计划比", "diff changes/plan_2024_before.yaml data/plan_2024.yaml"))


def command(
    old: Annotated[str, typer.Argument(metavar="旧计划", help="文件，或 git 版本：HEAD~1、HEAD~1:data/plan_2024.yaml")],
    new: Annotated[str | None, typer.Argument(metavar="[新计划]", help="同上；不写为计划文件现在的内容")] = None,
    plan: opt.PlanOption = None,
    as_of: opt.AsOfOption = None,
    format_name: opt.FormatOption = None,
    output: opt.OutputOption = None,
    no_pager: opt.NoPagerOption = False,
) -> int:
    """比较两份计划：逐项列出改动、最迟报送日的变化和须留意之处；也可与 git 中的旧版本比较。"""
    from zhutiri_cli.check.plan_diff import compare
    from zhutiri_cli.cli.find_plan import plan_path, usual_year
    from zhutiri_cli.cli.output import deliver, display, targets
    from zhutiri_cli.cli.say_next import say_next
    from zhutiri_cli.cli.spared import spare
    from zhutiri_cli.plan.revision.open_revision import open_plan
    from zhutiri_cli.render.diff.changes import verdict
    from zhutiri_cli.report.next_command import NextStep
    from zhutiri_cli.rules.catalogue import catalogue

    wanted = targets("diff", format_name, output)
    day = opt.read_as_of(as_of, lambda: usual_year(plan))

    def own(other: str | None) -> Iterator[Path]:
        """What a bare revision is a revision of: --plan, else the file on the other side, else the plan found."""
        if plan is None and other is not None and Path(other).is_file():
            yield Path(other)
        yield plan_path(plan, day.year)

    after = new if new is not None else str(plan_path(plan, day.year))
    spare(wanted, [Path(old), Path(after)])
    diff = compare(open_plan(old, lambda: own(after)), open_plan(after, lambda: own(old)), day, catalogue())
    deliver(diff, wanted, display(), verdict(diff), paged=not no_pager)
    changed = Path(new) if new is not None and Path(new).is_file() else plan
    say_next(NextStep("看改动后的截止日", ("deadlines",)), wanted, plan=changed, as_of=day if as_of else None)
    return 0


command.__name__ = "diff"
COMMAND = command

"""``zhutiri init``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zhutiri_cli.cli.page import examples

EXAMPLES = examples(("照通知附件建一个工作区", "init 2025年 --from 2025年通知.txt"))


def command(
    folder: Annotated[Path, typer.Argument(metavar="[文件夹]", help="新工作区所在的文件夹；默认当前文件夹")] = Path(),
    year: Annotated[
        str | None, typer.Option("--year", metavar="年份", help="计划年度；默认从原件标题读取，否则今年")
    ] = None,
    source: Annotated[
        Path | None, typer.Option("--from", metavar="原件", help="从通知附件导入计划（同 zhutiri import）")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="表头=栏目", help="原件的某个表头是哪一栏（同 zhutiri import）"),
    ] = None,
    plan: Annotated[
        Path | None,
        typer.Option("--plan", metavar="文件", help="用已有的计划文件；在工作区里的只补报送文件夹等"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="同名文件已存在时覆盖")] = False,
) -> int:
    """新工作区：计划文件、报送文件夹、.gitignore 和自动检查；已有的文件不动。"""
    from zhutiri_cli.cli.find_plan import here
    from zhutiri_cli.cli.output import say, tell
    from zhutiri_cli.common.dates import today
    from zhutiri_cli.common.errors import UsageProblem
    from zhutiri_cli.plan.importing.asked_for import read_year
    from zhutiri_cli.plan.importing.columns.plan_headings import read_given
    from zhutiri_cli.workspace.starter.first_plan import existing, imported, skeleton
    from zhutiri_cli.workspace.starter.next_steps import told
    from zhutiri_cli.workspace.starter.place import set_up

    chosen = read_year(year)
    if plan is not None and (source is not None or chosen is not None):
        raise UsageProblem("--plan 不能与 --from、--year 同时使用", "计划文件里已写明年份；请只用其中一个")
    if plan is not None:
        new = existing(plan)
    elif source is not None:
        new = imported(source, chosen, today().year, read_given(column or []))
    else:
        new = skeleton(chosen or today().year)
    made = set_up(here() / folder, new, force=force)
    for heading, line in new.notices:
        say(f"{heading}：{line}")
    tell(told(made, new))
    return 0


command.__name__ = "init"
COMMAND = command

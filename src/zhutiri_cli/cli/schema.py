"""``zhutiri schema``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from zhutiri_cli.cli import options as opt
from zhutiri_cli.cli.page import examples

EXAMPLES = examples(
    ("计划文件的，供编辑器用", "schema -o plan.schema.json"), ("check 的 JSON 输出的", "schema --for check")
)


def command(
    which: Annotated[
        str | None, typer.Argument(metavar="[哪一种]", help="plan（默认）、submission 登记文件、reminded 催办记录")
    ] = None,
    printed: Annotated[
        str | None, typer.Option("--for", metavar="命令", help="不是文件，而是这个命令 -f json 的输出，例如 check")
    ] = None,
    output: opt.OutputOption = None,
) -> int:
    """写出计划文件、登记文件或某个命令 JSON 输出的 JSON Schema；供编辑器和程序使用。"""
    from zhutiri_cli.cli.output import emit
    from zhutiri_cli.cli.say_next import say_next
    from zhutiri_cli.common.files import replace_file
    from zhutiri_cli.render.kit.json import dumps
    from zhutiri_cli.report.next_command import NextStep

    text = dumps(_of_file(which) if printed is None else _of_output(printed, which))
    for path in output or []:
        replace_file(Path(path), text.encode("utf-8"))
    emit("".join(f"√ 已写入 {path}\n" for path in output) if output else text, machine=not output)
    if output:
        say_next(NextStep("检查计划文件", ("validate",)))
    return 0


def _of_file(which: str | None) -> dict[str, Any]:
    from zhutiri_cli.common.errors import UsageProblem
    from zhutiri_cli.workspace.editor_schema import plan_schema, record_schema, reminded_schema

    known = {"plan": plan_schema, "submission": record_schema, "reminded": reminded_schema}
    if which is not None and which not in known:
        raise UsageProblem(f"没有 {which} 的 JSON Schema", "可选：plan、submission、reminded；命令的输出用 --for")
    return known[which or "plan"]()


def _of_output(printed: str, which: str | None) -> dict[str, Any]:
    from zhutiri_cli.common.errors import UsageProblem
    from zhutiri_cli.render.output_schemas import output_schema, shaped_commands

    if which is not None:
        raise UsageProblem(f"{which} 和 --for {printed} 只能写一个", "一次写出一份 JSON Schema")
    if printed not in shaped_commands():
        raise UsageProblem(f"没有 {printed} 命令的 JSON Schema", f"--for 可选：{'、'.join(shaped_commands())}")
    return output_schema(printed)


command.__name__ = "schema"
COMMAND = command

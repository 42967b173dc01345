"""``zhutiri schema``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zhutiri_cli.cli import options as opt


def command(
    which: Annotated[str, typer.Argument(metavar="[plan|submission]", help="计划文件，或 submission.yaml")] = "plan",
    output: opt.OutputOption = None,
) -> int:
    """编辑器用的 JSON Schema：计划文件（默认）或 submission.yaml 的键、类型和中文说明。"""
    from zhutiri_cli.cli.output import emit
    from zhutiri_cli.common.errors import UsageProblem
    from zhutiri_cli.common.files import replace_file
    from zhutiri_cli.render.kit.json import dumps
    from zhutiri_cli.workspace.editor_schema import plan_schema, record_schema

    known = {"plan": plan_schema, "submission": record_schema}
    if which not in known:
        raise UsageProblem(f"没有 {which} 的 JSON Schema", "可选：plan、submission")
    text = dumps(known[which]())
    for path in output or []:
        replace_file(Path(path), text.encode("utf-8"))
    emit("".join(f"√ 已写入 {path}\n" for path in output) if output else text, machine=not output)
    return 0


command.__name__ = "schema"
COMMAND = command

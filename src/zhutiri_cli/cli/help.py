"""``zhutiri help``."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from zhutiri_cli.cli.completion import command_names
from zhutiri_cli.cli.page import examples

EXAMPLES = examples(("催办怎么用", "help remind"))


def command(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="[命令]", help="要看哪个命令的用法；不写则列出全部命令", autocompletion=command_names),
    ] = None,
) -> int:
    """用法说明：全部命令，或一个命令的参数、选项和例子。"""
    from zhutiri_cli.cli.usage import no_command
    from zhutiri_cli.common.errors import UsageProblem

    root: Any = context.parent
    asked = root.command if name is None else root.command.get_command(root, name)
    if asked is None:
        raise UsageProblem(*no_command(str(name)))
    typer.echo(asked.get_help(root if name is None else type(root)(asked, info_name=name, parent=root)))
    return 0


command.__name__ = "help"
COMMAND = command

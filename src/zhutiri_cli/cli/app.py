"""The application: the one place where errors become a sentence and an exit status."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

import typer

from zhutiri_cli import __version__
from zhutiri_cli.cli.commands import CommandGroup
from zhutiri_cli.cli.completion import in_chinese, settle_request
from zhutiri_cli.cli.front import ABOUT, COMPLETION, EXAMPLES, OPTIONS
from zhutiri_cli.cli.output import say, settle_streams, tell, tell_aside
from zhutiri_cli.cli.usage import confess, explain
from zhutiri_cli.common.dates import one_day
from zhutiri_cli.common.errors import ZhutiriError, reason_of, remedy_of
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.unguarded import UNGUARDED

app = typer.Typer(
    name="zhutiri",
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXAMPLES,
    rich_markup_mode=None,
    no_args_is_help=False,
    help=ABOUT,
)
INTERRUPTED = 130  # also what typer returns, without a word, for Ctrl+C


@app.callback(invoke_without_command=True)
def root(context: typer.Context, version: bool = typer.Option(False, "--version", help=OPTIONS["--version"])) -> None:
    """Say the version, or what to do first or next where no command is given."""
    if version:
        typer.echo(f"zhutiri {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from zhutiri_cli.cli.begin import beginning

        tell(beginning())


def main() -> None:
    """Run the command line and exit with its status (contract §4)."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # none is used; looking for them costs a tenth
    settle_streams()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit status; whatever goes wrong becomes one sentence on stderr."""
    UNGUARDED.begin()
    try:
        with one_day():
            status = _run(arguments)
    except OSError as problem:
        place = f"{path_shown(Path(str(problem.filename)))} " if problem.filename else ""
        advice = remedy_of(problem, "请检查磁盘空间和权限后重新运行")
        say(f"错误：{place}无法读取或写入（{reason_of(problem)}）。{advice}")
        return 2
    except Exception as problem:  # noqa: BLE001 - the last resort: a defect of ours still ends in one sentence
        say(f"错误：{confess(problem)}")
        return 2
    tell_aside(f"注意：{sentence}" for sentence in UNGUARDED.untold())
    if status == INTERRUPTED:
        say("已中断，没有写出结果")
    return status


@cache
def _program() -> Any:
    """The command line as the library understands it, put together once in a process."""
    return in_chinese(typer.main.get_command(app))


def _run(arguments: list[str]) -> int:
    command = _program()
    try:
        settle_request()
        status = command.main(arguments, prog_name="zhutiri", standalone_mode=False, obj=tuple(arguments))
        return status if isinstance(status, int) else 0
    except ZhutiriError as problem:
        say(f"错误：{problem.message}" + (f"。{problem.advice}" if problem.advice else ""))
        return problem.exit_status
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except typer.TyperException as problem:
        named = [word for word in arguments[:1] if word in command.list_commands(typer.Context(command))]
        say(f"错误：{explain(problem, ' '.join(['zhutiri', *named]))}")
        return 2
    except SystemExit as end:
        if COMPLETION in os.environ:
            return end.code if isinstance(end.code, int) else 0  # fish asks by it whether there is anything to complete
        return 0  # the library's answer to a reader that has closed the pipe while a help page was printed

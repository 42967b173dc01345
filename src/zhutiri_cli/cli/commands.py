"""The commands, one module of this package each: the one that is called is loaded."""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any

import typer

from zhutiri_cli.cli.front import COMMANDS, NAMES
from zhutiri_cli.cli.help_page import HelpfulCommand, HelpfulGroup


class CommandGroup(HelpfulGroup):
    """The group of all commands."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, in the order of the work."""
        del ctx
        return list(NAMES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name, loaded now; ``None`` where there is none."""
        del ctx
        return _loaded(NAMES[cmd_name]) if cmd_name in NAMES else None


@cache
def _loaded(name: str) -> Any:
    """The command of a module: its function ``COMMAND``, its ``EXAMPLES``, its ``SETTINGS`` where it has any."""
    module: Any = importlib.import_module(f"zhutiri_cli.cli.{name}")
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    settings = getattr(module, "SETTINGS", None)
    alone.command(cls=HelpfulCommand, context_settings=settings, epilog=module.EXAMPLES, short_help=COMMANDS[name])(
        module.COMMAND
    )
    return typer.main.get_command(alone)

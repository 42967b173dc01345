"""The commands, one module of this package each: the one that is called is loaded, all of them for the help page."""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any

import typer

from zhutiri_cli.cli.help_page import HelpfulCommand, HelpfulGroup, brief

COMMANDS = ("check", "validate", "deadlines", "workdays", "record", "receive", "remind", "rank", "rollup", "rules",
            "schema", "diff", "import_", "init", "help")  # fmt: skip
"""The modules in the order of the help page; a command is called as its module, without a last underscore."""


class CommandGroup(HelpfulGroup):
    """The group of all commands."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, in the order of the work."""
        del ctx
        return list(_MODULES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name, loaded now; ``None`` where there is none."""
        del ctx
        return _loaded(_MODULES[cmd_name]) if cmd_name in _MODULES else None


_MODULES = {module.rstrip("_"): module for module in COMMANDS}


@cache
def _loaded(name: str) -> Any:
    """The command of a module: its function ``COMMAND``, its ``EXAMPLES``, its ``SETTINGS`` where it has any."""
    module: Any = importlib.import_module(f"zhutiri_cli.cli.{name}")
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    settings = getattr(module, "SETTINGS", None)
    alone.command(cls=HelpfulCommand, context_settings=settings, epilog=module.EXAMPLES, short_help=brief(module))(
        module.COMMAND
    )
    return typer.main.get_command(alone)

"""Help pages in Chinese: the library's own headings are English and counted in characters."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

from zhutiri_cli.cli.as_typed import as_typed
from zhutiri_cli.cli.front import OPTIONS, front_page
from zhutiri_cli.cli.page import drawn


def parameter_line(parameter: Any, command: str) -> tuple[str, str]:
    """A parameter as it is typed, and what it is for."""
    text = (parameter.help or "") + _formats(parameter, command)
    if parameter.param_type_name == "argument":
        return parameter.metavar or parameter.name.upper(), text
    names = ", ".join(sorted([*parameter.opts, *parameter.secondary_opts], key=lambda name: name.startswith("--")))
    value = f" {parameter.metavar}" if parameter.metavar and not parameter.is_flag else ""
    return names + value, text


def _formats(parameter: Any, command: str) -> str:
    """What ``-f`` and ``-o`` of a command take."""
    from zhutiri_cli.render import format_names

    if parameter.name == "format_name":
        return "：" + "、".join(f"{name}（默认）" if at == 0 else name for at, name in enumerate(format_names(command)))
    suffixes = " ".join(suffix for suffix in format_names(command).values() if suffix)
    return f"：{suffixes}" if parameter.name == "output" and suffixes else ""


def option_rows(command: Any, context: Any) -> list[tuple[str, str]]:
    """The options of a command as its page lists them."""
    options = [p for p in command.get_params(context) if p.param_type_name != "argument" and not p.hidden]
    return [parameter_line(option, command.name) for option in options]


def _page(command: Any, context: Any) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = option_rows(command, context)
    usage = [context.command_path, *(p.metavar or p.name.upper() for p in arguments)]
    usage += ["[选项]"] if options else []
    parts = {"参数：": [parameter_line(p, command.name) for p in arguments], "选项：": options}
    return drawn(" ".join(usage), command.help or "", parts, command.epilog or "")


def _told(option: Any) -> Any:
    """The library's own option, told in Chinese."""
    option.help = OPTIONS["-h, --help"]
    return option


class HelpfulCommand(TyperCommand):
    """A command whose help page is ours."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, the option ``--help`` among them."""
        return [as_typed(one) for one in super().get_params(ctx)]

    def get_help_option(self, ctx: Any) -> Any:
        """The option ``--help``."""
        return _told(super().get_help_option(ctx))

    def get_help(self, ctx: Any) -> str:
        """The page."""
        return _page(self, ctx)


class HelpfulGroup(TyperGroup):
    """The command group whose help page is ours."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, the option ``--help`` among them."""
        return [as_typed(one) for one in super().get_params(ctx)]

    def get_help_option(self, ctx: Any) -> Any:
        """The option ``--help``."""
        return _told(super().get_help_option(ctx))

    def get_help(self, ctx: Any) -> str:
        """The page with all commands."""
        del ctx
        return front_page()

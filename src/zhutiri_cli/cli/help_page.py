"""Help pages in Chinese, aligned and wrapped by cells; the library's own headings are English and counted in
characters."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator
from typing import Any

from typer.core import TyperCommand, TyperGroup

from zhutiri_cli.cli.as_typed import as_typed
from zhutiri_cli.common.line_breaks import line_end
from zhutiri_cli.render import format_names

_WIDEST, _NARROWEST = 100, 40
"""Cells of a line, whatever the terminal."""
_COLUMN = 24
"""Cells of the left column; what is longer stands on a line of its own."""


def examples(*pairs: tuple[str, str]) -> str:
    """The examples of a command as its page ends: what each is for, and what is typed after ``zhutiri``."""
    return "\n".join(line for purpose, words in pairs for line in (f"{purpose}：", f"  zhutiri {words}"))


def brief(command: Any) -> str:
    """What a command is for, in less than a line: the first clause of its description."""
    return str(command.COMMAND.__doc__).split("；")[0].removesuffix("。")


def _char_cells(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def _cells(text: str) -> int:
    return sum(map(_char_cells, text))


def _page_width() -> int:
    return max(_NARROWEST, min(shutil.get_terminal_size((80, 24)).columns, _WIDEST))


def _wrapped(text: str, indent: int) -> Iterator[str]:
    """The text in lines that fit beside an indent."""
    while True:
        cut = line_end(text, _page_width() - indent, _char_cells)
        yield text[:cut].rstrip()
        text = text[cut:].lstrip()
        if not text:
            return


def _column(rows: list[tuple[str, str]]) -> Iterator[str]:
    width = min(max(_cells(left) for left, _ in rows), _COLUMN)
    for left, right in rows:
        first, *rest = _wrapped(right, width + 4)
        if _cells(left) > width:
            yield f"  {left}  {first}" if _cells(f"  {left}  {first}") <= _page_width() else f"  {left}"
            rest = rest if _cells(f"  {left}  {first}") <= _page_width() else [first, *rest]
        else:
            yield f"  {left}{' ' * (width - _cells(left))}  {first}"
        yield from (" " * (width + 4) + line for line in rest)


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
    if parameter.name == "format_name":
        return "：" + "、".join(f"{name}（默认）" if at == 0 else name for at, name in enumerate(format_names(command)))
    suffixes = " ".join(suffix for suffix in format_names(command).values() if suffix)
    return f"：{suffixes}" if parameter.name == "output" and suffixes else ""


def _page(command: Any, context: Any, commands: list[tuple[str, str]]) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.get_params(context) if p.param_type_name != "argument" and not p.hidden]
    usage = [context.command_path, *(p.metavar or p.name.upper() for p in arguments)]
    usage += ["[选项]"] if options else []
    usage += ["命令 …"] if commands else []
    lines = [f"用法：{' '.join(usage)}", "", *(f"  {line}" for line in _wrapped(command.help or "", 2)), ""]
    for title, rows in (
        ("命令：", commands),
        ("参数：", [parameter_line(p, command.name) for p in arguments]),
        ("选项：", [parameter_line(p, command.name) for p in options]),
    ):
        if rows:
            lines += [title, *_column(rows), ""]
    if command.epilog:
        lines += ["例：", *(f"  {line}" for line in command.epilog.splitlines())]
    return "\n".join(lines).rstrip()


def _told(option: Any) -> Any:
    """The library's own option, told in Chinese."""
    option.help = "显示本说明后退出"
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
        return _page(self, ctx, [])


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
        names = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, entry.short_help or "") for name, entry in names if entry is not None]
        return _page(self, ctx, rows)

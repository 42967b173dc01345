"""Help pages in Chinese, aligned by cells; the library's own headings are English and counted in characters."""

from __future__ import annotations

import unicodedata
from typing import Any

from typer.core import TyperCommand, TyperGroup


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _column(rows: list[tuple[str, str]]) -> list[str]:
    width = min(max(_cells(left) for left, _ in rows), 32)
    lines = []
    for left, right in rows:
        if _cells(left) > width:
            lines += [f"  {left}", " " * (width + 4) + right]
        else:
            lines.append(f"  {left}{' ' * (width - _cells(left))}  {right}")
    return lines


def _parameter(parameter: Any) -> tuple[str, str]:
    text = parameter.help or ""
    if parameter.param_type_name == "argument":
        return parameter.make_metavar(None).strip("[]") if parameter.metavar is None else parameter.metavar, text
    names = ", ".join(sorted([*parameter.opts, *parameter.secondary_opts], key=lambda name: name.startswith("--")))
    value = f" {parameter.metavar}" if parameter.metavar and not parameter.is_flag else ""
    if "--help" in parameter.opts:
        text = "显示本说明后退出"
    return names + value, text


def _page(command: Any, context: Any, commands: list[tuple[str, str]]) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.get_params(context) if p.param_type_name != "argument" and not p.hidden]
    usage = [context.command_path, *(p.metavar or p.name.upper() for p in arguments)]
    usage += ["[选项]"] if options else []
    usage += ["命令 …"] if commands else []
    lines = [f"用法：{' '.join(usage)}", "", *(f"  {line}".rstrip() for line in (command.help or "").split("\n")), ""]
    for title, rows in (
        ("命令：", commands),
        ("参数：", [_parameter(p) for p in arguments]),
        ("选项：", [_parameter(p) for p in options]),
    ):
        if rows:
            lines += [title, *_column(rows), ""]
    return "\n".join(lines).rstrip()


class HelpfulCommand(TyperCommand):
    """A command whose help page is ours."""

    def get_help(self, ctx: Any) -> str:
        """The page."""
        return _page(self, ctx, [])


class HelpfulGroup(TyperGroup):
    """The command group whose help page is ours; commands are listed in the order of the work."""

    def get_help(self, ctx: Any) -> str:
        """The page with all commands."""
        names = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, (entry.help or "").split("\n")[0]) for name, entry in names if entry is not None]
        return _page(self, ctx, rows) + "\n\n运行 zhutiri 命令 --help 查看每个命令的用法。"

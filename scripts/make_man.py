"""Write the manual page ``man/zhutiri.1`` from the commands' own help; ``tests/test_man.py`` tells when it is stale.

Lines are broken here and not by ``man``, which breaks only at spaces and so never within a Chinese sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from rich.cells import cell_len

from zhutiri_cli import __version__
from zhutiri_cli.cli.app import app
from zhutiri_cli.cli.completion import in_chinese
from zhutiri_cli.cli.help_page import option_rows, parameter_line
from zhutiri_cli.common.line_breaks import line_end

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "man" / "zhutiri.1"
LOOKED_THROUGH = "2026-11-27"
"""The day that the page bears."""
WIDTH = 70
"""Cells of a line: what ``man`` leaves of 80 within its margins."""

ENVIRONMENT = (
    ("ZHUTIRI_PLAN", "计划文件，与 --plan 相同。"),
    ("ZHUTIRI_SUBMISSIONS", "报送文件夹，与 --submissions 相同。"),
    ("ZHUTIRI_QUIET", "设为 1，不显示进度。"),
    ("ZHUTIRI_DEBUG", "设为 1，程序自身出错时显示详细经过，供反馈。"),
    ("PAGER", "终端上一屏放不下时用它分页。"),
)
STATUSES = (
    ("0", "命令执行了，没有达到 --fail-on 级别的问题。"),
    ("1", "命令执行了，有达到该级别的问题。"),
    ("2", "命令没有执行成，标准错误上有一句话说明原因和办法。"),
    ("130", "按 Ctrl+C 中断，没有写出结果。"),
)
FILES = (
    ("data/plan_年份.yaml、plan_年份.yaml", "计划文件，从当前文件夹向上查找。"),
    ("submissions/年份/", "报送文件夹，在计划文件旁边，每项活动一个文件夹。"),
    ("submission.yaml", "一项活动的登记，在该活动的文件夹里。"),
)
_SIGNS = {"\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"}


def made() -> str:
    """The page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    root: Any = in_chinese(typer.main.get_command(app))
    context = typer.Context(root, info_name="zhutiri", **root.context_settings)
    yield '.\\" -*- coding: utf-8 -*-'
    yield '.\\" scripts/make_man.py 按各命令的用法说明写成，请勿手工修改。'
    yield f'.TH ZHUTIRI 1 "{LOOKED_THROUGH}" "zhutiri {__version__}" "zhutiri 使用手册"'
    yield from (".SH 名称", r"zhutiri \- 政务公开主题日活动报送合规检查")
    yield from (".SH 概要", r".B zhutiri", "[选项] 命令 …")
    yield from (".SH 说明", *_text(root.help or "", 0))
    yield from (".SH 选项", *_entries(option_rows(root, context)))
    for name in root.list_commands(context):
        yield from _command(root.get_command(context, name), context)
    yield from (".SH 退出码", *_entries(STATUSES))
    yield from (".SH 环境变量", *_entries(ENVIRONMENT))
    yield from (".SH 文件", *_entries(FILES))
    yield from (".SH 另见", *_text("本软件的使用手册；zhutiri help 命令。", 0))


def _command(command: Any, root: Any) -> Iterator[str]:
    context = type(root)(command, info_name=command.name, parent=root)
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    typed = [one.metavar or one.name.upper() for one in arguments]
    yield f".SH {_plain(' '.join(['zhutiri', command.name, *typed, '[选项]']))}"
    yield from _text(command.help or "", 0)
    yield from _entries(parameter_line(one, command.name) for one in arguments)
    yield from _entries(option_rows(command, context))
    yield from (".PP", "例：", ".PP", ".nf", *map(_plain, command.epilog.splitlines()), ".fi")


def _entries(pairs: Any) -> Iterator[str]:
    for left, right in pairs:
        yield from (".TP", rf"\fB{_plain(left)}\fR", *_text(right, 7))


def _text(text: str, indent: int) -> Iterator[str]:
    yield ".nf"
    while text:
        cut = line_end(text, WIDTH - indent, cell_len)
        yield _plain(text[:cut].rstrip())
        text = text[cut:].lstrip()
    yield ".fi"


def _plain(text: str) -> str:
    """Words as the page has them: nothing of theirs is a request, and signs are those that are typed."""
    signs = "".join(_SIGNS.get(char, char) for char in text)
    return rf"\&{signs}" if signs.startswith((".", " ")) else signs


if __name__ == "__main__":
    PAGE.write_text(made(), encoding="utf-8")
    print(PAGE.relative_to(ROOT))

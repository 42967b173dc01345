"""The command line library's own complaints (unknown option, missing argument …) in Chinese, and our own defects."""

from __future__ import annotations

import difflib
import os
import sys
from typing import Any

from zhutiri_cli.cli.front import COMMANDS, NAMES

_ASK = "运行 {command} --help 查看用法"


def explain(problem: Any, command: str) -> str:
    """One sentence for a typer exception, with what to do next; ``command`` is what was called, e.g. zhutiri check."""
    context = getattr(problem, "ctx", None)
    advice = _ASK.format(command=getattr(context, "command_path", command))
    kind, parameter = type(problem).__name__, getattr(problem, "param", None)
    option = getattr(problem, "option_name", None)
    message = str(getattr(problem, "message", problem))
    if kind == "NoSuchOption":
        near = difflib.get_close_matches(str(option), _options(context), n=1)
        return f"没有 {option} 这个选项" + (f"，是否应为 {near[0]}" if near else "") + f"。{advice}"
    if kind == "MissingParameter" and parameter is not None:
        return f"缺少{_name(parameter)}。{advice}"
    if kind == "BadOptionUsage":
        return f"选项 {option} 的用法不对：{_value(problem)}。{advice}"
    if kind == "BadParameter" and parameter is not None:
        return f"{_name(parameter)} 的值不能用。{advice}"
    if message.startswith("No such command"):
        return "。".join(no_command(message.split(chr(39))[1]))
    if message.startswith("Got unexpected extra argument"):
        return f"多出了参数 {message[message.rfind('(') + 1 : message.rfind(')')]}。{advice}"
    return f"命令行的写法不对。{advice}"


def no_command(word: str) -> tuple[str, str]:
    """The sentence on a command that there is not, with the nearest that there is, and what to do."""
    near = difflib.get_close_matches(word.lower(), NAMES, n=1, cutoff=0.5) or [
        name for name, module in NAMES.items() if word and word in COMMANDS[module].split("：")[0]
    ]
    said = f"没有 {word} 这个命令" + (f"，是否应为 {near[0]}" if near else "")
    return said, "运行 zhutiri --help 查看全部命令"


def confess(problem: Exception) -> str:
    """One sentence for a defect of ours; the traceback only where it is asked for."""
    if os.environ.get("ZHUTIRI_DEBUG"):
        import traceback

        traceback.print_exc()
    if isinstance(problem, UnicodeEncodeError) and problem.encoding == sys.getfilesystemencoding() != "utf-8":
        return f"系统的文件名编码是 {problem.encoding}，用不了中文文件名。请设置环境变量 PYTHONUTF8=1 后重新运行"
    return (
        f"程序内部出错（{type(problem).__name__}: {problem}），这次没有得出结论。"
        "请设置环境变量 ZHUTIRI_DEBUG=1 后重新运行，把输出反馈给维护人员"
    )


def _name(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"参数 {parameter.metavar or parameter.name.upper()}"
    return f"选项 {parameter.opts[0]}"


def _options(context: Any) -> list[str]:
    parameters = context.command.params if context is not None else []
    return [name for parameter in parameters for name in (*parameter.opts, *parameter.secondary_opts)]


def _value(problem: Any) -> str:
    return "不带值" if "does not take a value" in str(problem.message) else "后面要跟一个值"

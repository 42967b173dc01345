"""The front page (``zhutiri --help``) and the version: told before any library is loaded, in a tenth of the time.

Every command line that is another goes on to ``app.py``, whose own front page this is, too.
"""

from __future__ import annotations

import io
import os
import sys

from zhutiri_cli import __version__
from zhutiri_cli.cli.page import drawn, examples

COMPLETION = "_ZHUTIRI_COMPLETE"
"""The variable of the environment that the shell's script sets when it asks for completions."""
ABOUT = "政务公开主题日活动报送合规检查：逐项算清报送截止日，打开材料核对，列明该谁办、办什么。"
EXAMPLES = examples(("每周检查", "check"), ("一个命令怎么用", "help check"))
OPTIONS = {
    "--version": "显示版本后退出",
    "--install-completion": "给当前的终端（bash、zsh、fish）装上补全：按 Tab 键补全命令、选项和取值",
    "--show-completion": "显示补全脚本，供自己安装（PowerShell 也行）",
    "-h, --help": "显示本说明后退出",
}
COMMANDS = {
    "check": "每周检查：每项活动的状态、问题、近期到期，列明该谁办、办什么",
    "validate": "检查计划文件：逐条指出错误所在的行、列和改法，供改计划和 CI 使用",
    "deadlines": "报送截止日：每项活动的截止日",
    "workdays": "数工作日：起始日之后（之前）第几个工作日是哪天",
    "record": "登记：把举办日期、报齐日期等写入该活动的 submission.yaml",
    "receive": "收件：把单位报来的邮件、压缩包、文件或文件夹收进该活动的文件夹",
    "remind": "催办：每个欠报的牵头单位一封提醒",
    "rank": "评比推荐：按计划的 scoring 给活动和单位计分",
    "rollup": "汇总许多工作区：并行核对，按工作区、单位、月份合计",
    "rules": "规则目录：全部规则，或某条规则的说明、依据条款和改法",
    "schema": "写出计划文件、登记文件或某个命令 JSON 输出的 JSON Schema",
    "diff": "比较两份计划：逐项列出改动、最迟报送日的变化和须留意之处",
    "import_": "导入：把通知附件里的活动计划表变成计划文件",
    "init": "新工作区：计划文件、报送文件夹、.gitignore 和自动检查",
    "help": "用法说明：全部命令，或一个命令的参数、选项和例子",
}
"""The modules of this package that are commands, in the order of the work, each with what it is for in less than a
line: the first clause of its own description. A command is called as its module, without a last underscore."""
NAMES = {module.rstrip("_"): module for module in COMMANDS}
"""The commands as they are called, with their modules."""


def front_page() -> str:
    """The page with all commands."""
    commands = [(name, COMMANDS[module]) for name, module in NAMES.items()]
    parts = {"命令：": commands, "选项：": list(OPTIONS.items())}
    return drawn("zhutiri [选项] 命令 …", ABOUT, parts, EXAMPLES)


def told_at_once(arguments: list[str]) -> bool:
    """Whether that was all that is asked for, and stands on stdout now. Where it could not be written, the whole
    program, asked again, says why."""
    if COMPLETION in os.environ:
        return False
    match arguments:
        case ["--help"] | ["-h"] | ["help"]:
            text = front_page()
        case ["--version"]:
            text = f"zhutiri {__version__}"
        case _:
            return False
    if not isinstance(sys.stdout, io.TextIOWrapper):
        return False
    try:
        sys.stdout.reconfigure(errors="replace")
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except OSError:  # full, or nobody reads on
        _forget(sys.stdout)
        return False
    except ValueError:  # closed
        return False
    return True


def _forget(stream: io.TextIOWrapper) -> None:
    """Drop what a stream could not write, or it would be tried again at the next words."""
    kept, nowhere = os.dup(stream.fileno()), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    stream.flush()
    os.dup2(kept, stream.fileno())
    os.close(kept)
    os.close(nowhere)

"""Completion with Tab: installing it, told in Chinese, and the values that options and arguments can have."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import typer

from zhutiri_cli.cli.front import COMMANDS, COMPLETION, NAMES, OPTIONS
from zhutiri_cli.common.errors import FileProblem, UsageProblem, ZhutiriError, reason_of

_SHELLS = ("bash", "zsh", "fish")
_PASTED = ("powershell", "pwsh")
_REQUESTS = frozenset(f"{what}_{shell}" for what in ("complete", "source") for shell in (*_SHELLS, *_PASTED))


def in_chinese(group: Any) -> Any:
    """The command group with the library's two options on completion told and carried out by us."""
    ours = {"--install-completion": _install, "--show-completion": _show}
    for parameter in group.params:
        if (callback := ours.get(parameter.opts[0])) is not None:
            parameter.help, parameter.callback = OPTIONS[parameter.opts[0]], callback
    return group


def settle_request() -> None:
    """Raise ``UsageProblem`` where the environment asks for completions in a way that no script of ours does; the
    library would say so in English."""
    asked = os.environ.get(COMPLETION)
    if asked and asked not in _REQUESTS:
        raise UsageProblem(f"环境变量 {COMPLETION} 的值 {asked} 不是补全脚本写的", "请取消这个环境变量")


def _install(context: Any, _parameter: Any, wanted: Any) -> None:
    if not wanted or context.resilient_parsing:
        return
    from typer._completion_shared import install

    shell = _shell()
    if shell in _PASTED:
        raise UsageProblem(
            "不替 PowerShell 改设置", "请运行 zhutiri --show-completion，把显示的内容加到 $PROFILE 指的文件里"
        )
    try:
        _, path = install(shell=shell, prog_name="zhutiri")
    except OSError as problem:
        raise FileProblem(f"补全脚本没有写成（{reason_of(problem)}）", "请检查主文件夹的权限") from None
    typer.echo(f"√ 已为 {shell} 装好补全：{path}\n  重新打开终端后生效")
    raise typer.Exit


def _show(context: Any, _parameter: Any, wanted: Any) -> None:
    if not wanted or context.resilient_parsing:
        return
    from typer._completion_shared import get_completion_script

    typer.echo(get_completion_script(prog_name="zhutiri", complete_var=COMPLETION, shell=_shell()))
    raise typer.Exit


def _shell() -> str:
    """The shell that called us, else the user's own. Raises ``UsageProblem`` for one that has no script."""
    from typer._completion_shared import _get_shell_name

    shell = _get_shell_name() or Path(os.environ.get("SHELL", "")).name
    if shell not in (*_SHELLS, *_PASTED):
        said = f"{shell} 没有补全脚本" if shell else "认不出当前是哪种终端"
        raise UsageProblem(said, "请在 bash、zsh、fish 或 PowerShell 里运行")
    return shell


# ---- values: each gives those that begin as typed, the library sees to that ----------------------------------------


def command_names() -> list[tuple[str, str]]:
    """The commands."""
    return [(name, COMMANDS[module]) for name, module in NAMES.items()]


def format_values(context: typer.Context) -> list[str]:
    """The formats of the command at hand."""
    from zhutiri_cli.render import format_names

    return list(format_names(str(context.command.name)))


def status_values() -> list[str]:
    """The statuses, by label and key."""
    from zhutiri_cli.case.status import Status

    return [word for status in Status for word in (status.label, status.value)]


def severity_values() -> list[str]:
    """What ``--fail-on`` takes."""
    return ["error", "warning", "never"]


def rule_values() -> list[tuple[str, str]]:
    """The rules' codes."""
    from zhutiri_cli.rules.catalogue import catalogue

    return [(rule.code, rule.title) for rule in catalogue()]


def unit_values(context: typer.Context) -> list[str]:
    """The units of the plan found from here; none where there is no plan to look into."""
    from zhutiri_cli.cli.options import this_year
    from zhutiri_cli.plan.find import choose_plan
    from zhutiri_cli.plan.load import load_plan
    from zhutiri_cli.plan.typed_units import plan_units

    try:
        path = context.params.get("plan") or choose_plan(Path.cwd(), this_year())[0]
        plan = load_plan(path).plan
    except (ZhutiriError, FileNotFoundError):  # nothing is offered; the command itself says why
        return []
    return [name for unit in plan_units(plan) for name in unit.called] if plan is not None else []

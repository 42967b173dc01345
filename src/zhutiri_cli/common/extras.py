"""What is installed only where it is asked for (the package's extras): one sentence says how to come by it."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec

from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.common.shown import Shown


def named(extra: str) -> str:
    """An extra as pip takes it."""
    return f"zhutiri-cli[{extra}]"


def command_for(extra: str) -> str:
    """What is typed to install an extra, in the quotes that every shell knows (to cmd.exe single ones are letters)."""
    return f'pip install "{named(extra)}"'


def demand_extra(what: str | Shown, modules: Iterable[str], extra: str, otherwise: str = "") -> None:
    """Raise ``UsageProblem`` unless every module is there that ``what`` needs; none of them is imported."""
    absent = [name for name in modules if find_spec(name) is None]
    if absent:
        raise UsageProblem(
            f"{what}需要的组件没有安装（缺少 {'、'.join(absent)}）", f"请先运行 {command_for(extra)}{otherwise}"
        )

"""Options that commands share, and how their words become values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhutiri_cli.cli import completion
from zhutiri_cli.cli.output import say
from zhutiri_cli.common.dates import today
from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.common.spelling import half_width
from zhutiri_cli.common.typed_dates import is_iso, read_one, read_span
from zhutiri_cli.common.yaml.scalars import Misread, read_whole
from zhutiri_cli.rules.finding import Severity

if TYPE_CHECKING:
    from zhutiri_cli.plan.model import Plan

PlanOption = Annotated[
    Path | None,
    typer.Option("--plan", envvar="ZHUTIRI_PLAN", metavar="文件", help="计划文件；默认从当前文件夹向上查找"),
]
SubmissionsOption = Annotated[
    Path | None,
    typer.Option(
        "--submissions",
        envvar="ZHUTIRI_SUBMISSIONS",
        metavar="文件夹",
        help="报送材料总文件夹；默认在计划文件旁的 submissions/年份",
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="日期", help="按哪一天判断，如 2024-03-18、3.18、昨天；默认今天"),
]
FormatOption = Annotated[
    str | None, typer.Option("--format", "-f", metavar="格式", help="输出格式", autocompletion=completion.format_values)
]
NumbersArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[序号…]", help="只看这些活动，如 9、4,7 或 4-8；不写为全部")
]
OutputOption = Annotated[
    list[Path] | None,
    typer.Option("--output", "-o", metavar="文件", help="写入文件，可重复；后缀决定格式"),
]
NoPagerOption = Annotated[
    bool,
    typer.Option("--no-pager", help="终端上一屏放不下时也不分页（分页用 less，或环境变量 PAGER 指明的程序）"),
]
FailOnOption = Annotated[
    str,
    typer.Option(
        "--fail-on",
        metavar="级别",
        help="error（默认）、warning 或 never：达到该级别时退出码为 1",
        autocompletion=completion.severity_values,
    ),
]


def this_year() -> int:
    """The year of today in Beijing."""
    return today().year


def read_day(word: str, what: str, year: Callable[[], int]) -> date:
    """One day typed on the command line for ``what``, of ``year`` where it names none; stderr says how it was read
    unless it is written as outputs write it. Raises ``UsageProblem``."""
    day = read_one(word, what, year, today())
    _tell(word, what, f"{day}")
    return day


def in_iso(word: str | None, what: str, year: int) -> str | None:
    """Days typed for ``what`` as outputs write them; nothing where nothing was typed. Raises ``UsageProblem``."""
    if word is None:
        return None
    days = read_span(word, what, lambda: year, today())
    _tell(word, what, f"{days}")
    return days.iso


def read_one_day(word: str, what: str, year: int) -> date:
    """A day typed for ``what``; stderr says how it was read. Raises ``UsageProblem``."""
    return read_day(word, what, lambda: year)


def _tell(word: str, what: str, days: str) -> None:
    if not is_iso(word):
        say(f"{what} 读作 {days}")


def read_as_of(word: str | None, year: Callable[[], int]) -> date:
    """The day of the check; today in Beijing by default."""
    return today() if word is None else read_day(word, "--as-of", year)


def read_units(words: list[str] | None, plan: Plan, what: str = "", option: str = "--unit") -> list[str]:
    """The proper names of the units typed for ``option``, or as an argument that is ``what``; stderr says which was
    meant. Raises ``UsageProblem``."""
    from zhutiri_cli.plan.typed_units import read_unit

    found = []
    for word in words or ():
        unit, written_out = read_unit(word, plan, what or "单位")
        if not written_out:
            say(f"{'' if what else f'{option} '}{word} 读作 {unit.name}")
        found.append(unit.name)
    return found


def read_statuses(words: list[str] | None) -> list[str]:
    """The keys of the statuses typed for ``--status``; stderr says which was meant. Raises ``UsageProblem``."""
    from zhutiri_cli.case.typed_status import read_status

    found = []
    for word in words or ():
        status = read_status(word)
        if word not in (status.value, status.label):
            say(f"--status {word} 读作 {status.label}")
        found.append(status.value)
    return found


def read_threshold(word: str) -> Severity | None:
    """``--fail-on``: the severity from which the exit status is 1; ``None`` for never."""
    known = {"error": Severity.ERROR, "warning": Severity.WARNING, "never": None}
    if word.lower() not in known:
        raise UsageProblem(f"--fail-on 没有 {word} 这个级别", "可选：error、warning、never")
    return known[word.lower()]


def read_number(word: str, what: str) -> int:
    """A whole number given on the command line. Raises ``UsageProblem`` naming ``what``."""
    try:
        return read_whole(half_width(word).strip())
    except Misread as problem:
        raise UsageProblem(f"{what} 的值有误：{problem.message}", "请写一个整数") from None


def read_within(word: str) -> int:
    """``--due-within``: from 0 to 250 working days. Raises ``UsageProblem``."""
    value = read_number(word, "--due-within")
    if not 0 <= value <= 250:
        raise UsageProblem(f"--due-within 的值 {value} 超出范围", "请填写 0 到 250 之间的整数")
    return value

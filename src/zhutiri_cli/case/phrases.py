"""Short Chinese phrases that rules and reports share, so that the same fact reads the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhutiri_cli.case.material_lines import MaterialLine

WEEKDAYS = "一二三四五六日"
NONE_USABLE = "没有可用的"
"""How a finding begins that nothing of a kind is usable; what follows is the kind."""
ASK_FOR = "请补报"
"""How advice begins that asks a unit for more; what follows is the kind."""
ALSO_THERE = "；另有"
"""What comes before something that was not looked into, and so may hold what lacks."""

IF_SO = "，如是请登记 "
"""What comes between a file that may be what a kind lacks and the command that says so."""
IF_NOT = "；不是则"
"""What comes before the advice for where such a file is something else."""


def weekday(day: date) -> str:
    """星期一 … 星期日."""
    return f"星期{WEEKDAYS[day.weekday()]}"


def long_day(day: date) -> str:
    """2024年3月5日, as letters and circulars write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_day(day: date, year: int) -> str:
    """3月5日 within the year that the reader has in mind, else with its year."""
    return long_day(day).removeprefix(f"{year}年")


def passed(working_days: int) -> str:
    """How long ago a deadline was, from a negative or zero count of working days left (contract §6)."""
    return f"逾期 {-working_days} 个工作日" if working_days < 0 else "逾期不足1个工作日"


def gone(working_days: int) -> str:
    """The same of a day by which nobody had to have done anything: the latest deadline of what was never held."""
    return f"已过 {-working_days} 个工作日" if working_days < 0 else "已过不足1个工作日"


def left(working_days: int, due: date, as_of: date) -> str:
    """How long a deadline is off that has not passed: today, or in so many working days; in none where all the days up
    to it are off."""
    if due == as_of:
        return "今天截止"
    return f"还有 {working_days} 个工作日" if working_days else "还有不足1个工作日"


def lack(kinds: Iterable[MaterialLine]) -> str:
    """What is still lacking: 总结、图片（差 2）."""
    return "、".join(
        line.label + (f"（差 {line.lacking}）" if line.required > 1 else "") for line in kinds if line.lacking
    )


def got(kinds: Iterable[MaterialLine]) -> str:
    """Which required kinds have something usable: 活动方案、图片."""
    return "、".join(line.label for line in kinds if line.required and line.usable)

"""What ``check`` is asked to show: filters (one that matches nothing is an error), an earlier report to compare."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from zhutiri_cli.errors import UsageProblem
from zhutiri_cli.narrowing import Selection
from zhutiri_cli.paths import shown
from zhutiri_cli.report import Report
from zhutiri_cli.status import Status

if TYPE_CHECKING:
    from zhutiri_cli.baseline.earlier import Earlier


def read_selection(
    report: Report, units: list[str], months: list[str], numbers: list[int], statuses: list[str]
) -> Selection:
    """The selection asked for. Raises ``UsageProblem`` for a unit, month, id or status that the plan does not have."""
    known_units = {unit for item in report.activities for unit in item.units}
    for unit in units:
        if unit not in known_units:
            near = difflib.get_close_matches(unit, known_units, n=3, cutoff=0.5)
            raise UsageProblem(f"计划中没有单位 {unit}", f"是否应为：{'、'.join(near)}" if near else "请核对单位名称")
    known_ids = {item.id for item in report.activities}
    for number in numbers:
        if number not in known_ids:
            raise UsageProblem(f"计划中没有序号 {number} 的活动", f"序号为 {min(known_ids)} 至 {max(known_ids)}")
    return Selection(
        frozenset(units),
        frozenset(_month(word, report) for word in months),
        frozenset(numbers),
        frozenset(_status(word) for word in statuses),
    )


def read_baseline(path: Path | None, *, needed: bool) -> Earlier | None:
    """The earlier report to compare with. Raises a ``ZhutiriError`` when it is none, or ``needed`` and not given."""
    if path is None:
        if needed:
            raise UsageProblem("--fail-on-new 须与 --baseline 一起用", "请加 --baseline 上次的报告.json")
        return None
    from zhutiri_cli.baseline.earlier import read_earlier

    return read_earlier(path)


def beside(report: Report, earlier: Earlier | None, path: Path | None, asked: Iterable[str]) -> Report:
    """The report with its comparison, where an earlier one was given."""
    if earlier is None or path is None:
        return report
    from zhutiri_cli.baseline.compare import compare

    return replace(report, comparison=compare(earlier, shown(path), report, frozenset(asked)))


def _month(word: str, report: Report) -> str:
    digits = word.strip().removesuffix("月")
    full = f"{report.year:04d}-{int(digits):02d}" if digits.isascii() and digits.isdigit() else digits
    known = sorted({item.month for item in report.activities})
    if full not in known:
        raise UsageProblem(f"计划中没有 {word} 的活动", f"有活动的月份：{'、'.join(known)}")
    return full


def _status(word: str) -> Status:
    for status in Status:
        if word in (status.value, status.label):
            return status
    known = "、".join(f"{status.value}（{status.label}）" for status in Status)
    raise UsageProblem(f"没有 {word} 这种状态", f"可选：{known}")

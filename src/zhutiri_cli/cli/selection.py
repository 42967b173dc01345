"""The filters of ``check`` read from words; a filter that can match nothing is an error, never an empty report."""

from __future__ import annotations

import difflib
from collections.abc import Callable

from zhutiri_cli.case.status import Status
from zhutiri_cli.cli.options import read_number
from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.report.narrowing import Selection, narrowed
from zhutiri_cli.report.report import Report


def chooser(
    units: list[str] | None, months: list[str] | None, numbers: list[str] | None, statuses: list[str] | None
) -> Callable[[Report], Report]:
    """What narrows a report to the words of the filters; lasting findings stay. Raises ``UsageProblem``, as
    ``read_selection`` does."""
    ids = [read_number(number, "--id") for number in numbers or []]

    def chosen(whole: Report) -> Report:
        selection = read_selection(whole, units or [], months or [], ids, statuses or [])
        return narrowed(whole, selection)

    return chosen


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

"""``check --baseline``: the earlier report opened, and this one put beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from zhutiri_cli.common.errors import FileProblem, UsageProblem
from zhutiri_cli.common.paths import shown

if TYPE_CHECKING:
    from zhutiri_cli.report.narrowing import Weighed
    from zhutiri_cli.report.report import Report
    from zhutiri_cli.report.since.earlier import Earlier


def read_baseline(path: Path | None, *, needed: bool) -> Earlier | None:
    """The earlier report to compare with. Raises a ``ZhutiriError`` when it is none, or ``needed`` and not given."""
    if path is None:
        if needed:
            raise UsageProblem("--fail-on-new 须与 --baseline 一起用", "请加 --baseline 上次的报告.json")
        return None
    from zhutiri_cli.report.since.earlier import read_earlier

    return read_earlier(path)


def beside(
    report: Report, earlier: Earlier | None, path: Path | None, asked: Iterable[str], *, narrowed: bool = False
) -> Report:
    """The report with its comparison, where an earlier one was given. Raises ``FileProblem`` when that is later, or of
    another year: what is new and what is mended would be the wrong way round."""
    if earlier is None or path is None:
        return report
    from zhutiri_cli.case.rule_codes import LASTING
    from zhutiri_cli.report.since.compare import compare

    if earlier.as_of > report.as_of:
        told = f"上次的报告 {path} 截至 {earlier.as_of}，晚于本次的 {report.as_of}"
        raise FileProblem(told, "请核对 --as-of，或换一份更早的报告")
    if earlier.plan.year != report.year:
        told = f"上次的报告 {path} 是 {earlier.plan.year} 年计划的，本次是 {report.year} 年的"
        raise FileProblem(told, "请换一份同一年计划的报告")
    lasting = LASTING if narrowed else None
    return replace(report, comparison=compare(earlier, shown(path), report, frozenset(asked), lasting))


def weighed(report: Report, *, only_new: bool) -> tuple[Weighed, ...]:
    """What the exit status looks at: every finding, or those that are new or raised."""
    return report.comparison.fresh() if only_new and report.comparison else report.all_findings()

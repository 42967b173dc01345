"""``check --baseline``: the earlier report opened, and this one put beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from zhutiri_cli.errors import UsageProblem
from zhutiri_cli.paths import shown

if TYPE_CHECKING:
    from zhutiri_cli.baseline.earlier import Earlier
    from zhutiri_cli.report import Report


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

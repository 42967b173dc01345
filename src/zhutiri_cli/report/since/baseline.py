"""``--baseline``: an earlier report in a file, refused where it cannot be compared, and set beside this one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.report.report import Report
from zhutiri_cli.report.since.compare import compare
from zhutiri_cli.report.since.earlier import Earlier, read_earlier


class Baseline(Struct, frozen=True):
    """An earlier report and where it was read from."""

    path: Path
    earlier: Earlier

    def refuse_unless_before(self, as_of: date, year: int) -> None:
        """Raise ``FileProblem`` when it is later than ``as_of``, or of another year's plan: what is new and what is
        mended would be the wrong way round."""
        if self.earlier.as_of > as_of:
            told = f"上次的报告 {self.path} 截至 {self.earlier.as_of}，晚于本次的 {as_of}"
            raise FileProblem(told, "请核对 --as-of，或换一份更早的报告")
        if self.earlier.plan.year != year:
            told = f"上次的报告 {self.path} 是 {self.earlier.plan.year} 年计划的，本次是 {year} 年的"
            raise FileProblem(told, "请换一份同一年计划的报告")

    def beside(self, report: Report, *, narrowed: bool) -> Report:
        """The report with its comparison; ``narrowed``: filters left some of it out."""
        return replace(report, comparison=compare(self.earlier, path_shown(self.path), report, narrowed=narrowed))


def read_baseline(path: Path) -> Baseline:
    """The earlier report in a file. Raises ``FileProblem`` when it is none."""
    return Baseline(path, read_earlier(path))

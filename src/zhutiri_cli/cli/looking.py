"""``check --ocr``: whether it can be done here, which activities it is for, and its progress on stderr."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from zhutiri_cli.cli.ticker import Ticker

if TYPE_CHECKING:
    from zhutiri_cli.report import Report
    from zhutiri_cli.sightings import Looking


def look_at(chosen: Callable[[Report], Report]) -> Looking:
    """How photos are looked at: those of the activities that ``chosen`` keeps of a first report.

    Raises ``UsageProblem`` where the extra is not installed, before anything else is done.
    """
    from zhutiri_cli.ocr.extra import demand
    from zhutiri_cli.sightings import Looking

    demand()
    return Looking(lambda report: frozenset(item.id for item in chosen(report).activities), Ticker("识别图片", "张"))

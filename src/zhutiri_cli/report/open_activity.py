"""The activity that is meant where a unit stands in place of an id: the only one that it has open. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from zhutiri_cli.case.status import Status
from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.report.activity_report import ActivityReport

_SETTLED = frozenset({Status.CANCELLED, Status.COMPLIANT, Status.LATE})


def open_activity(unit: str, hosted: Sequence[ActivityReport]) -> ActivityReport:
    """The one of a unit's activities that is neither complete nor cancelled. Raises ``UsageProblem`` where there are
    several or none; it lists them with their ids."""
    found = [item for item in hosted if item.status not in _SETTLED]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageProblem(f"{unit} 有 {len(found)} 项活动没有报齐：{_listed(found)}", "请写明序号")
    raise UsageProblem(f"{unit} 没有尚未报齐的活动：{_listed(hosted)}", "要改已报齐的，请写明序号")


def _listed(items: Sequence[ActivityReport]) -> str:
    return "、".join(f"{item.id} {shorten(item.theme, 20)}（{item.label}）" for item in items)

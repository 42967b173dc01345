"""A status as it is typed: its label or key, or a part that only one has. Pure."""

from __future__ import annotations

from zhutiri_cli.case.status import Status
from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.common.spelling import shorten, squeeze


def read_status(word: str) -> Status:
    """The status that is meant. Raises ``UsageProblem`` where several could be, which are named, or none."""
    key = squeeze(word)
    for status in Status:
        if key in (status.value, status.label):
            return status
    found = [status for status in Status if key and (key in status.label or key in status.value)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageProblem(f"“{shorten(word)}”可以是 {len(found)} 种状态", f"请写明是哪一种：{_listed(found)}")
    raise UsageProblem(f"没有 {shorten(word)} 这种状态", f"可选：{_listed(list(Status))}")


def _listed(statuses: list[Status]) -> str:
    return "、".join(f"{status.label}（{status.value}）" for status in statuses)

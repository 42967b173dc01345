"""What is certain enough to name a unit: one place for circulars and letters (the office asks before it accuses).

Provisional deadlines, unrecorded dates and what could not be checked never name anyone; neither does a waived verdict.
"""

from __future__ import annotations

from zhutiri_cli.case.material_lines import MaterialItem, MaterialLine, all_elsewhere
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.report import Report

VERDICTS = (Status.COMPLIANT, Status.LATE, Status.INCOMPLETE, Status.OVERDUE)
"""The statuses that say how a unit reported; every other one only says where things stand."""


def surely_lacking(item: ActivityReport) -> tuple[MaterialLine, ...]:
    """The required kinds that are short, and could be nowhere among what was not looked into."""
    return tuple(line for line in item.lacking if not line.unopened)


def to_be_looked_at(item: ActivityReport) -> tuple[MaterialLine, ...]:
    """The required kinds that are short as far as was seen: something that nobody looked into may be it."""
    return tuple(line for line in item.lacking if line.unopened)


def unread(item: ActivityReport) -> tuple[Shown, ...]:
    """The required material that counts although nobody could read it here (未核对内容, ZT901), by path."""
    found = [entry.path for line in item.materials if line.required for entry in line.items if _unread(entry)]
    return tuple(dict.fromkeys(found))


def doubt(item: ActivityReport, report: Report) -> str:
    """Why a unit must not be named for this activity's verdict, in a few words for the office; "" where it may be."""
    if item.lead is None:
        return "没有责任单位"
    if not report.examined or report.unchecked:
        return "报送材料没有核对成"
    if item.status not in VERDICTS:
        return item.status.label
    if item.waived:
        return "已豁免"
    if item.provisional:
        return "截止日暂定"
    return "待人工核对" if _unproven(item) else ""


def _unproven(item: ActivityReport) -> bool:
    """Whether the verdict rests on something that could not be checked."""
    if item.unchecked:
        return True
    if item.status in (Status.COMPLIANT, Status.LATE):
        return bool(unread(item))
    return all_elsewhere(item.materials)


def _unread(entry: MaterialItem) -> bool:
    return entry.usable and entry.unread

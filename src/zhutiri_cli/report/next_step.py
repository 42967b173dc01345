"""What is the matter with an activity on which somebody must act, in a few words, and the command that comes next."""

from __future__ import annotations

from zhutiri_cli.case.material_lines import all_elsewhere
from zhutiri_cli.case.phrases import short_day
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.report import Report

DAY = "日期"
"""What stands in a command for the day that the reader puts in."""
MATERIAL = "材料"
"""What stands in a command for the mail, archive or folder that came in."""


def matter(item: ActivityReport, report: Report) -> Shown:
    """What is the matter: 缺总结、链接, 逾期未报, 未登记举办日期 …"""
    if item.lead is None:
        return Shown("没有责任单位")
    if item.status is Status.UNRECORDED:
        return Shown(_unrecorded(item))
    if report.actor(item) is Action.OFFICE and report.doubt(item):
        return Shown("材料待核对" if item.status is not Status.NOT_HELD else item.label)
    got = any(line.usable for line in item.lacking) or len(item.lacking) < len(_asked(item))
    if item.status in (Status.INCOMPLETE, Status.AWAITING) or (item.status is Status.OVERDUE and got):
        return Shown(f"缺{'、'.join(short_label(line.label) for line in item.lacking)}") if item.lacking else item.label
    return item.label


def command(item: ActivityReport, report: Report) -> str:
    """The next command, ready to be pasted but for the day or the file that it names; it bears the activity's own
    number."""
    if item.status is Status.UNRECORDED:
        if in_doubt(item):
            return look(item)
        return _recording(item)
    if item.lead is None:
        return look(item)
    if item.status is Status.NOT_HELD:
        nothing_else = item.held is None and not all_elsewhere(item.materials)
        return f"zhutiri record {item.id} --held {DAY}" if nothing_else else look(item)
    if report.actor(item) is Action.OFFICE:
        return look(item)
    return f"zhutiri receive {item.id} {MATERIAL}"


def unsettled(item: ActivityReport) -> str:
    """What is not recorded of an activity that is 待登记, and the command that records it; doubtful dates are only
    named."""
    return _unrecorded(item) if in_doubt(item) else f"{_unrecorded(item)}，请登记：{_recording(item)}"


def held_told(item: ActivityReport) -> str:
    """What stands behind a day held that is proposed in a command; "" where none is."""
    day = item.held_told
    return "" if day is None else f"总结写的是{short_day(day, day.year)}，请核对"


def look(item: ActivityReport) -> str:
    """The command that tells an activity in full, for where nothing can be done before it has been looked at."""
    return f"zhutiri check {item.id}"


def _asked(item: ActivityReport) -> list[Shown]:
    return [line.label for line in item.materials if line.required]


def _recording(item: ActivityReport) -> str:
    if item.held is None:
        return f"zhutiri record {item.id} --held {item.held_told or DAY}"
    return f"zhutiri record {item.id} --submitted {DAY}"


def in_doubt(item: ActivityReport) -> bool:
    """Whether the record cannot be believed until the office has looked at it: a faulty file, an impossible day."""
    return any(found.bearing.in_doubt for found in item.findings if found.counts)


def _unrecorded(item: ActivityReport) -> str:
    if in_doubt(item):
        return "登记有疑问"
    if told := held_told(item):
        return f"缺举办日期，{told}"
    return "缺举办日期" if item.held is None else "缺报齐日期"


def short_label(label: str) -> str:
    """A kind's name without what goes without saying: 方案, 链接."""
    return label.removeprefix("活动").removeprefix("宣传报道") or label

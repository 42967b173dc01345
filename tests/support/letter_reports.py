"""Reports put together by hand, for what is written from them: letters and circulars."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import docx
from msgspec.structs import replace

from tests.support.declared import said
from tests.support.past_the_door import past_the_door
from zhutiri_cli.case.material_lines import MaterialItem, MaterialLine
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.office import Office, RosterEntry
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.workdays.calendar import WorkCalendar

AS_OF = date(2024, 4, 12)
LABELS = {"plan": "活动方案", "photos": "图片", "summary": "总结", "links": "宣传报道链接"}
OFFICE = Office(
    issuer=Shown("虚云区政务公开办公室"),
    number=Shown("虚政公开〔2024〕3号"),
    issued=date(2024, 2, 1),
    contact=Shown(""),
    phone=Shown("0000-0001"),
    email=Shown("office@xuyun.example"),
    due=Shown("活动结束后5个工作日内"),
    asked=tuple(map(Shown, LABELS.values())),
    clauses=((Shown("report"), Shown("三（三）"), Shown("活动结束后5个工作日内报送整套活动资料")),),
)
UNREAD = said("ZT901", Severity.ERROR, "“总结.docx”没有核对：读取程序出错", "请人工查看该文件")


def lines(*there: str, unopened: tuple[str, ...] = (), note: str = "") -> tuple[MaterialLine, ...]:
    """The four kinds, of which ``there`` are in; ``note``: the summary's text was not read."""
    found = []
    for kind, label in LABELS.items():
        said = note if kind == "summary" else ""
        item = MaterialItem(Shown(f"{kind}.doc"), True, note=Shown(said), unread=bool(said))
        items = (item,) if kind in there else ()
        found.append(MaterialLine(Shown(kind), Shown(label), 1, items, tuple(map(Shown, () if items else unopened))))
    return tuple(found)


def activity(number: int = 1, status: Status = Status.OVERDUE, **changes: Any) -> ActivityReport:
    """An activity held on 2024-03-15, due on 2024-03-22, of which nothing has come in; by ``changes`` another."""
    whole = ("plan", "photos", "summary", "links")
    done = status in (Status.COMPLIANT, Status.LATE)
    count = WorkCalendar().count(date(2024, 3, 15), 5)
    facts: dict[str, Any] = {
        "id": number,
        "theme": f"主题{number}",
        "month": "2024-03",
        "forms": ("政策宣传",),
        "units": (f"甲{number}局",),
        "status": status,
        "action": Action.NONE if done else Action.UNIT,
        "waived": False,
        "held": (date(2024, 3, 15), date(2024, 3, 15)),
        "submitted": {Status.COMPLIANT: date(2024, 3, 20), Status.LATE: date(2024, 3, 26)}.get(status),
        "deadline": date(2024, 3, 22),
        "extended_from": None,
        "latest_deadline": date(2024, 4, 8),
        "provisional": False,
        "working_days_left": None if done else -14,
        "folder": None,
        "materials": lines(*(whole if done else ())),
        "findings": (),
        "count": count,
        "late_by": 2 if status is Status.LATE else None,
    }
    return ActivityReport(**past_the_door(facts | changes))


def report(*activities: ActivityReport, roster: tuple[RosterEntry, ...] = (), **changes: Any) -> Report:
    """A report of these activities on 2024-04-12."""
    made = Report(
        as_of=AS_OF,
        plan_path=Shown("data/plan_2024.yaml"),
        plan_title=Shown("虚云区2024年“政务公开主题日”活动计划表"),
        year=2024,
        activities=activities,
        findings=(),
        notices=(),
        total=len(activities),
        office=OFFICE,
        roster=roster,
    )
    return replace(made, **past_the_door(changes))


def document_of(*paragraphs: str) -> bytes:
    """A .docx of these paragraphs: an office's own template."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()

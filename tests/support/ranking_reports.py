"""Reports made by hand, so that every fact of a ranking is chosen by its test."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec.structs import replace

from tests.support.declared import said
from tests.support.past_the_door import past_the_door
from zhutiri_cli.case.material_lines import MaterialItem, MaterialLine
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.shown import Shown, Verbatim
from zhutiri_cli.common.yaml.faults import validate
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.finding import Finding, Place, Severity
from zhutiri_cli.workdays.calendar import WorkCalendar

AS_OF = date(2024, 12, 31)
HELD, DUE = date(2024, 3, 15), date(2024, 3, 22)
PORTAL = "https://www.tianxin.gov.cn/zwgk/{}.html"


def plan(scoring: dict[str, Any] | None = None, **more: Any) -> Plan:
    """A plan with these weights; the words of its activities do not matter to a ranking."""
    tree: dict[str, Any] = {
        "schema": "1",
        "title": "计划",
        "year": "2024",
        "document": {
            "number": "1号",
            "issuer": "办公室",
            "issued": "2024-02-28",
            "clauses": {"ranking": {"ref": "三（三）", "text": "组织评比，推介典型"}},
        },
        "forms": ["座谈交流"],
        "requirements": {
            "report": {"within_working_days": "5", "materials": {"links": "1"}},
            "portal": {"domain": "tianxin.gov.cn"},
        },
        "activities": [{"id": "1", "month": "3", "theme": "活动", "forms": ["座谈交流"], "units": ["甲局"]}],
    }
    if scoring is not None:
        tree["scoring"] = scoring
    made, faults = validate(Plan, tree | more)
    assert made is not None, faults
    return made


def link(url: str | None, *, outlet: str = "", level: str = "", note: str = "", path: str = "链接.txt") -> MaterialItem:
    return MaterialItem(
        Shown(path), not note, Verbatim(url) if url is not None else None, Shown(note), Shown(outlet), Shown(level)
    )


def materials(links: tuple[MaterialItem, ...] = (), photos: tuple[MaterialItem, ...] = ()) -> tuple[MaterialLine, ...]:
    return tuple(
        MaterialLine(Shown(kind), Shown(label), 1, items)
        for kind, label, items in (("photos", "图片", photos), ("links", "宣传报道链接", links))
    )


def activity(number: int, status: Status = Status.COMPLIANT, *units: str, **changes: Any) -> ActivityReport:
    """An activity of unit 甲局, complete and on time unless told otherwise, with a portal post and a photo."""
    own = materials((link(PORTAL.format(number)),), (MaterialItem(Shown("1.jpg"), True),))
    made = ActivityReport(
        id=number, theme=Shown(f"活动{number}"), month=Shown("2024-03"), forms=(Shown("座谈交流"),),
        units=tuple(map(Shown, units or ("甲局",))), status=status, action=Action.NONE, waived=False,
        held=(HELD, HELD), submitted=DUE, deadline=DUE, extended_from=None, latest_deadline=date(2024, 4, 8),
        provisional=False, working_days_left=None, folder=Shown(f"data/{number}"),
        folder_link=Verbatim(f"data/{number}"), materials=own, findings=(),
        count=WorkCalendar().count(HELD, 5),
    )  # fmt: skip
    return replace(made, **past_the_door(changes))


def finding(rule: str, *, path: str | None = None, waived: str | None = None, message: str = "说明") -> Finding:
    return said(rule, Severity.WARNING, message, place=Place(Shown(path) if path is not None else None), waived=waived)


def report(*activities: ActivityReport, **changes: Any) -> Report:
    made = Report(
        as_of=AS_OF, plan_path=Shown("data/plan_2024.yaml"), plan_title=Shown("计划"), year=2024,
        activities=activities, findings=(), notices=(), total=len(activities),
    )  # fmt: skip
    return replace(made, **past_the_door(changes))

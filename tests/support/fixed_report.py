"""One fixed report with every status and people's text of the worst kind, for the golden files of all formats."""

from __future__ import annotations

from datetime import date

from tests.support.declared import said
from zhutiri_cli.case.material_lines import MaterialItem, MaterialLine
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.finding import Finding, Place, Severity
from zhutiri_cli.rules.rule import Rule
from zhutiri_cli.workdays.calendar import WorkCalendar

AS_OF = date(2024, 4, 12)
PLAN = "data/plan_2024.yaml"
PHONE = "13800138000"
NASTY = '<b>粗</b>[red]红[/red]|竖线,逗号:冒号"引号"%25\n::error::换行\x1b[31m\u202e反\x00\ufeff[点](http://a.example)\uffff'
FORMULA = "=1+1"
CALENDAR = WorkCalendar()
BROKEN_RULE = "规则 ZT307（图片）没有核对：程序出错 ValueError: ]]>&<x>"
RULES = (
    Rule("ZT203", Severity.ERROR, "逾期未报", "截止日已过，没有任何报送记录。", "请单位立即补报。", "report"),
    Rule(
        "ZT901",
        Severity.ERROR,
        "有一项核对没有完成",
        "程序读不了的，既不算通过，也不算不通过。",
        "排除原因后重新运行。",
    ),
)
_KINDS = (("plan", "活动方案"), ("photos", "图片"), ("summary", "总结"), ("links", "宣传报道链接"))


def finding(
    rule: str, severity: Severity, message: str, place: Place | None = None, waived: str | None = None
) -> Finding:
    """A finding with a hint and a clause."""
    return said(rule, severity, message, "请看一看", clause="三（三）", place=place or Place(), waived=waived)


def lines(usable: int) -> tuple[MaterialLine, ...]:
    """The four kinds, each with so many usable items."""
    return tuple(
        MaterialLine(
            Shown(kind), Shown(label), 1, tuple(MaterialItem(Shown(f"{label}{n}.docx"), True) for n in range(usable))
        )
        for kind, label in _KINDS
    )


def activity(
    number: int,
    theme: str,
    status: Status,
    held: date | None = date(2024, 4, 3),
    *findings: Finding,
    units: tuple[str, ...] = ("区教育局",),
    action: Action = Action.NONE,
    submitted: date | None = None,
    extended_to: date | None = None,
    provisional: bool = False,
    waived: bool = False,
) -> ActivityReport:
    """One activity of April whose dates are counted by the official calendar."""
    latest = CALENDAR.count(date(2024, 4, 30), 5)
    count = CALENDAR.count(held, 5) if held else latest
    deadline = extended_to or (count.result if held else None)
    due = deadline or latest.result
    return ActivityReport(
        id=number,
        theme=Shown(theme),
        month=Shown("2024-04"),
        forms=(Shown("现场观摩"), Shown("@座谈")),
        units=tuple(map(Shown, units)),
        status=status,
        action=action,
        waived=waived,
        held=(held, held) if held else None,
        submitted=submitted,
        deadline=deadline,
        extended_from=count.result if extended_to else None,
        latest_deadline=latest.result,
        provisional=provisional,
        working_days_left=None if submitted else CALENDAR.between(AS_OF, due),
        folder=Shown(f"data/submissions/2024/{number:02d}-a") if held else None,
        materials=lines(1 if submitted else 0),
        findings=findings,
        count=count,
        row=Place(Shown(PLAN), 40 + 5 * number, 5),
        remind_on=CALENDAR.nth(due, -2),
    )


def _activities() -> tuple[ActivityReport, ...]:
    error, warning, info = Severity.ERROR, Severity.WARNING, Severity.INFO
    photo = Place(Shown("data/submissions/2024/02-a/图 片,1%.jpg"))
    record = Place(Shown("data/submissions/2024/05-a/submission.yaml"), 3, 7)
    march = date(2024, 3, 20)
    return (
        activity(1, "就业服务政策宣传", Status.COMPLIANT, march, submitted=date(2024, 3, 22)),
        activity(
            2,
            NASTY,
            Status.OVERDUE,
            march,
            finding("ZT203", error, f"没有报送{NASTY}"),
            finding("ZT305", warning, "“图 片,1%.jpg”不能使用", photo),
            finding("ZT306", info, FORMULA),
            units=(FORMULA, "+区民政局", "-区财政局"),
            action=Action.UNIT,
        ),
        activity(3, "@取消的活动", Status.CANCELLED, None),
        activity(
            4, FORMULA, Status.LATE, march, finding("ZT204", error, "晚了", None, FORMULA), submitted=AS_OF, waived=True
        ),
        activity(5, "校园开放日", Status.UNRECORDED, None, finding("ZT205", warning, "没有登记", record), units=()),
        activity(6, "消防站开放", Status.SCHEDULED, None, provisional=True),
        activity(7, "食堂开放日", Status.AWAITING, date(2024, 4, 9), finding("ZT303", info, "还没有总结")),
        activity(8, "图书馆夜间开放", Status.AWAITING, date(2024, 4, 2), extended_to=date(2024, 4, 19)),
        activity(9, f"联系人{PHONE}", Status.NOT_HELD, None, finding("ZT202", warning, "没有举办记录")),
        activity(
            10,
            "水务开放日",
            Status.INCOMPLETE,
            march,
            finding("ZT303", error, "没有可用的总结"),
            finding("ZT304", error, "没有可用的链接"),
            finding("ZT304", error, "没有可用的链接"),
            finding("ZT901", error, BROKEN_RULE),
            action=Action.UNIT,
        ),
    )


def fixed_report() -> Report:
    """The report."""
    workspace = (
        finding("ZT306", Severity.WARNING, f"文件夹“{NASTY}”无法归类", Place(Shown("data/submissions/2024/待 整理"))),
        finding("ZT901", Severity.ERROR, "报送材料总文件夹没有核对：没有权限"),
    )
    activities = _activities()
    return Report(
        as_of=AS_OF,
        plan_path=Shown(PLAN),
        plan_title=Shown(f"2024年计划{NASTY}"),
        year=2024,
        activities=activities,
        findings=workspace,
        notices=(Shown(f"计划文件自身另有 1 个提示{NASTY}"),),
        total=len(activities),
        rules=RULES,
        plan_number=Shown("天政务公开办发〔2024〕1号"),
    )

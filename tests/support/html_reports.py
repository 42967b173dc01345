"""Reports made by hand for the HTML page: a small one with every status and hostile text, and one of any size."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from zhutiri_cli.case.material_lines import MaterialItem, MaterialLine
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.shown import Shown, Verbatim
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.finding import Finding, Place, Severity
from zhutiri_cli.workdays.calendar import Count, CountedDay, Day, DayKind

AS_OF = date(2024, 4, 12)
HOSTILE = "<script>alert('x')</script>\x1b[31m\u202e\u0000\"'&amp;"
PHONE = "13800138000"
KINDS = (("plan", "活动方案"), ("photos", "图片"), ("summary", "总结"), ("links", "宣传报道链接"))


def count(start: date, within: int = 5) -> Count:
    """A count in which weekends are free and 2024-04-04 to 04-06 a holiday, 04-07 worked instead."""
    days, ordinal, day = list[CountedDay](), 0, start
    while ordinal < within:
        day += timedelta(days=1)
        if date(2024, 4, 4) <= day <= date(2024, 4, 6):
            kind, name = DayKind.HOLIDAY, "清明节"
        elif day == date(2024, 4, 7):
            kind, name = DayKind.MAKEUP, "调休上班"
        elif day.weekday() >= 5:
            kind, name = DayKind.WEEKEND, "周末"
        else:
            kind, name = DayKind.WORKDAY, None
        working = kind in (DayKind.WORKDAY, DayKind.MAKEUP)
        ordinal += working
        days.append(CountedDay(Day(day, kind, name, working, True), ordinal if working else None))
    return Count(start, within, day, False, tuple(days))


PHOTOS = tuple(MaterialItem(Shown(f"图片/{number}-现场咨询.jpg"), True) for number in range(1, 5))
LINKS = tuple(
    MaterialItem(Shown("submission.yaml"), True, Verbatim(f"https://www.yunxi.example/zwgk/ztr/{n}.html"))
    for n in (1, 2)
)


def materials(
    missing: tuple[str, ...] = (), links: tuple[MaterialItem, ...] = (), photos: tuple[MaterialItem, ...] = ()
) -> tuple[MaterialLine, ...]:
    """One file of every kind but the missing ones; other photos or links on request."""
    found = []
    for kind, label in KINDS:
        items: tuple[MaterialItem, ...] = () if kind in missing else (MaterialItem(Shown(f"{label}.docx"), True),)
        items = {"links": links, "photos": photos}.get(kind) or items
        found.append(MaterialLine(Shown(kind), Shown(label), 1, items))
    return tuple(found)


def activity(number: int, status: Status, **changes: object) -> ActivityReport:
    """An activity of March 2024 that was held on the 20th, unless changed."""
    held = date(2024, 3, 20)
    own = count(held)
    fields: dict[str, object] = {
        "id": number,
        "theme": f"第{number}项活动",
        "month": "2024-03",
        "forms": ("政策宣传",),
        "units": (f"云汐示范区第{number}局",),
        "status": status,
        "action": Action.NONE,
        "waived": False,
        "held": (held, held),
        "submitted": None,
        "deadline": own.result,
        "extended_from": None,
        "latest_deadline": date(2024, 4, 8),
        "provisional": False,
        "working_days_left": None,
        "folder": f"data/submissions/2024/{number:02}",
        "materials": materials(),
        "findings": (),
        "count": own,
    }
    return ActivityReport(**{**fields, **changes})  # type: ignore[arg-type]  # fields by name, of many types


def unheld(number: int, status: Status, month: str, end: date, **changes: object) -> ActivityReport:
    """An activity without a recorded day."""
    latest = count(end)
    own: dict[str, object] = {
        "month": month,
        "held": None,
        "deadline": None,
        "latest_deadline": latest.result,
        "count": latest,
        "folder": None,
        "materials": materials(("plan", "photos", "summary", "links")),
    }
    return activity(number, status, **{**own, **changes})


def _finding(rule: str, severity: Severity, message: str, hint: str, **more: str) -> Finding:
    return Finding(
        rule,
        severity,
        Shown(message),
        Shown(hint),
        clause=Shown("三（三）"),
        waived=Shown(more["waived"]) if "waived" in more else None,
    )


@cache
def small() -> Report:
    """Every status once; names, themes, links, messages and reasons that try to become markup."""
    links = (
        MaterialItem(
            Shown("submission.yaml"),
            True,
            Verbatim("https://www.yunxi.example/a?x=1&y=<b>"),
            Shown(""),
            Shown("云汐晚报"),
            Shown("区级"),
        ),
        MaterialItem(Shown("submission.yaml"), True, Verbatim(f"https://www.yunxi.example/{PHONE}")),
        MaterialItem(Shown("submission.yaml"), False, Verbatim("javascript:alert(1)"), Shown("不是网页链接")),
        MaterialItem(Shown("submission.yaml"), True, Verbatim("http://yunxi.example/\u202egpj.exe")),
        MaterialItem(Shown(f"剪报{PHONE}.jpg"), True, None, Shown(""), Shown("晚报")),
    )
    overdue = (
        _finding(
            "ZT203", Severity.ERROR, "截止日 2024-03-27，逾期 11 个工作日，未报送", "请立即补报 record 3 整套资料"
        ),
        _finding("ZT301", Severity.ERROR, "没有可用的活动方案", "请补报活动方案"),
        _finding("ZT305", Severity.WARNING, f"“{HOSTILE}”不能使用\n第二行", HOSTILE),
        Finding(
            "ZT502",
            Severity.WARNING,
            Shown("LOGO 登记为未设置"),
            place=Place(Shown("data/submissions/2024/03/submission.yaml"), 4),
        ),
        _finding("ZT304", Severity.ERROR, "没有可用的宣传报道链接", "不必", waived=HOSTILE),
    )
    return Report(
        as_of=AS_OF,
        plan_path=Shown("data/plan_2024.yaml"),
        plan_title=Shown(f"云汐示范区2024年活动计划表{HOSTILE}"),
        year=2024,
        activities=(
            activity(1, Status.COMPLIANT, submitted=date(2024, 3, 26), materials=materials(links=links)),
            activity(2, Status.LATE, submitted=date(2024, 4, 2), units=("云汐示范区第1局", "云汐示范区第2局")),
            activity(
                3, Status.OVERDUE, theme=f"托老服务{HOSTILE}", action=Action.UNIT, working_days_left=-11,
                findings=overdue, materials=materials(("plan", "links")), units=(f"民政局{HOSTILE}",),
            ),
            activity(4, Status.INCOMPLETE, action=Action.UNIT, submitted=date(2024, 3, 27), working_days_left=-11,
                     materials=materials(("summary",)),
                     findings=(_finding("ZT303", Severity.ERROR, "没有可用的总结", "请补报总结"),)),
            activity(5, Status.AWAITING, month="2024-04", held=(date(2024, 4, 9), date(2024, 4, 10)),
                     action=Action.UNIT, deadline=date(2024, 4, 17), count=count(date(2024, 4, 10)),
                     working_days_left=3, materials=materials(("summary",))),
            unheld(6, Status.UNRECORDED, "2024-03", date(2024, 3, 31), action=Action.OFFICE, working_days_left=-4,
                   findings=(_finding("ZT205", Severity.WARNING, "已有图片，但没有登记举办日期", "请登记"),)),
            unheld(7, Status.NOT_HELD, "2024-03", date(2024, 3, 31), action=Action.OFFICE, working_days_left=-4,
                   units=()),
            unheld(8, Status.SCHEDULED, "2024-12", date(2024, 12, 31), working_days_left=185, provisional=True),
            unheld(9, Status.CANCELLED, "2024-02", date(2024, 2, 29)),
            activity(10, Status.COMPLIANT, submitted=date(2024, 4, 10), deadline=date(2024, 4, 11),
                     extended_from=date(2024, 3, 27)),
        ),
        findings=(_finding("ZT306", Severity.WARNING, f"文件夹“{HOSTILE}”无法归到任何活动", "请改名"),),
        notices=(Shown(f"计划文件另有 1 个提示{HOSTILE}"),),
        total=10,
    )  # fmt: skip


@cache
def large(number: int) -> Report:
    """So many activities over the year, every status, two to four findings where something is wrong."""
    return Report(
        as_of=AS_OF,
        plan_path=Shown("data/plan_2024.yaml"),
        plan_title=Shown("云汐市2024年活动计划表"),
        year=2024,
        activities=tuple(_one_of_many(place, number) for place in range(number)),
        findings=(),
        notices=(),
        total=number,
    )


def _one_of_many(place: int, number: int) -> ActivityReport:
    month = 1 + place * 12 // number
    held = date(2024, month, 1 + place % 28)
    unit = f"云汐市第{place % 200}街道办事处"
    theme = f"政策宣传与现场咨询活动之{place}：{('减税降费', '社会救助', '就业服务', '义务教育')[place % 4]}"
    common: dict[str, object] = {"theme": theme, "units": (unit,)}
    if place % 10 == 9:
        return unheld(place + 1, Status.SCHEDULED, f"2024-{month:02}", held, **common)
    status = (Status.COMPLIANT, Status.LATE, Status.OVERDUE, Status.INCOMPLETE)[place % 4]
    bad = status in (Status.OVERDUE, Status.INCOMPLETE)
    own = count(held)
    findings = (
        _finding("ZT203", Severity.ERROR, f"截止日 {own.result}，未报送；还差总结、宣传报道链接",
                 f"请立即补报整套资料；已收到的登记 zhutiri record {place + 1} --submitted 日期"),
        _finding("ZT303", Severity.ERROR, f"没有可用的总结（“总结{place}.docx”文件是空的（0 字节），不算数）",
                 "请补报总结"),
        _finding("ZT304", Severity.ERROR, "没有可用的宣传报道链接",
                 f"请补报链接，或登记 zhutiri record {place + 1} --link 网址"),
        _finding("ZT501", Severity.INFO, "会标文字未核对", "请看过现场照片后登记"),
    )  # fmt: skip
    changes: dict[str, object] = {
        "month": f"2024-{month:02}",
        "held": (held, held),
        "count": own,
        "deadline": own.result,
        "latest_deadline": own.result,
        "submitted": None if status is Status.OVERDUE else own.result,
        "action": Action.UNIT if bad else Action.NONE,
        "working_days_left": -(place % 40) if bad else None,
        "findings": findings if bad else findings[3:],
        "materials": materials(("summary", "links") if bad else (), () if bad else LINKS, PHOTOS),
    }
    return activity(place + 1, status, **{**common, **changes})

"""A unit's own page: what it hosts this year, by when, what a set consists of, and what has come in of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from zhutiri_cli.case.status import Status
from zhutiri_cli.common.listed_numbers import listed
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import within_quotes
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.letters.letter_sentences import again, asked
from zhutiri_cli.report.letters.official_phrases import subject
from zhutiri_cli.report.letters.unit_duty_tasks import UnitDutyTask, duty_tasks
from zhutiri_cli.report.letters.unit_tasks import UnitTask, to_do, unit_task
from zhutiri_cli.report.obligation_board import OF_ACTIVITIES
from zhutiri_cli.report.office import Office, RosterEntry, entry_of, roster_of
from zhutiri_cli.report.report import Report

COUNTED_OUT = 2
"""For how many of the nearest deadlines the days are counted one by one."""


class UnitPage(Struct, frozen=True):
    """All that the page says. ``asks``: what a set consists of and what else the notice asks, a sentence each;
    ``tasks``: by deadline; ``remarks``: what limits what is said here; ``duties``: what has dates of its own."""

    unit: RosterEntry
    title: Shown
    as_of: date
    plan_path: Shown
    plan_title: Shown
    year: int
    office: Office
    summary: Shown
    asks: tuple[Shown, ...]
    tasks: tuple[UnitTask, ...]
    remarks: tuple[Shown, ...]
    duties: tuple[UnitDutyTask, ...] = ()

    @property
    def told(self) -> tuple[UnitTask, ...]:
        """The activities of which there is more to tell than a line of the table: those to be done first."""
        tasks = [task for task in self.tasks if task.ticks or task.count]
        return tuple(sorted(tasks, key=lambda task: task.settled))

    @property
    def verdict(self) -> str:
        """One line for the clerk."""
        said = f"{self.unit.name}：承办 {len(self.tasks)} 项，要办 {sum(task.owed for task in self.tasks)} 项"
        return said + (f"；{OF_ACTIVITIES}要办 {sum(one.owed for one in self.duties)} 项" if self.duties else "")

    def asked(self, task: UnitTask) -> Shown:
        """What the unit is asked to do about an activity that it reports; "" where nothing is owed."""
        if not task.owed:
            return Shown()
        return asked(task.item, self.office.asked, self.as_of)

    def reminded(self, task: UnitTask) -> Shown:
        """On which days the unit was reminded of an activity; "" where nothing is owed, or it never was."""
        earlier = tuple(day for day in task.item.reminded if day < self.as_of)
        if not earlier or not task.owed:
            return Shown()
        return Shown(again(earlier, self.as_of.year))


def unit_page(report: Report, plan: Plan, name: str) -> UnitPage:
    """The page of the unit of this ``name`` or alias, of a report of all activities."""
    entry = entry_of(Shown(name), roster_of(plan))
    names = frozenset((Shown(name), entry.name, *entry.aliases))
    mine = sorted((a for a in report.activities if names & set(a.units)), key=lambda item: (item.due, item.id))
    near = {item.id for item in [a for a in mine if _to_come(a, report.as_of)][:COUNTED_OUT]}
    looked = report.examined and not report.unchecked
    tasks = tuple(
        unit_task(item, names, report.as_of, near=item.id in near or to_do(item), looked=looked and not item.unchecked)
        for item in mine
    )
    duties = tuple(duty_tasks(report, mine, names, entry.name))
    return UnitPage(
        unit=entry,
        title=Shown(f"{subject(report.plan_title)}　{entry.name}"),
        as_of=report.as_of,
        plan_path=report.plan_path,
        plan_title=report.plan_title,
        year=report.year,
        office=report.office,
        summary=Shown(_summary(tasks, duties)),
        asks=tuple(map(Shown, _asks(report.office, plan))),
        tasks=tasks,
        duties=duties,
        remarks=() if looked else (Shown("报送的材料还没有核对，下面只按计划和登记列出期限。"),),
    )


def _to_come(item: ActivityReport, as_of: date) -> bool:
    return item.status in (Status.SCHEDULED, Status.AWAITING) and item.due >= as_of


def _summary(tasks: tuple[UnitTask, ...], duties: tuple[UnitDutyTask, ...]) -> str:
    owing = sum(one.owed for one in duties)
    others = f"{OF_ACTIVITIES}要办{owing}项。" if owing else f"{OF_ACTIVITIES}目前没有要办的。" if duties else ""
    return _hosting(tasks) + others


def _hosting(tasks: tuple[UnitTask, ...]) -> str:
    if not tasks:
        return "今年没有承办的活动。"
    led, owed = sum(task.leads for task in tasks), [task for task in tasks if task.owed]
    hosted = [f"牵头或单独承办{led}项"] if led else []
    hosted += [f"联合承办{len(tasks) - led}项（由牵头单位报送）"] if len(tasks) > led else []
    numbers = listed(task.item.id for task in owed)
    if not all(task.looked for task in tasks):
        return f"今年{'，'.join(hosted)}。"
    now = f"目前要办{len(owed)}项：第{numbers}项。" if owed else "目前没有要办的。"
    return f"今年{'，'.join(hosted)}。{now}"


def _asks(office: Office, plan: Plan) -> Iterator[str]:
    terms = plan.requirements
    materials = plan.materials
    asked = [(materials.labels[kind], least) for kind, least in materials.minimums().items() if least]
    kinds = "、".join(label + (f"（不少于{least}）" if least > 1 else "") for label, least in asked)
    for other in plan.other_obligations:
        yield f"{other.due.words}办好{other.label}。"
    if terms.branding is not None:
        banner = within_quotes(terms.branding.banner)
        yield f"现场会标体现“{banner}”字样，设置“政务公开主题日”LOGO。"
    clause = office.clause("report")
    basis = f"（依据{clause[0]}）" if clause else ""
    yield f"{plan.report_due.words}报送整套资料：{kinds}{basis}。"
    if plan.portal_domain is not None:
        yield f"宣传报道链接至少有一条在门户网站（{plan.portal_domain}）。"
    yield "文件名写明是方案还是总结，图片报能打开的原图，链接写进总结或另写在名为“链接”的文本文件里。"

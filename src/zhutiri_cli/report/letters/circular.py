"""What a draft circular says: the figures of a report, and the units named where that is certain. Pure.

Every text is ``Shown`` and complete; how it is laid out is the renderer's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from zhutiri_cli.case.phrases import long_day, short_day
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.listed_numbers import listed
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.certainty import VERDICTS, doubt, surely_lacking, to_be_looked_at
from zhutiri_cli.report.letters.circular_duties import (
    duties_not_met,
    duty_clauses,
    duty_figures,
    duty_remarks,
    duty_requests,
)
from zhutiri_cli.report.letters.circular_since import since_figures, since_remark
from zhutiri_cli.report.letters.official_phrases import clause_words, open_number, subject, title_lines
from zhutiri_cli.report.office import entry_of
from zhutiri_cli.report.report import Report

ORDER = (*VERDICTS, Status.AWAITING, Status.UNRECORDED, Status.NOT_HELD, Status.SCHEDULED, Status.CANCELLED)
_SETTLED = (Status.COMPLIANT, Status.LATE, Status.CANCELLED)
MOST_NAMED = 6
"""Beyond so many units the circular is addressed to 各有关单位."""


class Named(Struct, frozen=True):
    """One activity of a verdict that may be named, in the words of the circular; ``detail`` is a clause."""

    id: int
    theme: Shown
    unit: Shown
    joint: Shown
    held: Shown
    deadline: Shown
    submitted: Shown
    verdict: Shown
    detail: Shown


class Circular(Struct, frozen=True):
    """All the words of a draft circular. ``title``: by lines; ``groups``: verdict → its activities that may be named,
    in order; ``remarks`` are for the office alone, and name no unit either; ``duties``: a clause for each unit that has
    not met, or met late, what was due by a date of its own."""

    title: tuple[Shown, ...]
    number: Shown
    addressees: Shown
    opening: Shown
    figures: tuple[Shown, ...]
    groups: tuple[tuple[Shown, tuple[Named, ...]], ...]
    requests: tuple[Shown, ...]
    contact: Shown
    annex: Shown
    issuer: Shown
    day: date
    remarks: tuple[Shown, ...]
    duties: tuple[Shown, ...] = ()

    @property
    def rows(self) -> tuple[Named, ...]:
        """Every activity named, in the plan's order: the annex."""
        return tuple(sorted((named for _, group in self.groups for named in group), key=lambda named: named.id))


def circular(report: Report) -> Circular:
    """The circular of a report."""
    certain = [item for item in report.activities if not doubt(item, report)]
    groups = [(status, [item for item in certain if item.status is status]) for status in VERDICTS]
    named = [(Shown(status.label), tuple(_named(item, report) for item in group)) for status, group in groups if group]
    what, office = subject(report.plan_title), report.office
    told = frozenset(item.id for _, group in named for item in group)
    duties = duties_not_met(report)
    return Circular(
        title=title_lines(Shown(f"关于{what}资料报送情况的通报")),
        number=open_number(office.number, report.as_of),
        addressees=_addressees([*(item.unit for _, group in named for item in group), *duties]),
        opening=_opening(report, what),
        figures=(*map(Shown, _figures(report)), *duty_figures(report), *since_figures(report, told)),
        groups=tuple(named),
        requests=(
            *map(Shown, _requests(report, frozenset(status for status, group in groups if group))),
            *duty_requests(duties),
        ),
        contact=_contact(report),
        annex=Shown("活动资料报送情况表"),
        issuer=office.issuer,
        day=report.as_of,
        remarks=(*map(Shown, _remarks(report)), *duty_remarks(report)),
        duties=tuple(duty_clauses(duties, report.year)),
    )


def _addressees(named: list[Shown]) -> Shown:
    units = list(dict.fromkeys(named))
    return Shown("、".join(units) if 0 < len(units) <= MOST_NAMED else "各有关单位")


def _opening(report: Report, what: Shown) -> Shown:
    day, number = long_day(report.as_of), report.office.basis
    return Shown(f"根据{number}要求，现将截至{day}{what}资料报送情况通报如下。")


def _figures(report: Report) -> Iterator[str]:
    statuses, whole = report.statuses(), len(report.activities)
    counted = "，".join(f"{status.label}{statuses[status]}项" for status in ORDER if status in statuses)
    scope = f"计划活动共{report.total}项" + (f"，本通报涉及其中{whole}项" if whole != report.total else "")
    yield f"截至{long_day(report.as_of)}，{scope}：{counted or '没有活动'}。"
    due = sum(statuses.get(status, 0) for status in VERDICTS)
    unsure = sum(item.unchecked for item in report.activities if item.status is Status.COMPLIANT)
    good = statuses.get(Status.COMPLIANT, 0) - unsure
    if due:
        more = f"，另有{unsure}项没有全部核对成，不计在内" if unsure else ""
        yield f"已到期或已报送的{due}项中，按时报齐{good}项，占{good * 100 // due}%{more}。"
    reasons = [why for item in report.activities if _to_verify(item, report) and (why := doubt(item, report))]
    if reasons:
        each = "、".join(f"{why}{reasons.count(why)}项" for why in dict.fromkeys(reasons))
        yield f"其中{len(reasons)}项（{each}）尚待核实，核实之前不通报到单位。"


def _to_verify(item: ActivityReport, report: Report) -> bool:
    """Whether the office must look before anything may be said of the activity."""
    waiting = (Status.AWAITING, Status.SCHEDULED, Status.CANCELLED)
    return item.status not in waiting and not item.waived and bool(doubt(item, report))


def _named(item: ActivityReport, report: Report) -> Named:
    names = [entry_of(unit, report.roster).name for unit in item.units]
    year, complete = report.year, item.status in (Status.COMPLIANT, Status.LATE)
    extended = f"（由{short_day(item.extended_from, year)}延期）" if item.extended_from else ""
    return Named(
        id=item.id,
        theme=item.theme,
        unit=names[0],
        joint=Shown("、".join(names[1:])),
        held=Shown("至".join(short_day(day, year) for day in dict.fromkeys(item.held or ()))),
        deadline=Shown(f"{short_day(item.due, year)}{extended}"),
        submitted=Shown(short_day(item.submitted, year) if item.submitted and complete else ""),
        verdict=Shown(item.status.label),
        detail=Shown(_detail(item, extended, year) + _reminded(item, year)),
    )


def _detail(item: ActivityReport, extended: str, year: int) -> str:
    due = f"报送截止日{short_day(item.due, year)}{extended}"
    sure = "、".join(line.label for line in surely_lacking(item))
    unsure = "、".join(line.label for line in to_be_looked_at(item))
    lacking = (f"，缺{sure}" if sure else "") + (f"（{unsure}待核对）" if unsure else "")
    match item.status:
        case Status.LATE if item.submitted:
            by = f"逾期{item.late_by}个工作日" if item.late_by else "逾期不足1个工作日"
            return f"{due}，{short_day(item.submitted, year)}报齐，{by}"
        case Status.OVERDUE:
            days = -(item.working_days_left or 0)
            return f"{due}，逾期{f'{days}个' if days else '不足1个'}工作日，没有报送{lacking}"
        case Status.INCOMPLETE:
            return f"{due}{lacking}"
    return due


def _reminded(item: ActivityReport, year: int) -> str:
    """How often the unit was reminded, while something is owed."""
    if not item.reminded or item.status not in (Status.OVERDUE, Status.INCOMPLETE):
        return ""
    last = short_day(item.reminded[-1], year)
    times = len(item.reminded)
    return f"，已于{last}提醒" if times == 1 else f"，已提醒{times}次（最近一次{last}）"


def _requests(report: Report, present: frozenset[Status]) -> Iterator[str]:
    asked = "、".join(report.office.asked)
    if Status.OVERDUE in present:
        yield f"逾期未报的单位，请尽快报送整套活动资料（{asked}），并说明逾期原因。"
    if Status.INCOMPLETE in present:
        yield "材料不全的单位，请按上列所缺项目尽快补齐；已经报送或所列情况有出入的，请及时与办公室核对。"
    if Status.LATE in present:
        yield "迟报的单位已经报齐，不需再报，今后请按时报送。"
    if all(item.status in _SETTLED for item in report.activities):
        return
    clause = clause_words(report.office, "report")
    rule = f"，按照{clause}的要求" if clause else f"，于{report.office.due}"
    yield f"尚未举办或尚未报送的活动，请责任单位按计划举办{rule}报送。"


def _contact(report: Report) -> Shown:
    """How the office is reached, its own number whole."""
    office = report.office
    pairs = (("联系人", office.contact), ("电话", office.phone), ("电子邮箱", office.email))
    said = Shown("，").join(Shown.of(label, "：", value) for label, value in pairs if value)
    return Shown.of("（", said, "）") if said else said


def _remarks(report: Report) -> Iterator[str]:
    """What the office must settle before the draft goes out."""
    yield f"本稿由程序据截至{long_day(report.as_of)}的登记和材料代拟；发文字号待填，成文日期以印发日为准。"
    yield from (f"{notice}。" for notice in report.notices)
    yield from (f"{found.message}：{found.hint}。" for found in report.findings if found.counts)
    if report.comparison is not None:
        yield since_remark(report.comparison)
    reasons: dict[str, list[int]] = {}
    for item in report.activities:
        if _to_verify(item, report):
            reasons.setdefault(doubt(item, report), []).append(item.id)
    for why, numbers in reasons.items():
        yield f"{why}{len(numbers)}项，未通报到单位：第{listed(numbers)}项。"

"""One activity on a unit's own page: its part in it, by when, where it stands, and what of the set has come in. Pure.

What is not certain is said to be so: what may lie in something that nobody looked into is the office's to look at.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from msgspec import Struct

from zhutiri_cli.case.material_lines import MaterialItem, MaterialLine
from zhutiri_cli.case.phrases import short_day
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.certainty import surely_lacking
from zhutiri_cli.report.letters.letter_sentences import dated, day_by_day, state
from zhutiri_cli.report.letters.official_phrases import period_words

SETTLED = (Status.COMPLIANT, Status.LATE, Status.CANCELLED)


class Tick(Enum):
    """Whether a kind of material is there."""

    DONE = "done"
    OPEN = "open"
    UNSURE = "unsure"
    """It may lie in something that was not looked into."""


class KindTick(Struct, frozen=True):
    """One line of a checklist: the kind with how much is asked, whether it is there, what counts and what does not."""

    label: Shown
    tick: Tick
    counted: tuple[MaterialItem, ...]
    refused: tuple[MaterialItem, ...]
    lacking: int
    unopened: tuple[Shown, ...]


class UnitTask(Struct, frozen=True):
    """One activity: ``leads``: the unit reports it. ``standing`` is where it stands in a few
    words, ``count`` the days one by one ("" but for the nearest ones), ``looked``: what came in could be looked at."""

    item: ActivityReport
    leads: bool
    part: Shown
    when: Shown
    due: Shown
    standing: Shown
    count: Shown
    ticks: tuple[KindTick, ...]
    looked: bool

    @property
    def settled(self) -> bool:
        """Whether nothing is to be done about it any more."""
        return self.item.status in SETTLED

    @property
    def owed(self) -> bool:
        """Whether the unit has something to send, or to say, now; what is not certain is the office's to look at."""
        return self.leads and self.looked and to_do(self.item)


def unit_task(item: ActivityReport, names: frozenset[Shown], as_of: date, *, near: bool, looked: bool) -> UnitTask:
    """An activity as one of its units, by any of its ``names``, is shown it; ``near``: its days are counted out,
    ``looked``: what came in could be looked at."""
    leads = item.lead in names
    others = tuple(unit for unit in item.units if unit not in names)
    told = item.status not in (Status.SCHEDULED, Status.CANCELLED) and looked
    return UnitTask(
        item=item,
        leads=leads,
        part=Shown(_part(item, others, leads=leads)),
        when=Shown(_when(item, as_of)),
        due=Shown(_due(item, as_of)),
        standing=Shown(_standing(item, as_of) if looked else _unseen(item)),
        count=Shown(day_by_day(item, as_of)) if near else Shown(),
        ticks=tuple(_ticks(item)) if told else (),
        looked=looked,
    )


def to_do(item: ActivityReport) -> bool:
    """Whether something certain is owed by the leading unit."""
    if item.status is Status.NOT_HELD:
        return item.action is Action.UNIT
    owing = item.status in (Status.AWAITING, Status.OVERDUE, Status.INCOMPLETE) and item.action is not Action.NONE
    return owing and bool(surely_lacking(item))


def _part(item: ActivityReport, others: tuple[Shown, ...], *, leads: bool) -> str:
    if leads:
        return f"牵头，与{'、'.join(others)}联合承办" if others else "承办"
    return f"联合承办（{item.lead}牵头并报送）"


def _when(item: ActivityReport, as_of: date) -> str:
    if item.held is None:
        day = item.planned_day
        return f"计划{short_day(day, as_of.year) if day else period_words(item.period, as_of.year)}"
    return "至".join(dated(day, as_of.year) for day in dict.fromkeys(item.held))


def _due(item: ActivityReport, as_of: date) -> str:
    if item.status is Status.CANCELLED:
        return ""
    notes = [*([] if item.deadline else ["最迟"]), *(["延期"] if item.extended_from else [])]
    noted = "、".join([*notes, *(["暂定"] if item.provisional else [])])
    return dated(item.due, as_of.year) + (f"，{noted}" if noted else "")


def _standing(item: ActivityReport, as_of: date) -> str:
    if item.waived:
        return item.label
    day = short_day(item.submitted, as_of.year) if item.submitted else ""
    left, due = item.working_days_left, item.due
    match item.status:
        case Status.COMPLIANT:
            return f"{day}按时报齐"
        case Status.LATE:
            return f"{day}报齐，迟报{f'{item.late_by}个工作日' if item.late_by else ''}"
        case Status.SCHEDULED:
            return "还没有举办"
        case Status.UNRECORDED:
            return "已收到资料，办公室正在核对登记"
        case Status.NOT_HELD if item.action is not Action.UNIT:
            return "还没有举办记录，办公室正在核实"
        case Status.AWAITING:
            return "今天截止" if due == as_of else f"待报送，还有{left}个工作日" if left else "待报送"
        case Status.OVERDUE | Status.INCOMPLETE if left is not None and due < as_of and not item.provisional:
            late = f"逾期{-left}个工作日" if left else "逾期不足1个工作日"
            return f"{item.status.label}，{late}" if item.status is Status.INCOMPLETE else f"未报送，{late}"
    return state(item)


def _unseen(item: ActivityReport) -> str:
    """Where an activity stands by its dates alone, when what came in could not be looked at."""
    if item.status is Status.SCHEDULED:
        return "还没有举办"
    return "已取消" if item.status is Status.CANCELLED else "报送情况待核对"


def _ticks(item: ActivityReport) -> Iterator[KindTick]:
    for line in item.materials:
        if line.required or line.items:
            asked = f"（{line.required}份）" if line.required > 1 else "" if line.required else "（不要求）"
            yield KindTick(
                label=Shown(f"{line.label}{asked}"),
                tick=_tick(line),
                counted=tuple(entry for entry in line.items if entry.usable),
                refused=tuple(entry for entry in line.items if entry.refused),
                lacking=line.lacking,
                unopened=line.unopened if line.lacking else (),
            )


def _tick(line: MaterialLine) -> Tick:
    if not line.lacking:
        return Tick.DONE
    return Tick.UNSURE if line.unopened else Tick.OPEN

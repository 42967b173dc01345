"""What one activity's cells change in its record: only what differs from what stands there now. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from msgspec import Struct, field

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import half_width, squeeze
from zhutiri_cli.common.typed_dates import BARE_MONTH, Days
from zhutiri_cli.common.yaml.scalars import Misread
from zhutiri_cli.plan.obligations import FILING
from zhutiri_cli.submission.record_file import Record, Span
from zhutiri_cli.workspace.register.cell_values import day_of, days_of, links_of, mark_of, reason_of, says_none
from zhutiri_cli.workspace.register.entries import Fault, RegisterEntry
from zhutiri_cli.workspace.register.register_headings import DutyField, Field, What
from zhutiri_cli.workspace.register.workbook import RegisterCell

T = TypeVar("T")
_NO_DELETING = "已登记的内容不会由表格删除；要撤销请手工编辑 submission.yaml，否则把单元格空着"


class Wanted(Struct):
    """Values to set, links to add, and what is wrong."""

    values: dict[str, Any] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    faults: list[Fault] = field(default_factory=list)
    months: int = 0
    """How many cells say no more than the planned month."""


class CellReader(Struct, frozen=True):
    """Reads the cells of one activity. ``submitted`` is the effective date that a ledger shows; ``year`` the plan's."""

    tab: str
    entry: RegisterEntry
    record: Record
    submitted: date | None
    year: int
    planned: bool = False
    """Whether the column of days may hold planned months (活动时间)."""

    def wanted(self) -> Wanted:
        """All changes of the activity."""
        found = Wanted()
        held = self._held(found)
        for what, key, now in (
            (Field.SUBMITTED, "submitted", self.submitted),
            (Field.FILED, "filed", self.record.done_on(FILING)),
            (Field.EXTENDED, "extended_to", self.record.extended_to),
        ):
            days = self._take(found, what, lambda cell: day_of(cell, self.year), now)
            if days is not None and self._dated(found, what, days, held) and days.first != now:
                found.values[key] = days.first
        self._met(found)
        self._reason(found)
        self._marks(found)
        if (links := self._take(found, Field.LINKS, links_of, None)) is not None:
            found.links = links
        self._explained(found)
        return found

    def _take(self, found: Wanted, what: What, read: Callable[[RegisterCell], T], now: Any) -> T | None:
        """What a cell says, if it says anything; a fault otherwise."""
        cell = self.entry.cells.get(what)
        if cell is None:
            return None
        if cell.problem:
            self._fault(found, what, *cell.problem)
            return None
        mark = what in (Field.BANNER, Field.LOGO)
        if says_none(cell) and not (mark and str(cell.value).strip() == "无"):
            if now is not None:
                self._fault(found, what, f"写作“{str(cell.value).strip()}”，而现已登记", _NO_DELETING)
            return None
        try:
            return read(cell)
        except Misread as problem:
            self._fault(found, what, problem.message, problem.hint)
            return None

    def _held(self, found: Wanted) -> Span | None:
        """The days held, as they will be; ``values`` gets them where they differ."""
        now = self.record.held
        whole = None if self._planned_month(found) else self._take(found, Field.HELD, self._days, now)
        start = self._take(found, Field.START, self._days, now)
        end = self._take(found, Field.END, lambda cell: day_of(cell, self.year), now)
        if whole is not None:
            start, end = whole, None
        if start is None and end is None:
            return now
        pair = self._pair(found, start, end)
        if pair is None or (now is not None and pair == (now.start, now.end)):
            return now
        first, last = pair
        if last < first:
            what = Field.END if end is not None else Field.START
            self._fault(found, what, f"举办结束 {last} 早于举办开始 {first}", "请核对两个日期")
            return now
        found.values["held"] = first if first == last else {"start": first, "end": last}
        return Span(start=first, end=last)

    def _days(self, cell: RegisterCell) -> Days:
        return days_of(cell, self.year)

    def _pair(self, found: Wanted, start: Days | None, end: Days | None) -> tuple[date, date] | None:
        """First and last day: an empty end leaves the one recorded, or means a single day."""
        now = self.record.held
        if start is None:
            if now is None and not found.faults:
                self._fault(found, Field.END, "只有举办结束，没有举办开始", "请补上举办开始")
            return (now.start, end.first) if now is not None and end is not None else None
        if end is not None:
            if start.first != start.last != end.first:
                self._fault(found, Field.END, f"举办开始一栏写到 {start.last}，举办结束却是 {end.first}", "请只留一种")
            return start.first, end.first
        if Field.HELD in self.entry.cells or start.first != start.last or now is None:
            return start.first, start.last
        return start.first, now.end

    def _planned_month(self, found: Wanted) -> bool:
        cell = self.entry.cells.get(Field.HELD)
        text = half_width(str(cell.value)).strip() if cell is not None else ""
        if not self.planned or not BARE_MONTH.fullmatch(text) or "月" not in text:
            return False
        found.months += 1
        return True

    def _dated(self, found: Wanted, what: Field, days: Days, held: Span | None) -> bool:
        """Whether a day that names no year can be of the plan's year: it cannot where it then lies before the end."""
        if what is Field.FILED or not days.yearless or held is None or days.first >= held.last:
            return True
        message = f"没有写年份，按计划年度为 {days.first}，早于活动结束日 {held.last}"
        self._fault(found, what, message, "请写明年份，如 2024-03-15")
        return False

    def _met(self, found: Wanted) -> None:
        """When obligations were met; of a filing that stands among them the new day does, too."""
        met = {}
        if "filed" in found.values and FILING in self.record.done:
            met[FILING] = found.values.pop("filed")
        for what in self.entry.cells:
            if isinstance(what, DutyField):
                now = self.record.done_on(what.key)
                days = self._take(found, what, lambda cell: day_of(cell, self.year), now)
                if days is not None and days.first != now:
                    met[what.key] = days.first
        if met:
            found.values["done"] = met

    def _reason(self, found: Wanted) -> None:
        now = self.record.reason
        text = self._take(found, Field.REASON, reason_of, now)
        if text is None or (now and squeeze(text) in {squeeze(now), squeeze(Shown(now))}):
            return
        if now and Shown(now) != now and "****" in text:
            message = "含有遮盖的号码，写入会丢掉原来的号码"
            self._fault(found, Field.REASON, message, f"请改用 zhutiri record {self.entry.activity.id} --reason")
            return
        found.values["reason"] = text

    def _marks(self, found: Wanted) -> None:
        marks = {}
        for what, name in ((Field.BANNER, "banner"), (Field.LOGO, "logo")):
            now = getattr(self.record.branding, name)
            mark = self._take(found, what, mark_of, now)
            if mark is not None and mark != now:
                marks[name] = mark
        if marks:
            found.values["branding"] = marks

    def _explained(self, found: Wanted) -> None:
        values, record = found.values, self.record
        if "extended_to" in values and "reason" not in values and record.reason is None:
            if not any(fault.about.endswith(Field.REASON.value) for fault in found.faults):
                self._fault(found, Field.EXTENDED, "登记延期须写明理由", "请在延期理由一栏写明同意延期的依据")
        elif "reason" in values and "extended_to" not in values and record.extended_to is None:
            self._fault(found, Field.REASON, "写了延期理由，没有写延期到哪天", "请填写延期至一栏")

    def _fault(self, found: Wanted, what: What, message: str, hint: str) -> None:
        cell = self.entry.cells[what]
        about = f"序号 {self.entry.activity.id}，{what.value}"
        found.faults.append(Fault(f"{self.tab}{cell.place}", about, message, hint))

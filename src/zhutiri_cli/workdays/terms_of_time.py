"""A term counted from a day: working days, natural days or weeks, before or after it. All dates are Beijing dates.

The day of the event does not count (Civil Code art. 201); a term of natural days or weeks that ends on a day off ends
on the next working day (art. 203).
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.workdays.calendar import LONGEST_COUNT, Count, CountedDay, WorkCalendar


class TermUnit(StrEnum):
    """What a term is counted in; the values are the keys of the plan file."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    WEEKS = "weeks"


_WORDS = {TermUnit.WORKING_DAYS: "个工作日", TermUnit.DAYS: "日", TermUnit.WEEKS: "周"}


class Term(Struct, frozen=True):
    """So many working days, days or weeks after an event; before it, if ``amount`` is negative."""

    amount: int
    unit: TermUnit = TermUnit.WORKING_DAYS

    @property
    def words(self) -> str:
        """Its length in words: 5个工作日, 7日, 2周."""
        return f"{abs(self.amount)}{_WORDS[self.unit]}"

    def count(self, start: date, calendar: WorkCalendar) -> Count:
        """The count from ``start`` with its steps. Raises ``UsageProblem`` where the calendar ends first."""
        if self.unit is TermUnit.WORKING_DAYS:
            return calendar.count(start, self.amount)
        return _natural(start, self.amount * (7 if self.unit is TermUnit.WEEKS else 1), calendar)


def fixed(day: date) -> Count:
    """A day that is not counted but named."""
    return Count(day, 0, day, False, ())


def _natural(start: date, days: int, calendar: WorkCalendar) -> Count:
    if abs(days) > LONGEST_COUNT:
        raise UsageProblem(f"日数 {days} 超出可计算的范围", f"请填写 -{LONGEST_COUNT} 到 {LONGEST_COUNT} 之间的整数")
    forward = days >= 0
    step = timedelta(1 if forward else -1)
    try:
        told = [CountedDay(calendar.day(start + step * n), n) for n in range(1, abs(days) + 1)]
        result = start + timedelta(days)
        while not calendar.is_working(result):
            result += timedelta(1)
            if forward:
                told.append(CountedDay(calendar.day(result), None))
    except OverflowError:
        raise UsageProblem(f"日期超出可计算的范围：从 {start} 起数不满 {abs(days)} 日", "请核对日期的年份") from None
    provisional = not all(counted.day.published for counted in told) or not calendar.day(result).published
    return Count(start, days, result, provisional, tuple(told), natural=True)

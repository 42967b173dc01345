"""The time axis of the year: which months it spans, and where a day lies on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from zhutiri_cli.report.report import Report

LEFT, RIGHT = 296.0, 852.0
"""Where the plotted months begin and end, in the picture's units (``WIDTH`` in all)."""
WIDTH = 960
_SLACK = timedelta(days=62)  # a deadline so long after the last planned month still widens the axis


class AxisSpan(Struct, frozen=True):
    """A stretch of the axis with its words: a month, or an event over several days."""

    x: float
    width: float
    label: str


class Axis(Struct, frozen=True):
    """Whole months from ``first`` to ``last``, both included."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Where a day begins; a day outside the axis lies at its edge."""
        days = (self.last - self.first).days + 1
        inside = min(max((day - self.first).days, 0), days)
        return round(LEFT + (RIGHT - LEFT) * inside / days, 1)

    def holds(self, day: date) -> bool:
        """Whether a day lies on the axis."""
        return self.first <= day <= self.last

    def middle(self, day: date) -> float:
        """The middle of a day; of the first or last day for one outside the axis."""
        inside = min(max(day, self.first), self.last)
        return round((self.x(inside) + self.x(inside + timedelta(days=1))) / 2, 1)

    def span(self, first: date, last: date, label: str = "") -> AxisSpan:
        """From the beginning of one day to the end of another, as far as the axis goes."""
        left = self.x(first)
        return AxisSpan(left, round(self.x(min(last, self.last) + timedelta(days=1)) - left, 1), label)

    def name(self, month: date) -> str:
        """A month's short name; one of another year than the first month's carries its year: 25年1月."""
        return f"{month.month}月" if month.year == self.first.year else f"{month.year % 100}年{month.month}月"

    def months(self) -> tuple[AxisSpan, ...]:
        """Every month with its name."""
        found, month = list[AxisSpan](), self.first
        while month <= self.last:
            found.append(self.span(month, month_end(month), self.name(month)))
            month = month_end(month) + timedelta(days=1)
        return tuple(found)


def axis_of(report: Report) -> Axis:
    """The plan's year, widened to every planned month and to the deadlines that follow the last of them."""
    first = min([date(report.year, 1, 1), *(item.period.start.first for item in report.activities)])
    last = max([date(report.year, 12, 31), *(item.period.until.last for item in report.activities)])
    return Axis(first, month_end(max([last, *_near(report, last)])))


def month_start(month: str) -> date:
    """The first day of a month written ``2024-03``."""
    year, number = month.split("-")
    return date(int(year), int(number), 1)


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _near(report: Report, last: date) -> Iterable[date]:
    return (item.due for item in report.activities if item.due - last <= _SLACK)

"""When an activity is planned, as the items of a time cell say together: a month, a range of months, a day; or
something that a person must decide."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.common.yaml.scalars import Month
from zhutiri_cli.plan.importing.cell_text import flat
from zhutiri_cli.plan.importing.columns.time_words import (
    BEFORE,
    FROM,
    LIST,
    RANGE,
    YEAR_END,
    DayOnly,
    Item,
    Mark,
    Point,
    Stretch,
)

_EXACT = re.compile("(?:[0-9]{4}年)?(?:[0-9]{1,2}|[一二三四五六七八九]|十[一二]?)月份?", re.ASCII)
_PLAIN_DAY = re.compile(
    r"(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}[日号]|[0-9]{4}([-./])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{1,2}[./][0-9]{1,2}",
    re.ASCII,
)
_PLAIN_DAY = re.compile(
    r"(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}[日号]|[0-9]{4}([-./])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{1,2}[./][0-9]{1,2}",
    re.ASCII,
)
_ROUGHLY = re.compile("前后|左右")


class Time(Struct, frozen=True):
    """What a cell says of when an activity is planned.

    ``month``: one month 1–12 of the plan's year. ``span``: whole months instead, or one month of another year. Neither:
    a person must decide. ``day``: the one day that is named. ``said``: the cell, where more than a plain month was
    written; ``whole``: yet nothing of it is lost in the other fields. ``dated``: it names a day or days, so that it is
    no heading for the lines below.
    """

    month: int | None
    said: str = ""
    span: tuple[Month, Month] | None = None
    day: date | None = None
    whole: bool = False
    dated: bool = False

    @property
    def known(self) -> bool:
        """Whether it says when."""
        return self.month is not None or self.span is not None


def together(found: Sequence[Item], year: int | None, said: str, text: str) -> Time | None:
    """What the items say together; ``None`` where they are no time at all."""
    if not any(isinstance(item, Point | Stretch) or item == YEAR_END for item in found):
        return None
    points = [item for item in found if isinstance(item, Point)]
    if re.fullmatch(r"20[0-9]{2}\.1", flat(text)):
        return Time(None, said)  # a spreadsheet shows 2024.10 as 2024.1
    if any(not 1 <= point.month <= 12 for point in points):
        strokes = any(point.mark for point in points)
        return None if strokes else Time(None, said)
    if len(found) == 1 and points:
        own = points[0]
        if own.mark == "-" and own.day is not None and own.day <= 12:
            return None  # 4-5: a day, or two months
        if own.mark == "/" and own.day is not None and own.day <= 12:
            return Time(None, said)
        return single_time(own, year, said, text, exact=_EXACT.fullmatch(flat(text)) is not None)
    marks = [item for item in found if isinstance(item, Mark)]
    if FROM in marks:
        return Time(None, said)
    if BEFORE in marks:
        return _deadline(found, year, said)
    if YEAR_END in marks:
        closed = len(found) == 3 and found[1] == RANGE and bool(points)
        return _span(points[0], Point(12, year=points[0].year), year, said, whole=False) if closed else Time(None, said)
    if any(isinstance(item, Stretch) for item in found):
        return _stretches(found, year, said)
    return _days_or_months(found, points, year, said)


def single_time(own: Point, year: int | None, said: str, text: str, *, exact: bool = False) -> Time:
    """What one month or day says of a plan's ``year``; ``exact``: nothing but a month is written."""
    if not 1 <= own.month <= 12:
        return Time(None, said)
    of = _year_of(own, year)
    day = None if _ROUGHLY.search(said) else _day(of, own)
    whole = day is not None and _PLAIN_DAY.fullmatch(flat(text)) is not None
    dated = own.day is not None
    if of is not None and of != year:
        span = (Month(of, own.month), Month(of, own.month))
        return Time(None, said, span, day, exact or whole, dated)
    return Time(own.month, "" if exact else said, None, day, whole, dated)


def _year_of(own: Point | Stretch, year: int | None) -> int | None:
    if own.ahead:
        return year + 1 if year is not None else None
    return own.year or year


def _day(year: int | None, own: Point) -> date | None:
    if not year or own.day is None or (own.mark == "." and own.day <= 3):
        return None  # a spreadsheet shows 4.10 as 4.1
    try:
        return date(year, own.month, own.day)
    except ValueError:
        return None  # 2月30日


def _deadline(found: Sequence[Item], year: int | None, said: str) -> Time:
    """3月底前, 6月30日前, 年底前: from the year's beginning up to that month; 3月前 may or may not hold March."""
    last = found[0]
    if len(found) != 2 or found[1] != BEFORE:
        return Time(None, said)
    if last == YEAR_END:
        last = Point(12, part="底")
    if isinstance(last, Stretch) and (last.closed or last.last - last.first == 11):
        last = Point(last.last, part="底", year=last.year)
    if (
        not isinstance(last, Point)
        or last.ahead
        or (last.day is None and last.part not in ("底", "末", "月底", "月末"))
    ):
        return Time(None, said)
    start = year if year is not None else last.year
    if last.year is not None and year is not None and last.year not in (year, year + 1):
        return Time(None, said)
    return _span(Point(1, year=start), last, year, said, whole=False)


def _stretches(found: Sequence[Item], year: int | None, said: str) -> Time:
    spans = [item for item in found if isinstance(item, Stretch)]
    if len(found) == 1:
        (own,) = spans
        first, last = (Point(month, year=own.year, ahead=own.ahead) for month in (own.first, own.last))
        return _span(first, last, year, said, whole=own.plain and not own.closed)
    joined = len(found) == 3 and len(spans) == 2 and found[1] in (RANGE, LIST)
    if joined and (found[1] == RANGE or spans[1].first == spans[0].last + 1):
        start, end = spans
        first = Point(start.first, year=start.year, ahead=start.ahead)
        return _span(first, Point(end.last, year=end.year, ahead=end.ahead), year, said, whole=False)
    return Time(None, said)


def _days_or_months(found: Sequence[Item], points: Sequence[Point], year: int | None, said: str) -> Time | None:
    """Days of one month, months one after another, or a range of months."""
    if not points or not isinstance(found[0], Point) or any(point.mark == "-" for point in points):
        return None
    own = points[0]
    separated = all(
        isinstance(item, Mark) != isinstance(before, Mark) or (isinstance(item, Point) and isinstance(before, Point))
        for before, item in itertools.pairwise(found)
    )
    if not separated or isinstance(found[-1], Mark):
        return Time(None, said)
    months = {(point.month, point.year or own.year, point.ahead) for point in points}
    if len(months) == 1:
        single = single_time(Point(own.month, year=own.year, ahead=own.ahead), year, said, said)
        return Time(single.month, said, single.span, None, False, dated=True)
    if any(isinstance(item, DayOnly) for item in found) or len(points) < 2:
        return Time(None, said)
    marks = [item for item in found if isinstance(item, Mark)]
    if len(points) == 2 and marks == [RANGE]:
        plain = all(point.day is None and not point.part and not point.mark for point in points)
        dated = own.day is not None
        read = _span(own, points[1], year, said, whole=plain)
        return Time(None, said, read.span, None, read.whole, dated)
    in_turn = all(b.month == a.month + 1 and b.year in (None, a.year) for a, b in itertools.pairwise(points))
    if in_turn and RANGE not in marks:
        return Time(None, said, _span(own, points[-1], year, said, whole=False).span, dated=own.day is not None)
    return Time(None, said)


def _span(first: Point, last: Point, year: int | None, said: str, *, whole: bool) -> Time:
    """From one month to another. Without a year of its own the second lies in the first one's, or in the year after
    where it would else come before it: that is the only reading, but it is worth a look."""
    start = _year_of(first, year)
    if start is None:
        return Time(None, said)
    if last.ahead:
        end = start + (not first.ahead)
    elif last.year is not None:
        end = last.year
    else:
        end = start + (last.month < first.month)
        whole = whole and end == start
    span = (Month(start, first.month), Month(end, last.month))
    if span[0] == span[1] and start == year:
        return Time(first.month, said)
    return Time(None, said, span, None, whole) if 0 <= span[1].number - span[0].number < 24 else Time(None, said)


def undecided(said: str, before: int | None = None) -> str:
    """The doubt about a time without a month, which the line with the number ``before`` named if it is carried down."""
    where = f"活动时间随上一行（第{before}项）" if before else "原表活动时间"
    return f"{where}为“{shorten(said)}”，不是一个确定的月份，月份待填写"

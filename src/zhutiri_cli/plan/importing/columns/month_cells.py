"""What a time cell says: a month, a range of months, a day; or something that a person must decide."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.common.yaml.scalars import Month
from zhutiri_cli.plan.importing.cell_text import flat, tidy
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
    items,
    serial_day,
    undressed,
)

_LONGEST = 60
_EXACT = re.compile("(?:[0-9]{4}年)?(?:[0-9]{1,2}|[一二三四五六七八九]|十[一二]?)月份?", re.ASCII)
_PLAIN_DAY = re.compile(
    r"(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}[日号]|[0-9]{4}([-./])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{1,2}[./][0-9]{1,2}",
    re.ASCII,
)
_ROUGHLY = re.compile("前后|左右")
_VAGUE = re.compile(
    "(?!年[底末]之?前)(每个?月|每(两|三|双|单)个?月|每个?季度?|每半年|每周[一二三四五六日天]?|每年|年底|年初|年中|年末|长期|常年|常态化?|适时|不定期|定期|待定|另定|待通知|待确定|视情况?|"
    "时间?另行?(告|定|通知)|另行(通知|确定)|时间待定|具体时间.*|"
    "(元旦|春节|寒假|清明节?|五一|劳动节|端午节?|暑假|暑期|中秋节?|国庆节?|重阳节?|十一|开学季?|春季|夏季|秋季|冬季|汛期)(长假|小长假|假期|学期)?)"
    "(前后|期间|前|后|左右|之前|之后|开展|进行|举办|举行|1次|一次|[1-9一二两三四]场?次?|[、,，和及至—–~～-])*"
)
_OF_TIME = re.compile("[0-9一二三四五六七八九十]月|季度|年底|年末|[上下]半年|[0-9]{4}年|全年")
_LEAD = re.compile("(?:20[0-9]{2}年)?[0-9]{1,2}月份?(?:[0-9]{1,2}[日号])?(?:[上中下]旬|初|底|末)?")
_OPEN_REST = re.compile("前|后|起|至|到|或|和|及|每|[0-9]|月|季|年")


@dataclass(frozen=True, slots=True)
class Time:
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


def read_time(
    text: str, *, year: int | None, bare: bool = False, home: bool = False, month: int | None = None
) -> Time | None:
    """Read a cell as a time, or ``None`` if it is none at all.

    ``year``: the plan's, ``None`` where it is open. ``bare``: a number alone is a month (column 月份). ``home``: the
    cell stands in the column of times, so that words around a month do not make it something else. ``month``: the one
    that a heading above names, which a day alone belongs to.
    """
    word, said = flat(text), tidy(text)
    if not word or len(word) > _LONGEST:
        return None
    if bare and re.fullmatch("[0-9]{1,2}", word):
        return _single(Point(int(word)), year, said, text, exact=True)
    if home and (day := serial_day(text)) is not None:
        return _single(Point(day.month, day.day, year=day.year), year, said, text)
    if _VAGUE.fullmatch(word):
        return Time(None, said)
    if re.search("[“”《》]", word) and not home:
        return None
    words, notes = undressed(text)
    found = items(words)
    if not home and any(isinstance(item, Point) and item.mark for item in found or ()):
        return None  # 3.14 is a day among times only
    if found is not None and _mixed(found, notes):
        return Time(None, said)
    if found is not None and bare and _ambiguous(found):
        return Time(None, said)
    found = _completed(found, notes, month)
    if not words and month is not None:
        return Time(month, said)  # an hour of a day in the heading's month
    read = _reading(found, year, said, text) if found is not None else None
    if read is not None and notes:
        return replace(read, said=read.said or said, whole=False)
    if read is not None or found is not None:
        return read
    return _loose(words, notes, year, said, text) if home else None


def _mixed(found: Sequence[Item], notes: Sequence[str]) -> bool:
    """Whether what stands in brackets names another month than the words before it."""
    own = {item.month for item in found if isinstance(item, Point)}
    noted = {int(number) for note in notes for number in re.findall("([0-9]{1,2})月", note)}
    return bool(own and noted - own)


def _ambiguous(found: Sequence[Item]) -> bool:
    """In a column of months 4.5 may be two months, or a day."""
    return any(isinstance(item, Point) and item.mark and item.day is not None and item.day <= 12 for item in found)


def _completed(found: list[Item] | None, notes: Sequence[str], month: int | None) -> list[Item] | None:
    """The items with a day in brackets, and with the month of the heading for a day alone."""
    if found is None:
        return None
    if len(found) == 1 and isinstance(found[0], Point) and found[0].day is None and len(notes) == 1:
        noted = items(notes[0])
        if noted is not None and len(noted) == 1 and isinstance(noted[0], DayOnly):
            own = found[0]
            return [Point(own.month, noted[0].day, own.part, own.year, own.ahead)]
    if month is not None and isinstance(found[0], DayOnly):
        return [Point(month, found[0].day), *found[1:]]
    return found


def _reading(found: Sequence[Item], year: int | None, said: str, text: str) -> Time | None:
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
        return _single(own, year, said, text, exact=_EXACT.fullmatch(flat(text)) is not None)
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


def _single(own: Point, year: int | None, said: str, text: str, *, exact: bool = False) -> Time:
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
        single = _single(Point(own.month, year=own.year, ahead=own.ahead), year, said, said)
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


def _loose(words: str, notes: Sequence[str], year: int | None, said: str, text: str) -> Time | None:
    """A cell of the column of times that holds other words, too: one month at its head (4月世界读书日前后), or in its
    brackets (世界水日（3月22日）), is that month. Anything else that names a time is one that a person must decide."""
    lead = _LEAD.match(words)
    rest = words[lead.end() :] if lead else ""
    noted = [found for note in notes if (found := items(note)) is not None]
    if lead and not _OPEN_REST.search(rest) and not noted:
        read = _reading(items(lead[0]) or [], year, said, text)
        return Time(read.month, said, read.span, read.day, False, read.dated) if read else None
    if not lead and not _OPEN_REST.search(words) and len(noted) == 1 and len(notes) == 1:
        read = _reading(noted[0], year, said, text)
        if read is not None:
            return Time(read.month, said, read.span, read.day, False, read.dated)
    return Time(None, said) if _OF_TIME.search(" ".join([words, *notes])) or _OF_TIME.search(flat(text)) else None


def names_a_time(text: str) -> bool:
    """Whether a text names a month, a quarter or the year's end; outside its own column it is never a theme."""
    return _OF_TIME.search(flat(text)) is not None


def undecided(said: str, before: int | None = None) -> str:
    """The doubt about a time without a month, which the line with the number ``before`` named if it is carried down."""
    where = f"活动时间随上一行（第{before}项）" if before else "原表活动时间"
    return f"{where}为“{shorten(said)}”，不是一个确定的月份，月份待填写"

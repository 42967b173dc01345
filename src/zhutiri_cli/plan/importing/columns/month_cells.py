"""A time cell read: its words cut into items, what brackets add to them, and what may be said beside a time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from zhutiri_cli.plan.importing.cell_text import flat, tidy
from zhutiri_cli.plan.importing.columns.planned_time import Time, single_time, together
from zhutiri_cli.plan.importing.columns.time_words import (
    LONGEST,
    DayOnly,
    Item,
    Point,
    items,
    serial_day,
    undressed,
)

_VAGUE = re.compile(
    "(?!年[底末]之?前)(每个?月|每(两|三|双|单)个?月|每个?季度?|每半年|每周[一二三四五六日天]?|每年|年底|年初|年中|年末|长期|常年|常态化?|适时|不定期|定期|待定|另定|待通知|待确定|视情况?|"
    "时间?另行?(告|定|通知)|另行(通知|确定)|时间待定|具体时间.*|"
    "(元旦|春节|寒假|清明节?|五一|劳动节|端午节?|暑假|暑期|中秋节?|国庆节?|重阳节?|十一|开学季?|春季|夏季|秋季|冬季|汛期)(长假|小长假|假期|学期)?)"
    "(期间|前|后|左右|之前|之后|开展|进行|举办|举行|[1-9一二两三四]场?次?|[、,，和及至—–~～-])*"
)
_OF_TIME = re.compile("[0-9一二三四五六七八九十]月|季度|年底|年末|[上下]半年|[0-9]{4}年|全年")
_LEAD = re.compile("(?:20[0-9]{2}年)?[0-9]{1,2}月份?(?:[0-9]{1,2}[日号])?(?:[上中下]旬|初|底|末)?")
_OPEN_REST = re.compile("前|后|起|至|到|或|和|及|每|[0-9]|月|季|年")


def read_time(
    text: str, *, year: int | None, bare: bool = False, home: bool = False, month: int | None = None
) -> Time | None:
    """Read a cell as a time, or ``None`` if it is none at all.

    ``year``: the plan's, ``None`` where it is open. ``bare``: a number alone is a month (column 月份). ``home``: the
    cell stands in the column of times, so that words around a month do not make it something else. ``month``: the one
    that a heading above names, which a day alone belongs to.
    """
    word, said = flat(text), tidy(text)
    if not word or len(word) > LONGEST:
        return None
    if bare and re.fullmatch("[0-9]{1,2}", word):
        return single_time(Point(int(word)), year, said, text, exact=True)
    if home and (day := serial_day(text)) is not None:
        return single_time(Point(day.month, day.day, year=day.year), year, said, text)
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
    read = together(found, year, said, text) if found is not None else None
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


def _loose(words: str, notes: Sequence[str], year: int | None, said: str, text: str) -> Time | None:
    """A cell of the column of times that holds other words, too: one month at its head (4月世界读书日前后), or in its
    brackets (世界水日（3月22日）), is that month. Anything else that names a time is one that a person must decide."""
    lead = _LEAD.match(words)
    rest = words[lead.end() :] if lead else ""
    noted = [found for note in notes if (found := items(note)) is not None]
    if lead and not _OPEN_REST.search(rest) and not noted:
        read = together(items(lead[0]) or [], year, said, text)
        return Time(read.month, said, read.span, read.day, False, read.dated) if read else None
    if not lead and not _OPEN_REST.search(words) and len(noted) == 1 and len(notes) == 1:
        read = together(noted[0], year, said, text)
        if read is not None:
            return Time(read.month, said, read.span, read.day, False, read.dated)
    return Time(None, said) if _OF_TIME.search(" ".join([words, *notes])) or _OF_TIME.search(flat(text)) else None


def names_a_time(text: str) -> bool:
    """Whether a text names a month, a quarter or the year's end; outside its own column it is never a theme."""
    return _OF_TIME.search(flat(text)) is not None

"""When an activity is planned: a month, a range of months (across a year's end, too), or a day. Beijing dates."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, WithJsonSchema

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.spelling import half_width, shorten
from zhutiri_cli.common.yaml.scalars import Misread, Month, read_date, read_day, read_month

_HINT = "请写作 2024-03（一个月）、2024-11..2025-01（几个月）或 2024-03-15（一天）"
_MONTH = r"\d{4}-(0[1-9]|1[0-2])"
_PATTERN = rf"^({_MONTH}(\.\.{_MONTH})?|\d{{4}}-\d{{2}}-\d{{2}})$"
_LOOSE_MONTH = lazy_pattern(r"(\d{4})\s*[-/.年]\s*(1[0-2]|0?[1-9])\s*月?份?", re.ASCII)
_JOINED = lazy_pattern(r"(?:(?<!\s)\s++)?(?:\.\.+|…+|至|到|~|～|—+|--)\s*")


class Period(NamedTuple):
    """Whole months from ``start`` to ``until``, both included; ``day`` where one day in that month is planned."""

    start: Month
    until: Month
    day: date | None = None

    def __str__(self) -> str:
        if self.day is not None:
            return self.day.isoformat()
        return str(self.start) if self.start == self.until else f"{self.start}..{self.until}"

    @classmethod
    def of(cls, month: Month) -> Period:
        """A period of one month."""
        return cls(month, month)

    @property
    def words(self) -> str:
        """As people read it: ``2024-11 至 2025-01``."""
        return str(self).replace("..", " 至 ")

    @property
    def named(self) -> str:
        """With what it is: ``月份 2024-11 至 2025-01``, ``日期 2024-03-15``."""
        return f"{'日期' if self.day else '月份'} {self.words}"

    @property
    def first(self) -> date:
        """Its first day."""
        return self.day or self.start.first

    @property
    def last(self) -> date:
        """Its last day, from which the latest deadline counts."""
        return self.day or self.until.last

    @property
    def months(self) -> tuple[Month, ...]:
        """Every month that it touches, in order."""
        numbers = range(self.start.number, self.until.number + 1)
        return tuple(Month(number // 12, number % 12 + 1) for number in numbers)

    def apart(self, day: date) -> int:
        """By how many calendar months ``day`` lies outside; 0 in a month that it touches."""
        number = Month.of(day).number
        return max(self.start.number - number, number - self.until.number, 0)


def read_period(value: Any) -> Period:
    """The word for a period; raises a ``Misread`` that says how to write one."""
    if isinstance(value, Period):
        return value
    if not isinstance(value, str):
        raise Misread("没有填写" if value is None else "不应是列表或“键: 值”的一组", _HINT)
    word = value.strip()
    parts = _JOINED.split(word)
    if len(parts) == 2 and all(parts):
        start, until = (_month_of(part, word) for part in parts)
        if ".." not in word or word != f"{start}..{until}":
            raise Misread(f"“{shorten(word)}”不是计划时间", f"请写作 {start}..{until}")
        if until < start:
            raise Misread(f"“{word}”的末月早于首月", f"请核对；首尾颠倒的写作 {until}..{start}")
        return Period(start, until)
    if re.fullmatch(r"\d{4}-\d{2}", word, re.ASCII):
        return Period.of(read_month(word))
    if found := _LOOSE_MONTH.fullmatch(half_width(word)):
        raise Misread(f"“{shorten(word)}”不是计划时间", f"请写作 {found[1]}-{int(found[2]):02d}")
    try:
        day = read_day(read_date(word))
    except Misread as misread:
        raise Misread(misread.message.replace("不是日期", "不是计划时间"), _hint(misread)) from None
    return Period(Month.of(day), Month.of(day), day)


def _month_of(part: str, whole: str) -> Month:
    try:
        return read_month(part)
    except Misread:
        raise Misread(f"“{shorten(whole)}”不是计划时间", _HINT) from None


def _hint(misread: Misread) -> str:
    return misread.hint if "如 " not in misread.hint else _HINT


When = Annotated[Period, BeforeValidator(read_period), WithJsonSchema({"type": "string", "pattern": _PATTERN})]

"""Words turned into dates, months, numbers and flags, each misreading with a Chinese sentence of its own.

YAML scalars and options arrive as the words that were written (``source.py``), so that ``08`` is eight, ``17:30`` no
number and ``2024-02-30`` a date that does not exist. All dates are Beijing dates.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import Any, NamedTuple

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.numerals import numerals_in_digits
from zhutiri_cli.common.spelling import half_width, shorten

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")  # no daylight saving time since 1991
FIRST_YEAR, LAST_YEAR = 1900, 2200  # beyond these a year is a slip of the pen
_DATE = lazy_pattern(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_LOOSE_DATE = lazy_pattern(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", re.ASCII)
_MONTH = lazy_pattern(r"(\d{4})-(\d{2})", re.ASCII)
_WITH_UNIT = lazy_pattern(
    r"([+-]?\d{1,9})\s*个?(?:工作日|自然日|日|天|周|份|张|条|次|个|字|月|年|号|像素|项)", re.ASCII
)
_TRUE = {"true", "yes", "on", "是"}
_FALSE = {"false", "no", "off", "否"}


class Misread(ValueError):
    """A word that is not what it should be: a Chinese sentence on what is wrong, and what to write instead.

    ``at``: where it stands below the value that was being read, where only the whole shows what is wrong with a part;
    ``on_key``: the key that may not stand there, not its value."""

    def __init__(self, message: str, hint: str = "", at: tuple[str | int, ...] = (), *, on_key: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.at = at
        self.on_key = on_key


class Month(NamedTuple):
    """A calendar month; it compares and counts in order."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def number(self) -> int:
        """Months since year 0, so that differences are numbers of calendar months."""
        return self.year * 12 + self.month - 1

    @property
    def first(self) -> date:
        """The month's first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """The month's last day."""
        if self.month == 12:
            return date(self.year, 12, 31)
        return date(self.year, self.month + 1, 1) - timedelta(days=1)

    @classmethod
    def of(cls, day: date) -> Month:
        """The month that ``day`` lies in."""
        return cls(day.year, day.month)


def read_date(word: str) -> date:
    """``YYYY-MM-DD`` to a date; raises a ``Misread`` that says what is wrong with it."""
    found = _DATE.fullmatch(word)
    if found is None:
        loose = _LOOSE_DATE.fullmatch(half_width(word).strip())
        hint = "请写作 YYYY-MM-DD，如 2024-03-15"
        if loose:
            hint = f"请写作 {int(loose[1]):04d}-{int(loose[2]):02d}-{int(loose[3]):02d}"
        raise Misread(f"“{shorten(word)}”不是日期", hint)
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise Misread(f"日期 {word} 不存在", "请核对年、月、日") from None


def read_day(value: Any) -> date:
    """A date of our time, or the word for one; raises ``Misread`` otherwise."""
    day = value if isinstance(value, date) else read_date(_word(value, "日期", "请写作 YYYY-MM-DD，如 2024-03-15"))
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Misread(f"日期 {day} 的年份有误", "请核对年份")
    return day


def read_moment(value: Any) -> date:
    """A date, or a date-time; one with an offset is converted to Beijing time before its date is taken."""
    if isinstance(value, date):
        return value
    word = _word(value, "日期", "请写作 YYYY-MM-DD，如 2024-03-20")
    if len(word) <= 10:
        return read_day(word)
    read_date(word[:10])
    try:
        moment = datetime.fromisoformat(re.sub(r"(?<!\s)\s++(?=[+\-Z])", "", word))
        return read_day((moment.astimezone(BEIJING) if moment.tzinfo else moment).date())
    except (ValueError, OverflowError):
        raise Misread(f"“{shorten(word)}”不是日期或时刻", "请写作 2024-03-20 或 2024-03-20T17:30:00+08:00") from None


def read_whole(value: Any) -> int:
    """A whole number in half-width digits (``08`` is eight); raises a ``Misread`` otherwise."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    word = _word(value, "整数", "请写一个整数")
    if re.fullmatch(r"[+-]?\d{1,9}", word, re.ASCII):
        return int(word)
    plain = half_width(word)
    if plain != word and re.fullmatch(r"[+-]?\d{1,9}", plain, re.ASCII):
        raise Misread(f"“{shorten(word)}”用了全角数字", f"请改为半角 {plain}")
    if alone := _WITH_UNIT.fullmatch(plain):
        raise Misread(f"“{shorten(word)}”带了单位", f"请只写数字 {alone[1]}")
    digits = numerals_in_digits(plain.strip().replace("两", "二"))
    if digits != plain.strip() and (
        said := re.fullmatch(r"[+-]?\d{1,9}", digits, re.ASCII) or _WITH_UNIT.fullmatch(digits)
    ):
        raise Misread(f"“{shorten(word)}”不是数字", f"请写数字 {said[said.lastindex or 0]}")
    raise Misread(f"“{shorten(word)}”不是整数", "请写一个半角的整数")


def read_month(value: Any) -> Month:
    """``YYYY-MM`` to a month; raises a ``Misread`` otherwise."""
    if isinstance(value, Month):
        return value
    word = _word(value, "月份", "请写作 YYYY-MM，如 2024-05")
    found = _MONTH.fullmatch(word)
    if found is None or not 1 <= int(found[2]) <= 12 or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise Misread(f"“{shorten(word)}”不是年月", "请写作 YYYY-MM，如 2024-05")
    return Month(int(found[1]), int(found[2]))


def read_flag(value: Any) -> bool:
    """true/false, yes/no, on/off, 是/否; raises ``Misread`` otherwise."""
    if isinstance(value, bool):
        return value
    word = _word(value, "是否", "请写 true 或 false").lower()
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    raise Misread(f"“{shorten(word)}”不是 true 或 false", "请写 true 或 false")


def _word(value: Any, wanted: str, hint: str) -> str:
    if isinstance(value, str):
        return value
    what = "没有填写" if value is None else "不应是列表或“键: 值”的一组"
    raise Misread(f"{what}，应为{wanted}", hint)

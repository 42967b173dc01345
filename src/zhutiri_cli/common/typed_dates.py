"""Days as people write them, in cells and on the command line: one reader for both. What can be read in two ways is
not read. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from msgspec import Struct

from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.numerals import numerals_in_digits
from zhutiri_cli.common.spelling import half_width, shorten, visible_only
from zhutiri_cli.common.yaml.scalars import Misread, read_day, read_moment

_HINT = "请写作 2024-03-15"
_FORMS = "可以写作 2024-3-18、20240318、2024年3月18日、3月18日、3.18 或 今天，多天写作 3月15日至16日"
_FULL = (
    r"(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?|(\d{4})(\d{2})(\d{2}))"
)
_WHOLE = lazy_pattern(_FULL, re.ASCII)
_MONTH_DAY = lazy_pattern(r"(\d{1,2})\s*月\s*(\d{1,2})\s*([日号]?)", re.ASCII)
_SHORT = lazy_pattern(r"(\d{1,2})([-/.])(\d{1,2})", re.ASCII)
_DAY = lazy_pattern(r"(\d{1,2})\s*[日号]", re.ASCII)
_STROKED = lazy_pattern(r"(\d{1,4}[-/.][\d/.-]*\d)\s*[日号]", re.ASCII)
_BARE_DAY = lazy_pattern(r"(\d{1,2})\s*[日号]?", re.ASCII)
_MOMENT = lazy_pattern(r"\d{4}-\d{2}-\d{2}[T ]\s*\d{2}:\d{2}.*", re.ASCII)
_JOIN = lazy_pattern(r" ?(?:\.\.|至|到|~+|[—–―]+|(?<=[日号\d天]) ?-+|(?<=\d)/(?=\d{4}[-/.])) ?")
_WEEKDAY = lazy_pattern(r" ?\(?(?:周|星期|礼拜)([一二三四五六日天])\)?")
_PART = "(?:上午|下午|早上|晚上|中午|全天)"
_CLOCK = rf"{_PART}? ?\d{{1,2}} ?[:时点] ?(?:\d{{1,2}}分?|半)?(?::\d{{2}})?"
_TIME = lazy_pattern(rf" ?{_PART} ?$|(?:(?<=[日号])| ){_CLOCK}(?: ?[-—~至到]+ ?{_CLOCK})? ?$", re.ASCII)
_NAMED = {"前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2}
_ISO = lazy_pattern(r"\d{4}-\d{2}-\d{2}(?:\.\.\d{4}-\d{2}-\d{2})?", re.ASCII)
_LONGEST = 200
"""Characters beyond which nothing is a day or two: a cell may hold thousands."""
BARE_MONTH = lazy_pattern(r"(?:\d{4}年)?\d{1,2}(?:月?[-~—至、]\d{1,2})*月份?", re.ASCII)
"""A planned month as the notice's own table has it."""


class Days(Struct, frozen=True):
    """The first and last day that is named, and whether the year is the plan's because none is named."""

    first: date
    last: date
    yearless: bool = False

    def __str__(self) -> str:
        return f"{self.first}" if self.first == self.last else f"{self.first} 至 {self.last}"

    @property
    def iso(self) -> str:
        """``2024-03-15``, or ``2024-03-15..2024-03-16``."""
        return f"{self.first}" if self.first == self.last else f"{self.first}..{self.last}"


def read_days(value: Any, year: int) -> Days:
    """The days of a cell's value; ``year`` where it names none. A time of day is dropped, one with an offset converted
    to Beijing time first. Raises ``Misread``."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return Days(read_day(value), value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and _WHOLE.fullmatch(str(value)):
        value = str(value)
    if not isinstance(value, str):
        raise Misread(f"是{_kind(value)}，不是日期", "请把单元格设为日期格式重新填写，或写作 2024-03-15")
    return _Reader(lambda: year).read(value)


def read_typed(word: str, year: Callable[[], int], today: date) -> Days:
    """The days of a word on the command line, where ``3.18`` can be no number and 今天 is a day; ``year`` is asked for
    only where it names none. Raises ``Misread``, whose hint shows the forms."""
    return _Reader(year, today).read(word)


def read_span(word: str, what: str, year: Callable[[], int], today: date) -> Days:
    """The same for an option or argument ``what``, which the ``UsageProblem`` names."""
    try:
        return read_typed(word, year, today)
    except Misread as problem:
        raise UsageProblem(f"{what} 的值有误：{problem.message}", problem.hint) from None


def read_one(word: str, what: str, year: Callable[[], int], today: date) -> date:
    """The same for an option that takes one day."""
    days = read_span(word, what, year, today)
    if days.first != days.last:
        raise UsageProblem(f"{what} 的值有误：“{shorten(word)}”不止一天", "请只写一个日期，如 2024-03-18")
    return days.first


def is_iso(word: str) -> bool:
    """Whether days are written as every output writes them, so that nobody need be told how they were read."""
    return _ISO.fullmatch(word.strip()) is not None


class _Reader(Struct, frozen=True):
    """``today``: what 今天 is, for words that are typed; ``None`` in cells, where 3.15 may well be no day."""

    year: Callable[[], int]
    today: date | None = None

    def read(self, value: str) -> Days:
        word = " ".join(half_width(visible_only(value)).split())
        if _MOMENT.fullmatch(word):
            day = read_moment(word)
            return Days(day, day)
        if len(word) > _LONGEST:
            raise Misread(*self._complaint(word[:_LONGEST], word))
        weekdays = _WEEKDAY.findall(word)
        bare = in_digits(_TIME.sub("", _WEEKDAY.sub("", word)).strip())
        if self.today is not None:
            bare = bare.replace("。", ".")
        days = self._days(bare, word)
        if len(weekdays) == 1 and days.first == days.last and _weekday(weekdays[0]) != days.first.isoweekday():
            raise Misread(f"“{shorten(word)}”对不上：{days.first} 是星期{_WEEK[days.first.isoweekday()]}", "请核对日期")
        return days

    def _days(self, word: str, whole: str) -> Days:
        single = self._one(word)
        if single is not None:
            return Days(single[0], single[0], single[1])
        for join in _JOIN.finditer(word):
            head, tail = word[: join.start()], word[join.end() :]
            first = None if self._two_strokes(head, join[0]) else self._one(head, open_end=bool(_DAY.fullmatch(tail)))
            last = self._last(tail, first[0]) if first is not None else None
            if first is not None and last is not None:
                if last < first[0]:
                    raise Misread(f"“{shorten(whole)}”的末日早于首日", "请核对；跨年的请写明两个年份")
                return Days(first[0], last, first[1])
        raise Misread(*self._complaint(word, whole))

    def _one(self, word: str, *, open_end: bool = False, year: int | None = None) -> tuple[date, bool] | None:
        """A day and whether its year is the plan's; ``open_end``: its 日 stands behind a second day (3月15-16日)."""
        if self.today is not None and (spoken := _STROKED.fullmatch(word)):
            word = spoken[1]
        if found := _WHOLE.fullmatch(word):
            parts = [int(part) for part in found.groups() if part and part.isdigit()]
            return _day(*parts), False
        if self.today is not None and word in _NAMED:
            return self.today + timedelta(days=_NAMED[word]), False
        found = _MONTH_DAY.fullmatch(word)
        if found and (found[3] or open_end or self.today is not None):
            return self._in_year(int(found[1]), int(found[2]), year), True
        found = _SHORT.fullmatch(word)
        if found and self.today is not None:
            if int(found[1]) > 12:
                raise Misread(f"“{shorten(word)}”里没有 {found[1]} 月", _FORMS)
            return self._in_year(int(found[1]), int(found[3]), year), True
        return None

    def _in_year(self, month: int, day: int, year: int | None) -> date:
        return _day(self.year() if year is None else year, month, day)

    def _two_strokes(self, head: str, join: str) -> bool:
        """Whether a month and a day joined by a stroke are followed by another stroke: 3-15-16, 24-3-15."""
        return self.today is not None and "-" in join and re.fullmatch(r"\d{1,2}-\d{1,2}", head, re.ASCII) is not None

    def _last(self, word: str, first: date) -> date | None:
        pattern = _DAY if self.today is None else _BARE_DAY
        if found := pattern.fullmatch(word):
            return _day(first.year, first.month, int(found[1]))
        other = self._one(word, year=first.year)
        return other[0] if other else None

    def _complaint(self, word: str, whole: str) -> tuple[str, str]:
        said = f"“{shorten(whole)}”"
        hint = _HINT if self.today is None else _FORMS
        if BARE_MONTH.fullmatch(word):
            return f"{said}只写到月份", hint if self.today is not None else "请写明哪一天，如 2024-03-15"
        if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}", word, re.ASCII):
            return f"{said}没有年份，分不清是哪年哪天", hint
        if re.fullmatch(r"\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{6}", word, re.ASCII):
            return f"{said}的年份只有两位", hint
        if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}", word, re.ASCII):
            return f"{said}分不清日和月", hint
        if re.search(r"[、,，;；及和]", word):
            return f"{said}不止一个日期", "请写首日和末日，如 2024-03-15至2024-03-16"
        return f"{said}不是日期", hint if self.today is not None else f"{hint}，多天写作 2024-03-15至2024-03-16"


_WEEK = "〇一二三四五六日"


def _weekday(word: str) -> int:
    return _WEEK.index("日" if word == "天" else word)


def in_digits(word: str) -> str:
    """二〇二四年三月十八日 in digits."""
    return numerals_in_digits(word) if "月" in word else word


def _day(year: int, month: int, day: int) -> date:
    try:
        return read_day(date(year, month, day))
    except Misread:
        raise
    except ValueError:
        raise Misread(f"日期 {year:04d}-{month:02d}-{day:02d} 不存在", "请核对年、月、日") from None


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE 或 FALSE"
    return f"数字 {shorten(str(value))}" if isinstance(value, int | float) else "时刻"

"""Days as offices write them in cells. What can be read in two ways is not read. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zhutiri_cli.common.spelling import half_width, shorten, visible_only
from zhutiri_cli.common.yaml.scalars import Misread, read_day, read_moment

_HINT = "请写作 2024-03-15"
_FULL = (
    r"(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?|(\d{4})(\d{2})(\d{2}))"
)
_WHOLE = re.compile(_FULL, re.ASCII)
_MONTH_DAY = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*([日号]?)", re.ASCII)
_DAY = re.compile(r"(\d{1,2})\s*[日号]", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\s*\d{2}:\d{2}.*", re.ASCII)
_JOIN = re.compile(r"\s*(?:\.\.|至|到|~+|[—–―]+|(?<=[日号\d])\s*-+)\s*")
_WEEKDAY = re.compile(r"\s*\(?(?:周|星期|礼拜)[一二三四五六日天]\)?")
_PART = "(?:上午|下午|早上|晚上|中午|全天)"
_CLOCK = rf"{_PART}?\s*\d{{1,2}}\s*[:时点]\s*(?:\d{{1,2}}分?|半)?(?::\d{{2}})?"
_TIME = re.compile(rf"\s*{_PART}\s*$|(?:(?<=[日号])|\s+){_CLOCK}(?:\s*[-—~至到]+\s*{_CLOCK})?\s*$", re.ASCII)
BARE_MONTH = re.compile(r"(?:\d{4}年)?\d{1,2}(?:月?[-~—至、]\d{1,2})*月份?", re.ASCII)
"""A planned month as the notice's own table has it."""


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day that a cell names, and whether the year is the plan's because the cell names none."""

    first: date
    last: date
    yearless: bool = False


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
    word = " ".join(half_width(visible_only(value)).split())
    if _MOMENT.fullmatch(word):
        day = read_moment(word)
        return Days(day, day)
    return _read(_TIME.sub("", _WEEKDAY.sub("", word)).strip(), word, year)


def _read(word: str, whole: str, year: int) -> Days:
    single = _one(word, year)
    if single is not None:
        return Days(single[0], single[0], single[1])
    for join in _JOIN.finditer(word):
        head, tail = word[: join.start()], word[join.end() :]
        first = _one(head, year, open_end=_DAY.fullmatch(tail) is not None)
        last = _last(tail, first[0]) if first is not None else None
        if first is not None and last is not None:
            if last < first[0]:
                raise Misread(f"“{shorten(whole)}”的末日早于首日", "请核对；跨年的请写明两个年份")
            return Days(first[0], last, first[1])
    raise Misread(*_complaint(word, whole))


def _one(word: str, year: int, *, open_end: bool = False) -> tuple[date, bool] | None:
    """A day and whether its year is the plan's; ``open_end``: its 日 stands behind a second day (``3月15-16日``)."""
    if found := _WHOLE.fullmatch(word):
        parts = [int(part) for part in found.groups() if part and part.isdigit()]
        return _day(*parts), False
    found = _MONTH_DAY.fullmatch(word)
    if found and (found[3] or open_end):
        return _day(year, int(found[1]), int(found[2])), True
    return None


def _last(word: str, first: date) -> date | None:
    if found := _DAY.fullmatch(word):
        return _day(first.year, first.month, int(found[1]))
    other = _one(word, first.year)
    return other[0] if other else None


def _day(year: int, month: int, day: int) -> date:
    try:
        return read_day(date(year, month, day))
    except Misread:
        raise
    except ValueError:
        raise Misread(f"日期 {year:04d}-{month:02d}-{day:02d} 不存在", "请核对年、月、日") from None


def _complaint(word: str, whole: str) -> tuple[str, str]:
    said = f"“{shorten(whole)}”"
    if BARE_MONTH.fullmatch(word):
        return f"{said}只写到月份", "请写明哪一天，如 2024-03-15"
    if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}", word, re.ASCII):
        return f"{said}没有年份，分不清是哪年哪天", _HINT
    if re.fullmatch(r"\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?", word, re.ASCII):
        return f"{said}的年份只有两位", _HINT
    if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}", word, re.ASCII):
        return f"{said}分不清日和月", _HINT
    if re.search(r"[、,，;；及和]", word):
        return f"{said}不止一个日期", "请写首日和末日，如 2024-03-15至2024-03-16"
    return f"{said}不是日期", f"{_HINT}，多天写作 2024-03-15至2024-03-16"


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE 或 FALSE"
    return f"数字 {shorten(str(value))}" if isinstance(value, int | float) else "时刻"

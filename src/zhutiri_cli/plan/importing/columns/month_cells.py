"""What a time cell says: one month for certain, or something that a person must decide."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.cell_text import flat, tidy, whole_number

_NUMERAL = re.compile("十[一二]|[一二三四五六七八九十]")
_EXACT = re.compile(r"(?:([0-9]{4})年)?([0-9]{1,2})月份?", re.ASCII)
_ISO = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})(?:[-./][0-9]{1,2})?(?:T?00:00:00)?", re.ASCII)
_TIMELY = re.compile(r"[0-9年月日号份上中下旬初底末前后起至到期间左右和及、,，;；/.()—–~～-]+", re.ASCII)
_RANGE = re.compile(r"[0-9]{1,2}[至到和及、,，/—–~～-]+[0-9]{1,2}月", re.ASCII)
_OPEN = re.compile("(前|后|起|至|到|—|–|~|～|-)$|月底?前|月.?起|以前|以后")
_VAGUE = re.compile(
    "(第?[一二三四1-4]季度?|[上下]半年|全年|每月|每季度?|每周|年内|年底|年初|长期|常年|常态化?|适时|不定期|待定|另定|视情)"
    "(开展|进行|举办|举行|1次|一次|[、,，和及至—–~～-]|第?[一二三四1-4]季度?|[上下]半年)*"
)


@dataclass(frozen=True, slots=True)
class Time:
    """A month 1–12, or ``None`` where the cell names no single month; ``said`` is the cell where more than a plain
    month was written, and so is worth a remark."""

    month: int | None
    said: str = ""


def read_time(text: str, *, year: int, bare: bool = False) -> Time | None:
    """Read a cell as a time, or ``None`` if it is none at all. ``bare``: a number alone is a month (column 月份).

    A range (3–4月), a deadline (3月底前), 全年 or another year's month is a time without a month: not guessed.
    """
    word, said = flat(text), tidy(text)
    if re.search("月|年", word) and not re.search("[“”《》]", word):
        word = _NUMERAL.sub(lambda found: str(whole_number(found[0])), word) if _VAGUE.fullmatch(word) is None else word
    if len(word) > 24:
        return None
    if exact := _EXACT.fullmatch(word):
        return _month(exact[2], exact[1], year, said, plain=True)
    if iso := _ISO.fullmatch(word):
        return _month(iso[2], iso[1], year, said, plain=False)
    if bare and re.fullmatch("[0-9]{1,2}", word):
        return _month(word, None, year, said, plain=True)
    if _VAGUE.fullmatch(word):
        return Time(None, said)
    if not _TIMELY.fullmatch(word) or "月" not in word:
        return None
    months = set(re.findall("([0-9]{1,2})月", word))
    years = set(re.findall("([0-9]{4})年", word))
    around = re.sub("前后|左右", "", word)
    if len(months) != 1 or len(years) > 1 or _RANGE.search(word) or _OPEN.search(around):
        return Time(None, said)
    return _month(months.pop(), next(iter(years), None), year, said, plain=False)


def _month(word: str, own_year: str | None, year: int, said: str, *, plain: bool) -> Time:
    month = int(word)
    if not 1 <= month <= 12 or (own_year is not None and int(own_year) != year):
        return Time(None, said)
    return Time(month, "" if plain else said)


def undecided(said: str, before: int | None = None) -> str:
    """The doubt about a time without a month, which the line with the number ``before`` named if it is carried down."""
    where = f"活动时间随上一行（第{before}项）" if before else "原表活动时间"
    return f"{where}为“{shorten(said)}”，不是一个确定的月份，月份待填写"

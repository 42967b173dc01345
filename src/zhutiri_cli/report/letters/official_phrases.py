"""The set phrases of official documents: subject, lines of a title, number, clause, Chinese numerals. Pure."""

from __future__ import annotations

import re
from datetime import date

from zhutiri_cli.case.phrases import short_day
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.yaml.periods import Period
from zhutiri_cli.common.yaml.scalars import Month
from zhutiri_cli.report.office import Office

TITLE_CHARACTERS = 20
"""What one line of a title in 二号 holds; a longer one is broken in two where its sense allows."""
_BREAKS = re.compile(r"(?<=年)(?=“)|(?<=”)|(?=活动)|(?=资料)")
_NUMERALS = "一二三四五六七八九十"


def clause_words(office: Office, topic: str) -> Shown:
    """The clause of a topic as people cite it: 三（三）“…”; "" where the plan has none."""
    clause = office.clause(topic)
    return Shown(f"{clause[0]}“{clause[1]}”" if clause else "")


def subject(title: Shown) -> Shown:
    """天心区2024年“政务公开主题日”活动, from the title of the plan."""
    short = re.sub(r"(?:计划表|计划|安排表)(?:（[^（）]*）)?$", "", title.strip())
    return Shown(short if short and short != title.strip() else f"《{title.strip()}》")


def title_lines(title: Shown) -> tuple[Shown, ...]:
    """The title whole, or in two lines as even as its sense allows; one that fits neither way is left to wrap."""
    if width(title) <= TITLE_CHARACTERS:
        return (title,)
    cuts = [(title[: cut.start()], title[cut.start() :]) for cut in _BREAKS.finditer(title) if cut.start()]
    fitting = [pair for pair in cuts if max(map(width, pair)) <= TITLE_CHARACTERS]
    return tuple(map(Shown, min(fitting, key=lambda pair: max(map(width, pair)), default=(title,))))


def width(text: str) -> float:
    """How many Chinese characters wide a text is; digits and Latin letters are half as wide."""
    return sum(0.5 if char.isascii() else 1 for char in text)


def open_number(number: Shown, day: date) -> Shown:
    """The office's own prefix with the number left open: 天政务公开办发〔2024〕　号."""
    prefix = re.match(r"(.+?)[〔\[［(（]\d{4}[〕\]］)）]", number)
    return Shown(f"{prefix[1] if prefix else '　　　　'}〔{day.year}〕　　号")


def period_words(period: Period, year: int) -> str:
    """When something is planned, for a reader who has ``year`` in mind: 3月, 11月至2025年1月, 3月15日."""
    if period.day is not None:
        return short_day(period.day, year)
    ends = [_month_words(month, year) for month in dict.fromkeys((period.start, period.until))]
    return "至".join(ends)


def last_day_words(period: Period, year: int) -> str:
    """The day that the latest deadline counts from, as a letter names it: 3月最后一天, 计划的3月15日."""
    return f"计划的{short_day(period.day, year)}" if period.day else f"{_month_words(period.until, year)}最后一天"


def _month_words(month: Month, year: int) -> str:
    return f"{month.month}月" if month.year == year else f"{month.year}年{month.month}月"


def numeral(number: int) -> str:
    """一, 二 … 十, 十一 …, for the headings of official documents."""
    if number <= 10:
        return _NUMERALS[number - 1]
    tens, ones = divmod(number, 10)
    return (_NUMERALS[tens - 1] if tens > 1 else "") + "十" + (_NUMERALS[ones - 1] if ones else "")

"""The weekday that is written beside a date: whether the date is that day."""

from __future__ import annotations

import re
from datetime import date

from zhutiri_cli.plan.importing.cell_text import flat

_DAYS_OF_WEEK = "一二三四五六日"
_WRITTEN = re.compile("(?<![每第])(?:星期|周|礼拜)([一二三四五六日天])(?![一二三四五六日天])")


def not_that_weekday(day: date, said: str) -> str:
    """Where the weekday (一 to 日, 天) is not the date's: both, in a few words; else nothing."""
    written = said.replace("天", "日")
    if _DAYS_OF_WEEK.index(written) == day.weekday():
        return ""
    return f"{day} 是星期{_DAYS_OF_WEEK[day.weekday()]}，不是星期{written}"


def weekday_against(day: date, text: str) -> str:
    """The same for the one weekday that a cell names beside its date; nothing where it names none or several."""
    named = _WRITTEN.findall(flat(text))
    return not_that_weekday(day, named[0]) if len(named) == 1 else ""

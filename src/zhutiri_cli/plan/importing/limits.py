"""The words that limit a time in a notice's sentence (5个工作日内, 活动前一周, 3月7日（星期五）下午5:30前, 每月25日前),
and what a plan's ``due`` makes of them. What no ``due`` can carry says why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from zhutiri_cli.common.yaml.scalars import Month
from zhutiri_cli.plan.importing.cell_text import whole_number
from zhutiri_cli.plan.importing.limit_words import (
    DATES,
    EVERY,
    FIXED,
    LISTED,
    NEXT,
    NEXT_DAYS,
    OFFSET,
    RELATIVE,
    ROUGH,
)
from zhutiri_cli.plan.importing.weekdays import not_that_weekday

_TWO_ENDS = "有两头，不是一个期限"
_LASTS = re.compile("(?:为期|历时|持续|连续|共|[第同某哪另])$")
_AT_LEAST = re.compile("(?:不少于|不得少于|不低于|时长|(?:周期|时间|期)为)$")
_UNITS = {"工作日": "working_days", "自然日": "days", "日": "days", "天": "days", "号": "days"} | dict.fromkeys(
    ("周", "星期", "礼拜"), "weeks"
)
_MOST = {"working_days": 250, "days": 366, "weeks": 52}
_AFTERNOON = ("下午", "晚", "傍晚")
NATURAL = "原文没有写“工作日”，按自然日计，到期日放假的顺延到下一个工作日"
"""What a plan's comment says of a term in days or weeks."""

Due = tuple[tuple[str, str], ...]


class Limit(Struct, frozen=True):
    """One limit with its place in the text. ``amount`` and ``unit`` (a key of ``due``) are an offset's; ``backward``:
    it says 前 behind its number; ``why_not`` is empty where a plan can carry it, else a few words on why not; ``mild``:
    it may be no limit unless something is to be sent; ``lasting``: it says how long something lasts."""

    start: int
    end: int
    words: str
    amount: int | None = None
    unit: str = ""
    backward: bool = False
    fixed: re.Match[str] | None = None
    every: Due = ()
    why_not: str = ""
    mild: bool = False
    lasting: bool = False

    @property
    def dated(self) -> bool:
        """Whether it counts from nothing: a date, a period, or words that stand for them."""
        return not self.unit and self.amount is None

    @property
    def working_days(self) -> int | None:
        """Working days, where it is a number of these."""
        return self.amount if self.unit == "working_days" and not self.why_not else None

    def from_day(self, sign: int) -> Due | None:
        """The keys of ``due`` for a term before (-1) or after (1) an activity; without the anchor."""
        return None if self.why_not or not self.unit or self.amount is None else ((self.unit, str(sign * self.amount)),)

    def of_year(self, year: int | None) -> Due | None:
        """The keys of ``due`` for a date or a period; ``None`` where that is open or belongs to another year."""
        if self.every or self.fixed is None or self.why_not:
            return self.every or None
        day = self._day(year)
        if day is None or self.weekday_said(year):
            return None
        clock = _clock(self.fixed)
        return None if clock is None else (("on", str(day)), *([("at", f'"{clock}"')] if clock else []))

    def weekday_said(self, year: int | None) -> str:
        """Where the weekday that is written is not the date's: both, in a few words."""
        day = self._day(year)
        said = self.fixed["weekday"] if self.fixed is not None else None
        return not_that_weekday(day, said) if day is not None and said else ""

    def _day(self, year: int | None) -> date | None:
        if self.fixed is None or year is None:
            return None
        if self.fixed["year"] not in (None, "今年", "本年", "当年", f"{year}年", f"{year + 1}年"):
            return None
        year += self.fixed["year"] == f"{year + 1}年"
        if self.fixed["month"] is None:
            return date(year, 12, 31)
        month, day = whole_number(self.fixed["month"]), whole_number(self.fixed["day"] or "")
        try:
            return Month(year, month or 0).last if self.fixed["end"] else date(year, month or 0, day or 0)
        except ValueError:  # no such day: nothing is taken over
            return None


def limits_in(text: str, *, lasting: bool = False) -> list[Limit]:
    """Every limit of a text without white space, in its order; none overlaps another. With ``lasting`` also how long
    something is to last."""
    found: list[Limit] = []
    for limit in sorted(_all(text), key=lambda one: (one.start, -one.end)):
        if not found or limit.start >= found[-1].end:
            found.append(limit)
    return [limit for limit in found if lasting or not limit.lasting]


def _all(text: str) -> Iterator[Limit]:
    for match in EVERY.finditer(text):
        yield _periodic(match)
    for match in FIXED.finditer(text):
        if (match["by"] or match["latest"] or LISTED.match(text, match.end())) and not text[: match.start()].endswith(
            ("每", "半")
        ):
            why = "" if _exists(match) else "没有这一天"
            yield Limit(match.start(), match.end(), match[0], fixed=match, why_not=why)
    for match in DATES.finditer(text):
        yield Limit(match.start(), match.end(), match[0], why_not=_TWO_ENDS, mild=True)
    for match in ROUGH.finditer(text):
        yield Limit(match.start(), match.end(), match[0], why_not="没有写明是哪一天")
    for match in NEXT.finditer(text):
        yield Limit(match.start(), match.end(), match[0], NEXT_DAYS[match[0]], "days", mild=True)
    for match in RELATIVE.finditer(text):
        if not text[: match.start()].endswith(("个", "月", "半", "每", *"0123456789一二两三四五六七八九十")):
            yield Limit(match.start(), match.end(), match[0], why_not="没有写明是几月几日")
    for match in OFFSET.finditer(text):
        if (limit := _offset(match, text)) is not None:
            yield limit


def _exists(match: re.Match[str]) -> bool:
    """Whether some year has the day, or the month of which it is the end."""
    if match["month"] is None:
        return True
    month, day = whole_number(match["month"]) or 0, whole_number(match["day"] or "1") or 0
    return 1 <= month <= 12 and 1 <= day <= Month(2024, month).last.day


def _offset(match: re.Match[str], text: str) -> Limit | None:
    """A number of days; 3天 alone may be how long something lasts, 5日 alone is a date."""
    unit, within, lead = match["unit"], match["within"] or "", match["lead"] or ""
    ahead = lead.endswith("前") or "前" in lead
    if not (within or lead or unit in ("工作日", "天")) or (not lead and _LASTS.search(text[: match.start()])):
        return None
    start = match.start() + (len(lead) if lead else 0)
    words = text[start : match.end()]
    backward = "前" in within
    if match["b"]:
        return Limit(start, match.end(), words, 0, "range", backward, why_not=_TWO_ENDS)
    if unit == "号" or (unit == "日" and backward and not ahead and not _before_event(text[: match.start()])):
        return Limit(start, match.end(), words, backward=backward, why_not="没有写明是几月") if backward else None
    if text.startswith(("左右", "上下"), match.end()):
        return Limit(start, match.end(), words, 0, unit, backward, why_not="不是确数")
    if not lead and _AT_LEAST.search(text[: match.start()]):
        return Limit(start, match.end(), words, 0, unit, why_not="说的是多久，不是哪天以前", lasting=True)
    amount = whole_number(match["a"])
    key = "" if lead == "第" and unit in ("周", "星期", "礼拜") else _UNITS.get(unit, "")
    if not key or amount is None or not 1 <= amount <= _MOST[key]:
        why = f"按{unit}计的期限写不了，只能按工作日、日、周计" if not key else "数目不能用"
        return Limit(start, match.end(), words, 0, unit, backward, why_not=why)
    return Limit(start, match.end(), words, amount, key, backward)


def _before_event(text: str) -> bool:
    """Whether a text ends in an event of which a term may be ahead: 活动举办(5日前)."""
    return (
        re.search("(?:活动|开放日|主题日)(?:正式|开始|举办|开展|举行|实施)*(?:之日)?(?:至少|不少于)?$", text)
        is not None
    )


def _periodic(match: re.Match[str]) -> Limit:
    period = "quarter" if match["period"].startswith("季") else match["period"].replace("月", "month")
    day = 31 if match["end"] else whole_number(match["day"] or "")
    if period == "quarter" and match["last"] == "末" and day is None and not match["odd"]:
        day = 31
    clear = match["by"] is not None and match["by"] != "内" and not match["odd"]
    if period == "quarter":
        clear = clear and match["last"] is not None
    elif match["last"] == "末" and day is None:
        day = 31
    if period in ("month", "quarter") and clear and day is not None and 1 <= day <= 31:
        return Limit(match.start(), match.end(), match[0], every=(("every", period), ("day", str(day))))
    known = (
        "没有写明是哪一天"
        if period in ("month", "quarter")
        else f"“每{match['period']}”的周期写不了，只能写每月、每季度末月"
    )
    return Limit(match.start(), match.end(), match[0], why_not=known, mild=not match["by"])


def _clock(match: re.Match[str]) -> str | None:
    """``17:30``; empty where no time is written, ``None`` where it is no time."""
    if match["hour"] is None:
        return "12:00" if match["half"] == "中午" else ""
    hour, minute = (
        whole_number(match["hour"]) or 0,
        int(match["minute"] or match["past"] or (30 if match["thirty"] else 0)),
    )
    half = match["half"] or ""
    if half.startswith("晚") and hour == 12:
        return None  # midnight, of this day or the next
    if (half.startswith(_AFTERNOON) and hour < 12) or (half == "中午" and hour < 3):
        hour += 12
    if (hour, minute) == (24, 0):
        return ""  # the whole day
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None

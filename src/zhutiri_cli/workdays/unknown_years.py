"""Years whose official schedule is not known: those to come, and those before the first that the program carries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zhutiri_cli.workdays.schedule import published_years

if TYPE_CHECKING:
    from zhutiri_cli.workdays.calendar import Count, WorkCalendar

CARRY_IT = "请查当年公布的放假安排，写入计划的 calendar（days_off、workdays），并把年份列入 confirmed_years"
"""What to do about a year that is past: its schedule was published, and nothing will be known later."""


def first_carried() -> int:
    """The first year whose schedule the program carries."""
    return min(published_years())


def parted(years: Iterable[int]) -> tuple[list[int], list[int]]:
    """Unknown years in order: those before the first that is carried, and those not published yet."""
    first, every = first_carried(), sorted(set(years))
    return [year for year in every if year < first], [year for year in every if year >= first]


def before_said(years: Iterable[int]) -> str:
    """That these years lie before the first that is carried."""
    named = "、".join(f"{year}年" for year in years)
    return f"{named}的放假调休安排本程序没有收录（只收录 {first_carried()} 年起的）"


def unpublished_years(count: Count, calendar: WorkCalendar) -> set[int]:
    """The years of a count that are not published: of its days, and of the day on which it ends, which is not among
    them where a term before an event rolls on to it."""
    touched = {count.result.year, *(step.day.date.year for step in count.days)}
    return {year for year in touched if not calendar.published(year)}

"""What a file of holidays says: days off and weekend days worked, each with its name, before anything is judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.shown import Shown

MAIN_DAYS = 4
"""So many days of a year make it a year that the file is about; fewer are days of a neighbour's run."""

FIRST_YEAR, LAST_YEAR = 2000, 2099
"""Years whose statutory festivals are known well enough to judge a schedule by."""


class NamedDay(Struct, frozen=True):
    """One Beijing day as the file has it: off or worked, and what it is called there ("" where it is not)."""

    date: date
    off: bool
    name: str


class PublishedSchedule(Struct, frozen=True):
    """One year's schedule. ``off`` and ``makeup`` may name days of the year before or after (元旦 and 春节 runs);
    ``both`` are the days that the file says to be off and worked at once. ``papers``: addresses of its notices."""

    place: Shown
    year: int
    off: Mapping[date, str]
    makeup: Mapping[date, str]
    papers: tuple[Shown, ...] = ()

    @property
    def both(self) -> list[date]:
        """Days that are off and worked at once."""
        return sorted(self.off.keys() & self.makeup.keys())

    @property
    def days(self) -> list[date]:
        """Every day that is named, in order."""
        return sorted({*self.off, *self.makeup})

    def working(self, day: date) -> bool:
        """Whether a day of the year counts by this schedule alone."""
        return day not in self.off and (day.weekday() < 5 or day in self.makeup)


def schedules_of(
    place: Shown, days: Iterable[NamedDay], year: int | None = None, papers: Iterable[str] = ()
) -> list[PublishedSchedule]:
    """The schedules in one file: of ``year`` where it says so, else of each year that it has many days of; days of a
    neighbouring year go to the nearest of them. Raises ``FileProblem`` where there is none."""
    named = list(days)
    counted = Counter(one.date.year for one in named)
    years = [year] if year is not None else sorted(one for one, many in counted.items() if many >= MAIN_DAYS)
    if not named or not years or not all(FIRST_YEAR <= one <= LAST_YEAR for one in (*counted, *years)):
        raise FileProblem(f"{place} 里没有一年的放假安排", "请核对文件；当年的通知公布以后再导入")
    shares: dict[int, list[NamedDay]] = {one: [] for one in years}
    for one in named:
        shares[min(years, key=lambda main: abs(main - one.date.year))].append(one)
    return [
        PublishedSchedule(
            place,
            main,
            {one.date: one.name for one in share if one.off},
            {one.date: one.name for one in share if not one.off},
            tuple(map(Shown, papers)),
        )
        for main, share in shares.items()
    ]

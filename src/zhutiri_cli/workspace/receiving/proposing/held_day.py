"""The day on which an activity may have been held, as a package says it: a proposal. Only a ``clear`` one may be
recorded unasked: a wrong day makes a wrong deadline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from zhutiri_cli.materials.kinds import family_of
from zhutiri_cli.materials.title_words import Sort, said_sorts
from zhutiri_cli.materials.told_day import clear_day, told_days
from zhutiri_cli.workspace.receiving.packages.parcel import ParcelItem
from zhutiri_cli.workspace.receiving.proposing.clues import Clues, Facts


class HeldDay(Struct, frozen=True):
    """A day and what says so. ``clear``: a summary tells no other day, tells it as the day on which something was held,
    and neither photos nor names tell another."""

    day: date
    said: str
    clear: bool = False


def held_day(items: Sequence[ParcelItem], clues: Clues, facts: Facts, year: int, by: date | None) -> HeldDay | None:
    """A summary's first date, else the subject's, else the day on which all photos that tell were taken. A day after
    ``by`` (when the package came) is none."""
    summaries = [
        facts[item.staged].text
        for item in items
        if family_of(item.parts[-1]) == "document"
        and item.staged in facts
        and Sort.SUMMARY in said_sorts(item.parts[-1])
    ]
    photos = [facts[item.staged].photo for item in items if item.staged in facts]
    taken = {photo.taken for photo in photos if photo is not None and photo.taken is not None}
    named = [day for text in (*clues.subjects, *clues.names) for day in told_days(text, year)]
    clear = clear_day(summaries, year)
    agreed = clear is not None and by is not None and {clear} >= taken | set(named)
    found = [HeldDay(day, "总结", agreed and day == clear) for text in summaries for day in told_days(text, year)]
    found += [HeldDay(day, "主题或文件名") for day in named]
    found += [HeldDay(day, "图片拍摄日期") for day in taken if len(taken) == 1]
    return next((one for one in found if by is None or one.day <= by), None)

"""The day on which an activity may have been held, as a package says it: a proposal, never recorded unasked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from zhutiri_cli.materials.kinds import family_of
from zhutiri_cli.materials.title_words import Sort, said_sorts
from zhutiri_cli.workspace.receiving.packages.parcel import ParcelItem
from zhutiri_cli.workspace.receiving.proposing.clues import Clues, Facts

_WRITTEN = re.compile(r"(?:(20\d\d)\s*年)?\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")


def held_day(
    items: Sequence[ParcelItem], clues: Clues, facts: Facts, year: int, by: date | None
) -> tuple[date, str] | None:
    """The day and what says so: a summary's first date, else the subject's, else the day on which all photos that
    tell were taken. A day after ``by`` (when the package came) is none."""
    summaries = [
        facts[item.staged].text
        for item in items
        if family_of(item.parts[-1]) == "document"
        and item.staged in facts
        and Sort.SUMMARY in said_sorts(item.parts[-1])
    ]
    photos = [facts[item.staged].photo for item in items if item.staged in facts]
    taken = {photo.taken for photo in photos if photo is not None and photo.taken is not None}
    found = [(day, "总结") for text in summaries for day in _days(text, year)]
    found += [(day, "主题或文件名") for text in (*clues.subjects, *clues.names) for day in _days(text, year)]
    found += [(day, "照片拍摄日期") for day in taken if len(taken) == 1]
    return next(((day, said) for day, said in found if by is None or day <= by), None)


def _days(text: str, year: int) -> list[date]:
    found = []
    for match in _WRITTEN.finditer(text):
        with suppress(ValueError):  # 2月30日 is no day
            found.append(date(int(match[1] or year), int(match[2]), int(match[3])))
    return found

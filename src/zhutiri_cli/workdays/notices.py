"""The State Council's yearly notices on holidays, which the official days rest on: number, date, address on gov.cn.

Kept beside the days in ``official_days.json`` (``scripts/make_official_days.py``); what no source says is ``None``, and
never made up. A schedule may have been changed later in its year: then there is more than one notice.
"""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache

from msgspec import Struct

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.workdays.schedule import TABLE


class HolidayNotice(Struct, frozen=True):
    """One notice on the schedule of ``year``; ``issued`` is its 成文日期, a Beijing day."""

    year: int
    number: Shown | None
    issued: date | None
    address: Shown

    @property
    def said(self) -> Shown:
        """Number, date and address in one line; by what it is about where the number is not known."""
        name = self.number or f"国务院办公厅关于{self.year}年部分节假日安排的通知"
        return Shown(f"{name}{f'（{self.issued}）' if self.issued else ''}{self.address}")


@lru_cache(maxsize=1)
def _all() -> tuple[HolidayNotice, ...]:
    known = json.loads(TABLE.read_text(encoding="utf-8"))["notices"]
    return tuple(
        HolidayNotice(
            int(year),
            Shown(one["number"]) if one["number"] else None,
            date.fromisoformat(one["issued"]) if one["issued"] else None,
            Shown(one["address"]),
        )
        for year, listed in known.items()
        for one in listed
    )


def notices_of(year: int) -> tuple[HolidayNotice, ...]:
    """The notices on the schedule of a year, the yearly one first; none where no source is at hand."""
    return tuple(notice for notice in _all() if notice.year == year)

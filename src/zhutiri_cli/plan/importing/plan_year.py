"""The plan's year: what the title, the document's number, its date and the time cells say of it together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from zhutiri_cli.plan.importing.cell_text import flat, years_in

_NUMBERED = re.compile("[〔[【(（](20[0-9]{2})[〕\\]】)）]")
_CELL_YEAR = re.compile("(?<![0-9])(20[0-9]{2})(?=年|[-./][0-9])")
_TITLE = "(?:通知|方案|(?:计划|安排|一览|任务)[表单]?|公告|要点|清单)"
_NOTICE_TITLE = re.compile(f"(?>.*?{_TITLE}[(（]).*[)）]$|.*{_TITLE}(?:的?通知)?$")
_LATE = 10
"""From this month on a notice may well be of the next year's plan."""


class PlanYear(Struct, frozen=True):
    """The year, ``None`` where what is written disagrees; ``said`` is what is written, ``silent``: nothing is."""

    year: int | None
    said: str = ""
    silent: bool = False


def plan_year(
    title: str,
    text: Sequence[str],
    number: str | None,
    issued: date | None,
    cells: Sequence[str],
    called: str = "",
) -> PlanYear:
    """``text`` are the lines around the table, of which the notice's own title may name the year that the table's does
    not; ``cells`` are the table's times. ``called``: what the document calls itself (a page's
    title), one more witness."""
    titled = (years_in(title) or _of_notice(text)) | years_in(called)
    found = _NUMBERED.search(number or "")
    numbered = int(found[1]) if found else None
    starts = [int(years[0]) for cell in cells if (years := _CELL_YEAR.findall(flat(cell)))]
    said = _said(years_in(title) or _of_notice(text), years_in(called), number if numbered else None, issued, starts)
    if not said:
        return PlanYear(None, silent=True)
    undated = len(starts) < len([cell for cell in cells if cell.strip()])
    if len(titled) > 1:
        return PlanYear(None, said)
    if titled:
        year = next(iter(titled))
        return PlanYear(year if _agrees(year, numbered, issued, starts, undated=undated) else None, said)
    candidates = {year for year in (numbered, issued.year if issued else None) if year is not None} | set(starts[:1])
    if len(candidates) != 1:
        return PlanYear(None, said)
    year = candidates.pop()
    late = issued is not None and issued.month >= _LATE and not starts
    return PlanYear(year if not late and _agrees(year, numbered, issued, starts, undated=undated) else None, said)


def _agrees(year: int, numbered: int | None, issued: date | None, starts: Sequence[int], *, undated: bool) -> bool:
    """Whether nothing speaks against a year: a plan is issued in it or late in the year before, and runs into the next
    one at the most."""
    early = issued is not None and issued.year == year - 1 and issued.month >= _LATE
    if issued is not None and issued.year != year and not early:
        return False
    if numbered is not None and numbered != year and not (numbered == year - 1 and early):
        return False
    if any(start not in (year, year + 1) for start in starts):
        return False
    return undated or not starts or year in starts


def _of_notice(text: Sequence[str]) -> set[int]:
    """The years of lines that are the title of a notice or a plan."""
    titles = [line for line in (flat(line) for line in text) if len(line) <= 60 and _NOTICE_TITLE.match(line)]
    return {year for line in titles for year in years_in(line)}


def _said(titled: set[int], called: set[int], number: str | None, issued: date | None, starts: Sequence[int]) -> str:
    parts = [f"标题 {'、'.join(str(year) for year in sorted(titled))} 年"] if titled else []
    parts += [f"网页标题 {'、'.join(str(year) for year in sorted(called))} 年"] if called - titled else []
    parts += [f"文号 {number}"] if number else []
    parts += [f"成文日期 {issued}"] if issued else []
    parts += [f"活动时间 {'、'.join(str(year) for year in sorted(set(starts)))} 年"] if starts else []
    return "，".join(parts)

"""Years as they are written on banners: 2024, ２０２４, 二〇二四, 二○二四, 二零二四. Pure.

A year is taken only where every figure was read as one. What merely looks like a year (2O24, 20Z4, 202, 20224) is kept
as one that cannot be read, so that it can neither confirm nor accuse.
"""

from __future__ import annotations

from msgspec import Struct

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.yaml.scalars import FIRST_YEAR, LAST_YEAR

_RUN = lazy_pattern(r"[0-9A-Za-z〇零一二三四五六七八九]+")
_ARABIC = lazy_pattern(r"[12][0-9]{3}")
# In a year of Chinese figures a round letter can only be the zero: 二O二四 is how many type it.
_CHINESE = lazy_pattern(r"[一二][〇零0Oo一二三四五六七八九]{3}")
_FIGURES = {figure: str(value) for value, figure in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零0Oo", "0")


class YearWord(Struct, frozen=True):
    """A year in a text, from ``start`` to ``end`` (年 included where it follows: ``marked``); ``year`` is ``None`` for
    one that cannot be read."""

    start: int
    end: int
    year: int | None
    marked: bool


def years_in(text: str) -> list[YearWord]:
    """The years of a text in half-width forms without white space, in order."""
    found = []
    for run in _RUN.finditer(text):
        marked = text.startswith("年", run.end())
        year = _year(run[0])
        if year is not None or _like_a_year(run[0], marked=marked):
            found.append(YearWord(run.start(), run.end() + marked, year, marked))
    return found


def _year(run: str) -> int | None:
    if _ARABIC.fullmatch(run):
        figures = run
    elif _CHINESE.fullmatch(run):
        figures = "".join(_FIGURES[figure] for figure in run)
    else:
        return None
    return int(figures) if FIRST_YEAR <= int(figures) <= LAST_YEAR else None


def _like_a_year(run: str, *, marked: bool) -> bool:
    """Whether a run may be a year misread: it stands before 年, or is long and has figures."""
    return marked or (len(run) >= 3 and sum(sign in _FIGURES or sign.isdecimal() for sign in run) >= 2)

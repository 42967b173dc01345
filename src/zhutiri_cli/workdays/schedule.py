"""The State Council's yearly holiday schedules, as the ``holidays`` package carries them: the only module to ask it.

Source: the package's ``ChinaStaticHolidays.special_public_holidays`` holds the official substitutions (调休) year by
year from 2001; for any other year the package silently estimates from the statutory festivals. Every date is a
Beijing day. ``holidays`` imports some 250 country modules, so it is imported inside functions only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any

from msgspec import Struct

TABLE = Path(__file__).with_name("official_days.json")

_SHORT_NAMES = {
    "农历除夕": "春节",  # the statutory Spring Festival includes the Eve (全国年节及纪念日放假办法)
    "春节延长假期": "春节",
    "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日": "抗战胜利70周年",
}

_IN_LIEU = "补假"
"""In the package's names: a day off for a festival that fell on a weekend."""


class Schedule(Struct, frozen=True):
    """The days around a year: festivals with their Chinese names, all days off, and the weekend days worked.

    ``off`` includes the festivals, also those on weekends, and the days off that were substituted for worked ones.
    """

    festivals: Mapping[date, str]
    off: frozenset[date]
    makeup: frozenset[date]


@lru_cache(maxsize=1)
def published_years() -> frozenset[int]:
    """The years whose official schedule the package carries."""
    table = _ready_table()
    if table is not None:
        return frozenset(table["published"])
    from holidays.countries.china import ChinaStaticHolidays

    return frozenset(ChinaStaticHolidays.special_public_holidays)


@lru_cache(maxsize=128)
def schedule(year: int) -> Schedule:
    """The days of a year and of both its neighbours: a schedule may name days of the December before."""
    parts = [_one_year(near) for near in (year - 1, year, year + 1)]
    makeup = frozenset(chain.from_iterable(part.makeup for part in parts))
    off = frozenset(chain.from_iterable(part.off for part in parts)) - makeup
    festivals = {d: name for part in parts for d, name in part.festivals.items()}
    return Schedule(MappingProxyType(festivals), off, makeup)


@lru_cache(maxsize=128)
def _one_year(year: int) -> Schedule:
    table = _ready_table()
    known = table["years"].get(str(year)) if table is not None else None
    if known is None:
        return ask_package(year)
    festivals = {date.fromisoformat(day): name for day, name in known["festivals"].items()}
    off, makeup = (frozenset(map(date.fromisoformat, known[key])) for key in ("off", "makeup"))
    return Schedule(MappingProxyType(festivals), off, makeup)


@lru_cache(maxsize=1)
def _ready_table() -> dict[str, Any] | None:
    """The package's answers written down beforehand (``scripts/make_official_days.py``): a sixth of a second saved.

    ``None``, so that the package itself is asked, unless the table was made from the very release installed here.
    """
    table: dict[str, Any] = json.loads(TABLE.read_text(encoding="utf-8"))
    return table if _is_installed(table["holidays"]) else None


def _is_installed(release: str) -> bool:
    """Whether the package installed here is of this release: by what lies beside it, else by its metadata, which take
    longer to read than the table."""
    package = find_spec("holidays")
    if (
        package is not None
        and package.origin
        and Path(package.origin).parents[1].joinpath(f"holidays-{release}.dist-info", "METADATA").is_file()
    ):
        return True
    from importlib.metadata import version

    return release == version("holidays")


def ask_package(year: int) -> Schedule:
    """What the package says of one year. Years it has no rules for have neither holidays nor makeup days.

    Names are the package's Chinese ones without its notes in brackets (补假, 推定); a substituted day off
    (休息日（由 … 调休）) is no festival.
    """
    from holidays.countries.china import China, ChinaStaticHolidays

    if not max(China.start_year, MINYEAR) <= year <= min(China.end_year, MAXYEAR):
        return Schedule(MappingProxyType({}), frozenset(), frozenset())
    substituted = ChinaStaticHolidays.substituted_label.partition("%s")[0]
    known = China(years=year, language=China.default_language)  # type: ignore[no-untyped-call]  # the package has no types
    festivals = {
        d: "、".join(_short_name(part) for part in name.split("; "))
        for d, name in known.items()
        if not name.startswith(substituted)
    }
    return Schedule(MappingProxyType(festivals), frozenset(known), frozenset(known.weekend_workdays))


@lru_cache(maxsize=16)
def statutory_days(year: int) -> Mapping[date, str]:
    """The statutory festivals of a year on their own days (全国年节及纪念日放假办法), whether or not its schedule is
    known: without the days off in lieu (补假) and those that were exchanged."""
    from holidays.countries.china import China, ChinaStaticHolidays

    substituted = ChinaStaticHolidays.substituted_label.partition("%s")[0]
    known = China(years=year, language=China.default_language)  # type: ignore[no-untyped-call]  # the package has no types
    parts = {d: [one for one in name.split("; ") if _IN_LIEU not in one] for d, name in known.items()}
    return MappingProxyType(
        {
            d: "、".join(map(_short_name, names))
            for d, names in parts.items()
            if names and not names[0].startswith(substituted)
        }
    )


def _short_name(name: str) -> str:
    """The festival's usual name: ``春节（补假，推定）`` gives 春节."""
    plain = re.sub(r"（[^）]*+(）$)?", lambda found: "" if found[1] else found[0], name.strip())
    return _SHORT_NAMES.get(plain, plain)

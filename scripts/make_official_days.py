"""Write down what the installed ``holidays`` release says of the years around now: ``official_days.json``.

Run after every upgrade of ``holidays`` (``tests/workdays/test_official_days.py`` fails until then). The table is a
cache only: under any other release of the package it is not used.
"""

from __future__ import annotations

import json
from importlib.metadata import version

from zhutiri_cli.workdays.schedule import TABLE, ask_package

FIRST, LAST = 2000, 2032


def made() -> str:
    """The table's text."""
    from holidays.countries.china import ChinaStaticHolidays

    years = {}
    for year in range(FIRST, LAST + 1):
        known = ask_package(year)
        years[str(year)] = {
            "festivals": {day.isoformat(): name for day, name in sorted(known.festivals.items())},
            "off": sorted(day.isoformat() for day in known.off),
            "makeup": sorted(day.isoformat() for day in known.makeup),
        }
    table = {
        "holidays": version("holidays"),
        "published": sorted(ChinaStaticHolidays.special_public_holidays),
        "years": years,
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).replace('},"', '},\n"') + "\n"


if __name__ == "__main__":
    TABLE.write_text(made(), encoding="utf-8")
    print(f"{TABLE.name}: holidays {version('holidays')}, {FIRST}-{LAST}")

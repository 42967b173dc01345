"""Write down what the installed ``holidays`` release says of the years around now: ``official_days.json``.

Run after every upgrade of ``holidays`` (``tests/workdays/test_official_days.py`` fails until then). The table is a
cache only: under any other release of the package it is not used.
"""

from __future__ import annotations

import json
from importlib.metadata import version

from zhutiri_cli.workdays.schedule import TABLE, ask_package

FIRST, LAST = 2000, 2032
LIBRARY = "https://www.gov.cn/zhengce/zhengceku/"
NOTICES = (
    (2007, None, None, "2008-03/28/content_1761.htm"),
    (2008, "国办发明电〔2007〕52号", "2007-12-15", "2008-03/28/content_1645.htm"),
    (2009, "国办发明电〔2008〕42号", "2008-12-04", "2008-12/10/content_1572.htm"),
    (2010, "国办发明电〔2009〕27号", "2009-12-08", "2009-12/08/content_1476.htm"),
    (2011, "国办发明电〔2010〕40号", "2010-12-10", "2010-12/10/content_1423.htm"),
    (2012, "国办发明电〔2011〕45号", "2011-12-06", "2011-12/06/content_1411.htm"),
    (2013, "国办发明电〔2012〕33号", "2012-12-08", "2012-12/10/content_1353.htm"),
    (2014, "国办发明电〔2013〕28号", "2013-12-11", "2014-01/02/content_1194.htm"),
    (2015, "国办发明电〔2014〕28号", "2014-12-16", "2014-12/16/content_9302.htm"),
    (2015, "国发明电〔2015〕1号", None, "2015-05/13/content_9742.htm"),
    (2016, "国办发明电〔2015〕18号", "2015-12-10", "2015-12/10/content_10394.htm"),
    (2017, "国办发明电〔2016〕17号", "2016-12-01", "2016-12/01/content_5141603.htm"),
    (2018, "国办发明电〔2017〕12号", "2017-11-30", "2017-11/30/content_5243579.htm"),
    (2019, "国办发明电〔2018〕15号", "2018-12-04", "2018-12/06/content_5346276.htm"),
    (2019, "国办发明电〔2019〕3号", None, "2019-03/22/content_5375877.htm"),
    (2020, "国办发明电〔2019〕16号", "2019-11-21", "2019-11/21/content_5454164.htm"),
    (2020, "国办发明电〔2020〕1号", None, "2020-01/27/content_5472352.htm"),
    (2021, "国办发明电〔2020〕27号", "2020-11-25", "2020-11/25/content_5564127.htm"),
    (2022, "国办发明电〔2021〕11号", "2021-10-25", "2021-10/25/content_5644835.htm"),
    (2023, "国办发明电〔2022〕16号", "2022-12-08", "2022-12/08/content_5730844.htm"),
    (2024, "国办发明电〔2023〕7号", "2023-10-25", "202310/content_6911528.htm"),
    (2025, "国办发明电〔2024〕12号", "2024-11-12", "202411/content_6986383.htm"),
    (2026, "国办发明电〔2025〕7号", "2025-11-04", "202511/content_7047091.htm"),
)
"""Year, number, 成文日期 and place in gov.cn's library of each notice; later ones of a year changed its schedule.

Places: the ``papers`` of NateScarlet/holiday-cn, which reads gov.cn every day. Numbers and days: as the notices' texts
have them where they are reprinted; ``None`` where only the place is known. A new year's notice is added by hand.
"""


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
        "notices": _notices(),
        "years": years,
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).replace('},"', '},\n"') + "\n"


def _notices() -> dict[str, list[dict[str, str | None]]]:
    found: dict[str, list[dict[str, str | None]]] = {}
    for year, number, issued, place in NOTICES:
        found.setdefault(str(year), []).append({"number": number, "issued": issued, "address": f"{LIBRARY}{place}"})
    return found


if __name__ == "__main__":
    TABLE.write_text(made(), encoding="utf-8")
    print(f"{TABLE.name}: holidays {version('holidays')}, {FIRST}-{LAST}")

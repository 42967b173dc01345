"""The State Council's notices beside the days: plausible, on gov.cn, one for every year, and shown."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from tests.support.command import zhutiri
from zhutiri_cli.workdays.calendar import WorkCalendar
from zhutiri_cli.workdays.notices import notices_of
from zhutiri_cli.workdays.schedule import published_years

YEARS = sorted(year for year in published_years() if year >= 2007)
ADDRESS = re.compile(r"https://www\.gov\.cn/zhengce/zhengceku/(\d{4}-\d{2}/\d{2}|\d{6})/content_\d+\.htm")


@pytest.mark.parametrize("year", YEARS)
def test_every_year_has_its_notice(year: int) -> None:
    """A year that the package learns wants its notice added to ``scripts/make_official_days.py``."""
    first, *changes = notices_of(year)
    if first.number is not None:
        assert re.fullmatch(rf"国办发明电〔{year - 1}〕\d{{1,2}}号", first.number)
    if first.issued is not None:
        assert date(year - 1, 10, 1) <= first.issued < date(year, 1, 1)
    for later in changes:
        assert later.number is None or re.fullmatch(rf"国办?发明电〔{year}〕\d{{1,2}}号", later.number)
    for one in (first, *changes):
        assert ADDRESS.fullmatch(one.address)


def test_addresses_and_numbers_are_not_given_twice() -> None:
    every = [one for year in YEARS for one in notices_of(year)]
    numbers = [one.number for one in every if one.number]
    assert len({one.address for one in every}) == len(every)
    assert len(set(numbers)) == len(numbers)
    assert [one.year for one in every if one.number is None] == [2007]  # only its place is known


def test_a_year_without_a_source_has_none() -> None:
    assert notices_of(2006) == notices_of(2050) == ()


def test_a_count_names_the_notices_of_its_years() -> None:
    line = "依据：国办发明电〔2023〕7号（2023-10-25）https://www.gov.cn/zhengce/zhengceku/202310/content_6911528.htm"
    assert line in zhutiri("workdays", "2024-09-29", "5").out
    tree = json.loads(zhutiri("workdays", "2023-12-29", "3", "-f", "json").out)
    assert [(one["year"], one["issued"]) for one in tree["notices"]] == [(2023, "2022-12-08"), (2024, "2023-10-25")]
    assert json.loads(zhutiri("workdays", "2050-03-01", "3", "-f", "json").out)["notices"] == []


def test_a_year_that_the_plan_carries_rests_on_the_plan() -> None:
    calendar = WorkCalendar(confirmed_years=[2024])
    assert calendar.sources(calendar.count(date(2024, 3, 1), 3)) == ()

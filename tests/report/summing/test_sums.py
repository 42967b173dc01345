"""Sums over activities: against counting by hand."""

from __future__ import annotations

from collections import Counter

import pytest
from msgspec.structs import replace

from tests.support.fixed_facts import fixed_rollup
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.summing.rolled_up import fails, rolled_up
from zhutiri_cli.report.summing.sums import by_month, by_unit, of_row
from zhutiri_cli.rules.finding import Severity


def test_the_whole_is_the_sum_of_its_parts() -> None:
    rollup = fixed_rollup()
    lines = [line for row in rollup.rows for line in row.activities]
    assert rollup.total.activities == len(lines) == sum(one.sums.activities for one in rollup.standings)
    assert rollup.total.statuses == Counter(line.status for line in lines)
    own = [found for row in rollup.rows for found in (*row.findings, *(f for a in row.activities for f in a.findings))]
    assert rollup.total.findings == Counter(found.severity for found in own)
    assert sum(sums.activities for _, sums in rollup.months) == len(lines)


def test_a_joint_activity_counts_for_each_host_and_once_in_the_whole() -> None:
    row = fixed_rollup().rows[0]
    line = replace(row.activities[0], units=(Shown("甲局"), Shown("乙局"), Shown("甲局")))
    bare = replace(row.activities[1], units=())
    both = replace(row, activities=(line, bare))
    assert {unit: sums.activities for unit, sums in by_unit(both).items()} == {"甲局": 1, "乙局": 1, "": 1}
    assert of_row(both).activities == 2
    assert {month: sums.activities for month, sums in by_month(both).items()} == Counter([line.month, bare.month])


def test_the_ratio_is_of_what_is_due() -> None:
    row = fixed_rollup().rows[0]
    states = (Status.COMPLIANT, Status.COMPLIANT, Status.LATE, Status.SCHEDULED)
    sums = of_row(replace(row, activities=tuple(replace(row.activities[0], status=state) for state in states)))
    assert (sums.settled, sums.percent) == (3, 66)
    assert of_row(replace(row, activities=())).percent is None


def test_broken_workspaces_stand_first_then_the_most_errors() -> None:
    assert [one.path[:5] for one in fixed_rollup().worst_first()] == ["全省/乙县", "全省/甲县", "全省/丙县"]


@pytest.mark.parametrize(
    ("places", "threshold", "failing"),
    [
        ([1], Severity.ERROR, True),
        ([1], None, False),
        ([0], Severity.ERROR, True),
        ([], Severity.WARNING, False),
    ],
)
def test_a_workspace_that_could_not_be_checked_is_no_pass(
    places: list[int], threshold: Severity | None, failing: bool
) -> None:
    whole = fixed_rollup()
    assert fails(rolled_up(whole.as_of, [whole.rows[place] for place in places]), threshold) is failing

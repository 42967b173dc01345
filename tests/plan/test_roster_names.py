"""A unit's own name means that unit, whoever else is called so; and who is called like another is told."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.ranking_reports import plan
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.plan.roster_names import by_any_name, named_twice
from zhutiri_cli.plan.typed_units import plan_units, read_unit
from zhutiri_cli.report.office import RosterEntry, entry_of
from zhutiri_cli.workspace.receiving.proposing.plan_words import PlanWords

NAMES = ("区教育局", "区民政局", "教育局", "民政局")
ENTRIES = st.lists(st.tuples(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=3)), max_size=4)


def roster(*entries: tuple[str, list[str]]) -> tuple[RosterEntry, ...]:
    return tuple(RosterEntry(Shown(name), tuple(map(Shown, aliases))) for name, aliases in entries)


def tree(*entries: tuple[str, list[str]]) -> dict[str, Any]:
    return {"roster": [{"name": name, "aliases": aliases} for name, aliases in entries]}


@pytest.mark.parametrize("first", [True, False])
def test_an_own_name_comes_before_everybodys_aliases(first: bool) -> None:
    pair = [("区民政局", ["民政局", "区教育局"]), ("区教育局", ["教育局"])]
    entries = pair if first else pair[::-1]
    assert entry_of(Shown("区教育局"), roster(*entries)).name == "区教育局"
    rows = [{"id": "1", "month": "3", "theme": "一", "forms": ["座谈交流"], "units": ["区教育局"]}]
    made = plan(year="2024", activities=rows, **tree(*entries))
    assert [unit.name for unit in plan_units(made)] == ["区教育局"]
    assert read_unit("区教育局", made)[0].name == "区教育局"
    assert by_any_name(made.roster or ())["区教育局"].name == "区教育局"
    assert "区教育局" in PlanWords(made).units_in(["区教育局来件"])


@given(ENTRIES)
def test_every_name_means_one_unit_and_its_own_first(entries: list[tuple[str, list[str]]]) -> None:
    own = roster(*entries)
    found = by_any_name(own)
    for name in NAMES:
        by_name = next((one for one in own if one.name == name), None)
        by_alias = next((one for one in own if name in one.aliases), None)
        assert found.get(Shown(name)) == (by_name or by_alias)
        assert entry_of(Shown(name), own) == (by_name or by_alias or RosterEntry(Shown(name)))


@given(ENTRIES)
def test_a_name_is_told_exactly_where_it_means_two_units(entries: list[tuple[str, list[str]]]) -> None:
    owners = {name: [at for at, (own, others) in enumerate(entries) if name in (own, *others)] for name in NAMES}
    told = {(one.word.text, one.word.route[1]) for one in named_twice(tree(*entries))}
    assert told == {(name, at) for name, places in owners.items() for at in places[1:]}


@pytest.mark.parametrize("odd", [None, [], {"roster": "x"}, {"roster": [None, "x", {"aliases": "y"}, {"name": 3}]}])
def test_what_is_no_roster_names_nobody(odd: Any) -> None:
    assert list(named_twice(odd)) == []

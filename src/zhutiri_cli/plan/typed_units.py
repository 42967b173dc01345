"""Units as they are typed: by name, alias, a part of one, or its characters in order (人社局 for
区人力资源和社会保障局). Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.common.spelling import shorten, squeeze
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.plan.roster_names import by_any_name

_MOST = 8
"""Candidates that are named one by one."""
_ALIKE = 0.4
"""From this likeness on a name is proposed, below it the nearest are only named."""
_SHORTEST = 2
"""Characters of a part: a single one would be found almost everywhere."""


class PlanUnit(Struct, frozen=True):
    """A unit that hosts something: its proper name (the roster's, where there is one), how the plan's activities spell
    it, and all names by which it may be called."""

    name: str
    spelled: tuple[str, ...]
    called: tuple[str, ...]


def read_unit(
    word: str, plan: Plan, what: str = "单位", among: Sequence[PlanUnit] | None = None
) -> tuple[PlanUnit, bool]:
    """The unit that is meant, and whether it was written out. The closest way of matching that finds any decides.
    ``among``: the units that are known (those that host something or owe something of their own, by default).

    Raises ``UsageProblem`` where it finds several, which are named, or none, where the nearest are.
    """
    units, key = known_units(plan) if among is None else among, squeeze(word)
    for names in (lambda unit: (unit.name,), lambda unit: unit.called):
        for unit in units:
            if word in names(unit):
                return unit, True
    for fits in _WAYS:
        found = [unit for unit in units if any(fits(key, squeeze(name)) for name in unit.called)]
        if len(found) == 1:
            return found[0], fits is _WAYS[0]
        if found:
            raise UsageProblem(f"“{shorten(word)}”可以是 {len(found)} 家单位", f"请写明是哪一家：{_listed(found)}")
    raise UsageProblem(f"计划中没有{what} {shorten(word)}", _advice(key, units))


def plan_units(plan: Plan) -> list[PlanUnit]:
    """Every unit that hosts an activity, in the plan's order."""
    spelled = dict[str, list[str]]()
    roster = by_any_name(plan.roster or ())
    for name in dict.fromkeys(unit for activity in plan.activities for unit in activity.units):
        spelled.setdefault(roster[name].name if name in roster else name, []).append(name)
    return [
        PlanUnit(
            name, tuple(own), tuple(dict.fromkeys((name, *own, *(roster[name].aliases if name in roster else ()))))
        )
        for name, own in spelled.items()
    ]


def bound_units(plan: Plan) -> list[PlanUnit]:
    """Every unit that an obligation ``per: unit`` binds: of the roster where there is one, else each that hosts an
    activity which is not cancelled."""
    if plan.roster:
        return [PlanUnit(one.name, (one.name,), (one.name, *one.aliases)) for one in plan.roster]
    hosting = {unit for row in plan.activities if not row.cancelled for unit in row.units}
    return [unit for unit in plan_units(plan) if not hosting.isdisjoint(unit.spelled)]


def known_units(plan: Plan) -> list[PlanUnit]:
    """Every unit that hosts an activity, then those that only owe something of their own."""
    hosting = plan_units(plan)
    names = {unit.name for unit in hosting}
    owing = bound_units(plan) if any(one.per == "unit" for one in plan.other_obligations) else []
    return hosting + [unit for unit in owing if unit.name not in names]


def called_by_unit(plan: Plan) -> dict[int, tuple[str, ...]]:
    """By activity that is not cancelled: the names by which its lead unit may be called."""
    called = {name: unit.called for unit in plan_units(plan) for name in unit.spelled}
    return {one.id: called[one.units[0]] for one in plan.activities if one.units and not one.cancelled}


def _is(key: str, name: str) -> bool:
    return key == name


def _is_part(key: str, name: str) -> bool:
    return len(key) >= _SHORTEST and key in name


def _is_abbreviation(key: str, name: str) -> bool:
    """Whether the characters stand in the name in this order, the last one at its end."""
    rest = iter(name)
    return len(key) >= _SHORTEST and key[-1] == name[-1] and all(char in rest for char in key)


def _in_order(key: str, name: str) -> bool:
    rest = iter(name)
    return len(key) >= _SHORTEST and all(char in rest for char in key)


_WAYS: tuple[Callable[[str, str], bool], ...] = (_is, _is_part, _is_abbreviation, _in_order)


def _advice(key: str, units: Iterable[PlanUnit]) -> str:
    """Up to three units whose names are most like the word, what all names begin with left aside."""
    from difflib import SequenceMatcher

    names = [(squeeze(name), unit) for unit in units for name in unit.called]
    head = _head([name for name, _ in names])
    bare = key.removeprefix(head)
    scored = [(SequenceMatcher(None, bare, name.removeprefix(head)).ratio(), unit) for name, unit in names]
    best = list(dict.fromkeys(unit for _, unit in sorted(scored, key=lambda pair: -pair[0])))[:3]
    alike = [unit for score, unit in scored if score >= _ALIKE and unit in best]
    return f"是否应为：{_listed([unit for unit in best if unit in alike])}" if alike else f"最接近的是：{_listed(best)}"


def _head(names: list[str]) -> str:
    """What all names begin with: 云汐示范区."""
    length = next((at for at, chars in enumerate(zip(*names, strict=False)) if len(set(chars)) > 1), 0)
    return names[0][:length]


def _listed(units: list[PlanUnit]) -> str:
    rest = f" 等 {len(units)} 家" if len(units) > _MOST else ""
    return "、".join(unit.name for unit in units[:_MOST]) + rest

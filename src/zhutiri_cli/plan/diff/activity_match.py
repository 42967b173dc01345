"""Which activity of the new plan is which of the old one: by id first, then by likeness for renumbered ones.

An id alone does not decide where a row was put in and the rest renumbered: an activity with the same theme, units and
month elsewhere is the same activity. An id that is left with nothing like it stays the same row with another theme.
"""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from msgspec import Struct, field

from zhutiri_cli.common.spelling import squeeze
from zhutiri_cli.plan.model import Activity

_SAME_ROW = 0.6  # likeness of themes from which an equal id settles the matter
_SAME_UNIT = 0.7  # … from which another id does, where a unit is the same
_ANY_UNIT = 0.85  # … and where none is
_NEAREST = 10  # how many candidates, by shared pairs of characters, are compared in full


class Pairing(Struct):
    """Pairs of indices (old, new), and the indices that are left on each side."""

    pairs: list[tuple[int, int]] = field(default_factory=list)
    old: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)

    def pair(self, i: int, j: int) -> None:
        """Settle one pair."""
        self.pairs.append((i, j))
        self.old.remove(i)
        self.new.remove(j)


def pair_activities(old: Sequence[Activity], new: Sequence[Activity]) -> Pairing:
    """Pair every activity that can be: equal rows of two equal plans always pair with themselves."""
    found = Pairing([], list(range(len(old))), list(range(len(new))))
    themes = [squeeze(a.theme) for a in old], [squeeze(a.theme) for a in new]

    def by(key: Callable[[Activity, str], Hashable], alike: float = 0.0) -> None:
        waiting = defaultdict(list)
        for i in reversed(found.old):
            waiting[key(old[i], themes[0][i])].append(i)
        for j in tuple(found.new):
            same = waiting[key(new[j], themes[1][j])]
            if same and (not alike or _ratio(themes[0][same[-1]], themes[1][j]) >= alike):
                found.pair(same.pop(), j)

    by(lambda a, theme: (a.id, theme))
    by(lambda a, theme: (theme, a.units, a.month, a.when))
    by(lambda a, _: a.id, _SAME_ROW)
    for i, j in _alike(old, new, themes, found):
        if i in found.old and j in found.new:
            found.pair(i, j)
    by(lambda a, _: a.id)
    found.pairs.sort(key=lambda pair: pair[1])
    return found


def by_occurrence(entries: Sequence[Any], key: str) -> dict[tuple[str, int], Any]:
    """Entries of a list under their name and how often it stood before, so that no repeated name hides another."""
    seen = Counter[str]()
    named = {}
    for entry in entries:
        name = str(getattr(entry, key))
        seen[name] += 1
        named[name, seen[name]] = entry
    return named


def _alike(
    old: Sequence[Activity], new: Sequence[Activity], themes: tuple[list[str], list[str]], left: Pairing
) -> list[tuple[int, int]]:
    """Pairs of those left that are alike, the most alike first."""
    index = defaultdict(list)
    for j in left.new:
        for pair in _character_pairs(themes[1][j]):
            index[pair].append(j)
    scored = []
    for i in left.old:
        near = Counter(j for pair in _character_pairs(themes[0][i]) for j in index[pair])
        for j, _ in near.most_common(_NEAREST):
            ratio, shared = _ratio(themes[0][i], themes[1][j]), bool(set(old[i].units) & set(new[j].units))
            if ratio >= (_SAME_UNIT if shared else _ANY_UNIT):
                scored.append((-ratio, not shared, abs(_month(old[i]) - _month(new[j])), i, j))
    return [(i, j) for *_, i, j in sorted(scored)]


def _month(activity: Activity) -> int:
    return activity.when.until.month if activity.when is not None else activity.month or 0


def _character_pairs(theme: str) -> set[str]:
    return {theme[at : at + 2] for at in range(max(len(theme) - 1, 1))}


def _ratio(one: str, other: str) -> float:
    """How alike two themes are, from 0 to 1; only the first characters of an endless one are looked at."""
    return difflib.SequenceMatcher(None, one[:500], other[:500], autojunk=False).ratio()

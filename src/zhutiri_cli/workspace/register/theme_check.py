"""Whether the theme in a row is the theme of the activity that its number names: rows may have shifted. Pure."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.plan.model import Activity

ALIKE = 0.6
"""How alike two themes must be, by difflib's ratio, to be one theme written differently."""


def key_of(theme: str) -> str:
    """A theme without punctuation, symbols, white space and invisible signs; as a ledger shows it."""
    plain = unicodedata.normalize("NFKC", Shown(theme)).casefold()
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LN")


def by_theme(theme: str, activities: Sequence[Activity]) -> list[Activity]:
    """The activities that have exactly this theme."""
    key = key_of(theme)
    return [activity for activity in activities if key_of(activity.theme) == key]


def nearest(theme: str, activities: Sequence[Activity]) -> Activity | None:
    """The activity whose theme is most like this one, if any is like it at all."""
    best = max(activities, key=lambda activity: _likeness(theme, activity.theme), default=None)
    return best if best is not None and _likeness(theme, best.theme) >= ALIKE else None


def fits(theme: str, activity: Activity, activities: Sequence[Activity]) -> bool:
    """Whether a theme is that of ``activity``: the same, or alike and no other activity's theme is as near. Its numbers
    must be the activity's own: last year's theme is another one."""
    if key_of(theme) == key_of(activity.theme):
        return True
    own = _likeness(theme, activity.theme)
    others = (_likeness(theme, other.theme) for other in activities if other.id != activity.id)
    numbers = set(re.findall(r"\d+", key_of(theme))) <= set(re.findall(r"\d+", key_of(activity.theme)))
    return numbers and own >= ALIKE and own > max(others, default=0.0)


def _likeness(one: str, other: str) -> float:
    a, b = key_of(one)[:200], key_of(other)[:200]
    short, long = sorted((a, b), key=len)
    if len(short) >= 4 and short in long:
        return max(0.9, len(short) / len(long))
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()

"""Which of several activities a package is most likely for, where none is named: by its days against the planned
months, by what each activity still lacks, by forms named, by scraps of a theme. Weights are points, not chances; they
only order candidates and never make anything certain. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date

from msgspec import Struct

from zhutiri_cli.materials.similarity.mentions import letters
from zhutiri_cli.plan.model import Activity
from zhutiri_cli.workspace.receiving.proposing.standing import Background, Standing

MARGIN = 0.4
"""Points by which the first must lead to be proposed."""
_SOON, _LATER, _LATE = 10, 40, 75
"""Days after the planned month within which a set usually comes (the deadline is five working days), may come, and may
still come."""
_MOST_PAIRS = 4
_FORM_WORDS = {
    "观摩": ("观摩", "参观", "观看", "实地", "走进"),
    "座谈": ("座谈", "恳谈", "交流会"),
    "征集": ("征集", "问卷", "征求", "建言"),
    "调查": ("问卷", "调查", "调研", "走访"),
    "发布": ("发布会", "新闻发布", "政策发布"),
    "宣讲": ("宣讲", "讲座", "授课"),
    "宣传": ("宣传", "展板", "传单", "折页"),
    "问答": ("问答", "答题", "直播"),
    "答疑": ("答疑", "解答"),
    "咨询": ("咨询",),
    "汇演": ("汇演", "演出"),
}
"""By a part of a form's name the words of reports that tell it."""
_AMENDS = re.compile("补交|补报|补充|补发|更正|更新|修订|修改|重报|重发|续报")


class Signs(Struct, frozen=True):
    """What a package shows: the day held that it says, the day it came, what it says (names, titles, subject, text),
    its kinds of material, and the activities that the letter it answers speaks of."""

    held: date | None
    day: date | None
    plain: str
    text: str
    kinds: frozenset[str]
    hints: Mapping[int, int]
    answered: frozenset[int]
    sent_before: frozenset[int]


def ranked(numbers: Collection[int], known: Background, signs: Signs) -> list[tuple[float, int]]:
    """(points, activity), the likeliest first."""
    rows = [row for row in known.words.plan.activities if row.id in numbers]
    said = letters(f"{signs.plain}\n{signs.text}")
    forms = {
        row.id: frozenset(part for part in _parts(row) if any(word in said for word in _FORM_WORDS[part]))
        for row in rows
    }
    shared = frozenset.intersection(*(frozenset(_parts(row)) for row in rows)) if rows else frozenset[str]()
    found = []
    for row in rows:
        points = _by_days(row, known, signs) + _by_standing(known.standing(row.id), signs)
        points += 0.8 * min(len(forms[row.id] - shared), 2)
        points += min(signs.hints.get(row.id, 0), _MOST_PAIRS) * 1.5
        points += 2.0 * (row.id in signs.answered) + 0.5 * (row.id in signs.sent_before)
        found.append((points, row.id))
    return sorted(found, key=lambda one: (-one[0], one[1]))


def _parts(row: Activity) -> list[str]:
    return [part for part in _FORM_WORDS if any(part in form for form in row.forms)]


def _by_days(row: Activity, known: Background, signs: Signs) -> float:
    target, recorded = row.target(known.words.plan.year), known.standing(row.id).held
    points = 0.0
    if signs.held is not None and recorded is not None:
        points += 5.0 if recorded[0] <= signs.held <= recorded[1] else -3.0
    elif signs.held is not None:
        away = _outside(signs.held, target.first, target.last)
        points += 3.0 if away == 0 else 1.0 if away <= _SOON else -1.0 if away <= _LATER else -3.0
    if signs.day is None:
        return points
    first, last = recorded or (target.first, target.last)
    after, before = (signs.day - last).days, (first - signs.day).days
    if before > 0:
        early = signs.kinds <= {"plan"}
        points += (1.5 if early else -1.0) if before <= _LATER else (-1.0 if early else -2.5)
        return points - before / 365
    near = (
        2.5 if after <= _SOON else 1.5 if after <= _LATER else 0.7 if after <= _LATE else 0.0 if after <= 120 else -1.0
    )
    return points + near - max(after, 0) / 365


def _outside(day: date, first: date, last: date) -> int:
    return max((first - day).days, (day - last).days, 0)


def _by_standing(standing: Standing, signs: Signs) -> float:
    amends = _AMENDS.search(signs.plain) is not None
    points = 1.0 * (amends and standing.came)
    if standing.complete:
        return points - (0.5 if amends else 2.0)
    wanted = signs.kinds & standing.lacking
    return points + 0.6 * bool(wanted) + 0.6 * (standing.came and bool(wanted))

"""What the manual says of points and places (docs/ranking.md), plainly. Nothing here imports the product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from msgspec import Struct

LEVELS = {"区级": "district", "市级": "city", "省级": "province", "中央": "central"}
COMPARED = ("overdue", "incomplete", "late", "compliant")
"""The statuses that are compared; of the others some are not due yet, and some are not certain."""


class Post(Struct, frozen=True):
    """A link: its address, whether it can be used, whether it is on the portal, and its outlet's level, if known."""

    url: str
    usable: bool = True
    portal: bool = False
    level: str = ""


class Entrant(Struct, frozen=True):
    """An activity with all that is compared; ``photos``: those that nothing disputes."""

    number: int
    status: str = "compliant"
    waived: bool = False
    provisional: bool = False
    units: tuple[str, ...] = ("甲局",)
    forms: int = 1
    posts: tuple[Post, ...] = ()
    photos: int = 0


class Weights(Struct, frozen=True):
    """The plan's weights; what is absent has none."""

    points: Mapping[str, Fraction] = {}
    caps: Mapping[str, Fraction] = {}
    joint: Fraction = Fraction(0)


def capped(points: Fraction, cap: Fraction | None) -> Fraction:
    """No more than the cap, where there is one."""
    return points if cap is None else min(points, cap)


def compared(every: Iterable[Entrant]) -> list[Entrant]:
    """Those that are certain: of a status that is compared, by a deadline that can no longer change."""
    return [one for one in every if one.status in COMPARED and not one.provisional]


def score(one: Entrant, every: Iterable[Entrant], by: Weights) -> Fraction:
    """One activity's points, item by item."""

    def weight(name: str) -> Fraction:
        return by.points.get(name, Fraction(0))

    elsewhere = {post.url for other in every if other is not one for post in other.posts if post.usable}
    counted = [post for post in one.posts if post.usable and post.url not in elsewhere]
    complete = one.status in ("late", "compliant")
    found = weight("on_time") * (one.status == "compliant") + weight("complete") * complete
    found += weight("portal") * any(post.portal for post in counted)
    press = sum((weight(LEVELS[post.level]) for post in counted if not post.portal and post.level), Fraction(0))
    found += capped(press, by.caps.get("reports"))
    found += capped(weight("forms") * (one.forms - 1 if complete else 0), by.caps.get("forms"))
    found += capped(weight("photos") * one.photos, by.caps.get("photos"))
    return found + (weight(one.status) if one.status != "compliant" and not one.waived else 0)


def places(scores: Mapping[int, Fraction]) -> dict[int, int]:
    """One more than how many have more; equal ones share a place."""
    return {key: 1 + sum(other > own for other in scores.values()) for key, own in scores.items()}


def units(every: list[Entrant], scores: Mapping[int, Fraction], by: Weights) -> dict[str, Fraction | None]:
    """What each unit has: of what it leads all, of what it hosts jointly the plan's share, nothing without either."""
    found: dict[str, Fraction | None] = {}
    for one in every:
        if one.status in ("cancelled", "scheduled", "awaiting"):
            continue
        for unit in one.units:
            found.setdefault(unit, None)
            share = Fraction(1) if unit == one.units[0] else by.joint
            if one.number in scores and share:
                found[unit] = (found[unit] or Fraction(0)) + share * scores[one.number]
    return found

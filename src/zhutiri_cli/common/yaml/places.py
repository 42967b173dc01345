"""A plain tree and, beside it, where everything stands: symbolic routes first, concrete lines by one look-up."""

from __future__ import annotations

from array import array
from typing import Any

from msgspec import Struct

from zhutiri_cli.common.yaml.syntax import Spot

Route = tuple[str | int, ...]
"""The way to a value: keys and places in lists, such as ``("activities", 3, "units")``."""

SHIFT = 24
"""A mark packs line and column into one number."""
_SHORT = 16
"""Items of a list that are gone through anew each time; where those of a longer one stand is kept."""


class Marks:
    """Where every value and key of a tree stands, in the order in which the text has them: a list or a mapping, then
    what is in it; a key, then its value. Two numbers each, since a large file has hundreds of thousands."""

    def __init__(self) -> None:
        self._marks = array("Q")
        self._spans = array("l")
        """How many marks each takes with all that is in it (0: not all of it is there yet); below 0, it is a key, and
        which of ``_names``."""
        self._names: dict[str, int] = {}
        self._items: dict[int, array[int]] = {}

    def add(self, mark: int, span: int = 1) -> int:
        """The next value stands there, with more in it to come (``span=0``) or not; its place among the marks."""
        self._marks.append(mark)
        self._spans.append(span)
        return len(self._spans) - 1

    def name(self, place: int, key: str) -> None:
        """What stands there is a key."""
        self._spans[place] = self._names.setdefault(key, -1 - len(self._names))

    def close(self, place: int) -> None:
        """Nothing more is in a list or mapping."""
        self._spans[place] = len(self._spans) - place

    def repeat(self, place: int, mark: int) -> int:
        """An alias that stands at ``mark`` has in it what the value at ``place`` has; its own place."""
        own, rest = self.add(mark), slice(place + 1, place + self._spans[place])
        self._marks.extend(self._marks[rest])
        self._spans.extend(self._spans[rest])
        self.close(own)
        return own

    def spot(self, place: int) -> Spot:
        """Where the value or key of that place stands."""
        mark = self._marks[place] if self._marks else 0
        return Spot((mark >> SHIFT) + 1, (mark & ((1 << SHIFT) - 1)) + 1)

    def key_in(self, place: int, key: str) -> int | None:
        """The place of a key of a mapping, the first of equal ones; its value comes next."""
        wanted = self._names.get(key)
        at, end = place + 1, self._end(place)
        while at < end and self._spans[at] < 0:
            if self._spans[at] == wanted:
                return at
            at += 1 + self._spans[at + 1]
        return None

    def item_in(self, place: int, number: int) -> int | None:
        """The place of an item of a list."""
        items = self._items.get(place)
        if items is None:
            items, at, end = array("L"), place + 1, self._end(place)
            while at < end and self._spans[at] > 0:
                items.append(at)
                at += self._spans[at]
            if len(items) > _SHORT:
                self._items[place] = items
        return items[number] if number < len(items) else None

    def _end(self, place: int) -> int:
        """Where what is in a value ends; of one that is still open (or of an empty text), with the marks."""
        span = self._spans[place] if place < len(self._spans) else 0
        return place + span if span else len(self._spans)


class Composed(Struct, frozen=True):
    """The plain tree, and the marks of all that is in it."""

    tree: Any
    marks: Marks

    def spot(self, route: Route, *, key: bool = False) -> Spot:
        """The place of the value at ``route``, or of its key. Parts that the text does not have are skipped."""
        place, its_key = 0, None
        for part in route:
            found = self.marks.key_in(place, part) if isinstance(part, str) else self.marks.item_in(place, part)
            if isinstance(part, str):
                its_key = found  # none: a missing field, or a tag of the model's own
                place = place if found is None else found + 1
            elif found is not None:
                place, its_key = found, None
        return self.marks.spot(its_key if key and its_key is not None else place)

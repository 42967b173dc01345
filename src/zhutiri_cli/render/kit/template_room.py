"""How much a template may write and hold, in characters, and for how long it may go on: spent by every loop, filter and
printed word, so that nothing written in a template costs much more than what it may write."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from zhutiri_cli.common.foreign_limits import TEMPLATE_ALL_CHARACTERS, TEMPLATE_CHARACTERS, TEMPLATE_SECONDS

ENDLESS, GROWN = "循环过多", "拼接的文字过长"
FILTERS = frozenset({
    "abs", "capitalize", "count", "d", "default", "e", "escape", "first", "float", "groupby", "int", "items", "join",
    "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "round",
    "select", "selectattr", "sort", "string", "sum", "title", "trim", "truncate", "unique", "upper",
})  # fmt: skip
"""What a letter has a use for, none of which asks for more than its own words."""
_COPYING = frozenset({"sort", "unique", "groupby", "min", "max", "join", "sum"})
"""Filters that hold a copy of all that they are given."""
_PLACES = 10


class Room:
    """What is left; ``refuse`` makes the error of a Chinese clause."""

    def __init__(self, refuse: Callable[[str], Exception]) -> None:
        self._refuse = refuse
        self._started: float | None = None
        self._left = 0
        self.fill()

    def fill(self) -> None:
        """As much as at the beginning, for the next text."""
        self._left = TEMPLATE_ALL_CHARACTERS

    def spend(self, value: Any, more: int = 1) -> Any:
        """What was made, counted as it is handed on."""
        self._left -= more + _size(value)
        if self._left < 0 or (isinstance(value, str) and len(value) > TEMPLATE_CHARACTERS):
            raise self._refuse(GROWN)
        self._go_on()
        return self._each(value) if isinstance(value, Iterator) else value

    def _go_on(self) -> None:
        now = time.monotonic()
        if self._started is None:
            self._started = now
        if now - self._started > TEMPLATE_SECONDS:
            raise self._refuse(ENDLESS)

    def _each(self, items: Iterable[Any], body: int = 0) -> Iterator[Any]:
        for item in items:
            self.spend(None, 1 + body)
            yield item

    def steps(self, items: Iterable[Any], body: int = 0) -> Iterator[Any]:
        """A filter: what a loop goes over, each step of which writes ``body`` characters of the template's own."""
        return self._each(items, body)

    def joined(self, join: Callable[[Iterable[Any]], Any], pieces: Iterable[Any]) -> Any:
        """Pieces one after the other, counted before they are put together."""
        held = list(pieces)
        for piece in held:
            self.spend(piece if isinstance(piece, str) else str(piece))
        return join(held)

    def bounded(self, filters: dict[str, Any]) -> dict[str, Any]:
        """The filters that a template may use, each within this room."""
        return {name: self._counted(name, call) for name, call in filters.items() if name in FILTERS}

    def _counted(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        before = int(hasattr(call, "jinja_pass_arg"))

        @wraps(call)
        def within(*given: Any, **named: Any) -> Any:
            self._go_on()
            words = list(given)
            if name in _COPYING and len(words) > before and not isinstance(words[before], str):
                words[before] = [self.spend(one) for one in words[before]]
            self._foresee(name, words[before:], named)
            return self.spend(call(*words, **named))

        return within

    def _foresee(self, name: str, words: list[Any], named: dict[str, Any]) -> None:
        """Refuse what would be made too long or too slowly, before it is made."""
        if name == "replace" and len(words) > 2 - len(named):
            old, new = (
                str(named.get(key, words[at] if at < len(words) else "")) for key, at in (("old", 1), ("new", 2))
            )
            self.spend(None, len(new) * (str(words[0]).count(old) + 1))
        elif name == "join" and words:
            between = str(named.get("d", words[1] if len(words) > 1 else ""))
            self.spend(None, len(between) * len(words[0]))
        elif name == "round":
            places = named.get("precision", words[1] if len(words) > 1 else 0)
            if not isinstance(places, int) or abs(places) > _PLACES:
                raise self._refuse(GROWN)


def _size(value: Any) -> int:
    return len(value) if isinstance(value, str | list | tuple | dict) else 0

"""Text that is safe to print, as a type: what people wrote passes one door, once, where a fact is assembled.

``Shown(raw)`` is the door. It masks citizens' numbers and makes every control, bidirectional or invisible character
visible; what is ``Shown`` already passes unchanged. Facts that outputs know hold ``Shown``, not ``str``, so that a raw
theme, path or reason in their place is a type error. Operations of ``str`` (an f-string, a slice, ``+``) give a plain
``str`` again, which must pass the door to become a fact; ``join``, ``lines``, ``of`` and ``strip``
keep the type.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Self

from msgspec import Struct

from zhutiri_cli.common.privacy import mask
from zhutiri_cli.common.spelling import literal


class Shown(str):
    """One line of text as any output may show it; ``lines`` makes the only ones that hold line breaks."""

    __slots__ = ("_odd",)
    _odd: str | None
    """The same with odd signs as they are, where it has any."""

    def __new__(cls, raw: str = "") -> Self:
        """``raw`` past the door; what is past it already as it is."""
        return raw if isinstance(raw, cls) else cls._made(*_safe(raw))

    @classmethod
    def whole(cls, raw: str) -> Self:
        """Harmless, but with its digits whole: for what is no citizen's number though it may look like one (a digest),
        and for the address book that the office itself put into its plan. Each use has its reason in
        ``tests/common/test_shown.py``."""
        return cls._made(literal(raw), raw)

    @classmethod
    def of(cls, *parts: str) -> Self:
        """Parts one after the other; those that are ``Shown`` stay as they are, digits whole included."""
        return cls._joined("", parts)

    @classmethod
    def lines(cls, parts: Iterable[str]) -> Self:
        """Parts as lines of one text; no other line break passes."""
        return cls._joined("\n", parts)

    def join(self, parts: Iterable[str], /) -> Self:
        """Parts with this text between them."""
        return self._joined(self, parts)

    def strip(self, chars: str | None = None, /) -> Self:
        """The text without what stands at its ends."""
        return self._made(str.strip(self, chars), self.only_masked.strip(chars))

    @property
    def only_masked(self) -> str:
        """The text without citizens' numbers, odd signs as people wrote them: for JSON, which has escapes of its own
        for them, so that a program finds the text again, and for comparing."""
        return str(self) if self._odd is None else self._odd

    @classmethod
    def _made(cls, shown: str, odd: str) -> Self:
        made = super().__new__(cls, shown)
        made._odd = odd if odd != shown else None
        return made

    @classmethod
    def _joined(cls, between: str, parts: Iterable[str]) -> Self:
        safe = list(map(cls, parts))
        odd = between.only_masked if isinstance(between, Shown) else between
        return cls._made(str.join(between, safe), odd.join([part.only_masked for part in safe]))

    def __reduce__(self) -> tuple[Any, ...]:
        """Copied and pickled as it is: the door would mask what is whole."""
        return str.__new__, (type(self), str(self)), (None, {"_odd": self._odd})


def _safe(raw: str) -> tuple[str, str]:
    return _known(raw) if len(raw) <= _SHORT else _past_the_door(raw)


def _past_the_door(raw: str) -> tuple[str, str]:
    masked = mask(raw)
    return literal(masked), masked


_SHORT = 100
"""Code points of a text that is worth remembering: keys and cells are the same few words over and over."""
_known = lru_cache(maxsize=1024)(_past_the_door)
NO_WORDS = Shown()
"""The empty text: the default of a fact that may have nothing to say."""


class Verbatim(Struct, frozen=True):
    """Text as it stands, for what must have it so: to open, to link to, to compare. It is no ``str``; where it is put
    into words after all, it passes the door."""

    text: str

    def __repr__(self) -> str:
        """Without the text: it has not passed the door."""
        return "Verbatim()"

    def __str__(self) -> str:
        return Shown(self.text)


def shown_tree(tree: Any) -> Any:
    """A tree as JSON has it, every text and key of it ``Shown``."""
    if isinstance(tree, str):
        return Shown(tree)
    if isinstance(tree, dict):
        return {Shown(key): shown_tree(value) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [shown_tree(item) for item in tree]
    return tree

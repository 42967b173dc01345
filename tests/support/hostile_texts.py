"""Texts by which a regular expression that blows up gives itself away, and what they cost it."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Iterable, Iterator
from re import _constants as code  # type: ignore[attr-defined]  # what a pattern is made of
from re import _parser as parser  # type: ignore[attr-defined]  # what takes one apart
from typing import Any

from tests.support.patterns import Used

_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)
_LONG_RUN = 40
"""A repeat of fewer is no run."""
_ALWAYS = "a1 \n.-政"
_MOST = 60
"""Texts for one pattern."""
_END = "\x01"
"""What no pattern goes on with."""


def hostile(pattern: re.Pattern[Any]) -> list[str]:
    """What to say again and again; with what comes once before it, parted by ``\\0``."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    parsed = parser.parse(text, pattern.flags & ~re.UNICODE)
    found: dict[str, None] = {}
    runs = list(dict.fromkeys(_runs(parsed, "")))
    for _, run in runs:
        found[run] = None
    for before, run in runs:
        if before:
            found[before + run] = None
            found[f"{before}\0{run}"] = None
    for before, run in runs:  # what begins again and again and never ends
        for sign in " a":
            found[before + run + sign] = None
            found[before + sign] = None
    signs = list(dict.fromkeys(itertools.chain((run for _, run in runs), _ALWAYS)))[:3]
    for pair in itertools.permutations(signs, 2):
        found["".join(pair)] = None
    for sign in _ALWAYS:
        found[sign] = None
    return list(found)[:_MOST]


def grown(piece: str, size: int) -> str:
    before, _, again = piece.rpartition("\0")
    return before + (again * (size // len(again) + 1))[:size] + _END


def seconds(used: Used, text: str, times: int = 1) -> float:
    """Of processor time, the least of some tries."""
    given = text if isinstance(used.pattern.pattern, str) else text.encode("utf-8", "replace")
    least = float("inf")
    for _ in range(times):
        start = time.process_time()
        if used.searched:
            for _found in used.pattern.finditer(given):
                pass
        else:
            used.pattern.match(given)
            used.pattern.fullmatch(given)
        least = min(least, time.process_time() - start)
    return least


def _runs(parsed: Iterable[Any], before: str) -> Iterator[tuple[str, str]]:
    """Each part that may be said without end, as a sample of what it says, and a sample of what comes before it."""
    for kind, held in parsed:
        if kind in _REPEATS:
            least, most, body = held
            if most >= _LONG_RUN:
                yield from ((before, one) for one in itertools.islice(dict.fromkeys(_samples(body)), 4))
            yield from _runs(body, before)
            before += next(_samples(body), "") * min(least, 4)
        elif kind == code.SUBPATTERN:
            yield from _runs(held[3], before)
            before += next(_samples(held[3]), "")
        elif kind == code.BRANCH:
            for one in held[1]:
                yield from _runs(one, before)
            before += next(_samples(held[1][0]), "")
        elif kind in (code.ASSERT, code.ASSERT_NOT):
            direction, body = held
            yield from _runs(body, before)
            if kind == code.ASSERT and direction < 0:
                before += next(_samples(body), "")
        elif kind == code.ATOMIC_GROUP:
            yield from _runs(held, before)
            before += next(_samples(held), "")
        else:
            before += next(_sample(kind, held), "")


def _samples(parsed: Iterable[Any]) -> Iterator[str]:
    """A few words that these parts, one after another, say."""
    parts = [list(itertools.islice(_sample(kind, held), 3)) or [""] for kind, held in parsed]
    yield from dict.fromkeys("".join(one[at % len(one)] for one in parts) for at in range(3)) or [""]


def _sample(kind: Any, held: Any) -> Iterator[str]:
    if kind == code.LITERAL:
        yield chr(held)
    elif kind == code.NOT_LITERAL:
        yield from (one for one in _ALWAYS if ord(one) != held)
    elif kind == code.ANY:
        yield "政"
    elif kind == code.IN:
        yield from _of_class(held)
    elif kind in _REPEATS:
        yield from (one * max(1, min(held[0], 12)) for one in _samples(held[2]))
    elif kind == code.SUBPATTERN:
        yield from _samples(held[3])
    elif kind == code.BRANCH:
        for one in held[1]:
            yield from itertools.islice(_samples(one), 1)
    elif kind == code.ATOMIC_GROUP:
        yield from _samples(held)


_CATEGORIES = {
    code.CATEGORY_DIGIT: "1",
    code.CATEGORY_SPACE: " \n",
    code.CATEGORY_WORD: "a1",
    code.CATEGORY_NOT_DIGIT: "a-",
    code.CATEGORY_NOT_SPACE: "a-",
    code.CATEGORY_NOT_WORD: " -",
}


def _of_class(held: list[Any]) -> Iterator[str]:
    named = [
        chr(what if kind == code.LITERAL else what[0]) for kind, what in held if kind in (code.LITERAL, code.RANGE)
    ]
    named += [one for kind, what in held if kind == code.CATEGORY for one in _CATEGORIES.get(what, "")]
    if held[0][0] == code.NEGATE:
        yield from (one for one in _ALWAYS if one not in named)
    else:
        yield from (one for one in _ALWAYS if one in named)
        yield from named

"""Whether a text mentions an activity (ZT404): by the day's own name, or by a few letters running of its theme.

Reports seldom repeat a theme word for word, so any run of ``LONG`` letters of it is enough, and any of ``RUN`` letters
that no other theme of the plan has: 政策宣传 tells no activity from another. What is looked for is chosen to be found
too easily rather than missed: a finding must mean that the page is about something else. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache

from msgspec import Struct

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.spelling import visible_only

RUN = 4
LONG = 6
THE_DAY = "政务公开主题日"
_LETTERS = lazy_pattern(r"[^\W_]+")


def letters(text: str) -> str:
    """A text's letters and digits alone, in one width and case: no white space, punctuation or invisible sign."""
    return "".join(_LETTERS.findall(visible_only(unicodedata.normalize("NFKC", text)))).casefold()


def telling(theme: str, themes: Sequence[str]) -> frozenset[str]:
    """What of a theme is looked for in a page, given all ``themes`` of the plan, itself among them.

    All its short runs where none is its own (the same theme twice); a theme shorter than a run is told by all of it.
    """
    return _telling(theme, _counted(tuple(themes)))


def _telling(theme: str, counts: Counter[str]) -> frozenset[str]:
    short = _runs(theme, RUN)
    own = frozenset(run for run in short if counts[run] <= 1)
    return (own or short) | _runs(theme, LONG)


def mentions(said: str, theme: str, themes: Sequence[str]) -> bool:
    """Whether ``said`` (from ``letters``) names 政务公开主题日 or the activity of this theme."""
    return THE_DAY in said or any(run in said for run in telling(theme, themes))


def names_theme(said: str, theme: str, themes: Sequence[str]) -> bool:
    """Whether ``said`` (from ``letters``) names the activity of this theme; the day's own name is not enough."""
    return any(run in said for run in telling(theme, themes))


def own_long_runs(theme: str, themes: Sequence[str]) -> frozenset[str]:
    """The runs of ``LONG`` letters that no other theme of the plan has: what names this one without a doubt. A theme
    with none is never named so."""
    text = [run for run in _runs(theme, LONG) if len(run) == LONG]
    others = [letters(other) for other in themes if other != theme]
    return frozenset(run for run in text if not any(run in other for other in others))


def _runs(theme: str, length: int) -> frozenset[str]:
    """The runs of letters of a theme, within its own words: the day's name stands in many themes and tells none."""
    own = [piece for piece in re.split(f"{THE_DAY}(?:活动)?", letters(theme)) if piece]
    pieces = [piece for piece in own if len(piece) >= length] or own or [letters(theme)]
    return frozenset(piece[i : i + length] for piece in pieces for i in range(max(len(piece) - length + 1, 1)))


class Themes(Struct, frozen=True, dict=True):
    """The themes of a plan, in its order, to be asked of many texts."""

    every: tuple[str, ...] = ()

    def other_named(self, said: str, theme: str) -> str | None:
        """The first theme but this one that ``said`` (from ``letters``) names."""
        places = [
            next((place for place in places if self.every[place] != theme), None)
            for length, runs in self._by_length.items()
            for at in range(len(said) - length + 1)
            if (places := runs.get(said[at : at + length])) is not None
        ]
        return min(((place, self.every[place]) for place in places if place is not None), default=(0, None))[1]

    @cached_property
    def _by_length(self) -> dict[int, dict[str, list[int]]]:
        """What tells themes, by its length, with the places of the first two different themes that it tells."""
        found: dict[int, dict[str, list[int]]] = {}
        counts = _counted(self.every)  # asked for once: to find it takes as long as there are themes
        for place, theme in enumerate(self.every):
            for run in _telling(theme, counts):
                places = found.setdefault(len(run), {}).setdefault(run, [])
                if len(places) < 2 and all(self.every[other] != theme for other in places):
                    places.append(place)
        return found


@lru_cache(maxsize=4)
def _counted(themes: tuple[str, ...]) -> Counter[str]:
    """How many themes have each short run."""
    return Counter(run for theme in themes for run in _runs(theme, RUN))

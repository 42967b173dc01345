"""A file's name without its activity's theme, whose words say nothing of what the file is for (contract §2)."""

from __future__ import annotations

from functools import lru_cache

from zhutiri_cli.common.spelling import normalise

LONG_RUN = 5
"""Letters of a theme in a row that are its words and not the name's own."""


def without_theme(name: str, theme: str) -> str:
    """A normalised name with the activity's theme taken out, so that the theme's own words decide nothing: the whole of
    it, and any run of ``LONG_RUN`` of its letters or more.

    White space and punctuation between the letters do not matter. A space stays where the theme was: what stood on
    either side of it never joins into a word.
    """
    letters, plain = _letters(theme), normalise(name)
    return _without_runs(_without_whole(plain, letters), letters) if letters else plain


@lru_cache(maxsize=1024)
def _letters(theme: str) -> str:
    return "".join(char for char in normalise(theme) if char.isalnum())


def _without_whole(name: str, theme: str) -> str:
    """A name with a space wherever all letters of the theme stand one after the other."""
    places = [place for place, char in enumerate(name) if char.isalnum()]
    kept, pieces, end = "".join([name[place] for place in places]), list[str](), 0
    at = kept.find(theme)
    while at >= 0:
        last = at + len(theme)
        pieces.append(name[end : places[at]])
        end = places[last - 1] + 1
        at = kept.find(theme, last)
    return " ".join([*pieces, name[end:]])


def _without_runs(name: str, theme: str) -> str:
    """A name without the longest runs of letters that stand in the theme, too, from left to right."""
    places = [place for place, char in enumerate(name) if char.isalnum()]
    if len(places) < LONG_RUN:
        return name
    kept, at, out = "".join([name[place] for place in places]), 0, list(name)
    while at + LONG_RUN <= len(kept):
        length = LONG_RUN
        if kept[at : at + length] not in theme:
            at += 1
            continue
        while at + length < len(kept) and kept[at : at + length + 1] in theme:
            length += 1
        start, end = places[at], places[at + length - 1] + 1
        out[start:end] = [" "] + [""] * (end - start - 1)
        at += length
    return "".join(out)

"""What a finding of a rule means beyond the check itself: for letters, circulars, rankings and filters."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from zhutiri_cli.common.shown import NO_WORDS, Shown


class Disputed(StrEnum):
    """What a finding leaves in doubt, so that a ranking does not count it."""

    PHOTO = "photo"
    """The photo that it points at; not counted until the finding is mended or waived."""
    LINK = "link"
    """Links that several activities submit; a waiver says that the link is right all the same."""


class Bearing(Struct, frozen=True):
    """Declared with the rule, carried by each of its findings; whoever weighs a finding asks this, never its code.

    ``unchecked``: it says that something was not checked, neither pass nor fail, so no unit is named on the strength of
    it. ``unread``: the file it points at was not read, so no rule on the content of files has looked at that file; a
    waiver says that somebody has read it by hand. ``in_doubt``: the record itself cannot be believed until it is
    corrected. ``lasting``: it concerns the whole workspace whatever a filter selects. ``disputed``: what it keeps out
    of a ranking. ``office``: it tells the office why an activity is its own to act on; of several findings the one with
    the smallest number is told (``None``: it is no such reason). ``about``: the kind of material it speaks of;
    ``lacking``: it says that there is too little of that kind, which implies whatever else is said about a kind of
    which there is nothing at all; ``obligation``: it speaks of something with a date of its own, which every output
    lists by itself.
    """

    unchecked: bool = False
    unread: bool = False
    in_doubt: bool = False
    lasting: bool = False
    disputed: Disputed | None = None
    office: int | None = None
    about: Shown = NO_WORDS
    lacking: bool = False
    obligation: bool = False


NO_BEARING = Bearing()

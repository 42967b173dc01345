"""What is proposed for a package that came without an activity's number. Plain facts."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from zhutiri_cli.common.shown import NO_WORDS, Shown


class ProposedLine(Struct, frozen=True):
    """A package, or a share of one, at the place ``at`` (from 1) of the screen.

    ``settled`` says in a few words why it is not taken again ("": it waits); ``activity`` is what it seems to be for,
    ``others`` what else it may be for; ``brought`` and ``missing`` are labels of kinds: what is in it, and what the
    activity would still lack with it; ``day`` is when it came, ``held`` when the activity may have been held, as
    ``held_by`` says; ``why`` it is thought so.
    """

    at: int
    package: Shown
    settled: Shown = NO_WORDS
    activity: int | None = None
    theme: Shown = NO_WORDS
    certain: bool = False
    others: tuple[int, ...] = ()
    brought: tuple[Shown, ...] = ()
    missing: tuple[Shown, ...] = ()
    day: date | None = None
    held: date | None = None
    held_by: Shown = NO_WORDS
    why: Shown = NO_WORDS

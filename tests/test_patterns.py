"""No regular expression takes more than some times longer for a text that is some times longer."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from tests.support.hostile_texts import grown, hostile, seconds
from tests.support.patterns import Patterns, Used
from zhutiri_cli.submission import ignored_names

SIZES = (*range(20, 40, 2), 50, 100, 400)
"""What doubles with every letter is told at two more letters than what is not too long yet: at twenty it is not, on any
machine, and at fifty it would not end."""
SHORT, LONG = 1600, 12_800
GROWTH = 22.0
"""Times for eight times the text: 8 where it grows evenly, 64 with the square. A shared machine may be twice as fast in
one moment as in the next: what lies between the two must be more than that away from both."""
TRIES = 5
"""Each of which has to show it: a moment in which the machine is busy shows it once or twice."""
STEP = 0.2
"""Seconds that no step takes."""
YARD = re.compile("x[^y]*z")
"""What it takes for a short text of xa is the measure of time, however fast the machine is."""
NOTICED, TOO_LONG = 0.3, 100
"""Times as long as that, for the short text: less tells nothing, more is too much without a second look."""
MADE: dict[str, Callable[[], list[Used]]] = {
    "submission.ignored_names translate(_plain(pattern).removeprefix('**/'))": lambda: [
        Used(ignored_names._compiled(pattern), pattern, searched=False)
        for pattern in ("*a*a*a*1", "**/*1*?*?*a", "[!1]*[!1]*[!a]", "?*" * 20, "a*/*/*1")
    ],
}
"""Expressions made while the program runs, which cannot be read from it: some that are made of what a plan may say."""


@cache
def patterns() -> Patterns:
    return Patterns()


@cache
def yard() -> float:
    return seconds(Used(YARD, "here", searched=True), grown("xa", SHORT), 20)


def test_no_pattern_blows_up() -> None:
    found = {}
    for used in (*patterns().found.values(), *(one for make in MADE.values() for one in make())):
        told = next(filter(None, (blown(used, one) for one in hostile(used.pattern))), "")
        if told:
            found[used.place] = told
    assert found == {}


def blown(used: Used, piece: str) -> str:
    """How a pattern blows up on a piece said again and again; "" where it does not."""
    noticed, too_long = NOTICED * yard(), TOO_LONG * yard()
    for size in (*SIZES, SHORT):
        if seconds(used, text := grown(piece, size)) > too_long and (took := seconds(used, text, 2)) > too_long:
            return f"{took:.2f} s for {size} characters of {piece!r}"
    if seconds(used, grown(piece, SHORT)) < noticed:
        return ""
    for _ in range(TRIES):
        short, long = seconds(used, grown(piece, SHORT), 3), seconds(used, grown(piece, LONG))
        if long < GROWTH * short or not goes_on(used, piece, long):
            return ""
    return f"{short:.3f} s for {SHORT}, {long:.3f} s for {LONG} characters of {piece!r}"


def goes_on(used: Used, piece: str, long: float) -> bool:
    """Whether it grows on like that: four times the text takes sixteen times as long, not four. What takes a step does
    not: from some length on the system gives memory by the page."""
    return long > STEP or seconds(used, grown(piece, 4 * LONG), 2) > 8 * long


def test_a_pattern_that_blows_up_is_found() -> None:
    for expression in (r"\s*[至到]", "(?:a+)+$", r"x\s*b?\s*z", "(?<=[b])(?:1+)+(?=c)", r"==(?=\S)(.+?)(?<=\S)=="):
        one = Used(re.compile(expression), "here", searched=True)
        assert any(blown(one, piece) for piece in hostile(one.pattern)), expression
    fine = Used(re.compile(r"\s*[至到]"), "here", searched=False)
    assert not any(blown(fine, piece) for piece in hostile(fine.pattern))


def test_every_expression_is_known_but_these() -> None:
    assert patterns().unknown == MADE.keys()

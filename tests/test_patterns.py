"""No regular expression takes more than some times longer for a text that is some times longer."""

from __future__ import annotations

import re
from functools import cache

from tests.support.hostile_texts import grown, hostile, seconds
from tests.support.patterns import Patterns, Used

SIZES = 22, 50, 100, 400
SHORT, LONG = 1600, 6400
GROWTH = 9.0
"""Times for four times the text: 4 where it grows evenly, 16 with the square."""
NOTICED, TOO_LONG = 0.003, 0.1
"""Seconds of processor time for the short text: less tells nothing (``x[^y]*z`` takes 1 ms, and passes), more is too
much without a second look."""
_DAYS = "typed_dates looks at 200 characters (_LONGEST)"
_TIMES = "month_cells reads cells of 60 characters and fewer (_LONGEST)"
_OWN = "what one person types at the prompt"
EXCUSED = {
    "check.rollup.storage_address _USER": "an address on the command line, of one person's own",
    "common.privacy _CODE_BEFORE": "privacy looks at the characters just before a number (_LONG_CODE)",
    "common.typed_dates _JOIN": _DAYS,
    "common.typed_dates _WEEKDAY": _DAYS,
    "common.typed_dates _TIME": _DAYS,
    "common.yaml.source _CUT_VALUE": "matched at one place of a line",
    "common.yaml.syntax _SLIP": "matched at the beginning of a line, of which 300 characters count (_LINE)",
    "materials.links.written_addresses _NEXT_LINE": "matched at the end of an address, nowhere else",
    "plan.importing.columns.loose_lines sub": "a line of 100 characters and fewer (_LONGEST)",
    "plan.importing.columns.time_words _BARE_DAY": _TIMES,
    "plan.importing.columns.time_words _BARE_MONTH": _TIMES,
    "plan.typed_ids _JOIN": _OWN,
    "plan.typed_ids _SHAPE": _OWN,
    "workspace.receiving.proposing.dialogue _CHANGE": _OWN,
}
"""Those that do, by why it does no harm."""
STILL = frozenset(
    f"{module} {name}"
    for module, names in {
        "common.yaml.periods": ["_JOINED"],
        "common.yaml.scalars": ["sub"],
        "materials.prose": ["_BLANK"],
        "plan.importing.columns.footnote_marks": ["_AFTER"],
        "plan.importing.columns.heading_words": ["_AND_PEOPLE"],
        "plan.importing.deadline_clauses": ["_NO_WORKING_DAYS"],
        "plan.importing.duties": ["sub"],
        "plan.importing.notice": ["_MAIL"],
        "plan.importing.plan_year": ["_NOTICE_TITLE"],
        "plan.importing.sources.markdown_marks": ["_STRUCK", "_COMMENT"],
        "plan.importing.sources.pasted_tables": ["_RULE"],
        "plan.importing.sources.unseen_by_style": ["_RULE", "_COMMENT", "_MEDIA"],
        "plan.terms": ["search"],
        "workdays.schedule": ["sub"],
        "workspace.receiving.packages.own_words": ["_QUOTING"],
        "workspace.receiving.proposing.plan_words": ["_COMMON"],
    }.items()
    for name in names
)
"""Those that grow with the square and wait to be mended: at most 0.9 s for 6,400 characters; none may join them."""
UNKNOWN = {
    "plan.importing.asked_materials pattern",
    "plan.importing.columns.footnote_marks "
    "f'(?:[注备]?注?[:：]?)[(（\\\\[【〔注^]*{re.escape(core)}[)）\\\\]】〕]*(?![0-9月年])'",
    "plan.importing.columns.unit_pieces f'(?<=[局委办])(?={re.escape(name[:1])})'",
    "submission.ignored_names translate(_plain(pattern).removeprefix('**/'))",
    "workspace.receiving.packages.set_aside f'{self._word}([0-9]+)\\\\r?\\\\n?'",
}
"""Expressions made while the program runs, which this cannot read."""


@cache
def patterns() -> Patterns:
    return Patterns()


def test_no_pattern_blows_up() -> None:
    found = {}
    for used in patterns().found.values():
        if used.place not in EXCUSED and used.place not in STILL:
            told = next(filter(None, (blown(used, one) for one in hostile(used.pattern))), "")
            if told:
                found[used.place] = told
    assert found == {}


def blown(used: Used, piece: str) -> str:
    """How a pattern blows up on a piece said again and again; "" where it does not."""
    for size in (*SIZES, SHORT):
        if seconds(used, text := grown(piece, size)) > TOO_LONG and (took := seconds(used, text, 2)) > TOO_LONG:
            return f"{took:.2f} s for {size} characters of {piece!r}"
    if seconds(used, grown(piece, SHORT)) < NOTICED:
        return ""
    short, long = seconds(used, grown(piece, SHORT), 3), seconds(used, grown(piece, LONG), 3)
    if short < NOTICED or long < GROWTH * short:
        return ""
    return f"{short:.3f} s for {SHORT}, {long:.3f} s for {LONG} characters of {piece!r}"


def test_a_pattern_that_blows_up_is_found() -> None:

    for expression in (r"\s*[至到]", "(?:a+)+$", r"x\s*b?\s*z"):
        one = Used(re.compile(expression), "here", searched=True)
        assert any(blown(one, piece) for piece in hostile(one.pattern)), expression
    fine = Used(re.compile(r"\s*[至到]"), "here", searched=False)
    assert not any(blown(fine, piece) for piece in hostile(fine.pattern))


def test_what_is_excused_is_there() -> None:
    assert {used.place for used in patterns().found.values()} >= EXCUSED.keys() | STILL


def test_every_expression_is_known_but_these() -> None:
    assert patterns().unknown == UNKNOWN

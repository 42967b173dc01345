"""What was seen on an activity's photos as the plain facts of a report. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from zhutiri_cli.case.case import Case
from zhutiri_cli.common.shown import NO_WORDS, Shown
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.materials.ocr.banner import Banner, Verdict, banner_of, decide
from zhutiri_cli.materials.ocr.words_seen import PhotoOutcome, Reading, Sighting
from zhutiri_cli.report.photo_lines import PhotoLine

PIECES, LENGTH = 5, 120
"""Of a photo without the banner's words: how many pieces of text are told, and how many characters of each and in all.
"""


def photo_lines(case: Case) -> Iterator[PhotoLine]:
    """A line for every photo of a case that was looked at, in the order in which that was done."""
    asked = case.plan.requirements.branding
    if case.seen is None or asked is None:
        return
    banner = banner_of(asked.banner, case.plan.year)
    for sighting in case.seen.sightings:
        yield _line(sighting, banner)


def _line(sighting: Sighting, banner: Banner) -> PhotoLine:
    logo = sighting.logo.found if sighting.logo and sighting.logo.outcome is PhotoOutcome.READ else None
    photo, reading = Shown(sighting.relative), sighting.reading
    if reading is None:
        return PhotoLine(photo, NO_WORDS, None, logo)
    found = decide([sighting], banner)
    words = found.words
    if found.verdict is Verdict.UNREADABLE:
        words = reading.reason
    elif found.verdict is Verdict.NOT_FOUND:
        words = _longest(reading)
    return PhotoLine(photo, Shown(shorten(words, LENGTH)), found.verdict, logo)


def _longest(reading: Reading) -> str:
    texts = dict.fromkeys(line.text.strip() for line in reading.lines)
    return "、".join(sorted(filter(None, texts), key=len, reverse=True)[:PIECES])

"""A unit's page from top to bottom, line by line: what its formats without a template of their own write alike."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from msgspec import Struct

from zhutiri_cli.case.phrases import long_day
from zhutiri_cli.common.shown import NO_WORDS, Shown
from zhutiri_cli.render.unit.tick_words import (
    DETAILS_TITLE,
    DUTY_LEGEND,
    LEGEND,
    MARKS,
    SET_TITLE,
    TABLE_TITLE,
    closing,
    heading,
    tick_words,
)
from zhutiri_cli.report.letters.unit_page import UnitPage
from zhutiri_cli.report.letters.unit_tasks import UnitTask
from zhutiri_cli.report.obligation_board import OF_ACTIVITIES


class Part(Enum):
    """What a line is in the page; ``TABLE`` and ``DUTIES`` stand where the tables of activities and of obligations are
    to be put."""

    TITLE = auto()
    DATE = auto()
    TEXT = auto()
    HEAD = auto()
    TABLE = auto()
    DUTIES = auto()
    ASK = auto()
    ACTIVITY = auto()
    TICK = auto()
    CLOSING = auto()
    SIGNED = auto()


class PageLine(Struct, frozen=True):
    """One line. ``keep``: it is not parted from the next by the end of a sheet; ``number``: of what the notice asks,
    from 1."""

    part: Part
    text: Shown = NO_WORDS
    keep: bool = False
    number: int = 0


def page_lines(page: UnitPage) -> Iterator[PageLine]:
    """Every line of the page."""
    yield PageLine(Part.TITLE, page.title)
    yield PageLine(Part.DATE, Shown(f"截至{long_day(page.as_of)}"))
    yield from (PageLine(Part.TEXT, sentence) for sentence in (*page.remarks, page.summary))
    yield PageLine(Part.HEAD, Shown(TABLE_TITLE), keep=True)
    yield PageLine(Part.TABLE)
    if page.duties:
        yield PageLine(Part.HEAD, Shown(f"{OF_ACTIVITIES}（{DUTY_LEGEND}）"), keep=True)
        yield PageLine(Part.DUTIES)
    yield PageLine(Part.HEAD, Shown(SET_TITLE), keep=True)
    yield from (PageLine(Part.ASK, ask, number=number) for number, ask in enumerate(page.asks, 1))
    if page.told:
        yield PageLine(Part.HEAD, Shown(f"{DETAILS_TITLE}（{LEGEND}）"), keep=True)
    for task in page.told:
        yield from _told(task, page)
    yield PageLine(Part.CLOSING, closing(page))
    yield PageLine(Part.SIGNED, page.office.issuer)


def _told(task: UnitTask, page: UnitPage) -> Iterator[PageLine]:
    yield PageLine(Part.ACTIVITY, heading(task), keep=True)
    if task.count:
        yield PageLine(Part.TEXT, task.count, keep=bool(task.ticks))
    for number, tick in enumerate(task.ticks, 1):
        words = Shown(f"{MARKS[tick.tick]} {tick.label}：{tick_words(tick)}")
        yield PageLine(Part.TICK, words, keep=number < len(task.ticks))
    if said := Shown.of(page.reminded(task), page.asked(task)):
        yield PageLine(Part.TEXT, said)

"""Marks of footnotes and of emphasis around the words of a cell: taken off, and said, since a note may belong to them.

Readers hand over raised digits as the characters that are raised by themselves (``¹``), so that a raised 1 is no 1.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.cell_text import HAN, flat, tidy
from zhutiri_cli.plan.importing.columns.plan_headings import PlanColumn
from zhutiri_cli.plan.importing.columns.plan_table import PlanLine

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_DIGITS = re.compile("[0-9]{1,3}(?:[,，、 ]+[0-9]{1,3})*")
_CIRCLED = "①-⑳❶-❿"
_STARS = "*＊※★☆△▲◆†‡"
_NOTE = "|".join(
    (
        "[⁰¹²³⁴-⁹]",
        f"[\\[［【〔](?:\\^[0-9A-Za-z]{{1,8}}|注?[0-9{_CIRCLED}*]{{1,2}}|注)[\\]］】〕]",
        f"[（(](?:注[0-9]{{0,2}}|[{_STARS}{_CIRCLED}])[)）]",
        f"[{_CIRCLED}]",
        f"[{_STARS}]",
    )
)
_AFTER = re.compile(
    f"(?<=[{HAN}A-Za-z0-9”》）)」])[ \u3000]*(?:{_NOTE})++(?:(?=[ \u3000]*(?:$|[\n、，,；;/]))|(?P<within>))"
)
"""Marks behind a word; ``within`` a piece they are part of it, and none of them is tried again."""
_BEFORE = re.compile(f"(?:^|(?<=[\n、，,；;]))[ \u3000]*[※★☆△▲◆]{{1,3}}[ \u3000]*(?=[{HAN}“《])")
_BETWEEN = re.compile("[\n、，,；;/]")
_HEAD = re.compile("^[注备]?注?[:：]?[(（\\[【〔注^]*")
_GOES_ON = (*"0123456789", "月", "年")
"""What makes a note's first number one of its own words."""
_FOLDED = (PlanColumn.ID, PlanColumn.TIME, PlanColumn.THEME, PlanColumn.FORMS, PlanColumn.UNITS)


def raised(words: str) -> str:
    """Words that a document raises above the line, bare digits as raised characters: ``1,2`` becomes ``¹²``."""
    if re.fullmatch("注[0-9]{0,2}", words):
        return f"[{words}]"
    return re.sub("[,，、 ]", "", words).translate(_RAISED) if _DIGITS.fullmatch(words) else words


class MarkFree(NamedTuple):
    """Text without marks, and the marks, each with the word that it stood at."""

    text: str
    marks: tuple[tuple[str, str], ...]


def without_marks(text: str) -> MarkFree:
    """The text of a cell without the marks at the end of its pieces, and stars at their beginning."""
    marks: list[tuple[str, str]] = []

    def without(pattern: re.Pattern[str], words: str) -> str:
        ends = [found.start() for found in _BETWEEN.finditer(words)]

        def taken(found: re.Match[str]) -> str:
            if found.groupdict().get("within") is not None:
                return found[0]
            marks.append((tidy(_piece(found, ends)), found[0].strip().translate(_PLAIN)))
            return ""

        return pattern.sub(taken, words)

    plain = without(_BEFORE, without(_AFTER, text))
    return MarkFree(plain, tuple(marks))


def _piece(found: re.Match[str], ends: Sequence[int]) -> str:
    """The piece that a mark ends or, where it ends none, begins. ``ends``: where the pieces of the cell end."""
    before, after = bisect_left(ends, found.start()), bisect_left(ends, found.end())
    first, last = ends[before - 1] + 1 if before else 0, ends[after] if after < len(ends) else None
    return found.string[first : found.start()] or found.string[found.end() : last]


def unmarked(lines: Sequence[PlanLine], notes: Sequence[str]) -> tuple[PlanLine, ...]:
    """The lines with the marks taken off their cells, each said among its doubts with the note that begins with it."""
    return tuple(_unmarked(entry, notes) for entry in lines)


def _unmarked(entry: PlanLine, notes: Sequence[str]) -> PlanLine:
    places = {at for column in _FOLDED for at in entry.layout.places(column)}
    freed = {at: without_marks(cell) for at, cell in enumerate(entry.line.cells) if at in places}
    found = [mark for free in freed.values() for mark in free.marks]
    if not found:
        return entry
    cells = tuple(freed[at].text if at in freed else cell for at, cell in enumerate(entry.line.cells))
    return replace(entry, line=replace(entry.line, cells=cells), doubts=(*entry.doubts, *_said(found, notes)))


def _said(found: Sequence[tuple[str, str]], notes: Sequence[str]) -> Iterator[str]:
    for word, mark in found:
        note = _note(mark, notes)
        told = f"（注为“{shorten(note)}”）" if note else ""
        yield f"原表“{shorten(word)}”带注号“{mark}”{told}，注号没有录入"


def _note(mark: str, notes: Sequence[str]) -> str:
    """The first note that begins with a mark, with 注 and brackets around it or without."""
    core = flat(mark).strip("[]【】〔〕()注^")
    if not core:
        return ""
    return next((note for note in notes if _begins_with(core, flat(note).translate(_PLAIN))), "")


def _begins_with(core: str, note: str) -> bool:
    words = _HEAD.sub("", note)
    return words.startswith(core) and not words.startswith(_GOES_ON, len(core))

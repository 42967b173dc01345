"""The year summed up by month: what stands in the timeline's place where single rows would be too many."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from zhutiri_cli.render.check.html.activity_rows import MANY, TONES
from zhutiri_cli.render.shared.headline import MARKS, ORDER
from zhutiri_cli.report.report import Report

HEAD, ROW, BAR = 8, 28, 20
_LEFT, _RIGHT = 150.0, 950.0
_ROOM = 8.0  # the width of one sign in a bar


class BarPiece(Struct, frozen=True):
    """The activities of one month that have the same mark; ``shown`` is empty where the piece is too narrow."""

    x: float
    width: float
    tone: str
    shown: str


class MonthBar(Struct, frozen=True):
    """One month with its number of activities, and in words how they stand."""

    y: int
    label: str
    told: str
    now: bool
    pieces: tuple[BarPiece, ...]


class MonthPicture(Struct, frozen=True):
    """A bar for every month that has activities."""

    height: int
    bars: tuple[MonthBar, ...]


def month_picture(report: Report) -> MonthPicture | None:
    """The sums by month, where there are too many activities for a row each."""
    if len(report.activities) <= MANY:
        return None
    totals = Counter(item.month for item in report.activities)
    by_month = {month: Counter[str]() for month in sorted(totals)}
    for item in report.activities:
        by_month[item.month][item.status.value] += 1
    scale = (_RIGHT - _LEFT) / max(totals.values())
    bars = tuple(
        MonthBar(
            HEAD + index * ROW,
            f"{month}（{totals[month]} 项）",
            "、".join(f"{status.label} {counts[status.value]}" for status in ORDER if counts[status.value]),
            month == f"{report.as_of:%Y-%m}",
            _pieces(counts, scale),
        )
        for index, (month, counts) in enumerate(by_month.items())
    )
    return MonthPicture(HEAD + len(bars) * ROW, bars)


def _pieces(counts: Counter[str], scale: float) -> tuple[BarPiece, ...]:
    """Statuses of one tone stand together, in the usual order."""
    merged: dict[str, tuple[str, int]] = {}
    for status in ORDER:
        tone = TONES[status]
        merged[tone] = (MARKS[status], merged.get(tone, ("", 0))[1] + counts[status.value])
    found, x = list[BarPiece](), _LEFT
    for tone, (mark, number) in merged.items():
        if number:
            width, text = number * scale, f"{mark} {number}"
            found.append(BarPiece(round(x, 1), round(width, 1), tone, text if len(text) * _ROOM + 8 <= width else ""))
            x += width
    return tuple(found)

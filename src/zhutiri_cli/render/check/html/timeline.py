"""The year as a picture: where every planned month, holding, deadline and receipt lies. Geometry only, no markup."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from msgspec import Struct

from zhutiri_cli.case.status import Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.check.html.activity_rows import MANY, TONES, held_on
from zhutiri_cli.render.check.html.axis import Axis, AxisSpan, axis_of, month_start
from zhutiri_cli.render.shared.headline import mark_of
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.report import Report

HEAD, ROW, FOOT = 26, 22, 6
_PER_PICTURE = 54  # rows that fit one printed page, with the heading and the legend
_LABEL = 36  # half-width cells of an activity's number and theme


class TimelineLine(Struct, frozen=True):
    """One activity: the heights of its parts are given by ``y``, the top of its row. ``earlier``, ``later``: a recorded
    day lies before or after the months that are drawn."""

    y: int
    id: int
    label: str
    state: str
    tone: str
    told: Shown
    planned: AxisSpan
    held: AxisSpan | None
    due: float | None
    firm: bool
    submitted: float | None
    late: AxisSpan | None
    earlier: bool
    later: bool


class Band(Struct, frozen=True):
    """The rows of one month: its name, and where they begin and end."""

    y: int
    height: int
    label: str


class Picture(Struct, frozen=True):
    """One drawing of at most a printed page. ``today`` is ``None`` where the day lies outside the axis."""

    number: int
    height: int
    months: tuple[AxisSpan, ...]
    bands: tuple[Band, ...]
    lines: tuple[TimelineLine, ...]
    today: float | None
    told: str


def pictures(report: Report) -> tuple[Picture, ...]:
    """All activities by month, in pieces of whole months that each fit a page; none where there are too many."""
    if len(report.activities) > MANY:
        return ()
    axis = axis_of(report)
    pieces = list(_pieces(report.activities))
    return tuple(_picture(index + 1, piece, axis, report.as_of) for index, piece in enumerate(pieces))


def _pieces(items: Iterable[ActivityReport]) -> Iterator[list[ActivityReport]]:
    """Whole months together as long as they fit; a month that is too long by itself is cut."""
    held: list[ActivityReport] = []
    ordered = sorted(items, key=lambda item: (item.month, item.id))
    for _, month in groupby(ordered, key=lambda item: item.month):
        group = list(month)
        if held and len(held) + len(group) > _PER_PICTURE:
            yield held
            held = []
        held += group
        while len(held) > _PER_PICTURE:
            yield held[:_PER_PICTURE]
            held = held[_PER_PICTURE:]
    if held:
        yield held


def _picture(number: int, items: list[ActivityReport], axis: Axis, as_of: date) -> Picture:
    lines, bands, y = list[TimelineLine](), list[Band](), HEAD
    for month, group in groupby(items, key=lambda item: item.month):
        top = y
        for item in group:
            lines.append(_line(item, y, axis, as_of))
            y += ROW
        label = axis.name(month_start(month))
        bands.append(Band(top, y - top, label))
    told = f"{bands[0].label}至{bands[-1].label}的 {len(lines)} 项活动，每项一行；各项的日期和状态见下面的活动总表。"
    today = axis.middle(as_of) if axis.holds(as_of) else None
    return Picture(number, y + FOOT, axis.months(), tuple(bands), tuple(lines), today, told)


def _line(item: ActivityReport, y: int, axis: Axis, as_of: date) -> TimelineLine:
    cancelled = item.status is Status.CANCELLED
    held = axis.span(*item.held) if item.held and axis.holds(item.held[0]) else None
    dates = [*(item.held or ()), *([item.submitted] if item.submitted else [])]
    return TimelineLine(
        y=y,
        id=item.id,
        label=fitting(f"{item.id} {item.theme}"),
        state=f"{mark_of(item)} {item.status.label}",
        tone=TONES[item.status],
        told=_told(item),
        planned=axis.span(item.period.first, item.period.last),
        held=held,
        due=None if cancelled or not axis.holds(item.due) else axis.middle(item.due),
        firm=item.deadline is not None,
        submitted=axis.middle(item.submitted) if item.submitted and axis.holds(item.submitted) else None,
        late=_late(item, axis, as_of),
        earlier=any(day < axis.first for day in dates),
        later=any(day > axis.last for day in dates),
    )


def _late(item: ActivityReport, axis: Axis, as_of: date) -> AxisSpan | None:
    """From the deadline to the day the set came in, or to today while something is lacking; only what is broken."""
    if item.status not in (Status.LATE, Status.OVERDUE, Status.INCOMPLETE) or item.waived:
        return None
    until = item.submitted if item.status is Status.LATE and item.submitted else as_of
    if until <= item.due:
        return None
    left = axis.middle(item.due)
    return AxisSpan(left, round(axis.middle(until) - left, 1), "")


def _told(item: ActivityReport) -> Shown:
    """The row in words: shown when the pointer rests on it."""
    parts = [f"计划 {item.period.words}"]
    parts += [f"举办 {held_on(item)}"] if item.held else []
    if item.status is not Status.CANCELLED:
        parts.append(f"{'截止日' if item.deadline else '最迟报送日'} {item.due}")
    parts += [f"报送 {item.submitted}"] if item.submitted else []
    return Shown.of(f"{item.id}. ", item.theme, f"：{'，'.join(parts)}；{item.label}")


def fitting(text: str, cells: int = _LABEL) -> str:
    """As much of a text as fits so many half-width cells, with … where it is cut."""
    shown, used = "", 0
    for sign in text:
        used += 2 if unicodedata.east_asian_width(sign) in "WFA" else 1
        if used > cells:
            return shown + "…"
        shown += sign
    return shown

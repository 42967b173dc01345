"""The table's lines turned into activities: months carried down, cells taken apart, every doubt kept as a remark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.common.yaml.scalars import Month
from zhutiri_cli.plan.importing.cell_text import is_blank, tidy, whole_number
from zhutiri_cli.plan.importing.columns.cell_pieces import Pieces, is_office
from zhutiri_cli.plan.importing.columns.form_pieces import is_tick, split_forms
from zhutiri_cli.plan.importing.columns.unit_pieces import split_units
from zhutiri_cli.plan.importing.columns.common_forms import COMMON_FORMS
from zhutiri_cli.plan.importing.columns.fitting import Known
from zhutiri_cli.plan.importing.columns.heading_words import is_helping, meaning
from zhutiri_cli.plan.importing.columns.month_cells import Time, read_time, undecided
from zhutiri_cli.plan.importing.columns.plan_headings import PlanColumn
from zhutiri_cli.plan.importing.columns.plan_table import PlanLine
from zhutiri_cli.plan.importing.rows.shifted_cells import CellPlacement, place


@dataclass(frozen=True, slots=True)
class DraftActivity:
    """One activity as far as the table says it; ``None`` and empty fields are left for a person to fill in.

    ``span``: first and last month, where ``month`` does not say when. ``planned``: the one day that is named.
    ``extra``: the cells of columns that have no key, by heading. ``open_forms``: the table has a column of forms,
    and does not say which they are.
    """

    id: int | None
    month: int | None
    theme: str
    forms: tuple[str, ...]
    units: tuple[str, ...]
    place: str
    own_remark: str = ""
    doubts: tuple[str, ...] = ()
    span: tuple[Month, Month] | None = None
    planned: date | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    open_forms: bool = False

    @property
    def remark(self) -> str:
        """The table's own remark and every doubt, as the plan carries it."""
        return "；".join(part for part in (self.own_remark, *self.doubts) if part)


def read_rows(
    lines: Sequence[PlanLine], year: int | None, forms: Iterable[str] = (), *, renumber: bool = False
) -> tuple[tuple[DraftActivity, ...], tuple[str, ...]]:
    """The activities of a table's prepared lines in order, and notices on their numbers. ``year``: the plan's, ``None``
    where it is open. ``renumber``: the table's parts count anew."""
    known = _known(lines, COMMON_FORMS | set(forms))
    found = _joined(_Months(year).carried(lines, known))
    if renumber and len({activity.id for activity in found}) < len(found):
        numbered = [replace(entry, id=at) for at, entry in enumerate(found, 1)]
        return tuple(numbered), (f"各表的序号从头编起，已按次序编为 1–{len(found)}",)
    found, said = _numbered(found)
    return tuple(found), tuple(said)


class _Months:
    """The month that holds until the next one is named, and whose line named it."""

    def __init__(self, year: int | None) -> None:
        self.year = year
        self.time: Time | None = None
        self.over = ""  # the month that a heading gives to the lines at hand, until one of them names another
        self.heading = ""  # that of the line before
        self.before: int | None = None

    def carried(self, lines: Sequence[PlanLine], known: Known) -> Iterator[DraftActivity]:
        for entry in lines:
            activity = self._activity(entry, place(entry.layout, entry.line, known), known)
            self.before = activity.id or self.before
            yield activity

    def _activity(self, entry: PlanLine, placed: CellPlacement, known: Known) -> DraftActivity:
        layout, line, values = entry.layout, entry.line, placed.values
        time, said, followed = self._with_second(entry, placed, *self._time(entry, placed))
        units = _units(entry, placed, known)
        forms = split_forms(values.get(PlanColumn.FORMS, ""), known.forms)
        parts = [*placed.tail, *followed] if placed.remark else []
        problem = f"{placed.remark}{'；' if parts else ''}{'，'.join(parts)}"
        own = [tidy(line.cells[at]) for at in layout.places(PlanColumn.REMARK) if not is_blank(line.cells[at])]
        return DraftActivity(
            whole_number(values.get(PlanColumn.ID, "")) or None,
            time.month,
            tidy(values.get(PlanColumn.THEME, "")),
            forms.items,
            units.items,
            line.place,
            "；".join(own),
            tuple(
                doubt
                for doubt in (problem, *said, *forms.doubts, *units.doubts, *(_aside(entry) if units.items else ()))
                if doubt
            ),
            time.span,
            time.day,
            _extra(entry),
            PlanColumn.FORMS in layout.columns and not forms.items,
        )

    def _time(self, entry: PlanLine, placed: CellPlacement) -> tuple[Time, list[str], list[str]]:
        """When, doubts about it, and what a repaired line says of the month it takes from the one before."""
        text = placed.values.get(PlanColumn.TIME, "")
        if PlanColumn.TIME in placed.lost:
            self.time = None
            return Time(None), [], []
        timeless = PlanColumn.TIME not in entry.layout.columns
        if entry.month and (entry.heads or entry.month != self.heading or timeless):
            self.over = entry.month
            self.time = read_time(entry.month, year=self.year) or self.time
        self.heading = entry.month
        if text:
            return self._read(entry, text)
        if self.time is None:
            return Time(None), ["原表未写活动时间，月份待填写"], []
        if self.time.dated or (self.time.known and self.time.said and not self.time.whole):
            above = f"（第{self.before}项）" if self.before else ""
            said = f"原表活动时间空白，上一行{above}为“{shorten(self.time.said)}”，不知是否同一时间，月份待填写"
            return Time(None), [said], []
        if not self.time.known:
            return Time(None), [undecided(self.time.said, self.before)], []
        if self.time.span is not None:
            said = f"活动时间随上一行{f'（第{self.before}项）' if self.before else ''}为“{shorten(self.time.said)}”"
            return self.time, [] if self.time.whole and not placed.remark else [said], []
        again = f"活动时间随上一行（第{self.before}项）为{self.time.month}月"
        return self.time, [], [again] if self.before else []

    def _with_second(
        self, entry: PlanLine, placed: CellPlacement, time: Time, said: list[str], followed: list[str]
    ) -> tuple[Time, list[str], list[str]]:
        """The same with what a second column of times says (月份 and 活动时间): its day, and its month where the first
        one's cell is blank; where they disagree, a person must decide."""
        rest = entry.layout.others
        cells = [entry.line.cells[at] for at in rest if at < len(entry.line.cells)]
        seconds = [
            read
            for at, cell in zip(rest, cells, strict=False)
            if meaning(entry.layout.headings[at]) is PlanColumn.TIME and not is_blank(cell)
            if (read := read_time(cell, year=self.year, home=True)) is not None and read.known
        ]
        if len(seconds) != 1:
            return time, said, followed
        second = seconds[0]
        if not placed.values.get(PlanColumn.TIME):
            return second, [], []
        if time.known and (time.month, time.span) == (second.month, second.span):
            return replace(time, day=time.day or second.day), said, followed
        if second.month is not None and time.span is not None and self.year is not None:
            first, last = time.span
            if first <= Month(self.year, second.month) <= last:
                return second, said, followed
        return (
            Time(None),
            [f"原表两栏时间“{shorten(time.said or f'{time.month}月')}”、“{shorten(second.said)}”对不上，月份待填写"],
            [],
        )

    def _read(self, entry: PlanLine, text: str) -> tuple[Time, list[str], list[str]]:
        over = read_time(self.over, year=self.year) if self.over else None
        heading = over.month if over is not None else None
        bare = entry.layout.bare_months
        read = read_time(text, year=self.year, bare=bare, home=True, month=heading) or Time(None, tidy(text))
        if over is not None and read.dated and read.month == heading:
            self.time = over  # a day of the heading's month says nothing of the line below
        else:
            self.time = read
            self.over = self.over if read.month == heading else ""
        if not read.known and self.year is None and _known_in_a_year(text, bare=bare):
            return read, [f"原表活动时间为“{shorten(read.said)}”，年份没有定下来，月份待填写"], []
        if not read.known:
            return read, [undecided(read.said)], []
        if read.whole or not read.said:
            return read, [], []
        span = f"，录为 {read.span[0]} 至 {read.span[1]}" if read.span and read.span[0] != read.span[1] else ""
        return read, [f"原表活动时间为“{read.said}”{span}"], []


def _known_in_a_year(text: str, *, bare: bool) -> bool:
    """Whether a time would say when if the plan's year were known."""
    read = read_time(text, year=2000, bare=bare, home=True)
    return read is not None and read.known


def _units(entry: PlanLine, placed: CellPlacement, known: Known) -> Pieces:
    """The units; those that only take part lead no activity, so alone they are said and not taken."""
    layout, line = entry.layout, entry.line
    places = layout.places(PlanColumn.UNITS)
    filled = [at for at in places if not is_blank(line.cells[at])]
    hosts = [at for at in places if not is_helping(layout.headings[at])]
    if hosts and filled and len(places) > 1 and not set(hosts) & set(filled) and PlanColumn.UNITS in placed.values:
        words = "、".join(f"“{shorten(tidy(line.cells[at]))}”" for at in filled)
        return Pieces((), (f"原表未列责任单位，只在“{layout.headings[filled[0]]}”栏列了{words}，责任单位待核实",))
    return split_units(placed.values.get(PlanColumn.UNITS, ""), known.units)


def _extra(entry: PlanLine) -> dict[str, str]:
    """The cells of columns that have no key, as they stand there; those of one heading together."""
    found: dict[str, str] = {}
    for at in entry.layout.others:
        text = tidy(entry.line.cells[at]) if at < len(entry.line.cells) else ""
        if not is_blank(text):
            heading = entry.layout.headings[at]
            found[heading] = f"{found[heading]}；{text}" if heading in found else text
    return found


def _aside(entry: PlanLine) -> list[str]:
    """Units that stand in a column of their own for those who only take part."""
    layout, line = entry.layout, entry.line
    pairs = [(layout.headings[at], line.cells[at]) for at in layout.places(PlanColumn.UNITS)[1:]]
    return [f"“{tidy(cell)}”列在原表“{heading}”栏" for heading, cell in pairs if not is_blank(cell)]


def _known(lines: Sequence[PlanLine], forms: frozenset[str]) -> Known:
    """The forms and units of lines in which every cell can be what its column says."""
    units: set[str] = set()
    more: set[str] = set()
    plain = Known(forms)
    for entry in lines:
        placed = place(entry.layout, entry.line, plain)
        if not placed.remark and PlanColumn.UNITS in placed.values:
            named = split_units(placed.values[PlanColumn.UNITS]).items
            if all(is_office(name) for name in named):
                units |= set(named)
                cell = placed.values.get(PlanColumn.FORMS, "")
                more |= {form for form in split_forms(cell, forms).items if len(form) <= 8}
    return Known(forms | more, frozenset(units))


def _joined(found: Iterable[DraftActivity]) -> list[DraftActivity]:
    """Lines of one number and one theme (cells merged downwards) as one activity with all their units."""
    joined: list[DraftActivity] = []
    for activity in found:
        last = joined[-1] if joined else None
        if (
            last is None
            or last.id is None
            or (last.id, last.theme, last.month, last.span)
            != (activity.id, activity.theme, activity.month, activity.span)
        ):
            joined.append(activity)
            continue
        joined[-1] = replace(
            last,
            forms=tuple(dict.fromkeys([*last.forms, *activity.forms])),
            units=tuple(dict.fromkeys([*last.units, *activity.units])),
            doubts=tuple(dict.fromkeys([*last.doubts, "原表分行列出责任单位，已合为一项", *activity.doubts])),
        )
    return joined


def _numbered(found: list[DraftActivity]) -> tuple[list[DraftActivity], list[str]]:
    """Numbers where the table has none at all, or where the lines around leave only one; doubles are said."""
    if all(activity.id is None for activity in found):
        return [replace(entry, id=at) for at, entry in enumerate(found, 1)], [
            f"原表没有序号（或为自动编号），按行次编为 1–{len(found)}"
        ]
    numbered: list[DraftActivity] = []
    for index, activity in enumerate(found):
        before = numbered[-1].id if numbered else 0
        after = found[index + 1].id if index + 1 < len(found) else None
        if activity.id is None and before is not None and after == before + 2:
            said = f"原表序号空白，按前后两行补为 {before + 1}"
            numbered.append(replace(activity, id=before + 1, doubts=(*activity.doubts, said)))
        elif activity.id is None:
            numbered.append(replace(activity, doubts=(*activity.doubts, "原表序号空白，序号待填写")))
        elif any(activity.id == entry.id for entry in numbered):
            numbered.append(replace(activity, doubts=(*activity.doubts, f"原表序号 {activity.id} 重复，照原样录入")))
        else:
            numbered.append(activity)
    return numbered, []

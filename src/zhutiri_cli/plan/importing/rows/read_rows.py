"""The table's lines turned into activities: months carried down, cells taken apart, every doubt kept as a remark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.cell_text import is_blank, is_left_open, tidy, whole_number
from zhutiri_cli.plan.importing.columns.cell_pieces import Pieces, is_office
from zhutiri_cli.plan.importing.columns.common_forms import COMMON_FORMS
from zhutiri_cli.plan.importing.columns.contacts import units_and_contacts
from zhutiri_cli.plan.importing.columns.fitting import Known
from zhutiri_cli.plan.importing.columns.form_pieces import is_tick, split_forms
from zhutiri_cli.plan.importing.columns.heading_words import is_helping, names_people
from zhutiri_cli.plan.importing.columns.plan_headings import PlanColumn
from zhutiri_cli.plan.importing.columns.plan_table import PlanLine
from zhutiri_cli.plan.importing.columns.unit_pieces import split_units
from zhutiri_cli.plan.importing.rows.carried_times import CarriedTimes
from zhutiri_cli.plan.importing.rows.changed_plans import change_of, speaks_of_changes
from zhutiri_cli.plan.importing.rows.crossed_cells import uncrossed
from zhutiri_cli.plan.importing.rows.draft_activity import DraftActivity
from zhutiri_cli.plan.importing.rows.row_numbers import joined, numbered
from zhutiri_cli.plan.importing.rows.shifted_cells import CellPlacement, place


def read_rows(
    lines: Sequence[PlanLine], year: int | None, forms: Iterable[str] = (), *, renumber: bool = False
) -> tuple[tuple[DraftActivity, ...], tuple[str, ...]]:
    """The activities of a table's prepared lines in order, and notices on their numbers. ``year``: the plan's, ``None``
    where it is open. ``renumber``: the table's parts count anew."""
    known = _known(lines, COMMON_FORMS | set(forms))
    found = joined(_activities(lines, year, known))
    if renumber and len({activity.id for activity in found}) < len(found):
        through = tuple(replace(entry, id=at) for at, entry in enumerate(found, 1))
        return through, (f"各表的序号从头编起，已按次序编为 1–{len(found)}",)
    found, said = numbered(found)
    return tuple(found), tuple(said)


def _activities(lines: Sequence[PlanLine], year: int | None, known: Known) -> Iterator[DraftActivity]:
    times = CarriedTimes(year)
    for entry in lines:
        activity = _activity(entry, times, known)
        times.line_ends(activity.id)
        yield activity


def _activity(entry: PlanLine, times: CarriedTimes, known: Known) -> DraftActivity:
    layout, line = entry.layout, entry.line
    placed = uncrossed(layout, place(layout, line, known), known)
    values = placed.values
    time, said, followed = times.of(entry, placed)
    units, contacts = _units(entry, placed, known)
    forms = _forms(entry, placed, known)
    parts = [*placed.tail, *followed] if placed.remark else []
    problem = f"{placed.remark}{'；' if parts else ''}{'，'.join(parts)}"
    own = [tidy(line.cells[at]) for at in layout.places(PlanColumn.REMARK) if not is_blank(line.cells[at])]
    theme = values.get(PlanColumn.THEME, "")
    unsettled = [f"原表活动主题写作“{tidy(theme)}”，主题待填写"] if is_left_open(theme) else []
    change = change_of(_remarks(entry), theme, time, times.year)
    aside = _aside(entry) if units.items else ()
    doubts = (problem, *entry.doubts, *said, *unsettled, *forms.doubts, *units.doubts, *aside, *change.doubts)
    return DraftActivity(
        id=whole_number(values.get(PlanColumn.ID, "")) or None,
        month=time.month,
        theme="" if is_left_open(theme) else tidy(theme),
        forms=forms.items,
        units=units.items,
        place=line.place,
        own_remark="；".join(own),
        doubts=tuple(doubt for doubt in doubts if doubt),
        span=time.span,
        planned=time.day,
        extra={**_extra(entry, known), **contacts},
        open_forms=PlanColumn.FORMS in layout.columns and not forms.items,
        change=change,
    )


def _remarks(entry: PlanLine) -> list[tuple[str, str]]:
    """The filled cells that may say what became of an activity, with their headings."""
    layout, cells = entry.layout, entry.line.cells
    places = [
        *layout.places(PlanColumn.REMARK),
        *(at for at in layout.others if speaks_of_changes(layout.headings[at])),
    ]
    return [(layout.headings[at], cells[at]) for at in places if at < len(cells) and not is_blank(cells[at])]


def _forms(entry: PlanLine, placed: CellPlacement, known: Known) -> Pieces:
    """The forms of the column of forms, and those whose own columns are ticked."""
    own = split_forms(placed.values.get(PlanColumn.FORMS, ""), known.forms)
    ticked = [entry.layout.headings[at] for at in _ticked(entry, known)]
    return replace(own, items=tuple(dict.fromkeys([*own.items, *ticked])))


def _ticked(entry: PlanLine, known: Known) -> list[int]:
    """The columns that a form's name heads and this line ticks."""
    layout, cells = entry.layout, entry.line.cells
    return [at for at in layout.others if layout.headings[at] in known.forms and at < len(cells) and is_tick(cells[at])]


def _units(entry: PlanLine, placed: CellPlacement, known: Known) -> tuple[Pieces, dict[str, str]]:
    """The units; those that only take part lead no activity, so alone they are said and not taken. And the contacts
    that stand with them, by heading."""
    layout, line = entry.layout, entry.line
    places = layout.places(PlanColumn.UNITS)
    filled = [at for at in places if not is_blank(line.cells[at])]
    hosts = [at for at in places if not is_helping(layout.headings[at])]
    if hosts and filled and len(places) > 1 and not set(hosts) & set(filled) and PlanColumn.UNITS in placed.values:
        words = "、".join(f"“{shorten(tidy(line.cells[at]))}”" for at in filled)
        said = f"原表未列责任单位，只在“{layout.headings[filled[0]]}”栏列了{words}，责任单位待核实"
        return Pieces((), (said,)), {}
    heading = layout.heading(PlanColumn.UNITS)
    named = names_people(heading)
    cell, contacts = units_and_contacts(placed.values.get(PlanColumn.UNITS, ""), contacts=named)
    return split_units(cell, known.units), {heading if named else "联系人": contacts} if contacts else {}


def _extra(entry: PlanLine, known: Known) -> dict[str, str]:
    """The cells of columns that have no key, as they stand there; those of one heading together."""
    found: dict[str, str] = {}
    ticked = _ticked(entry, known)
    for at in entry.layout.others:
        if at in ticked:
            continue
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

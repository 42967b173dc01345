"""What a cell's text may be: by the words of the table's undoubted lines, and by what a text cannot be."""

from __future__ import annotations

from msgspec import Struct

from zhutiri_cli.plan.importing.cell_text import is_left_open, whole_number
from zhutiri_cli.plan.importing.columns.cell_pieces import hard_pieces, is_office, is_surely_office
from zhutiri_cli.plan.importing.columns.month_cells import names_a_time, read_time
from zhutiri_cli.plan.importing.columns.plan_headings import PlanColumn, PlanLayout

_CONTENT = (PlanColumn.THEME, PlanColumn.FORMS, PlanColumn.UNITS)
_FORM_LENGTH = 12
_QUOTED = frozenset("“”《》")


def content(layout: PlanLayout) -> tuple[PlanColumn, ...]:
    """The columns that every line of a sound table fills; a month may stand on the first of its lines only."""
    return tuple(column for column in _CONTENT if column in layout.columns)


class Known(Struct, frozen=True):
    """Words of the table's undoubted lines and of the notice, by which cells are told."""

    forms: frozenset[str]
    units: frozenset[str] = frozenset()


class FittedCell(Struct, frozen=True):
    """A filled cell, and the column it stands in (``None``: beyond the header)."""

    text: str
    home: PlanColumn | None
    heading: str


def is_timely(layout: PlanLayout, text: str, *, home: bool = False) -> bool:
    """Whether a text is a time; ``home``: it stands in the column of times, where other words may stand around it."""
    bare = layout.bare_months and PlanColumn.TIME in layout.columns
    return read_time(text, year=0, bare=bare, home=home, month=1 if home else None) is not None


def stays(layout: PlanLayout, cell: FittedCell, column: PlanColumn, known: Known) -> bool:
    """Whether a text may be what a column says: it is not plainly something else."""
    text = cell.text
    if column is PlanColumn.ID:
        return whole_number(text) is not None
    timely = is_timely(layout, text, home=column is cell.home is PlanColumn.TIME)
    if column is PlanColumn.TIME:
        return timely
    if column is cell.home and is_left_open(text):
        return True
    if column is PlanColumn.UNITS:
        return not timely and not any(piece in known.forms for piece in hard_pieces(text))
    return not timely and not (column is PlanColumn.FORMS and all(piece in known.units for piece in hard_pieces(text)))


def fits(layout: PlanLayout, column: PlanColumn, cell: FittedCell, known: Known) -> bool:
    """Whether a cell may be given to a column in a reading."""
    text, pieces = cell.text, hard_pieces(cell.text)
    if not stays(layout, cell, column, known):
        return False
    if is_left_open(text):
        return column in (cell.home, PlanColumn.TIME)
    formal, official = _formal(text, known), _official(text, known)
    if column is PlanColumn.THEME:
        if column is cell.home:
            return True
        return not formal and not official and whole_number(text) is None and not names_a_time(text)
    if column is PlanColumn.FORMS and column is cell.home:
        return all(len(piece) <= _FORM_LENGTH for piece in pieces) and not _QUOTED & set(text) and not official
    if column is PlanColumn.FORMS:
        return formal
    if column is PlanColumn.UNITS:
        return not _QUOTED & set(text) and all(piece in known.units or is_office(piece) for piece in pieces)
    return True


def _formal(text: str, known: Known) -> bool:
    """Whether every piece is a known form."""
    return all(piece in known.forms for piece in hard_pieces(text))


def _official(text: str, known: Known) -> bool:
    """Whether every piece is a known unit, or can hardly be anything else."""
    return all(piece in known.units or is_surely_office(piece) for piece in hard_pieces(text))


def belongs(layout: PlanLayout, cell: FittedCell, known: Known, *, plainly: bool) -> bool:
    """Whether a cell may stay where it is, ``plainly``: it can hardly be anything but what its column says."""
    if cell.home is None or not stays(layout, cell, cell.home, known):
        return False
    if is_left_open(cell.text):
        return True
    if plainly and cell.home in _CONTENT:
        formal, official = _formal(cell.text, known), _official(cell.text, known)
        return {PlanColumn.FORMS: formal, PlanColumn.UNITS: official}.get(cell.home, False)
    return True

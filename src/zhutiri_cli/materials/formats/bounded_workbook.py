"""A workbook as openpyxl reads it, but no more of it than is asked for: sheets and rows by choice, the strings that
these show, and ranges no larger than what is filled."""

from __future__ import annotations

import io
import re
from collections.abc import Container, Iterator, Mapping
from typing import IO, Any

from msgspec import Struct, field

_FILLED = ("{*}c/{*}v", "{*}c/{*}is", "{*}c/{*}f")
_KEPT = frozenset({"sheetPr", "sheetFormatPr", "cols", "sheetData", "mergeCells", "hyperlinks"})
"""Of a sheet, what holds or places values."""
_RANGE = re.compile("([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")


class TooMuchError(Exception):
    """More cells than may be read: of this sheet."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


class BoundedBook(Struct, frozen=True):
    """A workbook without what was not asked for; ``beyond``: the titles of sheets that have filled rows below those;
    ``formulas``: the addresses of cells with one, by title."""

    book: Any
    beyond: frozenset[str]
    formulas: Mapping[str, frozenset[str]]


class Bounds(Struct, frozen=True):
    """What is read: this many rows of each sheet, ``cells`` altogether in one; ``titles``: of these sheets, or of
    all."""

    cells: int
    rows: int = 1_048_576
    titles: Container[str] | None = None


def bounded_workbook(stream: IO[bytes], bounds: Bounds, *, results: bool, rich: bool) -> BoundedBook:
    """The workbook in a stream. Raises what openpyxl raises for one that is damaged, and ``TooMuchError``."""
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.styles.stylesheet import apply_stylesheet

    reader = ExcelReader(stream, keep_links=False, data_only=results, rich_text=rich)
    with reader.archive:
        reader.read_manifest()
        reader.read_workbook()
        apply_stylesheet(reader.archive, reader.wb)
        cuts = list(_cuts(reader, bounds))
        reader.shared_strings = _strings(reader, cuts, rich=rich)  # type: ignore[assignment]  # by number, like a list
        for cut in cuts:
            _fill(reader, cut)
    formulas = {cut.sheet.title: frozenset(cut.formulas) for cut in cuts}
    return BoundedBook(reader.wb, frozenset(cut.sheet.title for cut in cuts if cut.beyond), formulas)


class _Cut(Struct):
    """A sheet that is there, empty so far, the part it is told in, and of that what is read; ``None``: nothing."""

    sheet: Any
    part: str
    tree: Any
    beyond: bool = False
    formulas: set[str] = field(default_factory=set)


def _cuts(reader: Any, bounds: Bounds) -> Iterator[_Cut]:
    for told, relation in reader.parser.find_sheets():
        if relation.target not in reader.valid_files or "chartsheet" in relation.Type:
            continue
        sheet = reader.wb.create_sheet(told.name)
        sheet.sheet_state = told.state
        cut = _Cut(sheet, relation.target, None)
        if bounds.titles is None or told.name in bounds.titles:
            with reader.archive.open(relation.target) as part:
                _cut(cut, part, bounds)
        yield cut


def _cut(cut: _Cut, part: IO[bytes], bounds: Bounds) -> None:
    from lxml import etree

    steps = etree.iterparse(part, tag="{*}row", resolve_entities=False, no_network=True)
    at, cells, last, widest = 0, 0, 0, 0
    for _, row in steps:
        number = row.get("r", "")
        at = int(number) if number.isdecimal() else at + 1
        if at > bounds.rows:
            cut.beyond = cut.beyond or any(row.find(path) is not None for path in _FILLED)
            row.getparent().remove(row)
            continue
        while len(row) and len(row[-1]) == 0:  # cells that have a format and nothing else, often to the sheet's edge
            del row[-1]
        cells += len(row)
        if cells > bounds.cells:
            raise TooMuchError(cut.sheet.title)
        if len(row):
            last, widest = max(last, at), max(widest, len(row), _column(row[-1].get("r", "")))
            cut.formulas |= {one.getparent().get("r", "") for one in row.iterfind("{*}c/{*}f")}
    cut.tree = steps.root
    for child in list(cut.tree):
        if not isinstance(child.tag, str) or etree.QName(child).localname not in _KEPT:
            cut.tree.remove(child)
    _clip(cut, last, widest, bounds.cells)


def _column(place: str) -> int:
    """The number of the column in a cell's address, 0 where there is none."""
    found = 0
    for letter in place.rstrip("0123456789"):
        found = found * 26 + ord(letter) - 64
    return found


def _clip(cut: _Cut, last: int, widest: int, most: int) -> None:
    """Ranges that are merged or linked end where the filled cells end: Excel's own go over whole columns."""
    from openpyxl.utils import get_column_letter

    covered = 0
    for one in list(cut.tree.iter("{*}mergeCell", "{*}hyperlink")):
        found = _RANGE.fullmatch(one.get("ref", "").replace("$", ""))
        if found is None:
            if _row(one.get("ref", "")) > last:
                one.getparent().remove(one)
            continue
        left, top = _column(found[1]), int(found[2])
        right, bottom = min(_column(found[3]), max(widest, left)), min(int(found[4]), max(last, top))
        if top > last:
            one.getparent().remove(one)
            continue
        one.set("ref", f"{found[1]}{top}:{get_column_letter(right)}{bottom}")
        covered += (right - left + 1) * (bottom - top + 1)
        if covered > most:
            raise TooMuchError(cut.sheet.title)


def _row(place: str) -> int:
    digits = place.lstrip("$ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits.isdecimal() and len(digits) < 8 else 0


def _strings(reader: Any, cuts: list[_Cut], *, rich: bool) -> dict[int, Any]:
    """The shared strings that are shown, by their numbers."""
    from lxml import etree
    from openpyxl.cell.rich_text import CellRichText
    from openpyxl.cell.text import Text
    from openpyxl.xml.constants import SHARED_STRINGS

    told = reader.package.find(SHARED_STRINGS)
    shown = {
        int(value)
        for cut in cuts
        if cut.tree is not None
        for cell in cut.tree.iter("{*}c")
        if cell.get("t") == "s" and (value := (cell.findtext("{*}v") or "").strip()).isdecimal()
    }
    if told is None or not shown:
        return {}
    found: dict[int, Any] = {}
    with reader.archive.open(told.PartName[1:]) as part:
        steps = etree.iterparse(part, tag="{*}si", resolve_entities=False, no_network=True)
        for number, (_, node) in enumerate(steps):
            if number in shown and rich:
                pieces = CellRichText.from_tree(node)
                plain = len(pieces) < 2 and all(isinstance(one, str) for one in pieces)
                found[number] = "".join(map(str, pieces)) if plain else pieces
            elif number in shown:
                text: Any = Text.from_tree(node)
                found[number] = text.content.replace("x005F_", "")
            node.getparent().remove(node)
    return found


def _fill(reader: Any, cut: _Cut) -> None:
    """Put the cells of a sheet into it, with their links, comments and merged ranges."""
    from lxml import etree
    from openpyxl.packaging.relationship import RelationshipList, get_dependents, get_rels_path
    from openpyxl.worksheet._reader import WorksheetReader

    if cut.tree is None:
        return
    listed = get_rels_path(cut.part)  # type: ignore[no-untyped-call]  # openpyxl annotates nothing
    relations = get_dependents(reader.archive, listed) if listed in reader.valid_files else RelationshipList()
    cut.sheet._rels = relations
    source = io.BytesIO(etree.tostring(cut.tree))
    WorksheetReader(cut.sheet, source, reader.shared_strings, reader.data_only, reader.rich_text).bind_all()
    _comment(reader, cut.sheet, relations)


def _comment(reader: Any, sheet: Any, relations: Any) -> None:
    from openpyxl.cell.cell import MergedCell
    from openpyxl.comments.comment_sheet import CommentSheet
    from openpyxl.xml.constants import COMMENTS_NS
    from openpyxl.xml.functions import fromstring

    for relation in relations.find(COMMENTS_NS):
        told: Any = CommentSheet.from_tree(fromstring(reader.archive.read(relation.target)))
        for place, comment in told.comments:
            cell = sheet[place] if _row(place) <= sheet.max_row else None
            if cell is not None and not isinstance(cell, MergedCell):
                cell.comment = comment

"""The table of an annex: ruled, its head repeated on every page, no row broken over two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from zhutiri_cli.render.kit.official_page import CELL, CELL_HEAD, Look, run, shape


def ruled_table(document: Any, heads: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[str]]) -> None:
    """A table at the end of a document; ``widths`` in mm."""
    table = document.add_table(rows=0, cols=len(heads), style="Table Grid")
    table.autofit = False
    _narrow_margins(table)
    _head(_row(table, heads, widths, CELL_HEAD))
    for row in rows:
        _row(table, row, widths, CELL)


def _narrow_margins(table: Any) -> None:
    """One millimetre at either side of a cell, so that a date stays on one line."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _row(table: Any, cells: Sequence[str], widths: Sequence[float], look: Look) -> Any:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, text, width in zip(row.cells, cells, widths, strict=True):
        cell.width = Mm(width)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        shape(paragraph, look)
        run(paragraph, text, look)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return row


def _head(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

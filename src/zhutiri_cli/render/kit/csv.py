"""CSV that Excel, WPS and LibreOffice open as it is meant: UTF-8 with BOM, RFC 4180 quoting, ISO dates, no formulas.

Spreadsheets run a cell that begins with ``=``, ``+``, ``-`` or ``@`` (also full-width, also after spaces), quoted or
not. Such text gets one apostrophe in front; text that begins with apostrophes before such a sign gets one more, so a
program that takes one apostrophe off those cells has the original back. Numbers and dates are never touched.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from zhutiri_cli.common.shown import Shown

Cell = str | int | date | bool | None
_RUN = re.compile(r"[\s']*[=+\-@＝＋－＠]")


def table(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The file. Dates read 2024-03-15, truth 是 or 否, nothing is empty; people's text is literal and masked."""
    return b"".join(lines(heads, rows))


def lines(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The same in pieces, one a line, as the rows come."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_text(head) for head in heads])
    yield out.getvalue().encode("utf-8-sig")
    for row in rows:
        out.seek(0)
        out.truncate()
        writer.writerow([_written(cell) for cell in row])
        yield out.getvalue().encode()


def month(text: str) -> str:
    """``2024-03`` as 2024年3月: spreadsheets turn the former into the first of the month."""
    year, number = text.split("-")
    return f"{year}年{int(number)}月"


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int) else _text(cell)


def _text(text: str) -> str:
    shown = Shown(text)
    return f"'{shown}" if _RUN.match(shown) else shown

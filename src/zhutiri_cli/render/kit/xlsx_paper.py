"""How a sheet is printed: A4 landscape, columns that are too many for one page beside one another on several.

The sheet is never shrunk until nobody can read it: it gets as many pages side by side as leave its text at
``SMALLEST`` per cent or more, and the columns that stay in view on the screen are repeated on each. Printed on A3 the
same pages are simply larger.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

A4 = 9
SIDE, TOP = 0.35, 0.6
"""Margins in inches."""
ROOM = 150
"""Half-width signs of 11 points side by side on a landscape A4 page within the margins."""
PADDING = 0.72
"""What a column takes beside its signs."""
SMALLEST = 70
MOST = 6


def pages_across(widths: Sequence[float], repeated: int) -> int:
    """How many pages side by side columns of these widths need; the first ``repeated`` ones stand on every page."""
    taken = [width + PADDING for width in widths]
    stays, rest = sum(taken[:repeated]), taken[repeated:]
    for pages in range(1, MOST):
        if (stays + _widest(rest, pages)) * SMALLEST <= ROOM * 100:
            return pages
    return MOST


def _widest(widths: Sequence[float], pages: int) -> float:
    """The width of the widest of so many pages that take the columns in order, parted as evenly as they can be."""
    if pages == 1 or len(widths) < 2:
        return sum(widths)
    heads = (sum(widths[:cut]) for cut in range(1, len(widths) + 1))
    return min(max(head, _widest(widths[cut:], pages - 1)) for cut, head in enumerate(heads, 1))


def set_paper(page: Worksheet, widths: Sequence[float], repeated: int, head: int, name: str) -> None:
    """The sheet's print settings: ``head`` is the row of the header, which every page repeats."""
    across = pages_across(widths, repeated)
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(left=SIDE, right=SIDE, top=TOP, bottom=TOP)
    page.fit_to_pages(across, 0)
    page.repeat_rows(head)
    if across > 1:
        page.print_across()
        if repeated:
            page.repeat_columns(0, repeated - 1)
    page.hide_gridlines(0)
    page.set_footer(f"&L{name.replace('&', '&&')}&R第 &P 页，共 &N 页")

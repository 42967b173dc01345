"""What every reader hands over: tables as lines of cell texts, merged cells expanded, and the text around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: a text per grid column, and the words by which people find it (``第 3 行``).

    A cell merged downwards is repeated in every line it covers; one merged to the right stands in its first column
    and leaves the others empty.
    """

    cells: tuple[str, ...]
    place: str

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns that hold any text."""
        return tuple(index for index, cell in enumerate(self.cells) if cell.strip())


@dataclass(frozen=True, slots=True)
class Grid:
    """One table, its place (``第 2 个表格``; empty where the source is one table) and the text since the one before."""

    lines: tuple[Line, ...]
    place: str = ""
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """A source as read: its tables in order, the lines of all text outside them, and notices for the reader."""

    grids: tuple[Grid, ...]
    text: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A cell as HTML has it: its text and how many lines and columns it covers."""

    text: str
    down: int = 1
    right: int = 1


def spread(rows: Sequence[Iterable[Span]], limit: int = 200) -> list[tuple[str, ...]]:
    """Cells with spans to plain lines of at most ``limit`` columns, by the table model of HTML 5 (§4.9.12)."""
    held: dict[int, tuple[str, int]] = {}  # column to the text hanging down into it, and for how many lines more
    lines = []
    for row in rows:
        cells, hanging = {column: text for column, (text, _) in held.items()}, dict(held)
        column = 0
        for span in row:
            while column in hanging:
                column += 1
            width = max(1, min(span.right, limit - column))
            for offset in range(width if column < limit else 0):
                text = span.text if offset == 0 else ""
                cells[column + offset] = text
                if span.down > 1:
                    held[column + offset] = (text, span.down)
            column += width
        held = {column: (text, left - 1) for column, (text, left) in held.items() if left > 1}
        lines.append(tuple(cells.get(column, "") for column in range(max(cells, default=-1) + 1)))
    return lines


def squared(lines: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The lines made equally long with empty cells."""
    width = max((len(line) for line in lines), default=0)
    return [(*line, *[""] * (width - len(line))) for line in lines]

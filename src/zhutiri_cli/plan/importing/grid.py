"""What every reader hands over: tables as lines of cell texts, merged cells expanded, and the text around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.foreign_limits import MIB
from zhutiri_cli.common.foreign_limits import NOTICE_TEXT_BYTES as MAX_TEXT_FILE
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.materials.formats.decoding import decode
from zhutiri_cli.materials.formats.package_guard import too_large


class GridLine(Struct, frozen=True):
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


class SurroundingCell(NamedTuple):
    """The cell that a table stands in: the table's place among the source's grids, its line and its column, from 0."""

    grid: int
    line: int
    column: int


class Grid(Struct, frozen=True):
    """One table, its place (``第 2 个表格``; empty where the source is one table) and the text since the one before.

    ``inside``: the cell of another table that it stands in. ``name``: what people called it (a sheet's title).
    """

    lines: tuple[GridLine, ...]
    place: str = ""
    before: tuple[str, ...] = ()
    inside: SurroundingCell | None = None
    name: str = ""


class SourceText(Struct, frozen=True):
    """A source as read: its tables in order, the lines of all text outside them, and notices for the reader.

    ``hidden``: notices on what is in the source and not shown, said in a refusal, too. ``called``: what the document
    calls itself outside its text (a page's title)."""

    grids: tuple[Grid, ...]
    text: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    called: str = ""


class CellSpan(Struct, frozen=True):
    """A cell as HTML has it: its text and how many lines and columns it covers."""

    text: str
    down: int = 1
    right: int = 1


def spread(rows: Sequence[Iterable[CellSpan]], limit: int = 200) -> list[tuple[str, ...]]:
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


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or GB18030. Raises ``FileProblem``."""
    with path.open("rb") as stream:
        data = stream.read(MAX_TEXT_FILE + 1)
    if len(data) > MAX_TEXT_FILE:
        raise too_large(path, f"超过 {MAX_TEXT_FILE // MIB} MB")
    return decoded(data, path_shown(path))


def decoded(data: bytes, name: str) -> str:
    """Bytes to text; raises ``FileProblem`` where no encoding fits or the content is no text."""
    text = decode(data)
    if text is None:
        raise FileProblem(f"{name} 不是文本，或文字编码无法识别", "请用记事本打开，另存为 UTF-8 编码后再导入")
    if not text.strip():
        raise FileProblem(f"{name} 是空的", "请确认选对了文件")
    return text

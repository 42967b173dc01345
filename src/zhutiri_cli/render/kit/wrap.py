"""Line breaking for Chinese text in cells: rich breaks at spaces only, which Chinese does not have."""

from __future__ import annotations

from rich.cells import cell_len, get_character_cell_size

from zhutiri_cli.common.line_breaks import line_end


class _Sizes(dict[str, int]):
    """The cells of every character seen so far: asking rich for each costs more than all the rest."""

    def __missing__(self, char: str) -> int:
        return self.setdefault(char, get_character_cell_size(char))


_SIZES = _Sizes()


def wrapped(text: str, width: int) -> list[str]:
    """``text`` (one line, already literal) cut into lines of at most ``width`` cells; at least one line."""
    lines = []
    if 2 * len(text) <= width:
        return [text]
    while cell_len(text) > max(width, 2):
        cut = line_end(text, max(width, 2), _SIZES.__getitem__)
        lines.append(text[:cut].rstrip(" "))
        text = text[cut:].lstrip(" ")
    return [*lines, text]


def joined(pieces: list[str], width: int) -> list[str]:
    """Pieces put side by side on as few lines of ``width`` cells as hold them; no piece is broken."""
    lines = [""]
    for piece in pieces:
        if lines[-1] and cell_len(lines[-1] + piece) > width:
            lines.append("")
        lines[-1] += piece
    return lines


def clipped(text: str, width: int) -> str:
    """``text`` on one line of at most ``width`` cells; what does not fit is cut off and told by ``…``."""
    if cell_len(text) <= width:
        return text
    cells, kept = 0, ""
    for char in text:
        cells += _SIZES[char]
        if cells > width - 1:
            break
        kept += char
    return f"{kept}…"

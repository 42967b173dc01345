"""How a help page is laid out: aligned and wrapped by cells, since the library counts characters. Pure."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from zhutiri_cli.common.line_breaks import line_end

_WIDEST, _NARROWEST = 100, 40
"""Cells of a line, whatever the terminal."""
_COLUMN = 24
"""Cells of the left column; what is longer stands on a line of its own."""


def examples(*pairs: tuple[str, str]) -> str:
    """The examples of a command as its page ends: what each is for, and what is typed after ``zhutiri``."""
    return "\n".join(line for purpose, words in pairs for line in (f"{purpose}：", f"  zhutiri {words}"))


def drawn(usage: str, about: str, parts: Mapping[str, Sequence[tuple[str, str]]], ending: str) -> str:
    """A page: how it is typed, what it is for, the rows of each part that has any under its heading, the examples."""
    lines = [f"用法：{usage}", "", *(f"  {line}" for line in _wrapped(about, 2)), ""]
    for title, rows in parts.items():
        if rows:
            lines += [title, *_column(rows), ""]
    if ending:
        lines += ["例：", *(f"  {line}" for line in ending.splitlines())]
    return "\n".join(lines).rstrip()


def _char_cells(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def _cells(text: str) -> int:
    return sum(map(_char_cells, text))


def _page_width() -> int:
    return max(_NARROWEST, min(shutil.get_terminal_size((80, 24)).columns, _WIDEST))


def _wrapped(text: str, indent: int) -> Iterator[str]:
    """The text in lines that fit beside an indent."""
    while True:
        cut = line_end(text, _page_width() - indent, _char_cells)
        yield text[:cut].rstrip()
        text = text[cut:].lstrip()
        if not text:
            return


def _column(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    width = min(max(_cells(left) for left, _ in rows), _COLUMN)
    for left, right in rows:
        first, *rest = _wrapped(right, width + 4)
        if _cells(left) > width:
            yield f"  {left}  {first}" if _cells(f"  {left}  {first}") <= _page_width() else f"  {left}"
            rest = rest if _cells(f"  {left}  {first}") <= _page_width() else [first, *rest]
        else:
            yield f"  {left}{' ' * (width - _cells(left))}  {first}"
        yield from (" " * (width + 4) + line for line in rest)

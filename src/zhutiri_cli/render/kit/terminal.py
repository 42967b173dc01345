"""What terminal renderers write on: a string of the asked width, people's text always literal.

rich draws tables and colours, and breaks lines that do not fit; it is loaded when one of them is asked for.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from rich.cells import cell_len

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.format import Display
from zhutiri_cli.render.kit.wrap import wrapped

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text


class Screen:
    """A terminal in memory, ``width`` cells wide, with colours or without."""

    def __init__(self, display: Display) -> None:
        self.width = max(display.width, 24)
        self.colour = display.colour
        self.file = io.StringIO()

    @cached_property
    def rich(self) -> Console:
        """rich's own console for it: nothing is read as markup or emoji, nothing is highlighted."""
        from rich.console import Console

        return Console(
            file=self.file,
            width=self.width,
            height=25,  # else every look at the width asks the terminal anew
            force_terminal=self.colour,
            color_system="standard" if self.colour else None,
            no_color=not self.colour,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
            soft_wrap=False,
        )


def console(display: Display) -> Screen:
    """A screen that is like the reader's."""
    return Screen(display)


def printed(target: Screen) -> str:
    """What was written, without white space at the ends of lines."""
    return "\n".join(line.rstrip() for line in target.file.getvalue().split("\n"))


def words(text: str, style: str = "") -> Text:
    """People's text, shown literally."""
    from rich.text import Text

    return Text(Shown(text), style=style)


def lines(texts: Iterable[str], style: str = "") -> Text:
    """Several pieces of people's text, each on a line of its own."""
    from rich.text import Text

    return Text("\n").join(words(text, style) for text in texts)


def write(out: Screen, text: str = "", style: str = "") -> None:
    """A line of text that is literal already and fits, past rich's own layout: that takes a millisecond a line, and a
    large plan has tens of thousands."""
    out.file.write(painted(out, text, style) + "\n")


def put(out: Screen, text: str, style: str = "") -> None:
    """People's text; what does not fit is broken at its spaces."""
    shown = Shown(text)
    if cell_len(shown) <= out.width:
        write(out, shown, style)
    else:
        out.rich.print(words(shown, style))


def painted(out: Screen, text: str, style: str) -> str:
    """The text with the codes of a style, where the screen shows colours."""
    if not (style and out.colour):
        return text
    return out.rich.get_style(style).render(text, color_system=out.rich._color_system)


def paragraph(out: Screen, head: str, text: str, style: str = "") -> None:
    """People's text after a head such as a mark; what does not fit goes on under the text, not under the head."""
    pad = " " * cell_len(head)
    for index, line in enumerate(wrapped(Shown(text), out.width - len(pad))):
        write(out, (pad if index else Shown(head)) + line, style)


def section(out: Screen, title: str) -> None:
    """A heading after an empty line."""
    write(out)
    put(out, f"■ {title}", "bold")


def simple_table(*, title: str = "") -> Table:
    """The plain table of all terminal outputs: a rule under the head, no borders, readable in any encoding."""
    from rich import box
    from rich.table import Table

    return Table(
        box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False, padding=(0, 1, 0, 0),
        show_edge=False, collapse_padding=True, expand=False,
    )  # fmt: skip

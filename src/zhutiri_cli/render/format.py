"""What a renderer says about itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Display:
    """How wide the reader's screen is (cells), whether it shows colours, and whether every finding is wanted."""

    width: int = 80
    colour: bool = False
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name for ``-f``, its suffix for ``-o`` (``None``: by name only) and the function that renders it.

    ``machine``: programs read it, so it is UTF-8 on stdout whatever the console's encoding. ``template``: the name of
    the office's own template that the format fills where there is one. A function may give several files by name
    (``many``): they go into a folder.
    """

    name: str
    suffix: str | None
    machine: bool
    render: Callable[[Any, Display], str | bytes | Mapping[str, bytes]]
    default: bool = False
    template: str | None = None
    many: bool = False

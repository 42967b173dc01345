"""What a renderer says about itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct, field

if TYPE_CHECKING:
    from zhutiri_cli.report.office import OfficeTemplate


class Apart(Protocol):
    """How work on a template of the office's own is done."""

    def __call__(self, work: Callable[..., Any], *arguments: object, lost: Callable[[str], Exception]) -> Any:
        """What the work returns. Raises what it raises, or ``lost`` of a Chinese clause on why it came to no end."""


def done_here(work: Callable[..., Any], *arguments: object, lost: Callable[[str], Exception]) -> Any:
    """In this process, without limits: for templates that nobody else wrote."""
    return work(*arguments)


class Display(Struct, frozen=True):
    """How wide the reader's screen is (cells), whether it shows colours, and whether every finding is wanted.

    ``due_within``: how many working days ahead the reader looks; ``templates``: the office's own, by name;
    ``apart``: how those are filled that no count of our own keeps within limits.
    ``detailed``: activities were asked for by number, so each is told in full.
    ``here`` is the current folder, ``place`` the one that the output will lie in: absolute, with ``/``, for links;
    ``stem``: the name of the output's file without its suffix, "" on a screen.
    """

    width: int = 80
    colour: bool = False
    everything: bool = False
    detailed: bool = False
    here: str = ""
    place: str = ""
    stem: str = ""
    due_within: int = 5
    templates: Mapping[str, OfficeTemplate] = field(default_factory=dict)
    apart: Apart = done_here


class Streamed(Struct, frozen=True):
    """A result that is too large to be held: its bytes piece by piece, each made when it is written. ``beside``: files
    by name that belong to it and lie in the folder ``beside_name`` beside it, each made likewise; ``None`` for none."""

    content: Iterable[bytes]
    beside: Iterable[tuple[str, bytes]] | None = None


Result = str | bytes | Mapping[str, bytes] | Streamed
"""What a renderer gives."""


class Format(Struct, frozen=True):
    """A format: its name for ``-f``, its suffix for ``-o`` (``None``: by name only) and the function that renders it.

    ``machine``: programs read it, so it is UTF-8 on stdout whatever the console's encoding. ``sums``: it shows
    the SHA-256 of every file, which a check otherwise does not compute.
    ``template``: the name of the office's own template that the format fills where there is one. A function may give
    several files by name (``many``): they go into a folder. ``continues``: what is made of the content and of the file
    that it replaces, where a format's files are versions of one thing.
    ``demand`` raises ``UsageProblem`` where the extra is missing that the format needs.
    """

    name: str
    suffix: str | None
    machine: bool
    render: Callable[[Any, Display], Result]
    default: bool = False
    sums: bool = False
    template: str | None = None
    many: bool = False
    continues: Callable[[bytes, bytes], bytes] | None = None
    demand: Callable[[], None] | None = None

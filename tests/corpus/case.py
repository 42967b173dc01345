"""What a case of the corpus is: how an odd input is made, what is asked of the tool, and what its users expect.

Expectations come from the contract and from what an office would want, never from what the tool prints. Inputs are made
when the corpus runs, always of the same bytes. A case whose outcome does not depend on others shares one run with them
(``FileCase``, ``RecordCase``, ``PlanCase``); what may end a whole command has a run of its own (``OwnCase``).
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

Make = Callable[[Path], object]
"""Makes the input at a path of which the parent is there."""


class Verdict(StrEnum):
    """What is expected of one file of a submission."""

    KEPT = "kept"
    """It counts, and nothing is wrong with it."""
    ODD = "odd"
    """It counts; what is odd about it is said as information (ZT305)."""
    UNCHECKED = "unchecked"
    """It counts, and people are told to open it: could not be checked (ZT305, 未核对内容)."""
    BROKEN = "broken"
    """It does not count (ZT305, 不能使用)."""
    CLOSED = "closed"
    """It holds others and was not opened (ZT306, warning)."""
    UNKNOWN = "unknown"
    """It is of no kind (ZT306, information)."""
    OUTSIDE = "outside"
    """A link that is not followed (ZT306, warning)."""
    REFUSED = "refused"
    """Its address is none that publicity can have (ZT402)."""
    IGNORED = "ignored"
    """Nobody handed it in on purpose: not a word."""
    UNREAD = "unread"
    """It could not be looked into (ZT901)."""


class FileCase(Struct, frozen=True):
    """One file of a submission that is otherwise sound. ``name``: its path in the activity's folder; ``says``: what the
    finding says, too; ``shown``: how the name is shown where it cannot be shown as it is; ``heavy``: it is measured by
    itself, too."""

    id: str
    name: str
    make: Make
    verdict: Verdict
    says: str = ""
    shown: str = ""
    heavy: bool = False


class RecordCase(Struct, frozen=True):
    """One ``submission.yaml``. ``rules``: the codes that must speak of it, each with a piece of what it says; ``fine``:
    the record is taken as it is, no ZT311."""

    id: str
    make: Make
    rules: tuple[tuple[str, str], ...] = ()
    fine: bool = False


class PlanCase(Struct, frozen=True):
    """One plan file for ``validate``. ``rules``: as in ``RecordCase``; ``fine``: nothing at error level."""

    id: str
    make: Make
    rules: tuple[tuple[str, str], ...] = ()
    fine: bool = False
    heavy: bool = False


class OwnCase(Struct, frozen=True):
    """A command of its own, run in a desk (``desk.py``). ``words``: the command line, ``{x}`` in it the desk's paths;
    ``status``: the exit status; ``says``: pieces that stand on stdout or stderr, a leading ``!`` for one that must
    not."""

    id: str
    words: tuple[str, ...]
    status: int
    says: tuple[str, ...] = ()
    make: Make | None = None
